#pragma once

#include "core/model/output_spec.h"
#include "core/text/tokenizer.h"

#include <span>
#include <vector>

namespace headscope {

/// One outcome: a vocabulary token or a label.
struct Prediction {
    int id = 0;
    float logit = 0;
    double probability = 0; ///< not a number for LabelScale::Values, whose logit is the value itself
    int rank = 0;           ///< 0 = the most likely; ties go to the smaller id
    bool operator==(const Prediction &) const = default;
};

/// Softmax in double precision.
[[nodiscard]] std::vector<double> probabilities(std::span<const float> logits);

/// The `count` most likely outcomes, best first. Not-a-number ranks last. A probability is the softmax over
/// all, or each one's own sigmoid, as `scale` says.
[[nodiscard]] std::vector<Prediction> topPredictions(std::span<const float> logits, int count,
                                                     LabelScale scale = LabelScale::OneOf);

/// One outcome wherever it ranks. Throws std::out_of_range.
[[nodiscard]] Prediction predictionOf(std::span<const float> logits, int id,
                                      LabelScale scale = LabelScale::OneOf);

/// KL(baseline ‖ now) in nats: of the two softmax distributions; of labels that stand by themselves the sum
/// over them. Not a number for values, which are no distribution.
[[nodiscard]] double klDivergence(std::span<const float> baseline, std::span<const float> now,
                                  LabelScale scale = LabelScale::OneOf);

/// Cosine of two vectors; NaN when one is zero.
[[nodiscard]] double cosine(std::span<const float> a, std::span<const float> b);

/// -log softmax(logits)[id] in nats.
[[nodiscard]] double crossEntropy(std::span<const float> logits, int id);

} // namespace headscope
