#include "core/ops/head_attention.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <omp.h>

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

HeadAttention::Places HeadAttention::placesOf(const Shape &shape)
{
    const std::ptrdiff_t queries = shape.heads * shape.headWidth;
    const std::ptrdiff_t keys = shape.keyValueHeads * shape.headWidth;
    if (shape.keysElsewhere > 0)
        return {queries, 2 * keys, 0, keys, shape.keysElsewhere};
    const std::ptrdiff_t row = queries + 2 * keys;
    return {row, row, queries, queries + keys, shape.tokens};
}

HeadAttention::HeadAttention(const ComputeContext &context, const Shape &shape)
    : m_shape(shape)
    , m_places(placesOf(shape))
    , m_storedQueries(shape.tileQueries > 0 ? shape.tileQueries : shape.tokens)
{
    if (m_shape.scale == 0.0F)
        m_shape.scale = 1.0F / std::sqrt(static_cast<float>(shape.headWidth));
    const std::ptrdiff_t size = keepsPatterns() ? tileSize(shape.tokens) : m_storedQueries;
    for (std::ptrdiff_t first = 0; first < shape.tokens; first += size)
        m_tiles.push_back(tile(context, {first, std::min(size, shape.tokens - first)}));
}

// Every operand has the dimensions [key/value head, query head of its group, …]; keys and values are
// broadcast over the second one.
HeadAttention::Tile HeadAttention::tile(const ComputeContext &context, QueryRange queries) const
{
    const std::ptrdiff_t width = m_shape.headWidth;
    const std::ptrdiff_t shared = keepsPatterns() ? m_shape.keyValueHeads : 1;
    const std::ptrdiff_t group = keepsPatterns() ? groupSize() : 1;
    const std::ptrdiff_t head = m_storedQueries * m_places.keys; // elements of one head's pattern
    const KeyRange keys = m_shape.reach.of(queries.first, queries.count, m_places.keys);
    Tile tile{queries, keys, {}, {}, {}};
    tile.score.description = describe(
        context, strided({shared, group, queries.count, width}, {group * width, width, m_places.queryRow, 1}),
        strided({shared, 1, width, keys.count()}, {width, width, 1, m_places.keyRow}),
        strided({shared, group, queries.count, keys.count()}, {group * head, head, m_places.keys, 1}));
    tile.score.primitive = dnnl::matmul(tile.score.description);
    tile.mix = mixOf(context, queries.count, keys.count());
    const bool reachesFirst = keys.first == 0; // no key after the tile's last is ever given attention
    if (!reachesFirst)
        tile.mixAll = mixOf(context, queries.count, keys.end);
    return tile;
}

HeadAttention::Product HeadAttention::mixOf(const ComputeContext &context, std::ptrdiff_t queries,
                                            std::ptrdiff_t keys) const
{
    const std::ptrdiff_t width = m_shape.headWidth;
    const std::ptrdiff_t shared = keepsPatterns() ? m_shape.keyValueHeads : 1;
    const std::ptrdiff_t group = keepsPatterns() ? groupSize() : 1;
    const std::ptrdiff_t head = m_storedQueries * m_places.keys;
    Product mix;
    mix.description =
        describe(context, strided({shared, group, queries, keys}, {group * head, head, m_places.keys, 1}),
                 strided({shared, 1, keys, width}, {width, width, m_places.keyRow, 1}),
                 strided({shared, group, queries, width}, {group * width, width, m_shape.heads * width, 1}));
    mix.primitive = dnnl::matmul(mix.description);
    return mix;
}

void HeadAttention::pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern,
                            const ScoreBias &bias, const std::stop_token &stop, std::ptrdiff_t text) const
{
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        patternOf(context, tile, {packedQkv, packedQkv}, pattern, bias, {text});
    }
}

void HeadAttention::pattern(ComputeContext &context, const Apart &projections, Tensor &pattern,
                            const ScoreBias &bias, const std::stop_token &stop) const
{
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        patternOf(context, tile, projections, pattern, bias, {});
    }
}

void HeadAttention::mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv,
                              Tensor &mixed, Mixed keys, const std::stop_token &stop,
                              std::ptrdiff_t text) const
{
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        mix(context, tile, pattern, {packedQkv, packedQkv}, mixed, keys, {text});
    }
}

void HeadAttention::mixValues(ComputeContext &context, const Tensor &pattern, const Apart &projections,
                              Tensor &mixed, Mixed keys, const std::stop_token &stop) const
{
    for (const Tile &tile : m_tiles) {
        if (stop.stop_requested())
            return;
        mix(context, tile, pattern, projections, mixed, keys, {});
    }
}

// The tiles that see most keys come first: the last ones to finish are short.
void HeadAttention::mixInTiles(const ComputeContext &context, const Tensor &packedQkv, Tensor &mixed,
                               const TileRun &run) const
{
    std::vector<std::unique_ptr<TileWorker>> workers(static_cast<std::size_t>(omp_get_max_threads()));
    for (auto &worker : workers)
        worker.reset(
            new TileWorker{ComputeContext(context.engine()), Tensor({1, m_storedQueries, m_places.keys})});
    const std::ptrdiff_t units = std::ssize(m_tiles) * m_shape.heads;
    std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic)
    for (std::ptrdiff_t unit = 0; unit < units; ++unit) {
        if (run.stop.stop_requested())
            continue;
        const auto tile = static_cast<std::size_t>((units - 1 - unit) / m_shape.heads);
        try {
            mixTile(*workers[static_cast<std::size_t>(omp_get_thread_num())], m_tiles[tile],
                    unit % m_shape.heads, packedQkv, mixed, run);
        } catch (...) {
#pragma omp critical
            failure = std::current_exception();
        }
    }
    if (failure)
        std::rethrow_exception(failure);
}

void HeadAttention::mixTile(TileWorker &worker, const Tile &tile, std::ptrdiff_t head,
                            const Tensor &packedQkv, Tensor &mixed, const TileRun &run) const
{
    const RunPlace place{run.text, tile.queries.first, head};
    patternOf(worker.context, tile, {packedQkv, packedQkv}, worker.pattern, run.bias, place);
    run.change({head, tile.queries, tile.keys.end, worker.pattern});
    mix(worker.context, tile, worker.pattern, {packedQkv, packedQkv}, mixed, run.keys, place);
}

void HeadAttention::patternOf(ComputeContext &context, const Tile &tile, const Apart &projections,
                              Tensor &pattern, const ScoreBias &bias, RunPlace place) const
{
    const auto &of = tile.score.description;
    const std::ptrdiff_t firstQuery = place.text * m_shape.tokens + tile.queries.first;
    const std::ptrdiff_t firstKey = place.text * m_places.keys + tile.keys.first;
    const std::ptrdiff_t target = (tile.queries.first - place.firstStored) * m_places.keys + tile.keys.first;
    const std::ptrdiff_t width = m_shape.headWidth;
    multiply(context, tile.score.primitive,
             view(context, of.src_desc(), projections.queries,
                  firstQuery * m_places.queryRow + place.head * width),
             view(context, of.weights_desc(), projections.keysAndValues,
                  m_places.firstKey + firstKey * m_places.keyRow + place.head / groupSize() * width),
             view(context, of.dst_desc(), pattern, target), context.scratchpad(of.scratchpad_desc()));
    ScoreBias own = bias;
    own.values = bias.values == nullptr ? nullptr : bias.values + place.head * bias.perHead;
    ScoreRules rules{m_shape.scale, m_shape.softCap, m_shape.reach, own, place.firstStored};
    if (!keepsPatterns() || m_shape.intoZeros)
        rules.written.end = tile.keys.end;
    if (m_shape.intoZeros)
        rules.written.first = tile.keys.first;
    softmaxOverKeys(pattern, tile.queries, rules);
}

void HeadAttention::mix(ComputeContext &context, const Tile &tile, const Tensor &pattern,
                        const Apart &projections, Tensor &mixed, Mixed keys, RunPlace place) const
{
    const bool fromFirst = keys == Mixed::AllKeys || tile.keys.first == 0;
    const Product &product = fromFirst && tile.mixAll.description ? tile.mixAll : tile.mix;
    const std::ptrdiff_t first = fromFirst ? 0 : tile.keys.first;
    const std::ptrdiff_t firstValue = place.text * m_places.keys + first;
    const std::ptrdiff_t firstQuery = place.text * m_shape.tokens + tile.queries.first;
    const auto &of = product.description;
    const std::ptrdiff_t width = m_shape.headWidth;
    multiply(context, product.primitive,
             view(context, of.src_desc(), pattern,
                  (tile.queries.first - place.firstStored) * m_places.keys + first),
             view(context, of.weights_desc(), projections.keysAndValues,
                  m_places.firstValue + firstValue * m_places.keyRow + place.head / groupSize() * width),
             view(context, of.dst_desc(), mixed, firstQuery * mixed.columns() + place.head * width),
             context.scratchpad(of.scratchpad_desc()));
}

std::vector<std::string> HeadAttention::kernelNames() const
{
    std::vector<std::string> names;
    for (const Tile &tile : m_tiles)
        for (const Product *product : {&tile.score, &tile.mix, &tile.mixAll})
            if (product->description)
                names.push_back(kernelNameOf(product->description));
    return names;
}

} // namespace headscope
