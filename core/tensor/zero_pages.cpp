#include "core/tensor/zero_pages.h"

#include <algorithm>
#include <memory>
#include <sys/mman.h>

namespace headscope {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kOwnPages = 32U << 20U; ///< from here on the allocator shares no page with others

} // namespace

Tensor zerosOnDemand(Shape shape)
{
    Tensor tensor(std::move(shape));
    const std::size_t bytes = tensor.values().size_bytes();
    void *first = tensor.data();
    std::size_t inPages = bytes;
    if (bytes < kOwnPages || std::align(kPage, kPage, first, inPages) == nullptr) {
        std::ranges::fill(tensor.values(), 0.0F);
        return tensor;
    }
    inPages = inPages / kPage * kPage;
    (void)::madvise(first, inPages, MADV_NOHUGEPAGE); // a large page holds parts of many rows
    const bool isZero = ::madvise(first, inPages, MADV_DONTNEED) == 0;
    const float *const begin = static_cast<float *>(first);
    const auto before = begin - tensor.data();
    const auto zeros = isZero ? static_cast<std::ptrdiff_t>(inPages / sizeof(float)) : 0;
    std::fill_n(tensor.data(), before, 0.0F);
    std::fill_n(tensor.data() + before + zeros, tensor.size() - before - zeros, 0.0F);
    return tensor;
}

} // namespace headscope
