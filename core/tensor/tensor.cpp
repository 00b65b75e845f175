#include "core/tensor/tensor.h"

#include "core/tensor/memory_recycling.h"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <limits>
#include <malloc.h>
#include <new>
#include <stdexcept>
#include <sys/mman.h>
#include <vector>

namespace headscope {

namespace {

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kHugePage = 2U << 20U;
constexpr std::size_t kLarge = 8U << 20U; // from here on a huge page more or less does not matter

/// Gives the pages behind the first `bytes` of an array of `size` back to the system.
void giveBackBehind(void *array, std::size_t bytes, std::size_t size)
{
    constexpr std::size_t kPage = 4096;
    void *place = static_cast<std::byte *>(array) + bytes;
    std::size_t behind = size - bytes;
    if (std::align(kPage, kPage, place, behind) != nullptr)
        (void)::madvise(place, behind / kPage * kPage, MADV_DONTNEED);
}

/// Arrays that nobody uses.
class Spares {
public:
    Spares() { m_arrays.reserve(kMostArrays); }
    Spares(const Spares &) = delete;
    Spares &operator=(const Spares &) = delete;
    ~Spares()
    {
        for (void *array : m_arrays)
            std::free(array); // NOLINT(cppcoreguidelines-no-malloc): from aligned_alloc
    }

    /// The smallest that is large enough and not much larger: what aligned arrays have beyond their size is
    /// at most two large pages. Null when there is none.
    void *take(std::size_t bytes)
    {
        const auto size = [](void *array) { return malloc_usable_size(array); };
        const auto isTooSmall = [&](void *array) { return size(array) < bytes; };
        const auto end = std::ranges::partition(m_arrays, std::not_fn(isTooSmall)).begin();
        const auto found = std::ranges::min_element(m_arrays.begin(), end, {}, size);
        if (found == end || size(*found) > bytes + kMostBeyond)
            return nullptr;
        void *array = *found;
        m_bytes -= size(array);
        m_arrays.erase(found);
        giveBackBehind(array, bytes, size(array));
        return array;
    }

    /// False when there is no room.
    bool keep(void *array)
    {
        const std::size_t size = malloc_usable_size(array);
        if (size < kSmallestSpare || m_bytes + size > kMostSpare || m_arrays.size() == m_arrays.capacity())
            return false;
        m_arrays.push_back(array);
        m_bytes += size;
        return true;
    }

private:
    static constexpr std::size_t kSmallestSpare = 1U << 20U;
    static constexpr std::size_t kMostSpare = std::size_t{256} << 20U;
    static constexpr std::size_t kMostArrays = 64;
    static constexpr std::size_t kMostBeyond = 2 * kHugePage + (64U << 10U);

    std::vector<void *> m_arrays;
    std::size_t m_bytes = 0;
};

thread_local std::unique_ptr<Spares> spares; ///< of the one MemoryRecycling

/// Large arrays in pages of 2 MB where the system has them: a gigabyte of weights takes 500 page faults then
/// rather than 250,000.
float *reserve(std::ptrdiff_t values)
{
    const std::size_t bytes = static_cast<std::size_t>(values) * sizeof(float);
    const std::size_t alignment = bytes >= kLarge ? kHugePage : kAlignment;
    if (void *spare = spares ? spares->take(bytes) : nullptr)
        return static_cast<float *>(spare);
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
    if (!spares || values == nullptr || !spares->keep(values))
        std::free(values); // NOLINT(cppcoreguidelines-no-malloc): from aligned_alloc
}

MemoryRecycling::MemoryRecycling()
{
    spares = std::make_unique<Spares>();
}

MemoryRecycling::~MemoryRecycling()
{
    spares.reset();
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
