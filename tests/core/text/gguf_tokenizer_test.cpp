#include "core/formats/gguf.h"
#include "core/text/tokenizer.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace headscope {

namespace {

using testing::HasSubstr;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::int64_t>;

/// A GGUF file that is nothing but keys.
class KeysOnly : public GgufFile {
public:
    [[nodiscard]] std::span<const TensorEntry> entries() const override { return {}; }
    void read(std::string_view /*name*/, std::span<float> /*destination*/) const override {}
    [[nodiscard]] const std::map<std::string, GgufValue> &metadata() const override { return m_keys; }
    [[nodiscard]] const std::filesystem::path &path() const override { return m_path; }

    KeysOnly &set(const std::string &key, GgufValue value)
    {
        m_keys["tokenizer.ggml." + key] = std::move(value);
        return *this;
    }

private:
    std::map<std::string, GgufValue> m_keys;
    std::filesystem::path m_path = "some.gguf";
};

KeysOnly byteLevelFile(const std::string &splitting)
{
    KeysOnly file;
    file.set("model", std::string("gpt2")).set("pre", splitting);
    file.set("tokens", Texts{"<|end|>", "a", "b", "ab", "Ġ", "Ġa"}).set("merges", Texts{"a b", "Ġ a"});
    return file.set("token_type", Numbers{3, 1, 1, 1, 1, 1});
}

std::vector<TokenId> ids(const Tokenizer &tokenizer, std::string_view text)
{
    std::vector<TokenId> result;
    for (const Token &token : tokenizer.encode(text))
        result.push_back(token.id);
    return result;
}

std::string refusal(const KeysOnly &file)
{
    return refusalOf([&] { (void)Tokenizer::fromGguf(file); });
}

} // namespace

TEST(GgufTokenizer, MergesBytesAndFindsControlTokens)
{
    const auto tokenizer = Tokenizer::fromGguf(byteLevelFile("gpt-2"));

    EXPECT_EQ(ids(*tokenizer, "ab a<|end|>b"), (std::vector<TokenId>{3, 5, 0, 2}));
    EXPECT_TRUE(tokenizer->isSpecial(0));
}

TEST(GgufTokenizer, BytesWithoutATokenAreLeftOutOrUnknown)
{
    KeysOnly file = byteLevelFile("smollm");

    EXPECT_EQ(ids(*Tokenizer::fromGguf(file), "a\x04z😀"), (std::vector<TokenId>{1}));
    file.set("unknown_token_id", std::int64_t{0});
    EXPECT_EQ(ids(*Tokenizer::fromGguf(file), "a\x04"), (std::vector<TokenId>{1, 0}));
}

TEST(GgufTokenizer, BertPiecesGetTheirMarksBack)
{
    KeysOnly file;
    file.set("model", std::string("bert")).set("unknown_token_id", std::int64_t{0});
    file.set("tokens", Texts{"[UNK]", "[CLS]", "[SEP]", "▁play", "ing"});
    const auto tokenizer = Tokenizer::fromGguf(file);

    EXPECT_EQ(ids(*tokenizer, "Playing"), (std::vector<TokenId>{1, 3, 4, 2}));
    EXPECT_EQ(tokenizer->piece(4), "##ing");
    EXPECT_TRUE(tokenizer->continuesWord(4));
}

TEST(GgufTokenizer, ScoresDecideWhichNeighboursMergeFirst)
{
    KeysOnly file;
    file.set("model", std::string("llama")).set("bos_token_id", std::int64_t{1});
    file.set("tokens", Texts{"<unk>", "<s>", "▁", "a", "b", "c", "ab", "bc", "<0xC3>", "<0xA9>"});
    file.set("scores", std::vector<double>{0, 0, -1, -1, -1, -1, -5, -4, 0, 0});
    const auto tokenizer = Tokenizer::fromGguf(file);

    EXPECT_EQ(ids(*tokenizer, "abc"), (std::vector<TokenId>{1, 2, 3, 7}));
    EXPECT_EQ(ids(*tokenizer, "é"), (std::vector<TokenId>{1, 2, 8, 9}));
    EXPECT_EQ(tokenizer->decode(ids(*tokenizer, "é a")), "é a");
}

TEST(GgufTokenizer, EveryNameOfAWayOfSplittingIsKnown)
{
    for (const char *name :
         {"default",    "llama-bpe",   "deepseek-llm", "deepseek-coder", "deepseek-v3", "falcon",
          "falcon3",    "mpt",         "starcoder",    "gpt-2",          "refact",      "command-r",
          "qwen2",      "qwen35",      "stablelm2",    "olmo",           "dbrx",        "smaug-bpe",
          "poro-chat",  "chatglm-bpe", "viking",       "jais",           "tekken",      "smollm",
          "codeshell",  "bloom",       "gpt3-finnish", "exaone",         "gpt-4o",      "superbpe",
          "bailingmoe", "seed-coder",  "chameleon",    "minerva-7b",     "exaone-moe"})
        EXPECT_EQ(ids(*Tokenizer::fromGguf(byteLevelFile(name)), "a ab").back(), 3) << name;
}

TEST(GgufTokenizer, LlamaBpeTakesAWholeWordBeforeItsMerges)
{
    KeysOnly file = byteLevelFile("llama-bpe");
    file.set("tokens", Texts{"<|end|>", "a", "b", "ab", "Ġ", "Ġa", "Ġab"});
    file.set("token_type", Numbers{3, 1, 1, 1, 1, 1, 1});

    EXPECT_EQ(ids(*Tokenizer::fromGguf(file), "ab ab"), (std::vector<TokenId>{3, 6}));
    EXPECT_EQ(ids(*Tokenizer::fromGguf(file.set("pre", std::string("gpt-2"))), "ab ab"),
              (std::vector<TokenId>{3, 4, 3}));
}

TEST(GgufTokenizer, UnigramsTakeTheWayWithTheBestSum)
{
    KeysOnly file;
    file.set("model", std::string("t5"))
        .set("unknown_token_id", std::int64_t{1})
        .set("eos_token_id", std::int64_t{0});
    file.set("tokens", Texts{"</s>", "<unk>", "▁", "▁a", "b", "ab", "▁ab"});
    file.set("scores", std::vector<double>{0, 0, -2, -2, -2, -1.5, -5})
        .set("token_type", Numbers{3, 2, 1, 1, 1, 1, 1});
    const auto tokenizer = Tokenizer::fromGguf(file);

    EXPECT_EQ(ids(*tokenizer, " ab  b"), (std::vector<TokenId>{2, 5, 2, 4, 0}));
    EXPECT_EQ(ids(*tokenizer, "a中文b"), (std::vector<TokenId>{3, 1, 4, 0}));
    EXPECT_EQ(tokenizer->encode(" ab  b")[1], (Token{5, 0, 0, 1, 3}));
    EXPECT_EQ(displayText(*tokenizer, 3), "·a");
}

TEST(GgufTokenizer, RefusesWhatCannotBeATokenizer)
{
    EXPECT_THAT(refusal(KeysOnly().set("model", std::string("rwkv")).set("tokens", Texts{"a"})),
                HasSubstr("found 'rwkv'"));
    EXPECT_THAT(refusal(KeysOnly().set("model", std::string("gpt2"))),
                HasSubstr("tokens: expected a vocabulary"));
    EXPECT_THAT(refusal(byteLevelFile("kimi-k9")), HasSubstr("found 'kimi-k9'"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("bos_token_id", std::int64_t{6})),
                HasSubstr("bos_token_id: expected an id below 6, found 6"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("eos_token_id", std::int64_t{-1})), HasSubstr("found -1"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("merges", Texts{"a x"})),
                HasSubstr("some.gguf: BPE: expected a merge's right piece 'x'"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("merges", Texts{"ab"})), HasSubstr("two pieces"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("token_type", Numbers{1})),
                HasSubstr("expected 6 values"));
    EXPECT_THAT(refusal(byteLevelFile("gpt-2").set("model", std::string("llama"))), HasSubstr("scores"));
}

TEST(GgufTokenizer, SmolLmReadsEveryDigitAlone)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    std::ifstream vocabularyFile(data / "tokenizers/gpt2/vocab.json"),
        mergesFile(data / "tokenizers/gpt2/merges.txt");
    const auto vocabulary = nlohmann::json::parse(vocabularyFile);
    Texts tokens(vocabulary.size()), merges;
    for (const auto &[piece, id] : vocabulary.items())
        tokens.at(id.get<std::size_t>()) = piece;
    for (std::string line; std::getline(mergesFile, line);)
        merges.push_back(line);
    KeysOnly file;
    file.set("model", std::string("gpt2")).set("pre", std::string("smollm"));
    const auto tokenizer = Tokenizer::fromGguf(file.set("tokens", tokens).set("merges", merges));

    std::ifstream goldenFile(sourceFolder() + "/tests/golden/tokenizers/smollm.json");
    for (const auto &item : nlohmann::json::parse(goldenFile)) {
        std::vector<std::int64_t> found;
        for (const Token &token : tokenizer->encode(item[0].get<std::string>()))
            found.insert(found.end(), {token.id, token.begin, token.end, token.type, token.sequence});
        EXPECT_EQ(found, item[3].get<std::vector<std::int64_t>>()) << item[0].dump();
    }
}

} // namespace headscope
