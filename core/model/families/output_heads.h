#pragma once

#include "core/model/families/family.h"

#include <array>
#include <string_view>

namespace headscope {

/// The tensor by which a family's file shows that it holds an output head; empty = the family has no such
/// head.
struct HeadTensors {
    std::string_view masked = {};
    std::string_view labels = {};
    std::string_view tokenLabels = {};
    std::string_view answerSpan = "qa_outputs.weight";
    std::string_view replaced = {}; ///< ELECTRA's discriminator: is this token a replacement?
    std::string_view pooler =
        {}; ///< where `labels` and `tokenLabels` are the same: there for whole texts alone
};

/// Finds out what an encoder predicts: what its architecture promises, if the file holds it; otherwise what
/// the file holds. Reads the labels of classifiers. Warns when a head was promised and only the encoder can
/// be opened.
void describeOutputHead(const ConfigReader &config, const TensorSource &tensors, const HeadTensors &heads,
                        Description &description);

/// The same for an encoder-decoder, which writes text unless its architecture, or without one the file, says
/// that it gives labels or answers.
void describeSeq2SeqHead(const ConfigReader &config, const TensorSource &tensors, const HeadTensors &heads,
                         ModelConfig &model);

// "Is this tensor needed?" for the rows of output heads.
[[nodiscard]] inline bool hasMaskedHead(const ModelConfig &c)
{
    return c.output == OutputKind::MaskedToken;
}
[[nodiscard]] inline bool hasMaskedBias(const ModelConfig &c)
{
    return hasMaskedHead(c) && c.outputBias;
}
[[nodiscard]] inline bool hasOwnMaskedOutput(const ModelConfig &c)
{
    return hasMaskedHead(c) && !c.tiedOutput;
}
[[nodiscard]] inline bool hasTiedMaskedOutput(const ModelConfig &c)
{
    return hasMaskedHead(c) && c.tiedOutput;
}
[[nodiscard]] inline bool hasLabels(const ModelConfig &c)
{
    return c.output == OutputKind::Labels;
}
[[nodiscard]] inline bool hasTokenLabels(const ModelConfig &c)
{
    return c.output == OutputKind::TokenLabels;
}
[[nodiscard]] inline bool hasAnyLabels(const ModelConfig &c)
{
    return hasLabels(c) || hasTokenLabels(c);
}
[[nodiscard]] inline bool hasAnswerSpan(const ModelConfig &c)
{
    return c.output == OutputKind::AnswerSpan;
}
[[nodiscard]] inline bool hasOwnTextOutput(const ModelConfig &c)
{
    return c.output == OutputKind::Seq2Seq && !c.tiedOutput;
}

// Where a masked head has two names for its bias, transformers adds the decoder's. It is tied to the other as
// the matrix is to the embedding: the other counts where only that is in the file, and not at all untied.
[[nodiscard]] constexpr TensorRow tiedMaskedBias(std::string_view ofDecoder, std::string_view other)
{
    return {
        .name = ofDecoder, .place = places::outputBias, .isNeeded = hasTiedMaskedOutput, .otherName = other};
}
[[nodiscard]] constexpr TensorRow ownMaskedBias(std::string_view ofDecoder)
{
    return {
        .name = ofDecoder, .place = places::outputBias, .isNeeded = hasOwnMaskedOutput, .mayBeAbsent = true};
}

// clang-format off
/// The output heads of RoBERTa and MPNet.
inline constexpr std::array kRobertaHeadRows{
    TensorRow{"lm_head.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"lm_head.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"lm_head.layer_norm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"lm_head.layer_norm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"lm_head.decoder.weight", places::output, hasOwnMaskedOutput},
    tiedMaskedBias("lm_head.decoder.bias", "lm_head.bias"),
    ownMaskedBias("lm_head.decoder.bias"),
    TensorRow{"classifier.dense.weight", places::pooler, hasLabels},
    TensorRow{"classifier.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.out_proj.weight", places::output, hasLabels},
    TensorRow{"classifier.out_proj.bias", places::outputBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasTokenLabels},
    TensorRow{"classifier.bias", places::outputBias, hasTokenLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
/// The output heads of encoder-decoders whose decoder reads the encoder's text.
inline constexpr std::array kReadingDecoderRows{
    inDecoder({"classification_head.dense.weight", places::pooler, hasLabels}),
    inDecoder({"classification_head.dense.bias", places::poolerBias, hasLabels}),
    inDecoder({"classification_head.out_proj.weight", places::output, hasLabels}),
    inDecoder({"classification_head.out_proj.bias", places::outputBias, hasLabels}),
    inDecoder({"qa_outputs.weight", places::output, hasAnswerSpan}),
    inDecoder({"qa_outputs.bias", places::outputBias, hasAnswerSpan}),
};
// clang-format on
inline constexpr HeadTensors kRobertaHeads{.masked = "lm_head.dense.weight",
                                           .labels = "classifier.out_proj.weight",
                                           .tokenLabels = "classifier.weight"};

} // namespace headscope
