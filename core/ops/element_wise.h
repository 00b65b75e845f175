#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// factor[i] *= by[i]
void multiplyBy(Tensor &factor, const Tensor &by);

/// x[i] = limit * tanh(x[i] / limit)
void capSoftly(Tensor &values, float limit);

/// x[i] = x[i], but at least -limit and at most limit
void cut(Tensor &values, float limit);

/// -log of the softmax of `logits` at `id`, in nats.
[[nodiscard]] double negativeLogSoftmax(std::span<const float> logits, std::ptrdiff_t id);

} // namespace headscope
