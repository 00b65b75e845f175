#include "core/inference/packed_model.h"

#include "core/ops/dense.h"
#include "core/ops/norm.h"
#include "core/tensor/matrix_map.h"
#include "core/tensor/memory_recycling.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace headscope {

namespace {

struct MatrixShape {
    std::ptrdiff_t in = 0, out = 0;
};

void expect(bool holds, const std::string &what)
{
    if (!holds)
        throw std::invalid_argument("the model's " + what + " does not have the size its configuration says");
}

void expectSizes(const DenseWeights &weights, MatrixShape shape, const std::string &what)
{
    const bool outFirst = weights.layout == MatrixLayout::OutIn;
    const Shape wanted = outFirst ? Shape{shape.out, shape.in} : Shape{shape.in, shape.out};
    expect(weights.matrix.shape() == wanted, what);
    expect(weights.bias.isEmpty() || weights.bias.size() == shape.out, what + " bias");
}

PackedMatrix pack(ComputeContext &context, DenseWeights &&weights, MatrixShape shape, const std::string &what)
{
    expectSizes(weights, shape, what);
    PackedMatrix packed(context, weights.matrix, weights.layout, weights.bias);
    weights = {};
    return packed;
}

/// A missing shift is one of zeros: the op always adds it.
NormWeights norm(NormWeights &&weights, const ModelConfig &config, std::ptrdiff_t width,
                 const std::string &what)
{
    if (weights.scale.isEmpty()) // nothing is normed there
        return {};
    expect(weights.scale.size() == width, what);
    if (weights.shift.isEmpty() && config.normKind == NormKind::LayerNorm)
        weights.shift = Tensor::zeros({width});
    expect(weights.shift.isEmpty() || weights.shift.size() == width, what);
    return std::move(weights);
}

void packMlpIn(ComputeContext &context, const ModelConfig &config, DenseWeights &&weights, PackedLayer &layer)
{
    const std::ptrdiff_t out = config.mlpWidth;
    if (!config.gatedMlp) {
        layer.mlpIn = pack(context, std::move(weights), {config.width, out}, "MLP input");
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

/// The rows of distances as every layer reads them.
Tensor normedDistances(ComputeContext &context, const ModelConfig &config, Weights &&weights)
{
    Tensor rows = std::move(weights.distanceEmbedding);
    if (config.disentangled.span == 0)
        return {};
    expect(rows.shape() == Shape{2 * std::ptrdiff_t{config.disentangled.span}, config.width},
           "distance embedding");
    const NormWeights how = norm(std::move(weights.distanceNorm), config, config.width, "distance norm");
    if (!how.scale.isEmpty())
        LayerNorm(context, {rows.rows(), config.width}, config.normEpsilon)(context, rows, how.scale,
                                                                            how.shift, rows);
    return rows;
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
            return projected(context, distances, pack(context, std::move(own), {config.width, width}, what));
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
    layer.attentionNorm = norm(std::move(weights.attentionNorm), config, width, "attention norm");
    PositionRows positions = positionRows(context, config, settings, distances, weights);
    layer.qkv = pack(context, std::move(weights.qkv), {width, heads + 2 * settings.keyValueWidth()},
                     "query, key and value");
    layer.positionKeys = std::move(positions.keys);
    layer.positionQueries = std::move(positions.queries);
    if (config.queryKeyNorm != QueryKeyNorm::None) {
        layer.queryNorm = headNorm(std::move(weights.queryNorm), settings, settings.heads, "query norm");
        layer.keyNorm = headNorm(std::move(weights.keyNorm), settings, settings.keyValueHeads, "key norm");
    }
    layer.attentionOutput =
        pack(context, std::move(weights.attentionOutput), {heads, width}, "attention output");
    layer.attentionUpdateNorm =
        norm(std::move(weights.attentionUpdateNorm), config, width, "attention update norm");
    expect(!config.normsUpdate() || !layer.attentionUpdateNorm.scale.isEmpty(), "attention update norm");
}

/// Queries are multiplied with the decoder's tokens, keys and values with the encoder's: two matrices.
void packCrossAttention(ComputeContext &context, const ModelConfig &config, LayerWeights &&weights,
                        PackedLayer &layer)
{
    const std::ptrdiff_t heads = config.attentionWidth();
    layer.crossNorm = norm(std::move(weights.crossNorm), config, config.width, "cross attention norm");
    expect(!layer.crossNorm.scale.isEmpty(), "cross attention norm");
    DenseWeights &qkv = weights.crossQkv;
    expectSizes(qkv, {config.width, 3 * heads}, "cross attention's query, key and value");
    layer.crossQueries = PackedMatrix(context, qkv.matrix, qkv.layout, qkv.bias, {0, heads});
    layer.crossKeysAndValues = PackedMatrix(context, qkv.matrix, qkv.layout, qkv.bias, {heads, 2 * heads});
    qkv = {};
    layer.crossOutput =
        pack(context, std::move(weights.crossOutput), {heads, config.width}, "cross attention output");
}

PackedLayer pack(ComputeContext &context, const ModelConfig &config, int index, const Tensor &distances,
                 LayerWeights &&weights)
{
    const std::ptrdiff_t width = config.width;
    const AttentionSettings settings = config.attention(index);
    PackedLayer layer;
    if (settings.hasAttention)
        packAttention(context, config, settings, distances, std::move(weights), layer);
    if (config.crossAttention)
        packCrossAttention(context, config, std::move(weights), layer);
    layer.mlpNorm = norm(std::move(weights.mlpNorm), config, width, "MLP norm");
    layer.mlpUpdateNorm = norm(std::move(weights.mlpUpdateNorm), config, width, "MLP update norm");
    expect(!config.normsUpdate() || !layer.mlpUpdateNorm.scale.isEmpty(), "MLP update norm");
    expect(config.normPlace != NormPlace::AfterBlock || !layer.mlpNorm.scale.isEmpty(), "MLP norm");
    packMlpIn(context, config, std::move(weights.mlpIn), layer);
    layer.mlpOut = pack(context, std::move(weights.mlpOut), {config.mlpWidth, width}, "MLP output");
    return layer;
}

void expectAlike(const PackedMatrix &first, const PackedMatrix &other)
{
    if (first.hasBias() != other.hasBias())
        throw std::invalid_argument("some of the model's layers have a bias and others have none");
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

/// [position, width]: sines of the position times width / 2 frequencies, then the cosines of the same.
Tensor sinusoids(std::ptrdiff_t positions, std::ptrdiff_t width)
{
    Tensor table({positions, width});
    const std::ptrdiff_t sines = (width + 1) / 2;
    for (std::ptrdiff_t position = 0; position < positions; ++position) {
        for (std::ptrdiff_t i = 0; i < width; ++i) {
            const std::ptrdiff_t pair = i < sines ? i : i - sines;
            const double angle =
                static_cast<double>(position) /
                std::pow(10000.0, 2.0 * static_cast<double>(pair) / static_cast<double>(width));
            table.matrix()(position, i) = static_cast<float>(i < sines ? std::sin(angle) : std::cos(angle));
        }
    }
    return table;
}

std::size_t bytesOf(const Tensor &tensor)
{
    return static_cast<std::size_t>(tensor.size()) * sizeof(float);
}

} // namespace

PackedModel::PackedModel(ComputeContext &context, const ModelConfig &config, Weights &&weights,
                         std::shared_ptr<const Tensor> encoderEmbedding)
    : tokenEmbedding(encoderEmbedding && weights.tokenEmbedding.isEmpty()
                         ? std::move(encoderEmbedding)
                         : std::make_shared<const Tensor>(std::move(weights.tokenEmbedding)))
    , positionEmbedding(std::move(weights.positionEmbedding))
    , typeEmbedding(std::move(weights.typeEmbedding))
    , relativeBias(std::move(weights.relativeBias))
    , embeddingNorm(std::move(weights.embeddingNorm))
    , finalNorm(std::move(weights.finalNorm))
    , outputNorm(std::move(weights.outputNorm))
{
    packEmbedding(context, config, std::move(weights.embeddingProjection));
    expect(std::ssize(weights.layers) == config.learnedLayers(), "list of layers");
    finalNorm = norm(std::move(finalNorm), config, config.width, "final norm");
    outputNorm = norm(std::move(outputNorm), config, config.outputWidth(), "output norm");
    const Tensor distances = normedDistances(context, config, std::move(weights));
    packLayers(context, config, distances, std::move(weights.layers));
    if (config.decoder) {
        expect(weights.decoder != nullptr, "decoder");
        decoder = std::make_unique<PackedModel>(context, config.decoderStack(), std::move(*weights.decoder),
                                                tokenEmbedding);
    }
    packOutput(context, config, std::move(weights));
}

/// What one layer's matrices leave is where the next one's go.
void PackedModel::packLayers(ComputeContext &context, const ModelConfig &config, const Tensor &distances,
                             std::vector<LayerWeights> &&weights)
{
    const MemoryRecycling recycling;
    for (int index = 0; index < config.learnedLayers(); ++index) {
        LayerWeights &layer = weights[static_cast<std::size_t>(index)];
        layers.push_back(pack(context, config, index, distances, std::move(layer)));
        expectAlike(layers.front(), layers.back());
    }
}

void PackedModel::packEmbedding(ComputeContext &context, const ModelConfig &config, DenseWeights &&projection)
{
    expect(tokenEmbedding->shape() == Shape{config.vocabulary, config.tokenWidth()}, "token embedding");
    if (config.positionScheme == PositionScheme::Sinusoids)
        positionEmbedding = sinusoids(config.positions, config.width);
    expect(config.positionScheme != PositionScheme::Learned ||
               positionEmbedding.shape() ==
                   Shape{std::ptrdiff_t{config.positions} + config.firstPosition, config.positionWidth()},
           "position embedding");
    expect(config.relativeBuckets == 0 || relativeBias.shape() == Shape{config.relativeBuckets, config.heads},
           "relative position bias");
    embeddingNorm = norm(std::move(embeddingNorm), config, config.tokenWidth(), "embedding norm");
    if (!projection.matrix.isEmpty())
        embeddingProjection =
            pack(context, std::move(projection), {config.tokenWidth(), config.width}, "embedding projection");
}

void PackedModel::packOutput(ComputeContext &context, const ModelConfig &config, Weights &&weights)
{
    const std::ptrdiff_t width = config.width;
    if (!weights.pooler.matrix.isEmpty())
        pooler = pack(context, std::move(weights.pooler), {width, width}, "pooler");
    if (!weights.outputTransform.matrix.isEmpty())
        outputTransform = pack(context, std::move(weights.outputTransform), {width, config.outputWidth()},
                               "output transform");
    if (config.output == OutputKind::Embedding || config.output == OutputKind::Seq2Seq)
        return;
    if (!config.tiedOutput) {
        output = pack(context, std::move(weights.output), {config.outputWidth(), config.outputs()}, "output");
        return;
    }
    // Multiplying by the table itself would cost 3–5 ms more a run; looking tokens up in the packed one costs
    // nothing to speak of, so that one is kept.
    output = PackedMatrix(context, *tokenEmbedding, MatrixLayout::OutIn, weights.output.bias);
    if (tokenEmbedding.use_count() == 1 && !config.decoder)
        tokenEmbedding = nullptr;
}

void PackedModel::copyTokenRow(TokenId id, std::span<float> row) const
{
    if (tokenEmbedding)
        std::ranges::copy(tokenEmbedding->row(id), row.begin());
    else
        output.copyRow(id, row);
}

std::size_t PackedModel::bytes() const
{
    std::size_t sum =
        (tokenEmbedding ? bytesOf(*tokenEmbedding) : 0) + bytesOf(positionEmbedding) + bytesOf(typeEmbedding);
    if (decoder) // an embedding that both stacks read counts once
        sum += decoder->bytes() - (decoder->tokenEmbedding == tokenEmbedding ? bytesOf(*tokenEmbedding) : 0);
    for (const PackedMatrix *matrix : {&embeddingProjection, &pooler, &outputTransform, &output})
        sum += matrix->bytes();
    for (const NormWeights *norm : {&embeddingNorm, &finalNorm, &outputNorm})
        sum += bytesOf(norm->scale) + bytesOf(norm->shift);
    for (const PackedLayer &layer : layers) {
        for (const PackedMatrix *matrix :
             {&layer.qkv, &layer.attentionOutput, &layer.crossQueries, &layer.crossKeysAndValues,
              &layer.crossOutput, &layer.mlpGate, &layer.mlpIn, &layer.mlpOut})
            sum += matrix->bytes();
        for (const NormWeights *norm :
             {&layer.attentionNorm, &layer.queryNorm, &layer.keyNorm, &layer.attentionUpdateNorm,
              &layer.crossNorm, &layer.mlpNorm, &layer.mlpUpdateNorm})
            sum += bytesOf(norm->scale) + bytesOf(norm->shift);
        sum += bytesOf(layer.positionKeys) + bytesOf(layer.positionQueries);
    }
    return sum;
}

} // namespace headscope
