#include "core/model/weight_places.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

std::ptrdiff_t normSize(const ModelConfig &config, int heads)
{
    const bool isOfAll = config.queryKeyNorm != QueryKeyNorm::EachHead;
    return std::ptrdiff_t{config.headWidth} * (isOfAll ? heads : 1);
}

} // namespace

std::ptrdiff_t sizeOf(Extent extent, const ModelConfig &config, int layer)
{
    const AttentionSettings attention = config.attention(layer);
    switch (extent) {
    case Extent::One:
        return 1;
    case Extent::Width:
        return config.width;
    case Extent::TokenWidth:
        return config.tokenWidth();
    case Extent::PositionWidth:
        return config.positionWidth();
    case Extent::OutputWidth:
        return config.outputWidth();
    case Extent::Attention:
        return attention.width();
    case Extent::Qkv:
        return attention.width() + 2 * std::ptrdiff_t{attention.keyValueWidth()};
    case Extent::QueryNorm:
        return normSize(config, attention.heads);
    case Extent::KeyNorm:
        return normSize(config, attention.keyValueHeads);
    case Extent::Mlp:
        return config.mlpWidth;
    case Extent::MlpIn:
        return config.gatedMlp ? 2 * std::ptrdiff_t{config.mlpWidth} : config.mlpWidth;
    case Extent::Vocabulary:
        return config.vocabulary;
    case Extent::Positions:
        return std::ptrdiff_t{config.positions} + config.firstPosition;
    case Extent::Distances:
        return 2 * std::ptrdiff_t{config.disentangled.span};
    case Extent::Neighbourhood:
        return std::ptrdiff_t{config.width} * config.convolution.tokens;
    case Extent::TokenTypes:
        return config.tokenTypes;
    case Extent::TaskTypes:
        return config.taskTypes;
    case Extent::Outputs:
        return config.outputs();
    case Extent::Buckets:
        return config.relativeBuckets;
    case Extent::Heads:
        return config.heads;
    }
    return 0;
}

Shape WeightPlace::shape(const ModelConfig &config, int layer) const
{
    if (isMatrix())
        return {sizeOf(out, config, layer), sizeOf(in, config, layer)};
    return {sizeOf(out, config, layer)};
}

RowRange WeightPlace::rows(const ModelConfig &config, int layer) const
{
    const std::ptrdiff_t attention = config.attention(layer).width();
    const std::ptrdiff_t keyValue = config.attention(layer).keyValueWidth();
    switch (part) {
    case RowPart::All:
        break;
    case RowPart::Queries:
        return {0, attention};
    case RowPart::Keys:
        return {attention, keyValue};
    case RowPart::Values:
        return {attention + keyValue, keyValue};
    case RowPart::Gate:
        return {0, config.mlpWidth};
    case RowPart::Up:
        return {config.mlpWidth, config.mlpWidth};
    }
    return {0, sizeOf(out, config, layer)};
}

bool isOfAttention(const WeightPlace &place)
{
    constexpr std::array all{&places::attentionNormScale,
                             &places::attentionNormShift,
                             &places::qkv,
                             &places::qkvBias,
                             &places::queryNormScale,
                             &places::queryNormShift,
                             &places::keyNormScale,
                             &places::keyNormShift,
                             &places::attentionOutput,
                             &places::attentionOutputBias,
                             &places::attentionUpdateNormScale,
                             &places::attentionUpdateNormShift};
    return std::ranges::any_of(all, [&](const WeightPlace *one) { return one->tensor == place.tensor; });
}

bool isNormScale(const WeightPlace &place)
{
    constexpr std::array all{&places::embeddingNormScale,       &places::attentionNormScale,
                             &places::queryNormScale,           &places::keyNormScale,
                             &places::attentionUpdateNormScale, &places::mlpNormScale,
                             &places::mlpUpdateNormScale,       &places::finalNormScale,
                             &places::outputNormScale,          &places::convolutionNormScale};
    return std::ranges::any_of(all, [&](const WeightPlace *one) { return one->tensor == place.tensor; });
}

bool isOfUpdate(const WeightPlace &place)
{
    constexpr std::array all{&places::attentionOutput, &places::attentionOutputBias, &places::mlpOut,
                             &places::mlpOutBias};
    return std::ranges::any_of(all, [&](const WeightPlace *one) { return one->tensor == place.tensor; });
}

Shape WeightPlace::partShape(const ModelConfig &config, int layer) const
{
    Shape shape = this->shape(config, layer);
    shape.front() = rows(config, layer).count;
    return shape;
}

} // namespace headscope
