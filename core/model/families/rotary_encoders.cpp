#include "core/model/families/bert_stack.h"
#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/output_heads.h"
#include "core/model/families/rotary_reader.h"

#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 5> kPrefixes{"nomic_bert.", "gte.", "new.", "bert.", ""};

bool hasTypes(const ModelConfig &config)
{
    return config.tokenTypes > 0;
}

// clang-format off
constexpr std::array kEmbeddingRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.token_type_embeddings.weight", places::typeEmbedding, hasTypes},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale, nullptr, "*emb_ln.weight"},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift, nullptr, "*emb_ln.bias"},
};
/// The names that transformers has given them.
constexpr std::array kLayerRows{
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.o_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.o_proj.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.post_attention_layernorm.bias", places::attentionNormShift},
    TensorRow{"*layers.#.mlp.gate_proj.weight", places::gate},
    TensorRow{"*layers.#.mlp.up_proj.weight", places::up},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.down_proj.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"*layers.#.post_mlp_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.post_mlp_layernorm.bias", places::mlpNormShift},
};
/// Nomic's own, in which the published files are.
constexpr std::array kNomicLayerRows{
    TensorRow{"*encoder.layers.#.attn.Wqkv.weight", places::qkv},
    TensorRow{"*encoder.layers.#.attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*encoder.layers.#.norm1.weight", places::attentionNormScale},
    TensorRow{"*encoder.layers.#.norm1.bias", places::attentionNormShift},
    TensorRow{"*encoder.layers.#.mlp.fc12.weight", places::gate},
    TensorRow{"*encoder.layers.#.mlp.fc11.weight", places::up},
    TensorRow{"*encoder.layers.#.mlp.fc2.weight", places::mlpOut},
    TensorRow{"*encoder.layers.#.norm2.weight", places::mlpNormScale},
    TensorRow{"*encoder.layers.#.norm2.bias", places::mlpNormShift},
};
/// GTE's own.
constexpr std::array kNewLayerRows{
    TensorRow{"*encoder.layer.#.attention.qkv_proj.weight", places::qkv},
    TensorRow{"*encoder.layer.#.attention.qkv_proj.bias", places::qkvBias, hasAttentionBias},
    TensorRow{"*encoder.layer.#.attention.o_proj.weight", places::attentionOutput},
    TensorRow{"*encoder.layer.#.attention.o_proj.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layer.#.attn_ln.weight", places::attentionNormScale},
    TensorRow{"*encoder.layer.#.attn_ln.bias", places::attentionNormShift},
    TensorRow{"*encoder.layer.#.mlp.up_gate_proj.weight", places::mlpIn},
    TensorRow{"*encoder.layer.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*encoder.layer.#.mlp.down_proj.bias", places::mlpOutBias},
    TensorRow{"*encoder.layer.#.mlp_ln.weight", places::mlpNormScale},
    TensorRow{"*encoder.layer.#.mlp_ln.bias", places::mlpNormShift},
};
constexpr std::array kClassifierRows{
    TensorRow{"*pooler.dense.weight", places::pooler, hasLabels},
    TensorRow{"*pooler.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
};
constexpr std::array kNomicHeadRows{
    TensorRow{"cls.predictions.transform.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"cls.predictions.transform.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"cls.predictions.transform.layer_norm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"cls.predictions.transform.layer_norm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"cls.predictions.decoder.weight", places::output, hasOwnMaskedOutput},
    tiedMaskedBias("cls.predictions.decoder.bias", "cls.predictions.bias"),
    ownMaskedBias("cls.predictions.decoder.bias"),
};
constexpr std::array kGteHeadRows{
    TensorRow{"lm_head.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"lm_head.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"lm_head.layer_norm.weight", places::outputNormScale, hasMaskedHead, "lm_head.norm.weight"},
    TensorRow{"lm_head.layer_norm.bias", places::outputNormShift, hasMaskedHead, "lm_head.norm.bias"},
    TensorRow{"lm_head.decoder.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"lm_head.decoder.bias", places::outputBias, hasMaskedHead},
};
// clang-format on
constexpr auto kNomicEnds = joined(joined(kEmbeddingRows, kClassifierRows), kNomicHeadRows);
constexpr auto kGteEnds = joined(joined(kEmbeddingRows, kClassifierRows), kGteHeadRows);
constexpr auto kNomicRows = joined(kNomicEnds, kLayerRows);
constexpr auto kOldNomicRows = joined(kNomicEnds, kNomicLayerRows);
constexpr auto kGteRows = joined(kGteEnds, kLayerRows);
constexpr auto kNewRows = joined(kGteEnds, kNewLayerRows);

constexpr HeadTensors kNomicHeads{.masked = "cls.predictions.transform.dense.weight",
                                  .labels = "classifier.weight",
                                  .tokenLabels = "classifier.weight",
                                  .answerSpan = {},
                                  .pooler = "nomic_bert.pooler.dense.weight"};
constexpr HeadTensors kGteHeads{.masked = "lm_head.dense.weight",
                                .labels = "classifier.weight",
                                .tokenLabels = "classifier.weight",
                                .answerSpan = {},
                                .pooler = "gte.pooler.dense.weight"};
/// BERT's stack with these two differences; `rotaryBase` where the configuration has none.
Description describeStack(const ConfigReader &config, double rotaryBase, std::string_view activation)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.headWidth = config.count({"head_dim"}, model.headWidth);
    model.activation = activationOf(config, {"hidden_act"}, activation);
    model.gatedMlp = true;
    model.positionScheme = PositionScheme::Rotary;
    model.rotary = {readRotary(config, description, {.base = rotaryBase})};
    return description;
}

Description describeNomic(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeStack(config, 1000, "silu");
    ModelConfig &model = description.config;
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    describeOutputHead(config, tensors, kNomicHeads, description);
    model.headActivation = model.activation;
    return description;
}

/// What the configuration of the published files says and this stack is not.
void refuseOtherNomic(const ConfigReader &config)
{
    for (const std::string_view key :
         {"prenorm", "parallel_block", "use_rms_norm", "qkv_proj_bias", "mlp_fc1_bias", "mlp_fc2_bias",
          "rotary_emb_interleaved", "causal", "num_experts"})
        if (config.isSet(key))
            config.refuse(key, sentence("core", "this is not supported"));
    if (config.number({"rotary_emb_fraction"}, 1.0F) != 1.0F)
        config.refuse("rotary_emb_fraction", sentence("core", "only whole heads that turn are supported"));
    if (config.text({"activation_function"}, "swiglu") != "swiglu")
        config.refuse("activation_function", sentence("core", "this activation function is not available"));
}

/// The published files, with GPT-2's spelling of the sizes.
Description describeOldNomic(const ConfigReader &config, const TensorSource &tensors)
{
    if (!config.has({"n_embd"}))
        return describeNomic(config, tensors);
    refuseOtherNomic(config);
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layer"});
    model.heads = model.keyValueHeads = config.count({"n_head"});
    model.width = config.count({"n_embd"});
    divideWidth(config, "n_embd", model);
    model.mlpWidth = config.count({"n_inner"});
    model.vocabulary = config.count({"vocab_size"});
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    model.positions = config.count({"n_positions"}, 2048);
    if (config.isSet("rotary_scaling_factor")) {
        model.positions = std::min(model.positions, config.count({"max_trained_positions"}, 2048));
        description.warnings.push_back(
            sentence("core",
                     "Rotary positions are scaled only beyond %1 tokens, and longer texts are not run: "
                     "nothing is scaled.")
                .with(model.positions));
    }
    model.normPlace = NormPlace::AfterBlock;
    model.normEpsilon = config.number({"layer_norm_epsilon"}, 1e-12F);
    model.activation = Activation::Silu;
    model.gatedMlp = true;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    model.attentionScope = AttentionScope::Bidirectional;
    model.positionScheme = PositionScheme::Rotary;
    model.rotary = {rotaryTable(config.number({"rotary_emb_base"}, 1000.0F), model.headWidth)};
    describeOutputHead(config, tensors, kNomicHeads, description);
    model.headActivation = model.activation;
    return description;
}

Description describeGteWith(Description description, const HeadTensors &heads, const ConfigReader &config,
                            const TensorSource &tensors)
{
    description.config.tokenTypes = config.index({"type_vocab_size"}, 1);
    describeOutputHead(config, tensors, heads, description);
    description.config.headActivation = Activation::Gelu;
    return description;
}

Description describeGte(const ConfigReader &config, const TensorSource &tensors)
{
    return describeGteWith(describeStack(config, 160000, "gelu"), kGteHeads, config, tensors);
}

/// NTK scaling: a larger base, and all of it slower, whatever the length of the text.
RotaryTable ntkTable(const ConfigReader &config, const ConfigReader &scaling, int headWidth)
{
    const double factor = scaling.real({"factor"});
    if (!(factor >= 1) || factor > 1e6)
        scaling.refuse("factor", sentence("core", "this is no possible setting of rotary positions"));
    if (scaling.isSet("mixed_b"))
        scaling.refuse("mixed_b", sentence("core", "this scaling of rotary positions is not supported"));
    const double base = config.real({"rope_theta"}, 10000.0) * factor;
    RotaryTable table = rotaryTable(static_cast<float>(base), headWidth);
    const auto slower = static_cast<float>(std::pow(factor, 2.0 / headWidth));
    for (float &frequency : table.frequencies)
        frequency /= slower;
    return table;
}

/// The published files: their configuration is of another time, too.
Description describeNew(const ConfigReader &config, const TensorSource &tensors)
{
    if (config.isSet("logn_attention_scale"))
        config.refuse("logn_attention_scale", sentence("core", "this is not supported"));
    const auto scaling = config.object("rope_scaling");
    const bool isNtk = scaling && scaling->text({"type", "rope_type"}, "") == "ntk";
    const bool isNewConfiguration = config.has({"rope_parameters"}) && !isNtk;
    Description description = isNtk ? Description{describeBertStack(config), {}}
                                    : describeStack(config, isNewConfiguration ? 160000 : 10000, "gelu");
    ModelConfig &model = description.config;
    model.gatedMlp = true;
    model.positionScheme = PositionScheme::Rotary;
    if (isNtk)
        model.rotary = {ntkTable(config, *scaling, model.headWidth)};
    HeadTensors heads = kGteHeads;
    heads.pooler = "new.pooler.dense.weight";
    return describeGteWith(std::move(description), heads, config, tensors);
}

/// The files of GTE's makers, of either type.
Family publishedGte(std::string_view modelType)
{
    constexpr FileHabits kHabits{.upFirst = true};
    return {"GTE", modelType, kPrefixes, kNewRows, MatrixLayout::OutIn, describeNew, kHabits};
}

} // namespace

std::span<const Family> rotaryEncoders()
{
    constexpr auto kOutIn = MatrixLayout::OutIn;
    static const std::array families{
        withMarker("*encoder.layers.#.attn.Wqkv.weight",
                   {"Nomic BERT", "nomic_bert", kPrefixes, kOldNomicRows, kOutIn, describeOldNomic}),
        Family{"Nomic BERT", "nomic_bert", kPrefixes, kNomicRows, kOutIn, describeNomic},
        withMarker("*encoder.layer.#.attention.qkv_proj.weight", publishedGte("gte")),
        Family{"GTE", "gte", kPrefixes, kGteRows, kOutIn, describeGte},
        publishedGte("new"),
    };
    return families;
}

} // namespace headscope
