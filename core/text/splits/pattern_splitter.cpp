#include "core/text/patterns/pattern.h"
#include "core/text/splits/stretch_writer.h"

namespace headscope {

namespace {

class PatternSplitter : public PreTokenizer {
public:
    PatternSplitter(const std::string &expression, SplitBehavior behavior, SplitAt at)
        : m_pattern(expression)
        , m_behavior(behavior)
        , m_at(at)
    {
    }

    void split(AlignedPiece piece, TextPieces &pieces, const std::stop_token &stop) const override
    {
        StretchWriter writer(piece, m_behavior, pieces);
        const bool splitsAtMatches = m_at == SplitAt::Matches;
        std::size_t done = 0;
        for (const Pattern::Match &match : m_pattern.matches(piece, stop)) {
            if (match.begin > done)
                writer.write({done, match.begin, !splitsAtMatches});
            writer.write({match.begin, match.end, splitsAtMatches});
            done = match.end;
        }
        if (done < piece.size())
            writer.write({done, piece.size(), !splitsAtMatches});
        writer.finish();
    }

private:
    Pattern m_pattern;
    SplitBehavior m_behavior;
    SplitAt m_at;
};

} // namespace

PreTokenizerPointer patternSplitter(const std::string &expression, SplitBehavior behavior, SplitAt at)
{
    return std::make_unique<PatternSplitter>(expression, behavior, at);
}

} // namespace headscope
