#include "core/text/normalizers/normalizer.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr char32_t kMark = U'▁';

class SentencePieceSpaces : public Normalizer {
public:
    SentencePieceSpaces(const SentencePieceSpacing &spacing, NormalizerPointer before)
        : m_spacing(spacing)
        , m_before(std::move(before))
    {
    }

    void normalize(AlignedText &text, const std::stop_token &stop) const override
    {
        if (text.empty())
            return;
        const AlignedCharacter first = text.front();
        if (m_before)
            m_before->normalize(text, stop);
        if (m_spacing.removesExtra)
            removeExtra(text);
        // A text of which nothing is left gets its mark all the same.
        if (m_spacing.addsMark && !m_spacing.marksEnd)
            addMark(text, text.empty() ? first : text.front());
        for (AlignedCharacter &character : text) {
            if (character.code == U' ')
                character.code = kMark;
        }
        // Marks that stand in the text itself count as spaces here, and only here.
        while (m_spacing.removesExtra && !text.empty() && text.back().code == kMark)
            text.pop_back();
        if (m_spacing.addsMark && m_spacing.marksEnd && !text.empty())
            text.push_back({kMark, text.back().begin, text.back().end});
    }

private:
    static void addMark(AlignedText &text, const AlignedCharacter &place)
    {
        text.insert(text.begin(), {U' ', place.begin, place.end});
    }

    /// At the beginning, and of each run all but the first.
    static void removeExtra(AlignedText &text)
    {
        const auto areSpaces = [](const AlignedCharacter &left, const AlignedCharacter &right) {
            return left.code == U' ' && right.code == U' ';
        };
        text.erase(std::unique(text.begin(), text.end(), areSpaces), text.end());
        if (!text.empty() && text.front().code == U' ')
            text.erase(text.begin());
    }

    SentencePieceSpacing m_spacing;
    NormalizerPointer m_before;
};

} // namespace

NormalizerPointer sentencePieceSpaces(const SentencePieceSpacing &spacing, NormalizerPointer before)
{
    return std::make_unique<SentencePieceSpaces>(spacing, std::move(before));
}

} // namespace headscope
