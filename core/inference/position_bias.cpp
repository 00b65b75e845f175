#include "core/inference/position_bias.h"

#include "core/tensor/matrix_map.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace headscope {

namespace {

/// The bucket of a distance that is not negative, among `buckets`.
int bucketOfDistance(std::ptrdiff_t distance, int buckets, int reach)
{
    const int exact = buckets / 2;
    if (distance < exact)
        return static_cast<int>(distance);
    // In float32, as the reference computes it: a bucket's border depends on the rounding.
    const float grown = std::log(static_cast<float>(distance) / static_cast<float>(exact)) /
                        static_cast<float>(std::log(static_cast<double>(reach) / exact)) *
                        static_cast<float>(buckets - exact);
    return std::min(exact + static_cast<int>(grown), buckets - 1);
}

int bucketOf(std::ptrdiff_t keyMinusQuery, int buckets, const PositionBias::Buckets &how)
{
    if (!how.bothSides)
        return bucketOfDistance(std::max<std::ptrdiff_t>(0, -keyMinusQuery), buckets, how.reach);
    const int half = buckets / 2;
    const int side = keyMinusQuery > 0 ? half : 0;
    return side + bucketOfDistance(std::abs(keyMinusQuery), half, how.reach);
}

/// To the nearest number with 8 bits, an even one when two are as near.
float roundedToBfloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t rounded = bits + 0x7FFFU + ((bits >> 16U) & 1U);
    return std::bit_cast<float>(rounded & 0xFFFF0000U);
}

} // namespace

PositionBias::PositionBias(Tensor values, std::ptrdiff_t perHead, std::ptrdiff_t perQuery,
                           std::ptrdiff_t first)
    : m_values(std::move(values))
    , m_perHead(perHead)
    , m_perQuery(perQuery)
    , m_first(first)
{
}

PositionBias PositionBias::linear(const LinearBias &bias, std::ptrdiff_t tokens)
{
    const auto kept = [&](float value) { return bias.roundsToBfloat16 ? roundedToBfloat16(value) : value; };
    const std::ptrdiff_t heads = std::ssize(bias.slopes);
    Tensor values({heads, tokens}); // [head, key]
    for (std::ptrdiff_t head = 0; head < heads; ++head) {
        const float slope = kept(bias.slopes[static_cast<std::size_t>(head)]);
        for (std::ptrdiff_t key = 0; key < tokens; ++key)
            values.matrix()(head, key) = kept(slope * kept(static_cast<float>(key))) * bias.scale;
    }
    return {std::move(values), tokens, 0};
}

PositionBias PositionBias::relative(const Tensor &table, const Buckets &buckets, std::ptrdiff_t tokens)
{
    const std::ptrdiff_t heads = table.columns();
    const std::ptrdiff_t offsets = 2 * tokens - 1;
    Tensor values({heads, offsets}); // [head, key - query + tokens - 1]
    for (std::ptrdiff_t offset = 0; offset < offsets; ++offset) {
        const int bucket = bucketOf(offset - (tokens - 1), static_cast<int>(table.rows()), buckets);
        values.matrix().col(offset) = table.matrix().row(bucket).transpose();
    }
    return {std::move(values), offsets, -1, tokens - 1};
}

} // namespace headscope
