#include "core/inference/pack_layer.h"

#include "core/inference/pack_weights.h"
#include "core/ops/dense.h"

#include <stdexcept>

namespace headscope {

namespace {

void packMlpIn(ComputeContext &context, const ModelConfig &config, DenseWeights &&weights, PackedLayer &layer)
{
    const std::ptrdiff_t out = config.mlpWidth;
    if (!config.gatedMlp) {
        layer.mlpIn = packDense(context, std::move(weights), {config.width, out}, "MLP input");
        return;
    }
    expectSizes(weights, {config.width, 2 * out}, "MLP input");
    layer.mlpGate = PackedMatrix(context, weights.matrix, weights.layout, weights.bias, {0, out});
    layer.mlpIn = PackedMatrix(context, weights.matrix, weights.layout, weights.bias, {out, out});
    weights = {};
}

/// One scale for every head alike, or one for all of the projection.
NormWeights headNorm(NormWeights &&weights, const AttentionSettings &settings, int heads,
                     const std::string &what)
{
    const auto fits = [&](const Tensor &values) {
        return values.size() == settings.headWidth ||
               values.size() == std::ptrdiff_t{heads} * settings.headWidth;
    };
    expect(fits(weights.scale), what);
    expect(weights.shift.isEmpty() || weights.shift.size() == weights.scale.size(), what);
    return std::move(weights);
}

struct PositionRows {
    Tensor keys, queries;
};

/// input · matrix, as [row, out]
Tensor projected(ComputeContext &context, const Tensor &rows, const PackedMatrix &matrix)
{
    Tensor output({rows.rows(), matrix.out()});
    Dense(context, rows.rows(), matrix)(context, rows, matrix, output);
    return output;
}

/// What a layer makes of the rows of distances: the same in every run, so it is made once.
PositionRows positionRows(ComputeContext &context, const ModelConfig &config,
                          const AttentionSettings &settings, const Tensor &distances, LayerWeights &weights)
{
    if (distances.isEmpty())
        return {};
    const DisentangledPositions &positions = config.disentangled;
    const std::ptrdiff_t width = settings.width();
    PositionRows rows;
    const auto make = [&](DenseWeights &own, std::ptrdiff_t firstOutput, const std::string &what) {
        if (positions.ownProjections)
            return projected(context, distances,
                             packDense(context, std::move(own), {config.width, width}, what));
        expectSizes(weights.qkv, {config.width, width + 2 * settings.keyValueWidth()},
                    "query, key and value");
        return projected(context, distances,
                         PackedMatrix(context, weights.qkv.matrix, weights.qkv.layout, weights.qkv.bias,
                                      {firstOutput, width}));
    };
    if (positions.contentToPosition)
        rows.keys = make(weights.positionKeys, width, "position keys");
    if (positions.positionToContent)
        rows.queries = make(weights.positionQueries, 0, "position queries");
    return rows;
}

void packAttention(ComputeContext &context, const ModelConfig &config, const AttentionSettings &settings,
                   const Tensor &distances, LayerWeights &&weights, PackedLayer &layer)
{
    const std::ptrdiff_t width = config.width;
    const std::ptrdiff_t heads = settings.width();
    layer.attentionNorm = packNorm(std::move(weights.attentionNorm), config, width, "attention norm");
    PositionRows positions = positionRows(context, config, settings, distances, weights);
    layer.qkv = packDense(context, std::move(weights.qkv), {width, heads + 2 * settings.keyValueWidth()},
                          "query, key and value");
    layer.positionKeys = std::move(positions.keys);
    layer.positionQueries = std::move(positions.queries);
    if (config.queryKeyNorm != QueryKeyNorm::None) {
        layer.queryNorm = headNorm(std::move(weights.queryNorm), settings, settings.heads, "query norm");
        layer.keyNorm = headNorm(std::move(weights.keyNorm), settings, settings.keyValueHeads, "key norm");
    }
    layer.attentionOutput =
        packDense(context, std::move(weights.attentionOutput), {heads, width}, "attention output");
    layer.attentionUpdateNorm =
        packNorm(std::move(weights.attentionUpdateNorm), config, width, "attention update norm");
    expect(!config.normsUpdate() || !layer.attentionUpdateNorm.scale.isEmpty(), "attention update norm");
}

/// Queries are multiplied with the decoder's tokens, keys and values with the encoder's: two matrices.
void packCrossAttention(ComputeContext &context, const ModelConfig &config, LayerWeights &&weights,
                        PackedLayer &layer)
{
    const std::ptrdiff_t heads = config.attentionWidth();
    layer.crossNorm = packNorm(std::move(weights.crossNorm), config, config.width, "cross attention norm");
    expect(!layer.crossNorm.scale.isEmpty(), "cross attention norm");
    DenseWeights &qkv = weights.crossQkv;
    expectSizes(qkv, {config.width, 3 * heads}, "cross attention's query, key and value");
    layer.crossQueries = PackedMatrix(context, qkv.matrix, qkv.layout, qkv.bias, {0, heads});
    layer.crossKeysAndValues = PackedMatrix(context, qkv.matrix, qkv.layout, qkv.bias, {heads, 2 * heads});
    qkv = {};
    layer.crossOutput =
        packDense(context, std::move(weights.crossOutput), {heads, config.width}, "cross attention output");
}

void expectAlike(const PackedMatrix &first, const PackedMatrix &other)
{
    if (first.hasBias() != other.hasBias())
        throw std::invalid_argument("some of the model's layers have a bias and others have none");
}

} // namespace

PackedLayer packLayer(ComputeContext &context, const ModelConfig &config, int index, const Tensor &distances,
                      LayerWeights &&weights)
{
    const std::ptrdiff_t width = config.width;
    const AttentionSettings settings = config.attention(index);
    PackedLayer layer;
    if (settings.hasAttention)
        packAttention(context, config, settings, distances, std::move(weights), layer);
    if (config.crossAttention)
        packCrossAttention(context, config, std::move(weights), layer);
    layer.mlpNorm = packNorm(std::move(weights.mlpNorm), config, width, "MLP norm");
    layer.mlpUpdateNorm = packNorm(std::move(weights.mlpUpdateNorm), config, width, "MLP update norm");
    expect(!config.normsUpdate() || !layer.mlpUpdateNorm.scale.isEmpty(), "MLP update norm");
    expect(config.normPlace != NormPlace::AfterBlock || !layer.mlpNorm.scale.isEmpty(), "MLP norm");
    packMlpIn(context, config, std::move(weights.mlpIn), layer);
    layer.mlpOut = packDense(context, std::move(weights.mlpOut), {config.mlpWidth, width}, "MLP output");
    layer.relativeBias = std::move(weights.relativeBias);
    expect(!config.relativeBiasOfLayers ||
               layer.relativeBias.shape() == Shape{config.relativeBuckets, settings.heads},
           "relative position bias");
    return layer;
}

void expectAlike(const PackedLayer &first, const PackedLayer &other)
{
    if (!first.qkv.isEmpty() && !other.qkv.isEmpty()) {
        expectAlike(first.qkv, other.qkv);
        expectAlike(first.attentionOutput, other.attentionOutput);
    }
    expectAlike(first.mlpIn, other.mlpIn);
    expectAlike(first.mlpOut, other.mlpOut);
}

} // namespace headscope
