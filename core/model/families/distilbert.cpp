#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"distilbert.", ""};

// clang-format off
constexpr std::array kRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift},

    TensorRow{"*transformer.layer.#.attention.q_lin.weight", places::queries},
    TensorRow{"*transformer.layer.#.attention.q_lin.bias", places::queryBias},
    TensorRow{"*transformer.layer.#.attention.k_lin.weight", places::keys},
    TensorRow{"*transformer.layer.#.attention.k_lin.bias", places::keyBias},
    TensorRow{"*transformer.layer.#.attention.v_lin.weight", places::values},
    TensorRow{"*transformer.layer.#.attention.v_lin.bias", places::valueBias},
    TensorRow{"*transformer.layer.#.attention.out_lin.weight", places::attentionOutput},
    TensorRow{"*transformer.layer.#.attention.out_lin.bias", places::attentionOutputBias},
    TensorRow{"*transformer.layer.#.sa_layer_norm.weight", places::attentionNormScale},
    TensorRow{"*transformer.layer.#.sa_layer_norm.bias", places::attentionNormShift},
    TensorRow{"*transformer.layer.#.ffn.lin1.weight", places::mlpIn},
    TensorRow{"*transformer.layer.#.ffn.lin1.bias", places::mlpInBias},
    TensorRow{"*transformer.layer.#.ffn.lin2.weight", places::mlpOut},
    TensorRow{"*transformer.layer.#.ffn.lin2.bias", places::mlpOutBias},
    TensorRow{"*transformer.layer.#.output_layer_norm.weight", places::mlpNormScale},
    TensorRow{"*transformer.layer.#.output_layer_norm.bias", places::mlpNormShift},

    TensorRow{"vocab_transform.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"vocab_transform.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"vocab_layer_norm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"vocab_layer_norm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"vocab_projector.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"vocab_projector.bias", places::outputBias, hasMaskedHead},
    TensorRow{"pre_classifier.weight", places::pooler, hasLabels},
    TensorRow{"pre_classifier.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on

constexpr HeadTensors kHeads{.masked = "vocab_transform.weight",
                             .labels = "classifier.weight",
                             .tokenLabels = "classifier.weight",
                             .pooler = "pre_classifier.weight"};

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.normEpsilon = 1e-12F; // the configuration does not say it
    describeOutputHead(config, tensors, kHeads, description);
    model.headActivation = model.activation;
    model.summaryActivation = Activation::Relu;
    return description;
}

} // namespace

const Family &distilBertFamily()
{
    static const Family family{"DistilBERT", "distilbert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
