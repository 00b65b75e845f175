#include "core/inference/packed_model.h"

#include "core/inference/pack_layer.h"
#include "core/inference/pack_weights.h"
#include "core/ops/norm.h"
#include "core/tensor/matrix_map.h"
#include "core/tensor/memory_recycling.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

/// The rows of distances as every layer reads them.
Tensor normedDistances(ComputeContext &context, const ModelConfig &config, Weights &&weights)
{
    Tensor rows = std::move(weights.distanceEmbedding);
    if (config.disentangled.span == 0)
        return {};
    expect(rows.shape() == Shape{2 * std::ptrdiff_t{config.disentangled.span}, config.width},
           "distance embedding");
    const NormWeights how = packNorm(std::move(weights.distanceNorm), config, config.width, "distance norm");
    if (!how.scale.isEmpty())
        LayerNorm(context, {rows.rows(), config.width}, config.normEpsilon)(context, rows, how.scale,
                                                                            how.shift, rows);
    return rows;
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

/// The same with a last frequency of 1 / 10000, in float32 as the reference computes it; an odd width ends
/// with a zero.
Tensor sinusoidsToTheEnd(std::ptrdiff_t positions, std::ptrdiff_t width)
{
    Tensor table = Tensor::zeros({positions, width});
    const std::ptrdiff_t pairs = width / 2;
    const auto step = static_cast<float>(-std::log(10000.0) / std::max(1.0, static_cast<double>(pairs) - 1));
    for (std::ptrdiff_t pair = 0; pair < pairs; ++pair) {
        const float frequency = std::exp(static_cast<float>(pair) * step);
        for (std::ptrdiff_t position = 0; position < positions; ++position) {
            const float angle = static_cast<float>(position) * frequency;
            table.matrix()(position, pair) = std::sin(angle);
            table.matrix()(position, pairs + pair) = std::cos(angle);
        }
    }
    return table;
}

/// Every position that a model can have; a padding token has none.
Tensor sinusoidsOf(const ModelConfig &config)
{
    const std::ptrdiff_t positions = std::ptrdiff_t{config.positions} + config.firstPosition;
    Tensor table = config.sinusoidsReachEnd ? sinusoidsToTheEnd(positions, config.width)
                                            : sinusoids(positions, config.width);
    if (config.paddingToken >= 0)
        table.matrix().row(config.firstPosition - 1).setZero();
    return table;
}

/// What every token of one type gets: no text says its task, so all have the first.
Tensor typesOfTask(Tensor types, const Tensor &tasks)
{
    if (!tasks.isEmpty())
        types.matrix().rowwise() += tasks.matrix().row(0);
    return types;
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
    , typeEmbedding(typesOfTask(std::move(weights.typeEmbedding), weights.taskEmbedding))
    , relativeBias(std::move(weights.relativeBias))
    , embeddingNorm(std::move(weights.embeddingNorm))
    , finalNorm(std::move(weights.finalNorm))
    , outputNorm(std::move(weights.outputNorm))
{
    packEmbedding(context, config, std::move(weights.embeddingProjection));
    expect(std::ssize(weights.layers) == config.learnedLayers(), "list of layers");
    finalNorm = packNorm(std::move(finalNorm), config, config.width, "final norm");
    outputNorm = packNorm(std::move(outputNorm), config, config.outputWidth(), "output norm");
    packConvolution(context, config, std::move(weights));
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
        layers.push_back(packLayer(context, config, index, distances, std::move(layer)));
        expectAlike(layers.front(), layers.back());
    }
}

void PackedModel::packEmbedding(ComputeContext &context, const ModelConfig &config, DenseWeights &&projection)
{
    expect(tokenEmbedding->shape() == Shape{config.vocabulary, config.tokenWidth()}, "token embedding");
    if (config.positionScheme == PositionScheme::Sinusoids)
        positionEmbedding = sinusoidsOf(config);
    expect(config.positionScheme != PositionScheme::Learned ||
               positionEmbedding.shape() ==
                   Shape{std::ptrdiff_t{config.positions} + config.firstPosition, config.positionWidth()},
           "position embedding");
    expect(config.relativeBuckets == 0 || config.relativeBiasOfLayers ||
               relativeBias.shape() == Shape{config.relativeBuckets, config.heads},
           "relative position bias");
    embeddingNorm = packNorm(std::move(embeddingNorm), config, config.tokenWidth(), "embedding norm");
    if (!projection.matrix.isEmpty())
        embeddingProjection = packDense(context, std::move(projection), {config.tokenWidth(), config.width},
                                        "embedding projection");
}

void PackedModel::packConvolution(ComputeContext &context, const ModelConfig &config, Weights &&weights)
{
    const std::ptrdiff_t tokens = config.convolution.tokens;
    if (tokens == 0)
        return;
    convolution = packDense(context, std::move(weights.convolution), {config.width * tokens, config.width},
                            "convolution");
    convolutionNorm = packNorm(std::move(weights.convolutionNorm), config, config.width, "convolution norm");
    expect(!convolutionNorm.scale.isEmpty(), "convolution norm");
}

void PackedModel::packOutput(ComputeContext &context, const ModelConfig &config, Weights &&weights)
{
    const std::ptrdiff_t width = config.width;
    if (!weights.pooler.matrix.isEmpty())
        pooler = packDense(context, std::move(weights.pooler), {width, width}, "pooler");
    if (!weights.outputTransform.matrix.isEmpty())
        outputTransform = packDense(context, std::move(weights.outputTransform),
                                    {width, config.outputWidth()}, "output transform");
    if (config.output == OutputKind::Embedding || config.decoder) // the decoder has the output
        return;
    if (!config.tiedOutput) {
        output =
            packDense(context, std::move(weights.output), {config.outputWidth(), config.outputs()}, "output");
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
    for (const PackedMatrix *matrix :
         {&embeddingProjection, &convolution, &pooler, &outputTransform, &output})
        sum += matrix->bytes();
    for (const NormWeights *norm : {&embeddingNorm, &convolutionNorm, &finalNorm, &outputNorm})
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
        sum += bytesOf(layer.positionKeys) + bytesOf(layer.positionQueries) + bytesOf(layer.relativeBias);
    }
    return sum;
}

} // namespace headscope
