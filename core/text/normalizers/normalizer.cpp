#include "core/text/normalizers/normalizer.h"

#include "core/text/characters/byte_level.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace headscope {

namespace {

class UnicodeNormalizer : public Normalizer {
public:
    explicit UnicodeNormalizer(UnicodeForm form)
        : m_form(form)
    {
    }
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        toUnicodeForm(text, m_form);
    }

private:
    UnicodeForm m_form;
};

class LowercaseNormalizer : public Normalizer {
public:
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override { toLowercase(text); }
};

class AccentStripper : public Normalizer {
public:
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        std::erase_if(text, [](const AlignedCharacter &character) { return isStrippedMark(character.code); });
    }
};

class NmtNormalizer : public Normalizer {
public:
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        std::erase_if(text, [](const AlignedCharacter &character) { return isTakenAway(character.code); });
        for (AlignedCharacter &character : text) {
            if (isSpace(character.code))
                character.code = U' ';
        }
    }

private:
    static bool isTakenAway(char32_t code)
    {
        return (code >= 1 && code <= 8) || code == 0xB || (code >= 0xE && code <= 0x1F) || code == 0x7F ||
               code == 0x8F || code == 0x9F;
    }

    static bool isSpace(char32_t code)
    {
        constexpr std::u32string_view kSpaces = U"\t\n\f\r\u1680\u2028\u2029\u2581\uFEFF\uFFFD";
        return (code >= 0x200B && code <= 0x200F) || kSpaces.find(code) != std::u32string_view::npos;
    }
};

class ByteLevelNormalizer : public Normalizer {
public:
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        AlignedText bytes;
        bytes.reserve(text.size());
        for (const AlignedCharacter &character : text) {
            for (const char byte : toUtf8(character.code))
                bytes.push_back(
                    {characterOfByte(static_cast<std::uint8_t>(byte)), character.begin, character.end});
        }
        text = std::move(bytes);
    }
};

class WhiteSpaceStripper : public Normalizer {
public:
    WhiteSpaceStripper(bool left, bool right)
        : m_left(left)
        , m_right(right)
    {
    }

    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        const auto isInk = [](const AlignedCharacter &character) { return !isWhiteSpace(character.code); };
        if (m_right)
            text.erase(std::find_if(text.rbegin(), text.rend(), isInk).base(), text.end());
        if (m_left)
            text.erase(text.begin(), std::ranges::find_if(text, isInk));
    }

private:
    bool m_left, m_right;
};

class PrependNormalizer : public Normalizer {
public:
    explicit PrependNormalizer(const std::string &prefix)
        : m_prefix(toUtf32(prefix))
    {
    }
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        prepend(text, m_prefix);
    }

private:
    std::u32string m_prefix;
};

class ReplaceNormalizer : public Normalizer {
public:
    ReplaceNormalizer(const std::string &pattern, const std::string &replacement)
        : m_pattern(toUtf32(pattern))
        , m_replacement(toUtf32(replacement))
    {
    }
    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        replaceAll(text, m_pattern, m_replacement);
    }

private:
    std::u32string m_pattern, m_replacement;
};

class NormalizerSequence : public Normalizer {
public:
    explicit NormalizerSequence(std::vector<NormalizerPointer> stages)
        : m_stages(std::move(stages))
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        for (auto stage = m_stages.begin(); stage != m_stages.end() && !stop.stop_requested(); ++stage)
            (*stage)->normalize(text, stop);
    }

private:
    std::vector<NormalizerPointer> m_stages;
};

} // namespace

void toLowercase(AlignedText &text)
{
    constexpr char32_t kCapitalIWithDot = 0x130; // the only letter whose lower case is two characters
    const bool needsRoom = std::ranges::find(text, kCapitalIWithDot, &AlignedCharacter::code) != text.end();
    for (AlignedCharacter &character : text) {
        if (character.code != kCapitalIWithDot)
            character.code = lowercaseOf(character.code);
    }
    if (needsRoom)
        replaceAll(text, std::u32string_view(&kCapitalIWithDot, 1), U"i\u0307");
}

NormalizerPointer unicodeNormalizer(UnicodeForm form)
{
    return std::make_unique<UnicodeNormalizer>(form);
}

NormalizerPointer lowercaseNormalizer()
{
    return std::make_unique<LowercaseNormalizer>();
}

NormalizerPointer accentStripper()
{
    return std::make_unique<AccentStripper>();
}

NormalizerPointer nmtNormalizer()
{
    return std::make_unique<NmtNormalizer>();
}

NormalizerPointer byteLevelNormalizer()
{
    return std::make_unique<ByteLevelNormalizer>();
}

NormalizerPointer whiteSpaceStripper(bool left, bool right)
{
    return std::make_unique<WhiteSpaceStripper>(left, right);
}

NormalizerPointer prependNormalizer(const std::string &prefix)
{
    return std::make_unique<PrependNormalizer>(prefix);
}

NormalizerPointer replaceNormalizer(const std::string &pattern, const std::string &replacement)
{
    return std::make_unique<ReplaceNormalizer>(pattern, replacement);
}

NormalizerPointer normalizerSequence(std::vector<NormalizerPointer> stages)
{
    return std::make_unique<NormalizerSequence>(std::move(stages));
}

} // namespace headscope
