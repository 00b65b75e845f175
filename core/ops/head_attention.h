#pragma once

#include "core/ops/compute_context.h"
#include "core/ops/softmax.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// Attention of all heads of a layer, reading q, k and v out of the packed projection without copying.
///
/// `packedQkv` is [token, (heads + 2 * keyValueHeads) * headWidth]: queries, keys, values. The heads
/// `g * n … g * n + g - 1` share key and value n, with g = heads / keyValueHeads. Two verbs, because
/// interventions happen between them.
///
/// Computed in tiles of queries: a tile leaves out the keys that none of its queries may see, and its scores
/// are still in the cache when they become a pattern. All heads at once, or, where patterns are not kept,
/// each thread a tile of one head.
class HeadAttention {
public:
    struct Shape {
        std::ptrdiff_t tokens = 0, heads = 0, keyValueHeads = 0, headWidth = 0;
        KeyReach reach;
        float scale = 0;   ///< of the scores; 0 = 1 / sqrt(headWidth)
        float softCap = 0; ///< of the scores; 0 = none
        std::ptrdiff_t keysElsewhere =
            0; ///< cross attention: so many keys, in a tensor of their own; 0 = the tokens themselves
        std::ptrdiff_t tileQueries = 0; ///< patterns are not kept: so many queries at a time; 0 = kept
        bool intoZeros = false; ///< patterns are computed into zeros: what no query of a tile sees stays so
    };
    /// Where cross attention finds its numbers: [token, heads * headWidth] and [key, 2 * keyValueHeads *
    /// headWidth].
    struct Apart {
        const Tensor &queries;
        const Tensor &keysAndValues;
    };
    /// Which keys' values are mixed: when a pattern was changed, keys out of reach may count too.
    enum class Mixed { KeysInReach, AllKeys };

    HeadAttention(const ComputeContext &context, const Shape &shape);

    /// pattern[h, q, k] = softmax over visible k of cap(scale * query[q, h] · key[k, h]) + bias(h, q, k)
    ///
    /// Of several texts below each other, that number `text`. Returns early when stopped, the pattern is
    /// unusable then.
    void pattern(ComputeContext &context, const Tensor &packedQkv, Tensor &pattern,
                 const ScoreBias &bias = {}, const std::stop_token &stop = {}, std::ptrdiff_t text = 0) const;

    void pattern(ComputeContext &context, const Apart &projections, Tensor &pattern,
                 const ScoreBias &bias = {}, const std::stop_token &stop = {}) const;

    /// mixed[q, h, i] = sum_k pattern[h, q, k] * value[k, h, i]
    ///
    /// Of several texts below each other, that number `text`. Returns early when stopped, the mixed values
    /// are unusable then.
    void mixValues(ComputeContext &context, const Tensor &pattern, const Tensor &packedQkv, Tensor &mixed,
                   Mixed keys = Mixed::KeysInReach, const std::stop_token &stop = {},
                   std::ptrdiff_t text = 0) const;
    void mixValues(ComputeContext &context, const Tensor &pattern, const Apart &projections, Tensor &mixed,
                   Mixed keys = Mixed::AllKeys, const std::stop_token &stop = {}) const;

    /// A part of one head's pattern that is lost again when its values are mixed.
    struct PassingTile {
        std::ptrdiff_t head = 0;
        QueryRange queries;
        std::ptrdiff_t keys = 0; ///< so many were computed; what follows in a row is anything
        Tensor &pattern;         ///< [1, query, key]
    };
    /// What `mixInTiles` needs to know of a run.
    struct TileRun {
        ScoreBias bias;
        Mixed keys = Mixed::KeysInReach;
        /// What happens to a tile before its values are mixed; on several threads at once, each with a tile
        /// of its own.
        std::function<void(const PassingTile &)> change;
        const std::stop_token &stop;
        std::ptrdiff_t text = 0;
    };

    /// Both at once for patterns that nobody keeps, tile after tile.
    ///
    /// Returns early when stopped, the mixed values are unusable then.
    void mixInTiles(const ComputeContext &context, const Tensor &packedQkv, Tensor &mixed,
                    const TileRun &run) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    /// Where queries, keys and values begin in their rows, and how far apart these rows are.
    struct Places {
        std::ptrdiff_t queryRow = 0, keyRow = 0, firstKey = 0, firstValue = 0;
        std::ptrdiff_t keys = 0; ///< how many there are
    };
    struct Product {
        dnnl::matmul::primitive_desc description;
        dnnl::matmul primitive;
    };
    /// Some queries and the keys that they may see.
    struct Tile {
        QueryRange queries;
        KeyRange keys;
        Product score, mix, mixAll; ///< the last is empty when `keys` are all that it would mix
    };

    /// Where things stand in the tensors of a run.
    struct RunPlace {
        std::ptrdiff_t text = 0;        ///< of several below each other
        std::ptrdiff_t firstStored = 0; ///< the query of the pattern tensor's first row
        std::ptrdiff_t head = 0;        ///< the first one of the products
    };
    /// A thread's own.
    struct TileWorker {
        ComputeContext context;
        Tensor pattern;
    };

    void patternOf(ComputeContext &context, const Tile &tile, const Apart &projections, Tensor &pattern,
                   const ScoreBias &bias, RunPlace place) const;
    void mix(ComputeContext &context, const Tile &tile, const Tensor &pattern, const Apart &projections,
             Tensor &mixed, Mixed keys, RunPlace place) const;
    void mixTile(TileWorker &worker, const Tile &tile, std::ptrdiff_t head, const Tensor &packedQkv,
                 Tensor &mixed, const TileRun &run) const;
    [[nodiscard]] bool keepsPatterns() const { return m_shape.tileQueries == 0; }
    [[nodiscard]] std::ptrdiff_t groupSize() const { return m_shape.heads / m_shape.keyValueHeads; }
    [[nodiscard]] Tile tile(const ComputeContext &context, QueryRange queries) const;
    [[nodiscard]] Product mixOf(const ComputeContext &context, std::ptrdiff_t queries,
                                std::ptrdiff_t keys) const;

    [[nodiscard]] static Places placesOf(const Shape &shape);

    Shape m_shape;
    Places m_places;
    std::ptrdiff_t m_storedQueries; ///< rows of each head in a pattern tensor
    std::vector<Tile> m_tiles;
};

} // namespace headscope
