#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/readers/stage_reader.h"

#include <array>
#include <charconv>
#include <cmath>

namespace headscope {

namespace {

std::string modelType(const JsonPart &part)
{
    if (part.has("type"))
        return part.type();
    // Old files leave the type out.
    if (part.has("merges"))
        return "BPE";
    if (part.has("vocab") && part.at("vocab").value().is_array())
        return "Unigram";
    return part.has("continuing_subword_prefix") ? "WordPiece" : "without a type";
}

void readVocabulary(const JsonPart &part, Vocabulary &vocabulary)
{
    if (!part.value().is_object())
        part.refuse(std::string("expected an object of pieces and ids, found ") + part.value().type_name());
    for (const auto &[piece, id] : part.value().items()) {
        if (!id.is_number_integer())
            part.refuse("expected a whole number as id of " + inQuotes(piece) + ", found " +
                        inQuotes(id.dump()));
        vocabulary.add(piece, JsonPart(id, "vocab").number());
    }
}

std::pair<std::string, std::string> parseMerge(const std::string &line, const std::string &place)
{
    const std::size_t space = line.find(' ');
    if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
        throw LoadError(place + ": expected two pieces with one space between, found " + inQuotes(line));
    return {line.substr(0, space), line.substr(space + 1)};
}

PieceMerges readMerges(const JsonPart &part)
{
    PieceMerges merges;
    for (const JsonPart &merge : part.items()) {
        if (merge.value().is_string()) {
            merges.push_back(parseMerge(merge.text(), "merges"));
            continue;
        }
        const std::vector<JsonPart> pieces = merge.items();
        if (pieces.size() != 2)
            merge.refuse("expected two pieces, found " + std::to_string(pieces.size()));
        merges.emplace_back(pieces[0].text(), pieces[1].text());
    }
    return merges;
}

TokenModelPointer readBytePair(const JsonPart &part, const Vocabulary &vocabulary)
{
    BytePairOptions options; // without dropout, which is for training
    if (part.has("unk_token"))
        options.unknown = part.at("unk_token").text();
    options.continuingPrefix = part.text("continuing_subword_prefix", "");
    options.wordSuffix = part.text("end_of_word_suffix", "");
    options.fuseUnknown = part.flag("fuse_unk", false);
    options.byteFallback = part.flag("byte_fallback", false);
    options.ignoreMerges = part.flag("ignore_merges", false);
    return bytePairModel(vocabulary, readMerges(part.at("merges")), options);
}

TokenModelPointer readWordPiece(const JsonPart &part, const Vocabulary &vocabulary)
{
    WordPieceOptions options;
    options.unknown = part.text("unk_token", options.unknown);
    options.continuingPrefix = part.text("continuing_subword_prefix", options.continuingPrefix);
    const std::int64_t longest = part.number("max_input_chars_per_word", 100);
    if (longest < 0)
        part.refuse("expected a max_input_chars_per_word of 0 or more, found " + std::to_string(longest));
    options.longestWord = static_cast<std::size_t>(longest);
    return wordPieceModel(vocabulary, options);
}

/// A score as the reference reads it: its digits as a whole number, divided by a power of ten, each rounded.
/// That is one unit in the last place off now and then, and decides between ways through a word that are
/// equally good.
double scoreOf(double exact)
{
    std::array<char, 32> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(exact), std::chars_format::fixed);
    if (error != std::errc())
        return exact;
    std::uint64_t digits = 0;
    int decimals = 0;
    bool isBehindPoint = false;
    for (const char *place = text.data(); place != end; ++place) {
        isBehindPoint = isBehindPoint || *place == '.';
        if (*place == '.')
            continue;
        if (digits > (UINT64_MAX - 9) / 10)
            return exact;
        digits = digits * 10 + static_cast<std::uint64_t>(*place - '0');
        decimals += isBehindPoint ? 1 : 0;
    }
    return std::copysign(static_cast<double>(digits) / std::pow(10.0, decimals), exact);
}

/// Pieces with their scores, in the order of their ids.
TokenModelPointer readUnigram(const JsonPart &part, Vocabulary &vocabulary)
{
    UnigramOptions options;
    for (const JsonPart &entry : part.at("vocab").items()) {
        const std::vector<JsonPart> pieceAndScore = entry.items();
        if (pieceAndScore.size() != 2 || !pieceAndScore[1].value().is_number())
            entry.refuse("expected a piece and its score, found " + inQuotes(entry.value().dump()));
        vocabulary.add(pieceAndScore[0].text(), static_cast<std::int64_t>(options.scores.size()));
        options.scores.push_back(scoreOf(pieceAndScore[1].value().get<double>()));
    }
    if (part.has("unk_id")) {
        const std::int64_t unknown = part.at("unk_id").number();
        if (unknown < 0 || unknown >= vocabulary.size())
            part.refuse("expected an unk_id below " + std::to_string(vocabulary.size()) + ", found " +
                        std::to_string(unknown));
        options.unknown = static_cast<TokenId>(unknown);
    }
    options.byteFallback = part.flag("byte_fallback", false);
    return unigramModel(vocabulary, options);
}

} // namespace

void readModel(const JsonPart &part, Vocabulary &vocabulary, TokenizerStages &stages)
{
    const std::string type = modelType(part);
    if (type == "Unigram") {
        stages.model = readUnigram(part, vocabulary);
        return;
    }
    if (type != "BPE" && type != "WordPiece" && type != "WordLevel")
        part.refuse("expected a model BPE, WordPiece, Unigram or WordLevel, found " + inQuotes(type));
    readVocabulary(part.at("vocab"), vocabulary);
    if (type == "WordLevel") {
        stages.model = wordLevelModel(vocabulary, part.text("unk_token", "<unk>"));
        return;
    }
    if (type == "BPE") {
        stages.model = readBytePair(part, vocabulary);
        stages.wordSuffix = part.text("end_of_word_suffix", "");
        return;
    }
    stages.model = readWordPiece(part, vocabulary);
    stages.style = PieceStyle::WordPiece;
    stages.continuingPrefix = part.text("continuing_subword_prefix", "##");
}

PieceMerges parseMergeLines(std::span<const std::string> lines, const std::string &place)
{
    PieceMerges merges;
    for (const std::string &line : lines) {
        if (!line.empty() && !line.starts_with("#version"))
            merges.push_back(parseMerge(line, place));
    }
    return merges;
}

} // namespace headscope
