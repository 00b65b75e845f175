#pragma once

#include "core/tensor/tensor.h"

#include <span>

namespace headscope {

/// Puts the values of a view (its strides counted in values, from the view's first) into the order of its
/// shape. Every place that the shape and the strides reach lies within `from`.
void copyStrided(std::span<const float> from, const Shape &shape, const Shape &strides, std::span<float> to);

} // namespace headscope
