#include "core/text/normalizers/normalizer.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr char32_t kMark = U'▁';

class SentencePieceSpaces : public Normalizer {
public:
    explicit SentencePieceSpaces(const SentencePieceSpacing &spacing)
        : m_spacing(spacing)
    {
    }

    void normalize(AlignedText &text, const std::stop_token & /*stop*/) const override
    {
        if (m_spacing.removesExtra)
            removeExtra(text);
        if (text.empty())
            return;
        if (m_spacing.addsMark && m_spacing.marksEnd)
            text.push_back({U' ', text.back().begin, text.back().end});
        else if (m_spacing.addsMark)
            prepend(text, U" ");
        for (AlignedCharacter &character : text) {
            if (character.code == U' ')
                character.code = kMark;
        }
    }

private:
    /// At both ends, and of each run all but the first.
    static void removeExtra(AlignedText &text)
    {
        const auto areSpaces = [](const AlignedCharacter &left, const AlignedCharacter &right) {
            return left.code == U' ' && right.code == U' ';
        };
        text.erase(std::unique(text.begin(), text.end(), areSpaces), text.end());
        if (!text.empty() && text.back().code == U' ')
            text.pop_back();
        if (!text.empty() && text.front().code == U' ')
            text.erase(text.begin());
    }

    SentencePieceSpacing m_spacing;
};

} // namespace

NormalizerPointer sentencePieceSpaces(const SentencePieceSpacing &spacing)
{
    return std::make_unique<SentencePieceSpaces>(spacing);
}

} // namespace headscope
