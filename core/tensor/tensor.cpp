#include "core/tensor/tensor.h"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

namespace headscope {

namespace {

constexpr std::align_val_t kAlignment{64};

} // namespace

std::ptrdiff_t elementCount(const Shape &shape)
{
    std::ptrdiff_t count = 1;
    for (const std::ptrdiff_t size : shape) {
        if (size < 0)
            throw std::invalid_argument("a tensor's size is negative");
        if (size != 0 && count > std::numeric_limits<std::ptrdiff_t>::max() / size / 4)
            throw std::invalid_argument("a tensor's size overflows");
        count *= size;
    }
    return count;
}

void Tensor::Free::operator()(float *values) const
{
    ::operator delete(values, kAlignment);
}

Tensor::Tensor(Shape shape)
    : m_shape(std::move(shape))
    , m_size(elementCount(m_shape))
    , m_values(
          static_cast<float *>(::operator new(static_cast<std::size_t>(m_size) * sizeof(float), kAlignment)))
{
}

Tensor Tensor::zeros(Shape shape)
{
    Tensor tensor(std::move(shape));
    std::ranges::fill(tensor.values(), 0.0F);
    return tensor;
}

Tensor Tensor::clone() const
{
    Tensor copy(m_shape);
    std::ranges::copy(values(), copy.data());
    return copy;
}

std::span<float> Tensor::row(std::ptrdiff_t index)
{
    return values().subspan(static_cast<std::size_t>(index * columns()), static_cast<std::size_t>(columns()));
}

std::span<const float> Tensor::row(std::ptrdiff_t index) const
{
    return values().subspan(static_cast<std::size_t>(index * columns()), static_cast<std::size_t>(columns()));
}

void Tensor::reshape(Shape shape)
{
    if (elementCount(shape) != m_size)
        throw std::invalid_argument("a tensor cannot be reshaped to another size");
    m_shape = std::move(shape);
}

} // namespace headscope
