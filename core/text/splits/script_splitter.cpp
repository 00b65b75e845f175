#include "core/text/splits/pre_tokenizer.h"

#include <unicode/uscript.h>

#include <optional>

namespace headscope {

namespace {

/// The script of a character by Unicode 9, with which a space, and what came later, goes with any; Japanese
/// writing counts as one with Chinese.
std::optional<UScriptCode> scriptOf(char32_t code)
{
    constexpr int kUnicodeOfScripts = 9;
    constexpr char32_t kProlongedSound = 0x30FC, kArmenianFullStop = 0x589, kArabicLetterMark = 0x61C;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(code), &status);
    if (code == U' ' || script == USCRIPT_UNKNOWN || !isInUnicode(code, kUnicodeOfScripts))
        return std::nullopt;
    if (code == kArmenianFullStop || code == kArabicLetterMark)
        return USCRIPT_COMMON;
    if (code == 0x953 || code == 0x954)
        return USCRIPT_DEVANAGARI;
    const bool isKana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
    return isKana || code == kProlongedSound ? USCRIPT_HAN : script;
}

class ScriptSplitter : public PreTokenizer {
public:
    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token & /*stop*/) const override
    {
        std::optional<UScriptCode> script; // of the last character that has one
        for (const AlignedCharacter &character : piece) {
            if (const auto next = scriptOf(character.code)) {
                if (script != next)
                    pieces.endPiece();
                script = next;
            }
            // The reference leaves out what stands before the first.
            if (script)
                pieces.add(character);
        }
        pieces.endPiece();
    }
};

} // namespace

PreTokenizerPointer scriptSplitter()
{
    return std::make_unique<ScriptSplitter>();
}

} // namespace headscope
