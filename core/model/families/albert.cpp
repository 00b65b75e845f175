#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"albert.", ""};

// clang-format off
constexpr std::array kRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*embeddings.token_type_embeddings.weight", places::typeEmbedding},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift},
    TensorRow{"*encoder.embedding_hidden_mapping_in.weight", places::embeddingProjection},
    TensorRow{"*encoder.embedding_hidden_mapping_in.bias", places::embeddingProjectionBias},

    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.query.weight", places::queries},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.query.bias", places::queryBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.key.weight", places::keys},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.key.bias", places::keyBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.value.weight", places::values},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.value.bias", places::valueBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.dense.weight", places::attentionOutput},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.dense.bias", places::attentionOutputBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.LayerNorm.weight", places::attentionNormScale},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.attention.LayerNorm.bias", places::attentionNormShift},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.ffn.weight", places::mlpIn},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.ffn.bias", places::mlpInBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.ffn_output.weight", places::mlpOut},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.ffn_output.bias", places::mlpOutBias},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.full_layer_layer_norm.weight", places::mlpNormScale},
    TensorRow{"*encoder.albert_layer_groups.#.albert_layers.0.full_layer_layer_norm.bias", places::mlpNormShift},

    TensorRow{"*pooler.weight", places::pooler, hasLabels},
    TensorRow{"*pooler.bias", places::poolerBias, hasLabels},
    TensorRow{"predictions.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"predictions.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"predictions.LayerNorm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"predictions.LayerNorm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"predictions.decoder.weight", places::output, hasOwnMaskedOutput},
    tiedMaskedBias("predictions.decoder.bias", "predictions.bias"),
    ownMaskedBias("predictions.decoder.bias"),
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on

constexpr HeadTensors kHeads{.masked = "predictions.dense.weight",
                             .labels = "classifier.weight",
                             .tokenLabels = "classifier.weight",
                             .pooler = "albert.pooler.weight"};

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    if (config.count({"inner_group_num"}, 1) != 1)
        config.refuse("inner_group_num", sentence("core", "groups of several layers are not supported"));
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    model.embeddingWidth = config.count({"embedding_size"}, 128);
    model.distinctLayers = config.count({"num_hidden_groups"}, 1);
    model.activation = activationOf(config, {"hidden_act"}, "gelu_new");
    describeOutputHead(config, tensors, kHeads, description);
    model.headActivation = model.activation;
    return description;
}

} // namespace

const Family &albertFamily()
{
    static const Family family{"ALBERT", "albert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
