#include "core/formats/gguf.h"
#include "core/text/readers/tokenizer_folder.h"
#include "core/text/tokenizer.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace headscope {

namespace {

using nlohmann::json;

json golden(const std::string &name)
{
    std::ifstream file(sourceFolder() + "/tests/golden/tokenizers/" + name + ".json");
    return json::parse(file);
}

std::vector<std::int64_t> flat(const std::vector<Token> &tokens)
{
    std::vector<std::int64_t> numbers;
    for (const Token &token : tokens)
        numbers.insert(numbers.end(), {token.id, token.begin, token.end, token.type, token.sequence});
    return numbers;
}

/// Every case of tests/golden/tokenizer_goldens.py: ids, offsets, types, sequences.
void expectGolden(const Tokenizer &tokenizer, const std::string &name)
{
    const json cases = golden(name);
    ASSERT_FALSE(cases.empty());
    for (const json &item : cases) {
        const auto text = item[0].get<std::string>();
        const std::string second = item[1].is_null() ? "" : item[1].get<std::string>();
        EncodeOptions options;
        options.addSpecialTokens = item[2].get<bool>();
        if (!item[1].is_null())
            options.second = second;
        EXPECT_EQ(flat(tokenizer.encode(text, options)), item[3].get<std::vector<std::int64_t>>())
            << name << ": " << item[0].dump(-1, ' ', true) << " + " << item[1].dump(-1, ' ', true);
    }
}

std::string bytesOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::vector<std::string> split(const std::string &text, const std::string &separator)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = text.find(separator, begin)) != std::string::npos;
         begin = end + separator.size())
        parts.push_back(text.substr(begin, end - begin));
    parts.push_back(text.substr(begin));
    return parts;
}

std::vector<TokenId> idsOf(const std::vector<Token> &tokens)
{
    std::vector<TokenId> ids;
    for (const Token &token : tokens)
        ids.push_back(token.id);
    return ids;
}

void expectVocabularyCases(const std::filesystem::path &file)
{
    const auto tokenizer = Tokenizer::fromGguf(*GgufFile::open(file));
    const std::vector<std::string> texts = split(bytesOf(file.string() + ".inp"), "\n__ggml_vocab_test__\n");
    const std::vector<std::string> lines = split(bytesOf(file.string() + ".out"), "\n");
    ASSERT_LE(texts.size(), lines.size());
    for (std::size_t index = 0; index < texts.size(); ++index) {
        std::istringstream numbers(lines[index]);
        const std::vector<TokenId> expected{std::istream_iterator<TokenId>(numbers), {}};
        EXPECT_EQ(idsOf(tokenizer->encode(texts[index], {.addSpecialTokens = false, .second = {}})), expected)
            << file.filename() << ": " << texts[index];
    }
}

} // namespace

TEST(TokenizerGolden, AwkwardTextsEqualTheTokenizersPackage)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);

    // By the file alone: folders tell whose tokenizer it is, and some models get no types.
    const auto fromFile = [](const std::filesystem::path &file) {
        return tokenizerFromJson(bytesOf(file), {}, file.string());
    };
    for (const char *name : {"gpt2", "roberta-base", "bert-base-uncased"})
        expectGolden(*fromFile(data / "tokenizers" / name / "tokenizer.json"), name);
    expectGolden(*fromFile(data / "models/stories260K/hf_llama/tokenizer.json"), "stories260K");
}

TEST(TokenizerGolden, VocabularyFilesAloneGiveTheSameIds)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);

    for (const std::string name : {"gpt2", "roberta-base", "bert-base-uncased"}) {
        const TestFolder folder;
        for (const char *file : {"vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json"}) {
            const std::filesystem::path source = data / "tokenizers" / name / file;
            if (std::filesystem::exists(source))
                folder.write(file, bytesOf(source));
        }
        const auto whole = Tokenizer::open(data / "tokenizers" / name);
        const auto alone = Tokenizer::open(folder.path());
        for (const json &item : golden(name)) {
            const auto text = item[0].get<std::string>();
            EXPECT_EQ(idsOf(alone->encode(text)), idsOf(whole->encode(text))) << name << ": " << text;
        }
    }
}

TEST(TokenizerGolden, GgufVocabulariesGiveThePublishedIds)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);

    for (const char *name : {"gpt-2", "llama-spm", "bert-bge", "falcon"})
        expectVocabularyCases(data / "tokenizers/gguf_vocab" / (std::string("ggml-vocab-") + name + ".gguf"));
}

TEST(TokenizerGolden, StoriesGgufGivesThePublishedIdsAndTextBack)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const std::filesystem::path folder = data / "models/stories260K";

    for (const auto &tokenizer : {Tokenizer::fromGguf(*GgufFile::open(folder / "stories260K.gguf")),
                                  Tokenizer::open(folder / "hf_llama")}) {
        for (const json &item : json::parse(bytesOf(folder / "tokenizer_vectors.json"))) {
            const auto text = item["text"].get<std::string>();
            const std::vector<TokenId> ids = idsOf(tokenizer->encode(text));
            EXPECT_EQ(ids, item["ids"].get<std::vector<TokenId>>()) << text;
            EXPECT_EQ(tokenizer->decode(ids), text);
        }
    }
}

TEST(TokenizerGolden, StoriesGgufGivesTheOffsetsOfItsTokenizerFile)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);

    expectGolden(*Tokenizer::fromGguf(*GgufFile::open(data / "models/stories260K/stories260K.gguf")),
                 "stories260K");
}

TEST(TokenizerGolden, PiecesReadLikeTheirText)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const auto gpt2 = Tokenizer::open(data / "tokenizers/gpt2");
    const auto shown = [&](std::string_view text) {
        std::string joined;
        for (const Token &token : gpt2->encode(text))
            joined += displayText(*gpt2, token.id) + "|";
        return joined;
    };

    EXPECT_EQ(shown("The sun\n\tété"), "The|·sun|↵|⇥|ét|é|");
    EXPECT_EQ(shown("   x"), "·|·|·x|");
    EXPECT_EQ(shown("中😀"), "中|⟨F0⟩⟨9F⟩⟨98⟩|⟨80⟩|");
    EXPECT_EQ(gpt2->find(" west"), gpt2->find("Ġwest"));
    EXPECT_EQ(gpt2->bytes(*gpt2->find(" west")), " west");
}

TEST(TokenizerGolden, BertKnowsItsSpecialTokensAndContinuations)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const auto bert = Tokenizer::open(data / "tokenizers/bert-base-uncased");

    EXPECT_EQ(bert->vocabularySize(), 30522);
    EXPECT_EQ(bert->maskId(), 103);
    EXPECT_EQ(bert->unknownId(), 100);
    EXPECT_TRUE(bert->isSpecial(101));
    const TokenId ing = *bert->find("##ing");
    EXPECT_TRUE(bert->continuesWord(ing));
    EXPECT_EQ(bert->bytes(ing), "ing");
    EXPECT_EQ(displayText(*bert, ing), "##ing");
    EXPECT_EQ(bert->decode(idsOf(bert->encode("Unaffable, isn't it?"))), "unaffable, isn ' t it?");
}

} // namespace headscope
