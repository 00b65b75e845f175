#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace headscope {

/// A piece of a SentencePiece model.
struct SentencePiece {
    enum class Kind { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };
    std::string text;
    float score = 0.0F;
    Kind kind = Kind::Normal;
};

/// What a file such as `spiece.model` or `tokenizer.model` says.
struct SentencePieceModel {
    enum class Algorithm { Unigram = 1, BytePair = 2, Word = 3, Character = 4 };
    std::vector<SentencePiece> pieces;
    Algorithm algorithm = Algorithm::Unigram;
    bool byteFallback = false;
    bool marksEnd = false; ///< spaces belong to the word before them
    std::string charsmap;  ///< empty: characters stay as they are
    bool addsPrefix = true;
    bool removesExtraSpaces = true;
};

/// Reads the file with checks. Throws LoadError.
[[nodiscard]] SentencePieceModel readSentencePieceModel(const std::filesystem::path &file);

} // namespace headscope
