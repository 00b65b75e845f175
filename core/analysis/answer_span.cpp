#include "core/analysis/answer_span.h"

#include "core/analysis/prediction.h"

#include <algorithm>

namespace headscope {

AnswerBounds answerBounds(const std::vector<Token> &tokens)
{
    int sequence = -1;
    for (const Token &token : tokens)
        sequence = std::max(sequence, token.sequence);
    AnswerBounds bounds{0, -1};
    if (sequence < 0)
        return bounds;
    const auto belongs = [sequence](const Token &token) { return token.sequence == sequence; };
    bounds.first = static_cast<int>(std::ranges::find_if(tokens, belongs) - tokens.begin());
    const auto afterLast = std::find_if(tokens.rbegin(), tokens.rend(), belongs).base();
    bounds.last = static_cast<int>(afterLast - tokens.begin()) - 1;
    return bounds;
}

std::vector<float> spanLogits(const Tensor &logits, int column)
{
    std::vector<float> values;
    for (std::ptrdiff_t token = 0; token < logits.rows(); ++token)
        values.push_back(logits.row(token)[static_cast<std::size_t>(column)]);
    return values;
}

std::vector<AnswerSpan> bestAnswers(const Tensor &logits, const AnswerBounds &bounds, int count)
{
    const std::vector<float> starts = spanLogits(logits, 0);
    const std::vector<float> ends = spanLogits(logits, 1);
    const std::vector<double> startProbability = probabilities(starts);
    const std::vector<double> endProbability = probabilities(ends);
    std::vector<AnswerSpan> spans;
    for (int first = bounds.first; first <= bounds.last; ++first)
        for (int last = first; last <= std::min(bounds.last, first + bounds.longest - 1); ++last) {
            const auto i = static_cast<std::size_t>(first);
            const auto j = static_cast<std::size_t>(last);
            spans.push_back({first, last, starts[i] + ends[j], startProbability[i] * endProbability[j]});
        }
    const auto kept = spans.begin() + std::min<std::ptrdiff_t>(std::max(count, 0), std::ssize(spans));
    std::partial_sort(spans.begin(), kept, spans.end(), [](const AnswerSpan &a, const AnswerSpan &b) {
        if (a.probability != b.probability)
            return a.probability > b.probability;
        return a.first != b.first ? a.first < b.first : a.last < b.last;
    });
    spans.erase(kept, spans.end());
    return spans;
}

} // namespace headscope
