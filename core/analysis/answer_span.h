#pragma once

#include "core/analysis/run_result.h"

#include <vector>

namespace headscope {

/// A part of the text that answers a question.
struct AnswerSpan {
    int first = 0, last = 0; ///< tokens, both included
    float score = 0;         ///< start logit of `first` + end logit of `last`
    double probability = 0;  ///< softmax of the starts at `first` × softmax of the ends at `last`
    bool operator==(const AnswerSpan &) const = default;
};

/// Where answers may lie, and how long they may be.
struct AnswerBounds {
    int first = 0, last = 0; ///< tokens, both included
    int longest = 15;        ///< tokens, what the reference's pipeline takes
};

/// The text's answers lie in the second text where there are two (question, context), else in the first;
/// special tokens are left out. Empty (last < first) when no token belongs to a text.
[[nodiscard]] AnswerBounds answerBounds(const std::vector<Token> &tokens);

/// One column of an extractive question answering model's logits [token, 2]: 0 = starts, 1 = ends.
[[nodiscard]] std::vector<float> spanLogits(const Tensor &logits, int column);

/// The best spans inside the bounds, best first; of equal ones the earlier, then the shorter.
[[nodiscard]] std::vector<AnswerSpan> bestAnswers(const Tensor &logits, const AnswerBounds &bounds,
                                                  int count);

} // namespace headscope
