#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/readers/model_lists.h"
#include "core/text/readers/stage_reader.h"

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

TokenModelPointer readBytePair(const JsonPart &part, const ModelLists &lists)
{
    BytePairOptions options; // without dropout, which is for training
    if (part.has("unk_token"))
        options.unknown = part.at("unk_token").text();
    options.continuingPrefix = part.text("continuing_subword_prefix", "");
    options.wordSuffix = part.text("end_of_word_suffix", "");
    options.fuseUnknown = part.flag("fuse_unk", false);
    options.byteFallback = part.flag("byte_fallback", false);
    options.ignoreMerges = part.flag("ignore_merges", false);
    (void)part.at("merges").items(); // refuses what is no list
    return bytePairModel(*lists.vocabulary, lists.merges, options);
}

TokenModelPointer readWordPiece(const JsonPart &part, const Vocabulary &vocabulary)
{
    WordPieceOptions options;
    options.unknown = part.text("unk_token", options.unknown);
    options.continuingPrefix = part.text("continuing_subword_prefix", options.continuingPrefix);
    const std::int64_t longest = part.number("max_input_chars_per_word", 100);
    if (longest < 0)
        part.refuse(
            sentence("core", "expected a max_input_chars_per_word of 0 or more, found %1").with(longest));
    options.longestWord = static_cast<std::size_t>(longest);
    return wordPieceModel(vocabulary, options);
}

TokenModelPointer readUnigram(const JsonPart &part, ModelLists &lists)
{
    (void)part.at("vocab").items(); // refuses what is no list
    const Vocabulary &vocabulary = *lists.vocabulary;
    UnigramOptions options;
    options.scores = std::move(lists.scores);
    if (part.has("unk_id")) {
        const std::int64_t unknown = part.at("unk_id").number();
        if (unknown < 0 || unknown >= vocabulary.size())
            part.refuse(
                sentence("core", "expected an unk_id below %1, found %2").with(vocabulary.size(), unknown));
        options.unknown = static_cast<TokenId>(unknown);
    }
    options.byteFallback = part.flag("byte_fallback", false);
    return unigramModel(vocabulary, options);
}

} // namespace

void readModel(const JsonPart &part, ModelLists &lists, TokenizerStages &stages)
{
    const std::string type = modelType(part);
    if (type == "Unigram") {
        stages.model = readUnigram(part, lists);
        return;
    }
    if (type != "BPE" && type != "WordPiece" && type != "WordLevel")
        part.refuse(sentence("core", "expected a model BPE, WordPiece, Unigram or WordLevel, found %1")
                        .with(inQuotes(type)));
    if (!part.at("vocab").value().is_object())
        part.at("vocab").refuse(sentence("core", "expected an object of pieces and ids, found %1")
                                    .with(part.at("vocab").value().type_name()));
    const Vocabulary &vocabulary = *lists.vocabulary;
    if (type == "WordLevel") {
        stages.model = wordLevelModel(vocabulary, part.text("unk_token", "<unk>"));
        return;
    }
    if (type == "BPE") {
        stages.model = readBytePair(part, lists);
        stages.wordSuffix = part.text("end_of_word_suffix", "");
        return;
    }
    stages.model = readWordPiece(part, vocabulary);
    stages.style = PieceStyle::WordPiece;
    stages.continuingPrefix = part.text("continuing_subword_prefix", "##");
}

void addMergeLine(PieceMerges &merges, std::string_view line, const std::string &place)
{
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || line.find(' ', space + 1) != std::string_view::npos)
        throw LoadError(sentence("core", "%1: expected two pieces with one space between, found %2")
                            .with(place, inQuotes(line)));
    merges.add(line.substr(0, space), line.substr(space + 1));
}

PieceMerges parseMergeLines(std::span<const std::string> lines, const std::string &place)
{
    PieceMerges merges;
    for (const std::string &line : lines) {
        if (!line.empty() && !line.starts_with("#version"))
            addMergeLine(merges, line, place);
    }
    return merges;
}

} // namespace headscope
