#include "core/text/readers/protobuf.h"
#include "core/text/target_tokenizer.h"
#include "core/text/tokenizer.h"
#include "core/text/unread_tokenizer.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace headscope {

namespace {

using testing::HasSubstr;
using Ids = std::vector<TokenId>;

std::string golden(const std::string &name)
{
    std::ifstream file(sourceFolder() + "/tests/golden/tokenizers/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Ids ids(const Tokenizer &tokenizer, std::string_view text, bool withSpecial = true)
{
    Ids result;
    for (const Token &token : tokenizer.encode(text, {.addSpecialTokens = withSpecial, .second = {}}))
        result.push_back(token.id);
    return result;
}

std::string refusal(const TestFolder &folder)
{
    return refusalOf([&] { (void)Tokenizer::open(folder.path()); });
}

void writeMerges(const TestFolder &folder)
{
    folder.write("vocab.json", R"({"<s>": 0, "</s>": 1, "a": 2, "b": 3, "ab": 4, "Ġ": 5, "<mask>": 6})");
    folder.write("merges.txt", "#version: 0.2\na b\n");
}

} // namespace

TEST(TokenizerFolder, TheFamilyDecidesWhatStandsAroundAText)
{
    const TestFolder folder;
    writeMerges(folder);

    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "ab"), (Ids{0, 4, 1}));
    folder.write("config.json", R"({"model_type": "gpt2"})");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "ab"), (Ids{4}));
    folder.write("tokenizer_config.json", R"({"tokenizer_class": "RobertaTokenizerFast"})");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "ab"), (Ids{0, 4, 1}));
    folder.write(
        "tokenizer_config.json",
        R"({"tokenizer_class": "GPT2Tokenizer", "add_bos_token": true, "bos_token": {"content": "</s>"}})");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "ab"), (Ids{1, 4}));
}

TEST(TokenizerFolder, TypesAreThoseThatTheReferenceGivesTheModel)
{
    const TestFolder folder;
    folder.write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\n");
    const auto givesTypes = [&folder](const char *model, const char *tokenizer) {
        folder.write("config.json", model);
        folder.write("tokenizer_config.json", tokenizer);
        const auto tokens = Tokenizer::open(folder.path())->encode("a", {.second = "b"});
        EXPECT_EQ(tokens.size(), 5U);
        return tokens.back().type == 1;
    };
    constexpr const char *kNoName = "{}";
    constexpr const char *kBert = R"({"model_type": "bert"})";

    EXPECT_TRUE(givesTypes(kNoName, kNoName));
    EXPECT_TRUE(givesTypes(kBert, kNoName));
    EXPECT_TRUE(givesTypes(R"({"model_type": "nomic_bert"})", kNoName));
    EXPECT_FALSE(givesTypes(R"({"model_type": "albert"})", kNoName));
    EXPECT_FALSE(givesTypes(R"({"model_type": "roberta"})", kNoName));
    EXPECT_TRUE(givesTypes(R"({"model_type": "roberta", "tokenizer_class": "BertTokenizerFast"})", kNoName));
    EXPECT_TRUE(givesTypes(kBert, R"({"tokenizer_class": "ElectraTokenizer"})"));
    EXPECT_FALSE(givesTypes(kBert, R"({"tokenizer_class": "PreTrainedTokenizerFast"})"));
    EXPECT_FALSE(givesTypes(kBert, R"({"tokenizer_class": "RobertaTokenizerFast"})"));
    EXPECT_FALSE(givesTypes(kBert, R"({"model_input_names": ["input_ids", "attention_mask"]})"));
    EXPECT_TRUE(givesTypes(kBert, R"({"tokenizer_class": "TokenizersBackend",
                                      "model_input_names": ["input_ids", "token_type_ids"]})"));
}

TEST(TokenizerFolder, TokensThatFilesAddAreFoundInTheText)
{
    const TestFolder folder;
    writeMerges(folder);
    folder.write("config.json", R"({"model_type": "gpt2"})");
    folder.write("added_tokens.json", R"({"<tool>": 7})");
    folder.write("special_tokens_map.json",
                 R"({"additional_special_tokens": ["<tool>"], "pad_token": "</s>"})");
    folder.write(
        "tokenizer_config.json",
        R"({"added_tokens_decoder": {"8": {"content": "<user>", "special": true, "rstrip": true}}})");
    const auto tokenizer = Tokenizer::open(folder.path());

    EXPECT_EQ(ids(*tokenizer, "ab<tool>b<user> a</s>"), (Ids{4, 7, 3, 8, 2, 1}));
    EXPECT_TRUE(tokenizer->isSpecial(7));
    EXPECT_TRUE(tokenizer->isSpecial(8));
    folder.write("added_tokens.json", R"({"<tool>": 3})");
    EXPECT_THAT(refusal(folder), HasSubstr("found 3, which is 'b'"));
}

TEST(TokenizerFolder, T5PutsItsSentinelsBehindThePieces)
{
    const TestFolder folder;
    folder.write("spiece.model", golden("unigram.model"));
    const auto plain = Tokenizer::open(folder.path());
    folder.write("config.json", R"({"model_type": "t5"})");
    const auto t5 = Tokenizer::open(folder.path());
    const int pieces = plain->vocabularySize();

    EXPECT_EQ(t5->vocabularySize(), pieces + 100);
    EXPECT_EQ(t5->find("<extra_id_99>"), pieces);
    Ids expected = ids(*plain, "the word");
    expected.insert(expected.end(), {pieces + 99, 2});
    EXPECT_EQ(ids(*t5, "the word<extra_id_0>"), expected);
}

TEST(TokenizerFolder, FairseqsIdsStandBesideThoseOfTheFile)
{
    const TestFolder plainFolder, folder;
    plainFolder.write("spiece.model", golden("unigram.model"));
    folder.write("sentencepiece.bpe.model", golden("unigram.model"));
    const Ids own = ids(*Tokenizer::open(plainFolder.path()), "the licence", false);
    const auto shifted = [&](TokenId shift, TokenId begin, TokenId end) {
        Ids result{begin};
        for (const TokenId id : own)
            result.push_back(id == 0 ? 3 : id + shift);
        result.push_back(end);
        return result;
    };

    const auto xlmRoberta = Tokenizer::open(folder.path());
    EXPECT_EQ(ids(*xlmRoberta, "the licence"), shifted(1, 0, 2));
    EXPECT_EQ(xlmRoberta->maskId(), xlmRoberta->vocabularySize() - 1);
    EXPECT_EQ(ids(*xlmRoberta, "中").at(2), 3);
    folder.write("config.json", R"({"model_type": "camembert"})");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "the licence"), shifted(4, 5, 6));
}

TEST(TokenizerFolder, MariansIdsAreThoseOfItsVocabulary)
{
    const TestFolder folder;
    folder.write("source.spm", golden("unigram.model"));
    folder.write("vocab.json", R"({"</s>": 0, "<unk>": 1, "▁the": 2, ">>fra<<": 3, "<pad>": 4})");
    const auto tokenizer = Tokenizer::open(folder.path());

    EXPECT_EQ(ids(*tokenizer, ">>fra<< the the"), (Ids{3, 2, 2, 0}));
    EXPECT_EQ(ids(*tokenizer, "中"), (Ids{1, 1, 0}));
}

TEST(TokenizerFolder, WhatMariansDecoderReadsHasATokenizerOfItsOwn)
{
    for (const auto &entry : nlohmann::json::parse(golden("marian.json"))) {
        const TestFolder folder;
        folder.write("source.spm", golden("unigram.model"));
        folder.write("target.spm", golden("pairs.model"));
        folder.write("tokenizer_config.json", entry["configuration"].dump());
        for (const auto &[name, vocabulary] : entry["files"].items())
            folder.write(name, vocabulary.dump());
        const auto source = Tokenizer::open(folder.path());
        const auto target = openTargetTokenizer(folder.path());

        ASSERT_NE(target, nullptr);
        for (const auto &text : entry["texts"]) {
            EXPECT_EQ(ids(*source, text["text"].get<std::string>()), text["source"].get<Ids>())
                << text["text"];
            EXPECT_EQ(ids(*target, text["text"].get<std::string>()), text["target"].get<Ids>())
                << text["text"];
        }
    }
    const TestFolder other;
    other.write("spiece.model", golden("unigram.model"));
    other.write("target.spm", golden("pairs.model"));
    EXPECT_EQ(openTargetTokenizer(other.path()), nullptr);
}

TEST(TokenizerFolder, LanguagesOfM2M100StandBehindItsVocabularyAndBeforeAText)
{
    const nlohmann::json all = nlohmann::json::parse(golden("translation.json"));
    const nlohmann::json &model = all["m2m100"];
    const TestFolder folder;
    folder.write("sentencepiece.bpe.model", golden("unigram.model"));
    folder.write("vocab.json", model["vocabulary"].dump());
    folder.write("config.json", R"({"model_type": "m2m_100"})");
    folder.write("special_tokens_map.json",
                 nlohmann::json{{"additional_special_tokens", model["languages"]}}.dump());
    for (const auto &[language, expected] : model["ids"].items()) {
        folder.write("tokenizer_config.json", nlohmann::json{{"src_lang", language}}.dump());
        const auto tokenizer = Tokenizer::open(folder.path());
        for (std::size_t i = 0; i < all["texts"].size(); ++i)
            EXPECT_EQ(ids(*tokenizer, all["texts"][i].get<std::string>()), expected[i].get<Ids>())
                << all["texts"][i];
    }
}

TEST(TokenizerFolder, PegasusHasUnknownTokensBeforeItsPieces)
{
    const nlohmann::json all = nlohmann::json::parse(golden("translation.json"));
    const TestFolder folder;
    folder.write("spiece.model", golden("pegasus.model"));
    folder.write("config.json", R"({"model_type": "pegasus"})");
    const auto tokenizer = Tokenizer::open(folder.path());

    EXPECT_EQ(tokenizer->vocabularySize(), all["pegasus"]["size"]);
    EXPECT_EQ(tokenizer->maskId(), 3);
    for (std::size_t i = 0; i < all["texts"].size(); ++i)
        EXPECT_EQ(ids(*tokenizer, all["texts"][i].get<std::string>()), all["pegasus"]["ids"][i].get<Ids>())
            << all["texts"][i];
}

TEST(TokenizerFolder, BlenderbotReadsASpaceBeforeAText)
{
    const TestFolder folder;
    folder.write("vocab.json", R"({"t": 0, "h": 1, "e": 2, "Ġ": 3, "Ġt": 4, "he": 5})");
    folder.write("merges.txt", "#version: 0.2\nĠ t\nh e\n");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "the"), (Ids{0, 5}));

    folder.write("config.json", R"({"model_type": "blenderbot"})");
    EXPECT_EQ(ids(*Tokenizer::open(folder.path()), "the"), (Ids{4, 5}));
}

TEST(TokenizerFolder, WordsThatAreCutByOtherRulesAreNotReadWrongly)
{
    const TestFolder folder;
    folder.write("vocab.json", R"({"the</w>": 0})");
    folder.write("merges.txt", "#version\n");
    folder.write("config.json", R"({"model_type": "flaubert"})");

    EXPECT_THROW(static_cast<void>(Tokenizer::open(folder.path())), LoadError);
    EXPECT_TRUE(unreadTokenizer(folder.path()));
    folder.write("config.json", R"({"model_type": "gpt2"})");
    EXPECT_FALSE(unreadTokenizer(folder.path()));
}

TEST(TokenizerFolder, PlacesAreThoseOfTheTextBeforeItWasNormalised)
{
    const TestFolder folder;
    folder.write("tokenizer.model", golden("pairs.model"));
    const auto tokenizer = Tokenizer::open(folder.path());
    const std::vector<Token> tokens =
        tokenizer->encode("  ½  the\u3000the", {.addSpecialTokens = false, .second = {}});

    EXPECT_EQ(tokens.front().begin, 2);
    EXPECT_EQ(tokens.back().end, 12);
    EXPECT_EQ(displayText(*tokenizer, tokens.back().id), "·the");
    EXPECT_EQ(tokenizer->decode(ids(*tokenizer, "the word ☃")), "the word ☃");
}

TEST(TokenizerFolder, BrokenSentencePieceFilesAreRefused)
{
    const std::string whole = golden("unigram.model");
    const TestFolder folder;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 3}) {
        folder.write("spiece.model", std::string_view(whole).substr(0, size));
        EXPECT_THAT(refusal(folder), HasSubstr("spiece.model")) << size;
    }
    folder.write("spiece.model", std::string(20, '\xFF'));
    EXPECT_THAT(refusal(folder), HasSubstr("spiece.model"));
    folder.write("spiece.model", whole);
    folder.write("config.json", R"({"model_type": "mbart"})");
    EXPECT_THAT(refusal(folder), HasSubstr("'mbart'"));
}

TEST(TokenizerFolder, FlippedBytesOfASentencePieceFileNeverCrash)
{
    const std::string whole = golden("unigram.model");
    const TestFolder folder;
    std::uint32_t state = 1;
    for (int round = 0; round < 300; ++round) {
        std::string broken = whole;
        for (int flips = 0; flips < 3; ++flips) {
            state = state * 1664525 + 1013904223;
            broken[state % broken.size()] = static_cast<char>(state >> 24U);
        }
        folder.write("spiece.model", broken);
        try {
            (void)Tokenizer::open(folder.path())->encode("The ½ licence, ﬁnally: A\u030a\u0301 中");
        } catch (const LoadError &) {
            continue;
        }
    }
}

} // namespace headscope
