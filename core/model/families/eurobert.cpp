#include "core/model/families/decoders/llama_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

// clang-format off
constexpr std::array kHeadRows{
    TensorRow{"lm_head.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"lm_head.bias", places::outputBias, hasMaskedBias},
    TensorRow{"dense.weight", places::pooler, hasLabels},
    TensorRow{"dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
};
// clang-format on
constexpr auto kRows = joined(joined(kLlamaStackRows, kLlamaMlpRows), kHeadRows);

constexpr HeadTensors kHeads{.masked = "lm_head.weight",
                             .labels = "classifier.weight",
                             .tokenLabels = "classifier.weight",
                             .answerSpan = {},
                             .pooler = "dense.weight"};

/// What a classifier of whole texts reads.
void describeSummary(const ConfigReader &config, ModelConfig &model)
{
    const std::string pooling = config.text({"classifier_pooling", "clf_pooling"}, "late");
    if (pooling == "late")
        model.summary = Summary::LateMean;
    else if (pooling == "mean")
        model.summary = Summary::Mean;
    else if (pooling != "bos")
        config.refuse("classifier_pooling", sentence("core", "this summary of a text is not supported"));
    model.summaryActivation = Activation::Gelu;
}

/// Llama's stack, looking both ways.
Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeLlamaLayers(config, {.normEpsilon = 1e-5F});
    ModelConfig &model = description.config;
    model.attentionScope = AttentionScope::Bidirectional;
    describeOutputHead(config, tensors, kHeads, description);
    model.outputBias = model.mlpBias;
    model.tiedOutput = hasMaskedHead(model) && config.flag({"tie_word_embeddings"}, false);
    if (hasLabels(model))
        describeSummary(config, model);
    return description;
}

} // namespace

const Family &euroBertFamily()
{
    static const Family family{"EuroBERT", "eurobert", kLlamaPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
