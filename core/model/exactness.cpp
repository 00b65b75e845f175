#include "core/model/exactness.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr auto kMeasured = std::to_array<Exactness>({
#include "core/model/exactness.inc"
});

} // namespace

std::span<const Exactness> measuredExactness()
{
    return kMeasured;
}

const Exactness *exactnessOf(std::string_view family)
{
    const auto found = std::ranges::find(kMeasured, family, &Exactness::family);
    return found == kMeasured.end() ? nullptr : &*found;
}

} // namespace headscope
