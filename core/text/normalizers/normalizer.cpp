#include "core/text/normalizers/normalizer.h"

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
    void normalize(AlignedText &text) const override { toUnicodeForm(text, m_form); }

private:
    UnicodeForm m_form;
};

class LowercaseNormalizer : public Normalizer {
public:
    void normalize(AlignedText &text) const override { toLowercase(text); }
};

class AccentStripper : public Normalizer {
public:
    void normalize(AlignedText &text) const override
    {
        std::erase_if(text, [](const AlignedCharacter &character) { return isStrippedMark(character.code); });
    }
};

class WhiteSpaceStripper : public Normalizer {
public:
    WhiteSpaceStripper(bool left, bool right)
        : m_left(left)
        , m_right(right)
    {
    }

    void normalize(AlignedText &text) const override
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
    void normalize(AlignedText &text) const override { prepend(text, m_prefix); }

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
    void normalize(AlignedText &text) const override { replaceAll(text, m_pattern, m_replacement); }

private:
    std::u32string m_pattern, m_replacement;
};

class NormalizerSequence : public Normalizer {
public:
    explicit NormalizerSequence(std::vector<NormalizerPointer> stages)
        : m_stages(std::move(stages))
    {
    }

    void normalize(AlignedText &text) const override
    {
        for (const NormalizerPointer &stage : m_stages)
            stage->normalize(text);
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
            character.code = static_cast<char32_t>(u_tolower(static_cast<UChar32>(character.code)));
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
