#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::string_view kDiscriminator = "discriminator_predictions.dense_prediction.weight";

constexpr std::array<std::string_view, 2> kPrefixes{"electra.", ""};

bool hasProjection(const ModelConfig &config)
{
    return config.embeddingWidth > 0;
}

bool isDiscriminator(const ModelConfig &config)
{
    return hasTokenLabels(config) && config.headActivation != Activation::None;
}

bool tagsTokens(const ModelConfig &config)
{
    return hasTokenLabels(config) && !isDiscriminator(config);
}

// clang-format off
constexpr std::array kOwnRows{
    TensorRow{"*embeddings_project.weight", places::embeddingProjection, hasProjection},
    TensorRow{"*embeddings_project.bias", places::embeddingProjectionBias, hasProjection},

    TensorRow{"generator_predictions.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"generator_predictions.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"generator_predictions.LayerNorm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"generator_predictions.LayerNorm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"generator_lm_head.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"generator_lm_head.bias", places::outputBias, hasMaskedHead},
    TensorRow{"discriminator_predictions.dense.weight", places::outputTransform, isDiscriminator},
    TensorRow{"discriminator_predictions.dense.bias", places::outputTransformBias, isDiscriminator},
    TensorRow{kDiscriminator, places::output, isDiscriminator},
    TensorRow{"discriminator_predictions.dense_prediction.bias", places::outputBias, isDiscriminator},
    TensorRow{"classifier.dense.weight", places::pooler, hasLabels},
    TensorRow{"classifier.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.out_proj.weight", places::output, hasLabels},
    TensorRow{"classifier.out_proj.bias", places::outputBias, hasLabels},
    TensorRow{"classifier.weight", places::output, tagsTokens},
    TensorRow{"classifier.bias", places::outputBias, tagsTokens},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on
constexpr auto kRows = joined(kBertStackRows, kOwnRows);

constexpr HeadTensors kHeads{.masked = "generator_predictions.dense.weight",
                             .labels = "classifier.out_proj.weight",
                             .tokenLabels = "classifier.weight",
                             .replaced = kDiscriminator};

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    const int embeddingWidth = config.count({"embedding_size"}, 128);
    model.embeddingWidth = embeddingWidth == model.width ? 0 : embeddingWidth;
    describeOutputHead(config, tensors, kHeads, description);
    if (hasMaskedHead(model))
        model.headActivation = Activation::Gelu;
    else if (hasTokenLabels(model) && model.labelScale == LabelScale::AnyOf)
        model.headActivation = model.activation;
    model.summaryActivation = Activation::Gelu;
    return description;
}

} // namespace

const Family &electraFamily()
{
    static const Family family{"ELECTRA", "electra", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
