#include "core/ops/head_attention.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

using dnnl::memory;

memory::desc strided(const memory::dims &sizes, const memory::dims &strides)
{
    return {sizes, memory::data_type::f32, strides};
}

dnnl::matmul::primitive_desc describe(const ComputeContext &context, const memory::desc &left,
                                      const memory::desc &right, const memory::desc &output)
{
#if DNNL_VERSION_MAJOR >= 3
    return {context.engine(), left, right, output, defaultAttributes()};
#else
    return {dnnl::matmul::desc(left, right, output), defaultAttributes(), context.engine()};
#endif
}

/// Elements between two tokens of the packed projection.
std::ptrdiff_t packedWidth(const HeadAttention::Shape &shape)
{
    return (shape.heads + 2 * shape.keyValueHeads) * shape.headWidth;
}

/// As many queries as keep the scores of a tile in the cache; more in long texts, to bound the primitives.
std::ptrdiff_t tileSize(std::ptrdiff_t tokens)
{
    constexpr std::ptrdiff_t kSmallest = 64;
    constexpr std::ptrdiff_t kMostTiles = 16;
    const std::ptrdiff_t needed = (tokens + kMostTiles - 1) / kMostTiles;
    return (std::max(needed, kSmallest) + kSmallest - 1) / kSmallest * kSmallest;
}

void multiply(ComputeContext &context, const dnnl::matmul &primitive, const memory &left, const memory &right,
              const memory &output, const memory &scratchpad)
{
    primitive.execute(context.stream(), {{DNNL_ARG_SRC, left},
                                         {DNNL_ARG_WEIGHTS, right},
                                         {DNNL_ARG_DST, output},
                                         {DNNL_ARG_SCRATCHPAD, scratchpad}});
    context.stream().wait();
}

} // namespace

HeadAttention::HeadAttention(const ComputeContext &context, const Shape &shape)
    : m_shape(shape)
{
    const std::ptrdiff_t size = tileSize(shape.tokens);
    for (std::ptrdiff_t first = 0; first < shape.tokens; first += size)
        m_tiles.push_back(tile(context, first, std::min(size, shape.tokens - first)));
}

// Every operand has the dimensions [key/value head, query head of its group, …]; keys and values are
// broadcast over the second one.
HeadAttention::Tile HeadAttention::tile(const ComputeContext &context, std::ptrdiff_t firstQuery,
                                        std::ptrdiff_t queries) const
{
    const auto [tokens, heads, shared, width, visible] = m_shape;
    const std::ptrdiff_t group = heads / shared;
    const std::ptrdiff_t row = packedWidth(m_shape);
    const std::ptrdiff_t keys = visible == VisibleKeys::All ? tokens : firstQuery + queries;
    const memory::desc pattern =
        strided({shared, group, queries, keys}, {group * tokens * tokens, tokens * tokens, tokens, 1});
    Tile tile{firstQuery, queries, keys, {}, {}, {}, {}};
    tile.scoreDescription =
        describe(context, strided({shared, group, queries, width}, {group * width, width, row, 1}),
                 strided({shared, 1, width, keys}, {width, width, 1, row}), pattern);
    tile.mixDescription =
        describe(context, pattern, strided({shared, 1, keys, width}, {width, width, row, 1}),
                 strided({shared, group, queries, width}, {group * width, width, heads * width, 1}));
    tile.score = dnnl::matmul(tile.scoreDescription);
    tile.mix = dnnl::matmul(tile.mixDescription);
    return tile;
}

void HeadAttention::pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern,
                            const std::stop_token &stop) const
{
    const std::ptrdiff_t firstKey = m_shape.heads * m_shape.headWidth;
    const float scale = 1.0F / std::sqrt(static_cast<float>(m_shape.headWidth));
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        const auto &of = tile.scoreDescription;
        multiply(context, tile.score,
                 view(context, of.src_desc(), packedQkv, tile.firstQuery * packedWidth(m_shape)),
                 view(context, of.weights_desc(), packedQkv, firstKey),
                 view(context, of.dst_desc(), pattern, tile.firstQuery * m_shape.tokens),
                 context.scratchpad(of.scratchpad_desc()));
        softmaxOverKeys(pattern, {tile.firstQuery, tile.queries}, scale, m_shape.visible);
    }
}

void HeadAttention::mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv,
                              Tensor &mixed, const std::stop_token &stop) const
{
    const std::ptrdiff_t firstValue = (m_shape.heads + m_shape.keyValueHeads) * m_shape.headWidth;
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        const auto &of = tile.mixDescription;
        multiply(context, tile.mix, view(context, of.src_desc(), pattern, tile.firstQuery * m_shape.tokens),
                 view(context, of.weights_desc(), packedQkv, firstValue),
                 view(context, of.dst_desc(), mixed, tile.firstQuery * mixed.columns()),
                 context.scratchpad(of.scratchpad_desc()));
    }
}

std::vector<std::string> HeadAttention::kernelNames() const
{
    std::vector<std::string> names;
    for (const Tile &tile : m_tiles) {
        names.push_back(kernelNameOf(tile.scoreDescription));
        names.push_back(kernelNameOf(tile.mixDescription));
    }
    return names;
}

} // namespace headscope
