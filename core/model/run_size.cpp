#include "core/model/run_size.h"

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

double patternFloats(const ModelConfig &config, double queries, double keys)
{
    double heads = 0;
    for (int layer = 0; layer < config.layers; ++layer)
        heads += config.headsIn(layer);
    return heads * queries * keys;
}

double mlpFloats(const ModelConfig &config, double rows)
{
    return rows * config.mlpWidth * (config.gatedMlp ? 3.0 : 1.0);
}

/// Of one stack, without its patterns, its logits and the wide tensors of its MLP.
double streamFloats(const ModelConfig &config, double length)
{
    const double residuals =
        (config.layers + 3.0) * length * config.width; // with the final and the working ones
    const double qkv = length * (config.attentionWidth() + 2.0 * config.keyValueWidth());
    const double mixed = 2.0 * length * config.attentionWidth();
    const double rotary = static_cast<double>(config.rotary.size()) * length * config.headWidth;
    const double distances =
        config.disentangled.span > 0
            ? config.heads * length * (length + 2.0 * std::min(2.0 * config.disentangled.span, 2 * length))
            : 0.0;
    const double tables = config.relativeBiasOfLayers ? config.layers : 1.0;
    const double bias = config.relativeBuckets > 0 ? tables * 2.0 * config.heads * length : 0.0;
    const double convolution = (config.convolution.tokens + 1.0) * length * config.width;
    return residuals + qkv + mixed + rotary + bias + distances + convolution;
}

/// Of one stack, without its logits.
double stackFloats(const ModelConfig &config, double length)
{
    return patternFloats(config, length, length) + streamFloats(config, length) + mlpFloats(config, length);
}

double logitFloats(const ModelConfig &config, std::ptrdiff_t rows)
{
    return static_cast<double>(rows) * (config.outputs() + 2.0 * config.width);
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
    double floats = stackFloats(config, length) + logitFloats(config, logitRows);
    if (config.decoder) {
        const double queries = config.writes() ? static_cast<double>(decoderTokens) : length;
        const ModelConfig decoder = config.decoderStack();
        floats += stackFloats(decoder, queries) + crossFloats(decoder, queries, length);
    }
    return bytesOf(floats);
}

std::size_t patternBytes(const ModelConfig &config, std::ptrdiff_t tokens)
{
    const auto length = static_cast<double>(tokens);
    return bytesOf(patternFloats(config, length, length));
}

bool canStream(const ModelConfig &config)
{
    return !config.decoder && config.disentangled.span == 0 && config.convolution.tokens == 0;
}

std::size_t streamedRunBytes(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows,
                             std::ptrdiff_t storedQueries)
{
    constexpr double kRowsOfPart = 1024; // of the MLP at a time
    const auto length = static_cast<double>(tokens);
    const double tile = config.heads * static_cast<double>(storedQueries) * length;
    return bytesOf(tile + streamFloats(config, length) + logitFloats(config, logitRows) +
                   mlpFloats(config, std::min(length, kRowsOfPart)));
}

} // namespace headscope
