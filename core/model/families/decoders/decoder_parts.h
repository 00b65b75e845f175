#pragma once

#include "core/model/families/family.h"
#include "core/model/families/output_heads.h"

#include <functional>

namespace headscope {

/// Sets `model.layerAttention`: `change` gets each layer's usual settings and its number.
void setLayers(ModelConfig &model, const std::function<void(AttentionSettings &, int)> &change);

/// Which layers look back only so far: what `layer_types` says, or without it `slides`. Throws LoadError for
/// a layer whose attention is of a kind that cannot be computed.
[[nodiscard]] std::vector<bool> slidingLayers(const ConfigReader &config, int layers,
                                              const std::function<bool(int)> &slides);

/// The keys that a window of `window` tokens lets a query see: itself and those before it.
[[nodiscard]] KeyReach windowOf(int window);

/// Gives every layer that window.
void slideAllLayers(int window, ModelConfig &model);

/// ALiBi's slopes: powers of 2^(-8 / n) for the n heads of the next lower power of two, and for further heads
/// every other power of the next finer series.
[[nodiscard]] std::vector<float> linearBiasSlopes(int heads);

/// What a decoder predicts: the next token, labels of the text (by its last token) or of each token, or where
/// an answer starts and ends.
/// `tied` is what the family's output is when the configuration does not say.
void describeDecoderOutput(const ConfigReader &config, const TensorSource &tensors, bool tied,
                           Description &description);

/// Throws LoadError unless heads and width fit; sets both of ModelConfig's head widths.
void divideWidth(const ConfigReader &config, std::string_view key, ModelConfig &model);

[[nodiscard]] inline bool hasOwnTokenOutput(const ModelConfig &c)
{
    return c.output == OutputKind::NextToken && !c.tiedOutput;
}

// clang-format off
/// The outputs of decoders that are no language models.
inline constexpr std::array kDecoderHeadRows{
    TensorRow{"score.weight", places::output, hasAnyLabels, "classifier.weight"},
    TensorRow{"score.bias", places::outputBias, hasTokenLabels, "classifier.bias"},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
inline constexpr auto kDecoderOutputRows = joined(std::array{
    TensorRow{"lm_head.weight", places::output, hasOwnTokenOutput},
    TensorRow{"lm_head.bias", places::outputBias, hasOutputBias},
}, kDecoderHeadRows);
// clang-format on

/// A name table without those of the layer norms, which have nothing learned.
template <std::size_t Size>
std::array<TensorRow, Size> withPlainNorms(std::array<TensorRow, Size> rows)
{
    // When the program runs: under its sanitizers GCC does not compare functions before.
    for (TensorRow &row : rows)
        for (const TensorRow &plain :
             {constant("#", places::attentionNormScale, 1.0F), constant("#", places::mlpNormScale, 1.0F),
              constant("", places::finalNormScale, 1.0F)})
            if (row.place.tensor == plain.place.tensor)
                row = plain;
    return rows;
}

// More answers to "is this tensor needed?".
[[nodiscard]] inline bool hasQueryKeyNorm(const ModelConfig &c)
{
    return c.queryKeyNorm != QueryKeyNorm::None;
}
[[nodiscard]] inline bool normsInputs(const ModelConfig &c)
{
    return c.normsInput();
}
[[nodiscard]] inline bool hasShifts(const ModelConfig &c)
{
    return c.normKind == NormKind::LayerNorm && c.normShift;
}
/// The MLP reads what attention has updated, through a norm.
[[nodiscard]] inline bool hasMlpNorm(const ModelConfig &c)
{
    return c.normsInput() && c.mlpPlace != MlpPlace::SharesNorm;
}
[[nodiscard]] inline bool hasMlpNormShift(const ModelConfig &c)
{
    return hasMlpNorm(c) && hasShifts(c);
}
[[nodiscard]] inline bool isGated(const ModelConfig &c)
{
    return c.gatedMlp;
}

} // namespace headscope
