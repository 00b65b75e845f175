#include "core/text/readers/sentence_piece_model.h"

#include "core/formats/file_reader.h"
#include "core/formats/in_quotes.h"
#include "core/text/readers/protobuf.h"

#include <cmath>
#include <span>

namespace headscope {

namespace {

constexpr std::size_t kMostBytes = 64U << 20U;

// The numbers of the fields that are read, by message.
constexpr std::uint32_t kPieces = 1, kTrainer = 2, kNormalizer = 3;
constexpr std::uint32_t kPieceText = 1, kPieceScore = 2, kPieceKind = 3;
constexpr std::uint32_t kAlgorithm = 3, kMarksEnd = 24, kByteFallback = 35;
constexpr std::uint32_t kCharsmap = 2, kAddsPrefix = 3, kRemovesExtraSpaces = 4;

SentencePiece readPiece(std::string_view bytes, const std::string &place)
{
    ProtobufReader reader(bytes, place);
    SentencePiece piece;
    while (const auto field = reader.next()) {
        if (field->number == kPieceText)
            piece.text = field->bytes;
        else if (field->number == kPieceScore)
            piece.score = field->toFloat();
        else if (field->number == kPieceKind && (field->value < 1 || field->value > 6))
            reader.refuse(
                sentence("core", "expected a kind of piece from 1 to 6, found %1").with(field->value));
        else if (field->number == kPieceKind)
            piece.kind = static_cast<SentencePiece::Kind>(field->value);
    }
    if (piece.text.empty() || !isUtf8(piece.text))
        reader.refuse(sentence("core", "expected a piece in UTF-8, found %1").with(inQuotes(piece.text)));
    if (!std::isfinite(piece.score))
        reader.refuse(sentence("core", "expected a finite score of the piece %1").with(inQuotes(piece.text)));
    return piece;
}

void readTrainer(std::string_view bytes, const std::string &place, SentencePieceModel &model)
{
    ProtobufReader reader(bytes, place);
    while (const auto field = reader.next()) {
        if (field->number == kAlgorithm && (field->value < 1 || field->value > 4))
            reader.refuse(sentence("core", "expected a model type from 1 to 4, found %1").with(field->value));
        if (field->number == kAlgorithm)
            model.algorithm = static_cast<SentencePieceModel::Algorithm>(field->value);
        else if (field->number == kByteFallback)
            model.byteFallback = field->value != 0;
        else if (field->number == kMarksEnd)
            model.marksEnd = field->value != 0;
    }
}

void readNormalizer(std::string_view bytes, const std::string &place, SentencePieceModel &model)
{
    ProtobufReader reader(bytes, place);
    while (const auto field = reader.next()) {
        if (field->number == kCharsmap)
            model.charsmap = field->bytes;
        else if (field->number == kAddsPrefix)
            model.addsPrefix = field->value != 0;
        else if (field->number == kRemovesExtraSpaces)
            model.removesExtraSpaces = field->value != 0;
    }
}

} // namespace

SentencePieceModel readSentencePieceModel(const std::filesystem::path &path)
{
    const FileReader file(path);
    if (file.size() > kMostBytes)
        file.refuse(
            sentence("core", "expected a model of at most 64 MB, found %1 MB").with(file.size() >> 20U));
    std::string bytes(file.size(), '\0');
    file.read(0, std::as_writable_bytes(std::span(bytes)));

    SentencePieceModel model;
    const std::string name = path.string();
    ProtobufReader reader(bytes, name);
    while (const auto field = reader.next()) {
        if (field->number > kNormalizer || !field->isBytes)
            continue;
        if (field->number == kPieces)
            model.pieces.push_back(readPiece(field->bytes, name));
        else if (field->number == kTrainer)
            readTrainer(field->bytes, name, model);
        else if (field->number == kNormalizer)
            readNormalizer(field->bytes, name, model);
    }
    if (model.pieces.empty())
        reader.refuse(sentence("core", "expected a SentencePiece model, found no pieces"));
    return model;
}

} // namespace headscope
