#include "core/tensor/tensor.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>
#include <stdexcept>
#include <sys/mman.h>

namespace headscope {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kHugePage = 2U << 20U;
constexpr std::size_t kLarge = 8U << 20U; // from here on a huge page more or less does not matter

/// Large arrays in pages of 2 MB where the system has them: a gigabyte of weights takes 500 page faults then
/// rather than 250,000.
float *reserve(std::ptrdiff_t values)
{
    const std::size_t bytes = static_cast<std::size_t>(values) * sizeof(float);
    const std::size_t alignment = bytes >= kLarge ? kHugePage : kAlignment;
    void *memory = std::aligned_alloc(alignment, (std::max<std::size_t>(bytes, 1) + alignment - 1) /
                                                     alignment * alignment);
    if (memory == nullptr)
        throw std::bad_alloc();
    if (bytes >= kLarge)
        (void)::madvise(memory, bytes, MADV_HUGEPAGE); // a wish: without it everything works as well
    return static_cast<float *>(memory);
}

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
    std::free(values); // NOLINT(cppcoreguidelines-no-malloc): from aligned_alloc
}

Tensor::Tensor(Shape shape)
    : m_shape(std::move(shape))
    , m_size(elementCount(m_shape))
    , m_values(reserve(m_size))
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
