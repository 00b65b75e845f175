#include "core/text/readers/tokenizer_folder.h"
#include "core/text/tokenizer.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <thread>

namespace headscope {

namespace {

using nlohmann::json;
using testing::HasSubstr;

json wordPieceFile()
{
    return json::parse(R"({
        "added_tokens": [{"id": 1, "content": "[MASK]", "special": true, "normalized": false}],
        "normalizer": {"type": "BertNormalizer", "strip_accents": false},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[MASK]": 1, "n": 2, "'": 3, "ai": 4, "été": 5, "中": 6,
                  "##s": 7, "ete": 8}, "unk_token": "[UNK]"}})");
}

json bytePairFile()
{
    return json::parse(R"({"model": {"type": "BPE", "vocab": {"a": 0, "b": 1, "ab": 2, "aa": 3, "<unk>": 4},
                                     "merges": [["a", "b"], "a a"], "unk_token": "<unk>"}})");
}

std::shared_ptr<const Tokenizer> open(const json &file)
{
    return tokenizerFromJson(file.dump(), {}, "tokenizer.json");
}

std::string refusal(const json &file)
{
    return refusalOf([&] { (void)open(file); });
}

json with(json file, const char *place, const json &value)
{
    file[json::json_pointer(place)] = value;
    return file;
}

std::vector<std::vector<std::ptrdiff_t>> places(const std::vector<Token> &tokens)
{
    std::vector<std::vector<std::ptrdiff_t>> result;
    for (const Token &token : tokens)
        result.push_back({token.id, token.begin, token.end});
    return result;
}

using Places = std::vector<std::vector<std::ptrdiff_t>>;

} // namespace

TEST(TokenizerJson, OffsetsAreThoseOfTheOriginalText)
{
    const auto tokenizer = open(wordPieceFile());

    EXPECT_EQ(
        places(tokenizer->encode("N'AI 中\u200bÉTÉS[MASK]x")),
        (Places{
            {2, 0, 1}, {3, 1, 2}, {4, 2, 4}, {6, 5, 6}, {5, 7, 10}, {7, 10, 11}, {1, 11, 17}, {0, 17, 18}}));
    EXPECT_EQ(tokenizer->maskId(), 1);
}

TEST(TokenizerJson, StrippedAccentsKeepTheirPlace)
{
    const auto tokenizer = open(with(wordPieceFile(), "/normalizer/strip_accents", true));

    EXPECT_EQ(places(tokenizer->encode("e\u0301te\u0301 été")), (Places{{8, 0, 4}, {8, 6, 9}}));
}

TEST(TokenizerJson, ModelsDoNotFindTokensThatAreAddedToTheirVocabulary)
{
    const json added = json::parse(
        R"([{"id": 9, "content": "ab", "single_word": true}, {"id": 10, "content": "中", "single_word": true}])");
    const auto encoded = [&](const char *model, std::string_view text) {
        const json file = {{"normalizer", {{"type", "Lowercase"}}},
                           {"pre_tokenizer", {{"type", "WhitespaceSplit"}}},
                           {"added_tokens", added},
                           {"model", json::parse(model)}};
        std::vector<TokenId> ids;
        for (const Token &token : open(file)->encode(text))
            ids.push_back(token.id);
        return ids;
    };
    using Ids = std::vector<TokenId>;
    const char *words =
        R"({"type": "WordPiece", "unk_token": "u", "vocab": {"u": 0, "a": 1, "##b": 2, "##c": 3}})";
    const char *levels = R"({"type": "WordLevel", "unk_token": "u", "vocab": {"u": 0, "a": 1}})";
    const char *pairs = R"({"type": "BPE", "unk_token": "u", "ignore_merges": true, "merges": [],
                            "vocab": {"u": 0, "a": 1, "b": 2}})";
    const char *scored = R"({"type": "Unigram", "unk_id": 0, "vocab": [["u", 0], ["a", -1], ["b", -1]]})";

    EXPECT_EQ(encoded(words, "ab abc 中a"), (Ids{4, 1, 2, 3, 0}));
    EXPECT_EQ(encoded(levels, "ab abc a"), (Ids{2, 0, 1}));
    EXPECT_EQ(encoded(pairs, "ab abb 中a"), (Ids{3, 1, 2, 2, 0, 1}));
    EXPECT_EQ(encoded(scored, "ab abb 中a"), (Ids{3, 1, 2, 2, 0, 1}));
}

TEST(TokenizerJson, AddedTokensFollowTheModelsPiecesWithoutHoles)
{
    json file = with(wordPieceFile(), "/model/vocab", {{"[UNK]", 0}, {"[MASK]", 1}, {"n", 7}});
    for (const auto &[id, content] : {std::pair{9, "<y>"}, {8, ""}, {12, "<x>"}, {5, "n"}})
        file["added_tokens"].push_back({{"id", id}, {"content", content}, {"special", true}});
    file["post_processor"] = {{"type", "BertProcessing"}, {"cls", {"<y>", 9}}, {"sep", {"<x>", 12}}};

    EXPECT_EQ(places(open(file)->encode("<x><y>n[MASK]")),
              (Places{{9, 0, 0}, {4, 0, 3}, {3, 3, 6}, {7, 6, 7}, {1, 7, 13}, {12, 0, 0}}));
}

TEST(TokenizerJson, WithoutAPostProcessorAPairIsJoinedAsItIs)
{
    EncodeOptions options;
    options.second = "ai";
    const std::vector<Token> tokens = open(wordPieceFile())->encode("n", options);

    EXPECT_EQ(tokens, (std::vector<Token>{{2, 0, 0, 0, 1}, {4, 1, 1, 0, 2}}));
}

TEST(TokenizerJson, PiecesOfEveryKindReadLikeTheirText)
{
    const auto shown = [](const json &file, TokenId id) { return displayText(*open(file), id); };
    const json suffixed =
        json::parse(R"({"pre_tokenizer": {"type": "Whitespace"}, "model": {"type": "BPE", "merges": [],
        "vocab": {"the</w>": 0, "a": 1}, "end_of_word_suffix": "</w>"}})");
    const json unigram =
        json::parse(R"({"pre_tokenizer": {"type": "Metaspace"}, "model": {"type": "Unigram", "unk_id": 0,
        "vocab": [["<unk>", 0], ["▁the", -1], ["▁▁", -2], ["<0x0A>", -3]], "byte_fallback": true}})");

    EXPECT_EQ(shown(suffixed, 0), "the ");
    EXPECT_EQ(shown(unigram, 1), "·the");
    EXPECT_EQ(shown(unigram, 2), "··");
    EXPECT_EQ(shown(unigram, 3), "↵");
    EXPECT_EQ(open(unigram)->find(" the"), 1);
}

/// As many pieces as Gemma has, and as many merges, each a list of two, without blanks between.
std::string largestBytePairFile()
{
    constexpr std::size_t kMerges = 514'000;
    std::vector<std::string> pieces;
    for (char letter = 'a'; letter < 'w'; ++letter)
        pieces.emplace_back(1, letter);
    for (std::size_t begin = 0; pieces[begin].size() < 4; ++begin)
        for (char letter = 'a'; letter < 'w'; ++letter)
            pieces.push_back(pieces[begin] + letter);
    std::string vocabulary, merges;
    std::size_t mergeCount = 0;
    for (std::size_t id = 0; id < pieces.size(); ++id) {
        const std::string &piece = pieces[id];
        vocabulary.append(",\"").append(piece).append("\":").append(std::to_string(id));
        for (std::size_t cut = 1; cut < piece.size() && mergeCount < kMerges; ++cut, ++mergeCount)
            merges.append(",[\"").append(piece, 0, cut).append("\",\"").append(piece, cut).append("\"]");
    }
    return R"({"model":{"type":"BPE","vocab":{)" + vocabulary.substr(1) + R"(},"merges":[)" +
           merges.substr(1) + "]}}";
}

TEST(TokenizerJson, TheLargestVocabulariesOpen)
{
    const auto tokenizer = tokenizerFromJson(largestBytePairFile(), {}, "tokenizer.json");

    EXPECT_EQ(tokenizer->vocabularySize(), 245'410);
    EXPECT_EQ(tokenizer->encode("abcdabc").size(), 2U);
}

TEST(TokenizerJson, UnigramsAreCheckedWhenTheyAreRead)
{
    const json file =
        json::parse(R"({"model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0.0], ["a", -1.0]]}})");

    EXPECT_EQ(places(open(file)->encode("aéé")), (Places{{1, 0, 1}, {0, 1, 3}}));
    EXPECT_THAT(refusal(with(file, "/model/unk_id", 2)), HasSubstr("below 2, found 2"));
    EXPECT_THAT(refusal(with(file, "/model/vocab/1", "a")), HasSubstr("a piece and its score"));
    EXPECT_THAT(refusal(with(file, "/model/vocab", {{"a", 1}})), HasSubstr("a list"));
    EXPECT_THAT(refusal(with(file, "/model/vocab/1", {"a", "b"})), HasSubstr("a piece and its score"));
    const auto charsmap = [&](const char *table) {
        return with(file, "/normalizer", {{"type", "Precompiled"}, {"precompiled_charsmap", table}});
    };
    EXPECT_THAT(refusal(charsmap("AAA")), HasSubstr("base64"));
    EXPECT_THAT(refusal(charsmap("/////w==")), HasSubstr("charsmap: expected a size"));
    EXPECT_THAT(refusal(charsmap("")), HasSubstr("charsmap: expected a size"));
}

TEST(TokenizerJson, MergesAreReadAsTextsAndAsPairs)
{
    EXPECT_EQ(places(open(bytePairFile())->encode("aaabx")), (Places{{3, 0, 2}, {2, 2, 4}, {4, 4, 5}}));
}

TEST(TokenizerJson, StagesThatAreNotKnownAreRefusedByName)
{
    const json file = wordPieceFile();

    EXPECT_THAT(refusal(with(file, "/normalizer/type", "Precomposed")), HasSubstr("Precomposed"));
    EXPECT_THAT(refusal(with(file, "/pre_tokenizer/type", "Sentences")), HasSubstr("Sentences"));
    EXPECT_THAT(refusal(with(file, "/model/type", "Bigram")), HasSubstr("Bigram"));
    EXPECT_THAT(refusal(with(file, "/post_processor", {{"type", "Other"}})), HasSubstr("Other"));
}

TEST(TokenizerJson, LyingVocabulariesAreRefused)
{
    EXPECT_THAT(refusal(with(wordPieceFile(), "/model/vocab/x", -1)), HasSubstr("found -1"));
    EXPECT_THAT(refusal(with(wordPieceFile(), "/model/vocab/x", 4000000000U)), HasSubstr("4000000000"));
    EXPECT_THAT(refusal(with(wordPieceFile(), "/model/vocab/x", "1")), HasSubstr("whole number"));
    EXPECT_THAT(refusal(with(wordPieceFile(), "/model/unk_token", "<gone>")), HasSubstr("<gone>"));
    EXPECT_THAT(refusal(with(bytePairFile(), "/model/merges/0", {"b", "b"})), HasSubstr("'bb'"));
    EXPECT_THAT(refusal(with(bytePairFile(), "/model/merges/0", "a  b")), HasSubstr("two pieces"));
    EXPECT_THAT(refusal(with(wordPieceFile(), "/post_processor",
                             {{"type", "BertProcessing"}, {"cls", {"c", 1}}, {"sep", {"s", 99}}})),
                HasSubstr("found 99"));
    EXPECT_THAT(refusal(json::parse("[]")), HasSubstr("model"));
}

TEST(TokenizerJson, AFolderWithoutATokenizerIsRefused)
{
    const TestFolder folder;

    EXPECT_THAT(refusalOf([&] { (void)Tokenizer::open(folder.path()); }),
                HasSubstr("expected tokenizer.json"));
}

TEST(TokenizerJson, AnIdOutsideTheVocabularyHasNoPiece)
{
    const auto tokenizer = open(wordPieceFile());

    for (const TokenId id : {-1, 9, 1 << 30}) {
        EXPECT_EQ(tokenizer->piece(id), "");
        EXPECT_EQ(tokenizer->bytes(id), "");
        EXPECT_EQ(displayText(*tokenizer, id), "");
    }
    EXPECT_EQ(tokenizer->decode(std::vector<TokenId>{-5, 4, 1 << 30}), "ai ");
}

TEST(TokenizerJson, AWordOfAMillionLettersIsMergedToTheEnd)
{
    const std::string word(1'000'000, 'a');

    const std::vector<Token> tokens = open(bytePairFile())->encode(word);

    ASSERT_EQ(tokens.size(), 500'000U);
    EXPECT_EQ(tokens.back(), (Token{3, 0, 0, 999'998, 1'000'000}));
    EXPECT_EQ(open(wordPieceFile())->encode(word).size(), 1U);
}

TEST(TokenizerJson, ALongEncodingCanBeStopped)
{
    const std::string word(10'000'000, 'a');
    const auto tokenizer = open(bytePairFile());
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        stop.request_stop();
    });

    EXPECT_TRUE(tokenizer->encode(word, {}, stop.get_token()).empty());
}

} // namespace headscope
