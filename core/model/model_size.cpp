#include "core/model/model_config.h"

#include <algorithm>
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

/// Of one stack, without its logits.
double stackFloats(const ModelConfig &config, double length)
{
    double heads = 0;
    for (int layer = 0; layer < config.layers; ++layer)
        heads += config.headsIn(layer);
    const double patterns = heads * length * length;
    const double residuals =
        (config.layers + 3.0) * length * config.width; // with the final and the working ones
    const double qkv = length * (config.attentionWidth() + 2.0 * config.keyValueWidth());
    const double mixed = 2.0 * length * config.attentionWidth();
    const double mlp = length * config.mlpWidth * (config.gatedMlp ? 3.0 : 1.0);
    const double rotary = static_cast<double>(config.rotary.size()) * length * config.headWidth;
    const double distances =
        config.disentangled.span > 0
            ? config.heads * length * (length + 2.0 * std::min(2.0 * config.disentangled.span, 2 * length))
            : 0.0;
    const double bias = config.relativeBuckets > 0 ? 2.0 * config.heads * length : 0.0;
    return patterns + residuals + qkv + mixed + mlp + rotary + bias + distances;
}

/// Patterns, keys and values, queries and mixed values of the cross attention.
double crossFloats(const ModelConfig &decoder, double queries, double keys)
{
    const double width = decoder.attentionWidth();
    return decoder.layers * (decoder.heads * queries * keys + 2 * width * keys) + 2 * width * queries;
}

} // namespace

std::size_t runBytes(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows,
                     std::ptrdiff_t decoderTokens)
{
    const auto length = static_cast<double>(tokens);
    double floats = stackFloats(config, length) +
                    static_cast<double>(logitRows) * (config.outputs() + 2.0 * config.width);
    if (config.decoder) {
        const auto queries = static_cast<double>(decoderTokens);
        const ModelConfig decoder = config.decoderStack();
        floats += stackFloats(decoder, queries) + crossFloats(decoder, queries, length);
    }
    return bytesOf(floats);
}

} // namespace headscope
