#include "core/formats/json_file.h"
#include "core/text/readers/stage_reader.h"
#include "core/text/readers/tokenizer_folder.h"
#include "tests/support/awkward_text.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iomanip>
#include <iterator>
#include <map>
#include <sstream>

namespace headscope {

namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;
using Numbers = std::vector<std::uint64_t>;

const std::string kFolder = sourceFolder() + "/tests/golden/tokenizers/";

json goldenFile(const std::string &name)
{
    return readJsonFile(kFolder + name);
}

Texts sentencesOf(const std::filesystem::path &treebank)
{
    constexpr std::string_view kMark = "# text = ";
    std::ifstream file(treebank);
    Texts sentences;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(kMark))
            sentences.push_back(line.substr(kMark.size()));
    }
    return sentences;
}

/// The awkward lines and, where this machine has them, the sentences of both treebanks.
const std::map<std::string, Texts> &allTexts()
{
    static const std::map<std::string, Texts> kTexts = [] {
        std::map<std::string, Texts> texts{{"awkward", awkwardLines()}};
        if (const auto data = testData()) {
            texts["english"] = sentencesOf(*data / "ud/en_ewt-ud-dev.conllu");
            texts["french"] = sentencesOf(*data / "ud/fr_gsd-ud-dev.conllu");
        }
        return texts;
    }();
    return kTexts;
}

/// FNV-1a, a number at a time, over a hundred texts; then the next hundred.
template <typename NumbersOf>
Texts hashes(const Texts &texts, const NumbersOf &numbersOf)
{
    constexpr std::uint64_t kStart = 0xCBF29CE484222325, kFactor = 0x100000001B3;
    Texts blocks;
    std::uint64_t hash = kStart;
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const Numbers numbers = numbersOf(texts[index]);
        hash = (hash ^ numbers.size()) * kFactor;
        for (const std::uint64_t number : numbers)
            hash = (hash ^ number) * kFactor;
        if (index % 100 != 99 && index + 1 != texts.size())
            continue;
        std::ostringstream digits;
        digits << std::hex << std::setw(16) << std::setfill('0') << hash;
        blocks.push_back(digits.str());
        hash = kStart;
    }
    return blocks;
}

template <typename NumbersOf>
void expectHashes(const std::string &name, const json &expected, const NumbersOf &numbersOf,
                  bool (*isMeant)(const std::string &) = nullptr)
{
    for (const auto &[list, texts] : allTexts()) {
        Texts meant;
        std::ranges::copy_if(texts, std::back_inserter(meant),
                             [&](const std::string &text) { return isMeant == nullptr || isMeant(text); });
        const std::string joined = expected.at(list);
        std::istringstream words(joined);
        const Texts blocks{std::istream_iterator<std::string>(words), {}};
        const Texts found = hashes(meant, numbersOf);
        ASSERT_EQ(found.size(), blocks.size()) << name << ", " << list;
        for (std::size_t block = 0; block < blocks.size(); ++block)
            EXPECT_EQ(found[block], blocks[block]) << name << ", " << list << ": texts from " << block * 100;
    }
}

Numbers encodingNumbers(const std::vector<Token> &tokens)
{
    Numbers numbers;
    for (const Token &token : tokens) {
        for (const std::ptrdiff_t number : {static_cast<std::ptrdiff_t>(token.id), token.begin, token.end})
            numbers.push_back(static_cast<std::uint64_t>(number));
    }
    return numbers;
}

void expectEncodings(const std::string &name, const json &expected, const Tokenizer &tokenizer)
{
    expectHashes(name, expected,
                 [&](const std::string &text) { return encodingNumbers(tokenizer.encode(text)); });
}

/// The golden file names the charsmap that several stages share.
json withCharsmap(const json &part, const json &models)
{
    std::string text = part.dump();
    const std::string place = "\"@charsmap\"";
    for (std::size_t found = 0; (found = text.find(place)) != std::string::npos;)
        text.replace(found, place.size(), models.at("charsmap").dump());
    return json::parse(text);
}

} // namespace

TEST(TokenizerKinds, EveryKindGivesTheIdsAndPlacesOfTheTokenizersPackage)
{
    const json models = goldenFile("models.json");
    const json golden = goldenFile("hashes.json");
    for (const auto &[name, kind] : golden.at("tokenizers").items()) {
        json file = withCharsmap(kind, models);
        file["model"] = models.at("models").at(kind.at("model").get<std::string>());
        expectEncodings(name, kind.at("hashes"), *tokenizerFromJson(file.dump(), {}, name));
    }
}

TEST(TokenizerKinds, EveryPreTokenizerCutsLikeTheTokenizersPackage)
{
    const json golden = goldenFile("hashes.json");
    for (const auto &[name, split] : golden.at("splits").items()) {
        const PreTokenizerPointer stage = readPreTokenizer(JsonPart(split.at("stage"), name));
        expectHashes(name, split.at("hashes"), [&](const std::string &text) {
            TextPieces pieces;
            stage->split(alignedText(text), pieces, {});
            Numbers numbers;
            for (std::size_t index = 0; index < pieces.count(); ++index) {
                const AlignedPiece piece = pieces.piece(index);
                numbers.insert(numbers.end(), {piece.front().begin, piece.back().end});
                for (const AlignedCharacter &character : piece)
                    numbers.push_back(character.code);
            }
            return numbers;
        });
    }
}

TEST(TokenizerKinds, EveryNormalizerWritesLikeTheTokenizersPackage)
{
    const json models = goldenFile("models.json");
    const json golden = goldenFile("hashes.json");
    for (const auto &[name, normalizer] : golden.at("normalizers").items()) {
        const json part = withCharsmap(normalizer.at("stage"), models);
        const NormalizerPointer stage = readNormalizer(JsonPart(part, name));
        expectHashes(name, normalizer.at("hashes"), [&](const std::string &text) {
            AlignedText characters = alignedText(text);
            stage->normalize(characters, {});
            Numbers numbers;
            for (const AlignedCharacter &character : characters)
                numbers.push_back(character.code);
            return numbers;
        });
    }
}

TEST(TokenizerKinds, PublishedTokenizersGiveTheIdsAndPlacesOfTheTokenizersPackage)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const json golden = goldenFile("hashes.json");
    for (const auto &[name, tokenizer] : golden.at("published").items())
        expectEncodings(name, tokenizer.at("hashes"),
                        *Tokenizer::open(data / tokenizer.at("folder").get<std::string>()));
}

TEST(TokenizerKinds, SentencePieceFilesGiveTheIdsOfSentencePiece)
{
    const json golden = goldenFile("hashes.json");
    // Control pieces are found in a text by what uses SentencePiece, not by itself.
    const auto isMeant = [](const std::string &text) {
        const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
        return !has(std::string_view("\0", 1)) && !has("<s>") && !has("</s>") && !has("<unk>");
    };
    for (const auto &[name, file] : golden.at("sentence-pieces").items()) {
        const TestFolder folder;
        std::filesystem::copy_file(kFolder + name + ".model", folder.path() / "tokenizer.model");
        const auto tokenizer = Tokenizer::open(folder.path());
        expectHashes(
            name, file.at("hashes"),
            [&](const std::string &text) {
                Numbers ids;
                for (const Token &token : tokenizer->encode(text, {.addSpecialTokens = false, .second = {}}))
                    ids.push_back(static_cast<std::uint64_t>(token.id));
                return ids;
            },
            +isMeant);
    }
}

} // namespace headscope
