#include "core/formats/strided_copy.h"

namespace headscope {

namespace {

struct View {
    const Shape &shape;
    const Shape &strides;
};

float *copyDimension(const float *from, const View &view, std::size_t dimension, float *to)
{
    if (dimension == view.shape.size()) {
        *to = *from;
        return to + 1;
    }
    const std::ptrdiff_t stride = view.strides[dimension];
    for (std::ptrdiff_t i = 0; i < view.shape[dimension]; ++i)
        to = copyDimension(from + i * stride, view, dimension + 1, to);
    return to;
}

} // namespace

void copyStrided(std::span<const float> from, const Shape &shape, const Shape &strides, std::span<float> to)
{
    if (!to.empty())
        copyDimension(from.data(), {shape, strides}, 0, to.data());
}

} // namespace headscope
