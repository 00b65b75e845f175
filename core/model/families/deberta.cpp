#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"deberta.", ""};

bool hasPositions(const ModelConfig &config)
{
    return config.positionScheme == PositionScheme::Learned;
}

bool hasTypes(const ModelConfig &config)
{
    return config.tokenTypes > 0;
}

bool hasDistances(const ModelConfig &config)
{
    return config.disentangled.span > 0;
}

bool hasOwnPositionKeys(const ModelConfig &config)
{
    return hasDistances(config) && config.disentangled.ownProjections &&
           config.disentangled.contentToPosition;
}

bool hasOwnPositionQueries(const ModelConfig &config)
{
    return hasDistances(config) && config.disentangled.ownProjections &&
           config.disentangled.positionToContent;
}

bool hasConvolution(const ModelConfig &config)
{
    return config.convolution.tokens > 0;
}

bool hasDistanceNorm(const ModelConfig &config)
{
    return hasDistances(config) && config.disentangled.normed;
}

/// The one that counts where there are two, as in BERT.
bool hasDecoderBias(const ModelConfig &config)
{
    return hasMaskedHead(config) && (config.outputBias || !config.tiedOutput);
}

bool hasOtherBias(const ModelConfig &config)
{
    return hasMaskedHead(config) && !hasDecoderBias(config);
}

// clang-format off
constexpr std::array kEmbeddingRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding, hasPositions},
    TensorRow{"*embeddings.token_type_embeddings.weight", places::typeEmbedding, hasTypes},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift},
    TensorRow{"*encoder.rel_embeddings.weight", places::distanceEmbedding, hasDistances},
    TensorRow{"*encoder.LayerNorm.weight", places::distanceNormScale, hasDistanceNorm},
    TensorRow{"*encoder.LayerNorm.bias", places::distanceNormShift, hasDistanceNorm},
    TensorRow{"*encoder.conv.conv.weight", places::convolution, hasConvolution},
    TensorRow{"*encoder.conv.conv.bias", places::convolutionBias, hasConvolution},
    TensorRow{"*encoder.conv.LayerNorm.weight", places::convolutionNormScale, hasConvolution},
    TensorRow{"*encoder.conv.LayerNorm.bias", places::convolutionNormShift, hasConvolution},
};

constexpr std::array kAttentionRows{
    TensorRow{"*encoder.layer.#.attention.self.query_proj.weight", places::queries},
    TensorRow{"*encoder.layer.#.attention.self.query_proj.bias", places::queryBias},
    TensorRow{"*encoder.layer.#.attention.self.key_proj.weight", places::keys},
    TensorRow{"*encoder.layer.#.attention.self.key_proj.bias", places::keyBias},
    TensorRow{"*encoder.layer.#.attention.self.value_proj.weight", places::values},
    TensorRow{"*encoder.layer.#.attention.self.value_proj.bias", places::valueBias},
    TensorRow{"*encoder.layer.#.attention.self.pos_key_proj.weight", places::positionKeys, hasOwnPositionKeys},
    TensorRow{"*encoder.layer.#.attention.self.pos_key_proj.bias", places::positionKeysBias, hasOwnPositionKeys},
    TensorRow{"*encoder.layer.#.attention.self.pos_query_proj.weight", places::positionQueries, hasOwnPositionQueries},
    TensorRow{"*encoder.layer.#.attention.self.pos_query_proj.bias", places::positionQueriesBias, hasOwnPositionQueries},
};

/// One matrix and two biases: keys have none.
constexpr std::array kFirstAttentionRows{
    TensorRow{"*encoder.layer.#.attention.self.in_proj.weight", places::qkv},
    TensorRow{"*encoder.layer.#.attention.self.q_bias", places::queryBias},
    constant("#", places::keyBias, 0.0F),
    TensorRow{"*encoder.layer.#.attention.self.v_bias", places::valueBias},
    TensorRow{"*encoder.layer.#.attention.self.pos_proj.weight", places::positionKeys, hasOwnPositionKeys},
    TensorRow{"*encoder.layer.#.attention.self.pos_q_proj.weight", places::positionQueries, hasOwnPositionQueries},
    TensorRow{"*encoder.layer.#.attention.self.pos_q_proj.bias", places::positionQueriesBias, hasOwnPositionQueries},
};

constexpr std::array kOtherRows{
    TensorRow{"*encoder.layer.#.attention.output.dense.weight", places::attentionOutput},
    TensorRow{"*encoder.layer.#.attention.output.dense.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layer.#.attention.output.LayerNorm.weight", places::attentionNormScale},
    TensorRow{"*encoder.layer.#.attention.output.LayerNorm.bias", places::attentionNormShift},
    TensorRow{"*encoder.layer.#.intermediate.dense.weight", places::mlpIn},
    TensorRow{"*encoder.layer.#.intermediate.dense.bias", places::mlpInBias},
    TensorRow{"*encoder.layer.#.output.dense.weight", places::mlpOut},
    TensorRow{"*encoder.layer.#.output.dense.bias", places::mlpOutBias},
    TensorRow{"*encoder.layer.#.output.LayerNorm.weight", places::mlpNormScale},
    TensorRow{"*encoder.layer.#.output.LayerNorm.bias", places::mlpNormShift},

    TensorRow{"cls.predictions.transform.dense.weight", places::outputTransform, hasMaskedHead, "lm_predictions.lm_head.dense.weight"},
    TensorRow{"cls.predictions.transform.dense.bias", places::outputTransformBias, hasMaskedHead, "lm_predictions.lm_head.dense.bias"},
    TensorRow{"cls.predictions.transform.LayerNorm.weight", places::outputNormScale, hasMaskedHead, "lm_predictions.lm_head.LayerNorm.weight"},
    TensorRow{"cls.predictions.transform.LayerNorm.bias", places::outputNormShift, hasMaskedHead, "lm_predictions.lm_head.LayerNorm.bias"},
    TensorRow{"cls.predictions.decoder.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"cls.predictions.decoder.bias", places::outputBias, hasDecoderBias},
    TensorRow{"cls.predictions.bias", places::outputBias, hasOtherBias, "lm_predictions.lm_head.bias"},
    TensorRow{"pooler.dense.weight", places::pooler, hasLabels},
    TensorRow{"pooler.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on
constexpr auto kRows = joined(joined(kEmbeddingRows, kAttentionRows), kOtherRows);
constexpr auto kFirstRows = joined(joined(kEmbeddingRows, kFirstAttentionRows), kOtherRows);

/// The newer masked head multiplies by the embedding whatever the configuration says.
void describeHead(const ConfigReader &config, const TensorSource &tensors, Description &description)
{
    constexpr std::string_view newer = "lm_predictions.lm_head.dense.weight";
    const bool isNewer = tensors.find(newer) != nullptr;
    const HeadTensors heads{.masked =
                                isNewer ? newer : std::string_view("cls.predictions.transform.dense.weight"),
                            .labels = "classifier.weight",
                            .tokenLabels = "classifier.weight",
                            .pooler = "pooler.dense.weight"};
    describeOutputHead(config, tensors, heads, description);
    ModelConfig &model = description.config;
    if (!hasMaskedHead(model))
        return;
    model.tiedOutput = model.tiedOutput || isNewer;
    model.outputBias = !isNewer && tensors.find("cls.predictions.decoder.bias") != nullptr;
}

void describeDistances(const ConfigReader &config, ModelConfig &model)
{
    DisentangledPositions &positions = model.disentangled;
    for (const std::string &type : config.words("pos_att_type")) {
        positions.contentToPosition = positions.contentToPosition || type == "c2p";
        positions.positionToContent = positions.positionToContent || type == "p2c";
    }
    // The scores share one scale, whether distances speak or not.
    const int terms = 1 + (positions.contentToPosition ? 1 : 0) + (positions.positionToContent ? 1 : 0);
    AttentionSettings settings = model.usualAttention();
    settings.scoreScale = 1.0F / std::sqrt(static_cast<float>(model.headWidth * terms));
    model.layerAttention.assign(static_cast<std::size_t>(model.layers), settings);
    if (!config.flag({"relative_attention"}, false))
        return;
    positions.farthest = config.positiveOr("max_relative_positions", model.positions);
    positions.buckets = config.positiveOr("position_buckets", 0);
    positions.span = positions.buckets > 0 ? positions.buckets : positions.farthest;
    positions.ownProjections = !config.flag({"share_att_key"}, false);
    positions.normed = config.text({"norm_rel_ebd"}, "none").find("layer_norm") != std::string::npos;
}

/// Of the first layer's input; deberta-v2-xlarge has it.
void describeConvolution(const ConfigReader &config, ModelConfig &model)
{
    constexpr int kWidest = 1 << 8;
    const int tokens = config.positiveOr("conv_kernel_size", 0);
    if (tokens == 0)
        return;
    if (tokens % 2 == 0 || tokens > kWidest)
        config.refuse("conv_kernel_size", sentence("core", "it should be an odd number below 256"));
    if (config.count({"conv_groups"}, 1) != 1)
        config.refuse("conv_groups",
                      sentence("core", "only a convolution of all channels together is supported"));
    model.convolution = {tokens, activationOf(config, {"conv_act"}, "tanh")};
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    if (config.count({"embedding_size"}, model.width) != model.width)
        config.refuse("embedding_size",
                      sentence("core", "embeddings of another width are not supported in this family"));
    if (config.has({"attention_head_size"}))
        model.headWidth = config.count({"attention_head_size"});
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-7F);
    model.tokenTypes = config.index({"type_vocab_size"}, 0);
    if (!config.flag({"position_biased_input"}, true))
        model.positionScheme = PositionScheme::None;
    describeDistances(config, model);
    describeConvolution(config, model);
    describeHead(config, tensors, description);
    model.headActivation = model.activation;
    model.summaryActivation = activationOf(config, {"pooler_hidden_act"}, "gelu");
    return description;
}

Description describeFirst(const ConfigReader &config, const TensorSource &tensors)
{
    if (config.flag({"talking_head"}, false))
        config.refuse("talking_head",
                      sentence("core", "heads that are mixed with each other are not supported"));
    return describe(config, tensors);
}

} // namespace

const Family &debertaFamily()
{
    static const Family family{"DeBERTa",
                               "deberta",
                               kPrefixes,
                               kFirstRows,
                               MatrixLayout::OutIn,
                               describeFirst,
                               {.fused = FusedRows::ByGroup}};
    return family;
}

const Family &debertaV2Family()
{
    static const Family family{"DeBERTa-v2", "deberta-v2", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
