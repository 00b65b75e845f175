#include "core/text/characters/byte_level.h"
#include "core/text/characters/unicode.h"
#include "core/text/splits/pre_tokenizer.h"
#include "core/text/tokenizer.h"

#include <gtest/gtest.h>

namespace headscope {

namespace {

std::string words(std::string_view text)
{
    const AlignedText characters = alignedText(text);
    TextPieces pieces;
    gpt2Splitter()->split(characters, pieces, {});
    std::string joined;
    for (std::size_t index = 0; index < pieces.count(); ++index)
        joined += toUtf8(pieces.piece(index)) + "|";
    return joined;
}

} // namespace

TEST(Characters, EachMaximalIllFormedPartBecomesOneReplacement)
{
    const std::string replacement = "\uFFFD";
    const std::vector<std::pair<std::string, std::string>> table{
        {"", ""},
        {"é中😀", "é中😀"},
        {"a\x80z", "a" + replacement + "z"},
        {"\xF0\x9F\x98", replacement},
        {"\xC0\xAF", replacement + replacement},
        {"\xED\xA0\x80", replacement + replacement + replacement},
        {"\xF1\x80\x80\xE1\x80\xC2 b", replacement + replacement + replacement + " b"},
        {"\xF4\x90\x80\x80", replacement + replacement + replacement + replacement},
        {"\xE2\x82", replacement},
    };

    for (const auto &[bytes, expected] : table) {
        bool changed = false;
        EXPECT_EQ(toValidUtf8(bytes, &changed), expected);
        EXPECT_EQ(changed, bytes != expected);
    }
}

TEST(Characters, EveryByteHasItsOwnCharacter)
{
    for (int byte = 0; byte < 256; ++byte)
        EXPECT_EQ(byteOfCharacter(characterOfByte(static_cast<std::uint8_t>(byte))), byte);
    EXPECT_EQ(characterOfByte(' '), U'Ġ');
    EXPECT_EQ(byteOfCharacter(U' '), std::nullopt);
    EXPECT_EQ(bytesOfByteLevelPiece("Ġthe"), " the");
    EXPECT_EQ(byteLevelPieceOfBytes("\n"), "Ċ");
}

TEST(Characters, Gpt2SplitsWordsNumbersAndSpaces)
{
    EXPECT_EQ(words("It's 42, isn't it?"), "It|'s| 42|,| isn|'t| it|?|");
    EXPECT_EQ(words("a  b   "), "a| | b|   |");
    EXPECT_EQ(words("  7\n\n x"), " | 7|\n\n| x|");
    EXPECT_EQ(words(" ½ ٣٤"), " ½| ٣٤|");
    EXPECT_EQ(words("'S '"), "'|S| '|");
    EXPECT_EQ(words(""), "");
}

} // namespace headscope
