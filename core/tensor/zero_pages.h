#pragma once

#include "core/tensor/tensor.h"

namespace headscope {

/// A tensor of zeros that takes memory only where somebody writes, if it is large: a page at a time.
[[nodiscard]] Tensor zerosOnDemand(Shape shape);

} // namespace headscope
