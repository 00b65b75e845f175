#include "core/model/families/output_heads.h"

#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"", "transformer."};

bool isGated(const ModelConfig &config)
{
    return config.gatedMlp;
}

bool isNotGated(const ModelConfig &config)
{
    return !config.gatedMlp;
}

// clang-format off
constexpr std::array kBiasRows{
    TensorRow{"*encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", places::relativeBias},
    inDecoder({"*decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", places::relativeBias}),
};
constexpr std::array kBiasesOfLayersRows{
    TensorRow{"*encoder.block.#.layer.0.SelfAttention.relative_attention_bias.weight", places::relativeBiasOfLayer},
    inDecoder({"*decoder.block.#.layer.0.SelfAttention.relative_attention_bias.weight", places::relativeBiasOfLayer}),
};
constexpr std::array kStackRows{
    TensorRow{"*shared.weight", places::tokenEmbedding, nullptr, "*encoder.embed_tokens.weight"},
    TensorRow{"*encoder.block.#.layer.0.layer_norm.weight", places::attentionNormScale},
    TensorRow{"*encoder.block.#.layer.0.SelfAttention.q.weight", places::queries},
    TensorRow{"*encoder.block.#.layer.0.SelfAttention.k.weight", places::keys},
    TensorRow{"*encoder.block.#.layer.0.SelfAttention.v.weight", places::values},
    TensorRow{"*encoder.block.#.layer.0.SelfAttention.o.weight", places::attentionOutput},
    TensorRow{"*encoder.block.#.layer.1.layer_norm.weight", places::mlpNormScale},
    TensorRow{"*encoder.block.#.layer.1.DenseReluDense.wi.weight", places::mlpIn, isNotGated},
    TensorRow{"*encoder.block.#.layer.1.DenseReluDense.wi_0.weight", places::gate, isGated},
    TensorRow{"*encoder.block.#.layer.1.DenseReluDense.wi_1.weight", places::up, isGated},
    TensorRow{"*encoder.block.#.layer.1.DenseReluDense.wo.weight", places::mlpOut},
    TensorRow{"*encoder.final_layer_norm.weight", places::finalNormScale},

    inDecoder({"*decoder.block.#.layer.0.layer_norm.weight", places::attentionNormScale}),
    inDecoder({"*decoder.block.#.layer.0.SelfAttention.q.weight", places::queries}),
    inDecoder({"*decoder.block.#.layer.0.SelfAttention.k.weight", places::keys}),
    inDecoder({"*decoder.block.#.layer.0.SelfAttention.v.weight", places::values}),
    inDecoder({"*decoder.block.#.layer.0.SelfAttention.o.weight", places::attentionOutput}),
    inDecoder({"*decoder.block.#.layer.1.layer_norm.weight", places::crossNormScale}),
    inDecoder({"*decoder.block.#.layer.1.EncDecAttention.q.weight", places::crossQueries}),
    inDecoder({"*decoder.block.#.layer.1.EncDecAttention.k.weight", places::crossKeys}),
    inDecoder({"*decoder.block.#.layer.1.EncDecAttention.v.weight", places::crossValues}),
    inDecoder({"*decoder.block.#.layer.1.EncDecAttention.o.weight", places::crossOutput}),
    inDecoder({"*decoder.block.#.layer.2.layer_norm.weight", places::mlpNormScale}),
    inDecoder({"*decoder.block.#.layer.2.DenseReluDense.wi.weight", places::mlpIn, isNotGated}),
    inDecoder({"*decoder.block.#.layer.2.DenseReluDense.wi_0.weight", places::gate, isGated}),
    inDecoder({"*decoder.block.#.layer.2.DenseReluDense.wi_1.weight", places::up, isGated}),
    inDecoder({"*decoder.block.#.layer.2.DenseReluDense.wo.weight", places::mlpOut}),
    inDecoder({"*decoder.final_layer_norm.weight", places::finalNormScale}),
    inDecoder({"lm_head.weight", places::output, hasOwnTextOutput}),
    TensorRow{"classifier.weight", places::output, hasTokenLabels},
    TensorRow{"classifier.bias", places::outputBias, hasTokenLabels},
};
// clang-format on
constexpr HeadTensors kHeads{.labels = "classification_head.out_proj.weight",
                             .tokenLabels = "classifier.weight"};
constexpr auto kAllRows = joined(kStackRows, kReadingDecoderRows);
constexpr auto kRows = joined(kAllRows, kBiasRows);
constexpr auto kUmt5Rows = joined(kAllRows, kBiasesOfLayersRows);

/// `relu`, or `gated-gelu`: whether there is a gate, and which function. Newer files say what follows from it
/// as well, and that counts.
void describeMlp(const ConfigReader &config, ModelConfig &model, std::string_view usual)
{
    const std::string kind = config.text({"feed_forward_proj"}, usual);
    constexpr std::string_view kGated = "gated-";
    constexpr std::string_view kFunction = "dense_act_fn";
    const bool isGated = kind.starts_with(kGated);
    const std::string function = isGated ? kind.substr(kGated.size()) : kind;
    model.gatedMlp = config.flag({"is_gated_act"}, isGated);
    const auto known =
        activationNamed(config.text({kFunction}, kind == "gated-gelu" ? "gelu_new" : function));
    if (!known)
        config.refuse(config.has({kFunction}) ? kFunction : "feed_forward_proj",
                      sentence("core", "this activation function is not available"));
    model.activation = *known;
}

/// The encoder alone, with or without a label for each token; or both stacks.
void describeOutput(const ConfigReader &config, const TensorSource &tensors, ModelConfig &model)
{
    model.tiedOutput = tensors.find("lm_head.weight") == nullptr; // newer files say "tied" of all
    describeSeq2SeqHead(config, tensors, kHeads, model);
    model.summaryToken = config.index({"eos_token_id"}, 1);
    const bool isBare = hasArchitecture(config, "EncoderModel");
    if (isBare)
        model.output = OutputKind::Embedding;
    if (isBare || hasTokenLabels(model))
        model.decoder.reset();
}

Description describeStacks(const ConfigReader &config, const TensorSource &tensors, std::string_view usualMlp)
{
    constexpr std::array kKnown{
        "ForConditionalGeneration",  "WithLMHeadModel",        "EncoderModel",
        "ForSequenceClassification", "ForTokenClassification", "ForQuestionAnswering"};
    const auto isOne = [&config](std::string_view ending) { return hasArchitecture(config, ending); };
    if (!config.texts("architectures").empty() && std::ranges::none_of(kKnown, isOne))
        refuseOtherHead(config, "ForConditionalGeneration, EncoderModel, ForSequenceClassification, "
                                "ForTokenClassification, ForQuestionAnswering");
    ModelConfig model;
    DecoderConfig &decoder = model.decoder.emplace();
    model.layers = config.count({"num_layers", "num_hidden_layers"});
    decoder.layers = config.count({"num_decoder_layers"}, model.layers);
    model.heads = model.keyValueHeads = decoder.heads = config.count({"num_heads", "num_attention_heads"});
    model.width = config.count({"d_model", "hidden_size"});
    model.headWidth = decoder.headWidth = config.count({"d_kv", "head_dim"});
    model.mlpWidth = decoder.mlpWidth = config.count({"d_ff"});
    model.vocabulary = decoder.vocabulary = config.count({"vocab_size"});
    model.positions = kUnlimitedPositions;
    model.relativeBuckets = config.count({"relative_attention_num_buckets"}, 32);
    model.relativeReach = config.count({"relative_attention_max_distance"}, 128);
    model.normKind = NormKind::RmsNorm;
    model.normPlace = NormPlace::BeforeBlock;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-6F);
    describeMlp(config, model, usualMlp);
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    model.positionScheme = PositionScheme::None;
    model.scoreScale = 1;
    model.attentionScope = AttentionScope::Bidirectional;
    decoder.generation.startToken = 0;
    describeOutput(config, tensors, model);
    return {std::move(model), {}};
}

/// Newer files say whether the decoder's output is scaled; in older ones an untied output stands for not.
void scaleOutput(const ConfigReader &config, ModelConfig &model)
{
    if (model.writes() && config.flag({"scale_decoder_outputs"}, config.flag({"tie_word_embeddings"}, true)))
        model.outputScale = 1 / std::sqrt(static_cast<float>(model.width));
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeStacks(config, tensors, "relu");
    scaleOutput(config, description.config);
    return description;
}

Description describeUmt5(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeStacks(config, tensors, "gated-gelu");
    scaleOutput(config, description.config);
    description.config.relativeBiasOfLayers = true;
    return description;
}

Description describeMt5(const ConfigReader &config, const TensorSource &tensors)
{
    return describeStacks(config, tensors, "gated-gelu");
}

} // namespace

const Family &t5Family()
{
    static const Family family{"T5", "t5", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &mt5Family()
{
    static const Family family{"mT5", "mt5", kPrefixes, kRows, MatrixLayout::OutIn, describeMt5};
    return family;
}

const Family &umt5Family()
{
    static const Family family{"UMT5", "umt5", kPrefixes, kUmt5Rows, MatrixLayout::OutIn, describeUmt5};
    return family;
}

} // namespace headscope
