#include "core/model/weight_places.h"

namespace headscope {

std::ptrdiff_t sizeOf(Extent extent, const ModelConfig &config)
{
    switch (extent) {
    case Extent::One:
        return 1;
    case Extent::Width:
        return config.width;
    case Extent::TokenWidth:
        return config.tokenWidth();
    case Extent::OutputWidth:
        return config.outputWidth();
    case Extent::Attention:
        return config.attentionWidth();
    case Extent::Qkv:
        return config.attentionWidth() + 2 * config.keyValueWidth();
    case Extent::Mlp:
        return config.mlpWidth;
    case Extent::MlpIn:
        return config.gatedMlp ? 2 * std::ptrdiff_t{config.mlpWidth} : config.mlpWidth;
    case Extent::Vocabulary:
        return config.vocabulary;
    case Extent::Positions:
        return std::ptrdiff_t{config.positions} + config.firstPosition;
    case Extent::TokenTypes:
        return config.tokenTypes;
    case Extent::Outputs:
        return config.outputs();
    }
    return 0;
}

Shape WeightPlace::shape(const ModelConfig &config) const
{
    if (isMatrix())
        return {sizeOf(out, config), sizeOf(in, config)};
    return {sizeOf(out, config)};
}

RowRange WeightPlace::rows(const ModelConfig &config) const
{
    const std::ptrdiff_t attention = config.attentionWidth();
    const std::ptrdiff_t keyValue = config.keyValueWidth();
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
    return {0, sizeOf(out, config)};
}

Shape WeightPlace::partShape(const ModelConfig &config) const
{
    Shape shape = this->shape(config);
    shape.front() = rows(config).count;
    return shape;
}

} // namespace headscope
