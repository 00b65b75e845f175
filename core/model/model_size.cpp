#include "core/model/model_config.h"

#include <cstdint>
#include <limits>

namespace headscope {

namespace {

/// Sizes add up in floating point first, so that absurd configurations saturate instead of wrapping.
std::size_t bytesOf(double floats)
{
    constexpr auto largest = static_cast<double>(std::numeric_limits<std::int64_t>::max());
    const double bytes = floats * static_cast<double>(sizeof(float));
    return static_cast<std::size_t>(bytes < largest ? bytes : largest);
}

double normFloats(const ModelConfig &config)
{
    return config.width * (config.normKind == NormKind::LayerNorm ? 2.0 : 1.0);
}

double denseFloats(double in, double out, bool bias)
{
    return in * out + (bias ? out : 0.0);
}

double layerFloats(const ModelConfig &config)
{
    const double qkv = config.attentionWidth() + 2.0 * config.keyValueWidth();
    const double mlpIn = config.mlpWidth * (config.gatedMlp ? 2.0 : 1.0);
    return 2 * normFloats(config) + denseFloats(config.width, qkv, config.attentionBias) +
           denseFloats(config.attentionWidth(), config.width, config.attentionBias) +
           denseFloats(config.width, mlpIn, config.mlpBias) +
           denseFloats(config.mlpWidth, config.width, config.mlpBias);
}

double outputFloats(const ModelConfig &config)
{
    const double width = config.width;
    const double own = config.tiedOutput ? 0.0 : width * config.outputs();
    switch (config.output) {
    case OutputKind::NextToken:
        return own;
    case OutputKind::MaskedToken:
        return denseFloats(width, width, true) + normFloats(config) + own + config.outputs();
    case OutputKind::Labels:
        return denseFloats(width, width, true) + denseFloats(width, config.outputs(), true);
    case OutputKind::TokenLabels:
        return denseFloats(width, config.outputs(), true);
    case OutputKind::Embedding:
        break;
    }
    return 0;
}

} // namespace

std::size_t weightBytes(const ModelConfig &config)
{
    const double width = config.width;
    double floats = width * config.vocabulary + width * config.tokenTypes + outputFloats(config);
    if (config.positionScheme == PositionScheme::Learned)
        floats += width * config.positions;
    // One norm more than the layers': of the embeddings, or the final one.
    floats += normFloats(config) + config.layers * layerFloats(config);
    return bytesOf(floats);
}

std::size_t runBytes(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows)
{
    const auto length = static_cast<double>(tokens);
    const double patterns = 1.0 * config.layers * config.heads * length * length;
    const double residuals =
        (config.layers + 3.0) * length * config.width; // with the final and the working ones
    const double qkv = length * (config.attentionWidth() + 2.0 * config.keyValueWidth());
    const double mixed = 2.0 * length * config.attentionWidth();
    const double mlp = length * config.mlpWidth * (config.gatedMlp ? 3.0 : 1.0);
    const double rotary = config.positionScheme == PositionScheme::Rotary ? length * config.headWidth : 0.0;
    const double logits = static_cast<double>(logitRows) * (config.outputs() + 2.0 * config.width);
    return bytesOf(patterns + residuals + qkv + mixed + mlp + rotary + logits);
}

} // namespace headscope
