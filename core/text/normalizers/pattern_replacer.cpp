#include "core/text/normalizers/normalizer.h"
#include "core/text/patterns/pattern.h"

namespace headscope {

namespace {

class PatternReplacer : public Normalizer {
public:
    PatternReplacer(const std::string &expression, const std::string &replacement)
        : m_pattern(expression)
        , m_replacement(toUtf32(replacement))
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        AlignedText changed;
        changed.reserve(text.size());
        std::size_t done = 0;
        for (const Pattern::Match &match : m_pattern.matches(text, stop)) {
            changed.insert(changed.end(), text.begin() + static_cast<std::ptrdiff_t>(done),
                           text.begin() + static_cast<std::ptrdiff_t>(match.begin));
            // The replacement belongs to the last character before its end.
            const AlignedCharacter before = match.end > 0 ? text[match.end - 1] : AlignedCharacter{};
            for (const char32_t code : m_replacement)
                changed.push_back({code, before.begin, before.end});
            done = match.end;
        }
        changed.insert(changed.end(), text.begin() + static_cast<std::ptrdiff_t>(done), text.end());
        text = std::move(changed);
    }

private:
    Pattern m_pattern;
    std::u32string m_replacement;
};

} // namespace

NormalizerPointer patternReplacer(const std::string &expression, const std::string &replacement)
{
    return std::make_unique<PatternReplacer>(expression, replacement);
}

} // namespace headscope
