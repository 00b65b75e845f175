#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

class GgufFile;
using TokenId = std::int32_t;

/// One token of an encoded text.
struct Token {
    TokenId id = 0;
    int sequence = -1; ///< 0 or 1: the text it comes from; -1 for a special token that was added
    int type = 0;      ///< the segment id that BERT-like models want
    std::ptrdiff_t begin = 0, end = 0; ///< half-open, in Unicode code points of that text
    bool operator==(const Token &) const = default;
};

/// What `encode` is asked to do.
struct EncodeOptions {
    bool addSpecialTokens = true;
    std::optional<std::string_view> second; ///< the second text of a pair
};

/// Turns text into the ids of a model's vocabulary, exactly as its reference tokenizer does. Immutable.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// From a folder: `tokenizer.json`, else `vocab.txt`, else `vocab.json` + `merges.txt`, else a
    /// SentencePiece model. Throws LoadError.
    [[nodiscard]] static std::shared_ptr<const Tokenizer> open(const std::filesystem::path &folder);
    /// From a GGUF file's `tokenizer.ggml.*` keys. Throws LoadError.
    [[nodiscard]] static std::shared_ptr<const Tokenizer> fromGguf(const GgufFile &file);

    /// `text` is valid UTF-8 (see `toValidUtf8`). Empty when `stop` was requested.
    /// Padding and truncation settings of a tokenizer file are ignored.
    [[nodiscard]] virtual std::vector<Token> encode(std::string_view text, const EncodeOptions &options = {},
                                                    const std::stop_token &stop = {}) const = 0;

    [[nodiscard]] virtual int vocabularySize() const = 0;

    /// The vocabulary's entry (`Ġthe`, `▁the`, `##ing`); empty for an id without one.
    [[nodiscard]] virtual std::string piece(TokenId id) const = 0;

    /// The piece's bytes (` the`, `the`, `ing`), not always valid UTF-8 alone.
    [[nodiscard]] virtual std::string bytes(TokenId id) const = 0;

    /// True for pieces that continue the word before them (WordPiece `##`).
    [[nodiscard]] virtual bool continuesWord(TokenId id) const = 0;
    [[nodiscard]] virtual bool isSpecial(TokenId id) const = 0;

    /// The vocabulary entry that reads exactly so: first as a piece, then as bytes.
    [[nodiscard]] virtual std::optional<TokenId> find(std::string_view text) const = 0;

    [[nodiscard]] virtual std::optional<TokenId> maskId() const = 0;
    [[nodiscard]] virtual std::optional<TokenId> unknownId() const = 0;

    /// The text that these ids stand for.
    [[nodiscard]] virtual std::string decode(std::span<const TokenId> ids) const = 0;
};

/// Whether a folder has files that `Tokenizer::open` can try.
[[nodiscard]] bool hasTokenizer(const std::filesystem::path &folder);

/// Invalid bytes become U+FFFD, one for each maximal ill-formed part (as Unicode 3.9 recommends).
[[nodiscard]] std::string toValidUtf8(std::string_view text, bool *changed = nullptr);

/// How a token reads on screen: leading spaces as `·`, newline `↵`, tab `⇥`, bytes that are no UTF-8 as
/// `⟨E2⟩`; never Ġ or ▁. Continuing WordPieces keep their `##`.
[[nodiscard]] std::string displayText(const Tokenizer &tokenizer, TokenId id);

} // namespace headscope
