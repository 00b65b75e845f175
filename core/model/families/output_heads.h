#pragma once

#include "core/model/families/family.h"

#include <string_view>

namespace headscope {

/// The tensor by which a family's file shows that it holds an output head; empty = the family has no such
/// head.
struct HeadTensors {
    std::string_view masked;
    std::string_view labels;
    std::string_view tokenLabels;
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

// "Is this tensor needed?" for the rows of output heads.
[[nodiscard]] inline bool hasMaskedHead(const ModelConfig &c)
{
    return c.output == OutputKind::MaskedToken;
}
[[nodiscard]] inline bool hasOwnMaskedOutput(const ModelConfig &c)
{
    return hasMaskedHead(c) && !c.tiedOutput;
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

} // namespace headscope
