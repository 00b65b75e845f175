#include "core/model/families/family.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"model.", ""};
constexpr std::array<std::string_view, 1> kNoPrefix{""};

constexpr std::array kRows{
    TensorRow{"*embed_tokens.weight", places::tokenEmbedding},
    TensorRow{"*layers.#.input_layernorm.weight", places::attentionNormScale},
    TensorRow{"*layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.self_attn.q_proj.bias", places::queryBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.self_attn.k_proj.bias", places::keyBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.self_attn.v_proj.bias", places::valueBias, hasAttentionBias},
    TensorRow{"*layers.#.self_attn.o_proj.weight", places::attentionOutput},
    TensorRow{"*layers.#.self_attn.o_proj.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"*layers.#.post_attention_layernorm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.mlp.gate_proj.weight", places::gate},
    TensorRow{"*layers.#.mlp.gate_proj.bias", places::gateBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.up_proj.weight", places::up},
    TensorRow{"*layers.#.mlp.up_proj.bias", places::upBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.down_proj.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.down_proj.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"*norm.weight", places::finalNormScale},
    TensorRow{"lm_head.weight", places::output, hasOwnOutput},
};

// Converters permute the rows of queries and keys so that rotary pairs are neighbours.
constexpr std::array kGgufRows{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"blk.#.attn_norm.weight", places::attentionNormScale},
    TensorRow{"blk.#.attn_q.weight", places::queries, nullptr, {}, RotaryPairs::Neighbours},
    TensorRow{"blk.#.attn_q.bias", places::queryBias, hasAttentionBias, {}, RotaryPairs::Neighbours},
    TensorRow{"blk.#.attn_k.weight", places::keys, nullptr, {}, RotaryPairs::Neighbours},
    TensorRow{"blk.#.attn_k.bias", places::keyBias, hasAttentionBias, {}, RotaryPairs::Neighbours},
    TensorRow{"blk.#.attn_v.weight", places::values},
    TensorRow{"blk.#.attn_v.bias", places::valueBias, hasAttentionBias},
    TensorRow{"blk.#.attn_output.weight", places::attentionOutput},
    TensorRow{"blk.#.attn_output.bias", places::attentionOutputBias, hasAttentionOutputBias},
    TensorRow{"blk.#.ffn_norm.weight", places::mlpNormScale},
    TensorRow{"blk.#.ffn_gate.weight", places::gate},
    TensorRow{"blk.#.ffn_gate.bias", places::gateBias, hasMlpBias},
    TensorRow{"blk.#.ffn_up.weight", places::up},
    TensorRow{"blk.#.ffn_up.bias", places::upBias, hasMlpBias},
    TensorRow{"blk.#.ffn_down.weight", places::mlpOut},
    TensorRow{"blk.#.ffn_down.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"output_norm.weight", places::finalNormScale},
    TensorRow{"output.weight", places::output, hasOwnOutput},
};

ModelConfig describeStack(const ConfigReader &config)
{
    ModelConfig model;
    model.layers = config.count({"num_hidden_layers", "n_layer", "block_count"});
    model.heads = config.count({"num_attention_heads", "n_head", "attention.head_count"});
    model.keyValueHeads = config.count({"num_key_value_heads", "attention.head_count_kv"}, model.heads);
    model.width = config.count({"hidden_size", "n_embd", "embedding_length"});
    if (!config.has({"head_dim", "attention.key_length"}) && model.width % model.heads != 0)
        config.refuse("hidden_size", "it is not a multiple of the number of attention heads");
    model.headWidth =
        config.count({"head_dim", "attention.key_length"}, std::max(1, model.width / model.heads));
    if (model.headWidth % 2 != 0)
        config.refuse("head_dim", "rotary positions need heads of even width");
    model.mlpWidth = config.count({"intermediate_size", "feed_forward_length"});
    model.positions = config.count({"max_position_embeddings", "context_length"}, 2048);
    model.normKind = NormKind::RmsNorm;
    model.normPlace = NormPlace::BeforeBlock;
    model.normEpsilon = config.number({"rms_norm_eps", "attention.layer_norm_rms_epsilon"}, 1e-6F);
    model.activation = activationOf(config, {"hidden_act", "hidden_activation"}, "silu");
    model.gatedMlp = true;
    model.attentionBias = model.attentionOutputBias = config.flag({"attention_bias"}, false);
    model.mlpBias = config.flag({"mlp_bias"}, false);
    model.positionScheme = PositionScheme::Rotary;
    model.attentionScope = AttentionScope::Causal;
    model.output = OutputKind::NextToken;
    return model;
}

/// Reads the rotary settings of both spellings: `rope_scaling` beside `rope_theta`, or all in
/// `rope_parameters`.
void readRotary(const ConfigReader &config, ModelConfig &model)
{
    float base = config.number({"rope_theta", "rope.freq_base"}, 10000.0F);
    if (config.number({"partial_rotary_factor"}, 1.0F) != 1.0F)
        config.refuse("partial_rotary_factor", "rotary positions on a part of a head are not supported");
    for (const std::string_view key : {"rope_scaling", "rope_parameters"}) {
        const auto rope = config.object(key);
        if (!rope)
            continue;
        if (rope->text({"rope_type", "type"}, "default") != "default")
            rope->refuse(rope->has({"rope_type"}) ? "rope_type" : "type",
                         "this scaling of rotary positions is not supported");
        if (rope->number({"partial_rotary_factor"}, 1.0F) != 1.0F)
            rope->refuse("partial_rotary_factor", "rotary positions on a part of a head are not supported");
        base = rope->number({"rope_theta"}, base);
    }
    if (base < 1)
        config.refuse("rope_theta", "the rotary base should be at least 1");
    model.rotary = {rotaryTable(base, model.headWidth)};
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    if (hasArchitecture(config, "Classification") || hasArchitecture(config, "QuestionAnswering"))
        config.refuse("architectures", "of this family only language models can be opened");
    Description description{describeStack(config), {}};
    ModelConfig &model = description.config;
    model.vocabulary = config.count({"vocab_size"});
    model.tiedOutput = config.flag({"tie_word_embeddings"}, false);
    readRotary(config, model);
    if (hasArchitecture(config, "LlamaModel") && !model.tiedOutput &&
        tensors.find("lm_head.weight") == nullptr)
        model.output = OutputKind::Embedding;
    return description;
}

void refuseScaledRotary(const ConfigReader &config, const TensorSource &tensors, const ModelConfig &model)
{
    if (config.text({"rope.scaling.type"}, "none") != "none")
        config.refuse("rope.scaling.type", "this scaling of rotary positions is not supported");
    for (const std::string_view key : {"rope.scaling.factor", "rope.scale_linear"})
        if (config.number({key}, 1.0F) != 1.0F && config.number({key}, 1.0F) != 0.0F)
            config.refuse(key, "scaled rotary positions are not supported");
    if (tensors.find("rope_freqs.weight") != nullptr)
        config.refuse("rope_freqs.weight",
                      "the file holds that tensor, and scaled rotary positions are not supported");
    if (config.count({"rope.dimension_count"}, model.headWidth) != model.headWidth)
        config.refuse("rope.dimension_count", "rotary positions on a part of a head are not supported");
    if (config.count({"attention.value_length"}, model.headWidth) != model.headWidth)
        config.refuse("attention.value_length", "values of another width than keys are not supported");
}

Description describeGguf(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeStack(config), {}};
    ModelConfig &model = description.config;
    model.vocabulary = config.count({"vocab_size"}, embeddingRows(config, tensors, "token_embd.weight"));
    model.attentionBias = tensors.find("blk.0.attn_q.bias") != nullptr;
    model.attentionOutputBias = tensors.find("blk.0.attn_output.bias") != nullptr;
    model.mlpBias = tensors.find("blk.0.ffn_gate.bias") != nullptr;
    model.tiedOutput = tensors.find("output.weight") == nullptr;
    refuseScaledRotary(config, tensors, model);
    readRotary(config, model);
    return description;
}

} // namespace

const Family &llamaFamily()
{
    static const Family family{"Llama", "llama", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &llamaGgufFamily()
{
    static const Family family{"Llama", "llama", kNoPrefix, kGgufRows, MatrixLayout::OutIn, describeGguf};
    return family;
}

} // namespace headscope
