#include "core/model/families/family.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};
constexpr std::array<std::string_view, 1> kNoPrefix{""};

constexpr TensorRow bias(std::string_view name, const WeightPlace &place)
{
    return {.name = name, .place = place, .mayBeAbsent = true};
}

constexpr std::array kRows{
    TensorRow{"*wte.weight", places::tokenEmbedding},
    TensorRow{"*wpe.weight", places::positionEmbedding},
    TensorRow{"*h.#.ln_1.weight", places::attentionNormScale},
    TensorRow{"*h.#.ln_1.bias", places::attentionNormShift},
    TensorRow{"*h.#.attn.c_attn.weight", places::qkv},
    bias("*h.#.attn.c_attn.bias", places::qkvBias),
    TensorRow{"*h.#.attn.c_proj.weight", places::attentionOutput},
    bias("*h.#.attn.c_proj.bias", places::attentionOutputBias),
    TensorRow{"*h.#.ln_2.weight", places::mlpNormScale},
    TensorRow{"*h.#.ln_2.bias", places::mlpNormShift},
    TensorRow{"*h.#.mlp.c_fc.weight", places::mlpIn},
    bias("*h.#.mlp.c_fc.bias", places::mlpInBias),
    TensorRow{"*h.#.mlp.c_proj.weight", places::mlpOut},
    bias("*h.#.mlp.c_proj.bias", places::mlpOutBias),
    TensorRow{"*ln_f.weight", places::finalNormScale},
    TensorRow{"*ln_f.bias", places::finalNormShift},
    TensorRow{"lm_head.weight", places::output, hasOwnOutput},
};

constexpr std::array kGgufRows{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"position_embd.weight", places::positionEmbedding},
    TensorRow{"blk.#.attn_norm.weight", places::attentionNormScale},
    TensorRow{"blk.#.attn_norm.bias", places::attentionNormShift},
    TensorRow{"blk.#.attn_qkv.weight", places::qkv},
    bias("blk.#.attn_qkv.bias", places::qkvBias),
    TensorRow{"blk.#.attn_output.weight", places::attentionOutput},
    bias("blk.#.attn_output.bias", places::attentionOutputBias),
    TensorRow{"blk.#.ffn_norm.weight", places::mlpNormScale},
    TensorRow{"blk.#.ffn_norm.bias", places::mlpNormShift},
    TensorRow{"blk.#.ffn_up.weight", places::mlpIn},
    bias("blk.#.ffn_up.bias", places::mlpInBias),
    TensorRow{"blk.#.ffn_down.weight", places::mlpOut},
    bias("blk.#.ffn_down.bias", places::mlpOutBias),
    TensorRow{"output_norm.weight", places::finalNormScale},
    TensorRow{"output_norm.bias", places::finalNormShift},
    TensorRow{"output.weight", places::output, hasOwnOutput},
};

ModelConfig describeStack(const ConfigReader &config)
{
    ModelConfig model;
    model.layers = config.count({"n_layer", "num_hidden_layers", "block_count"});
    model.heads = model.keyValueHeads =
        config.count({"n_head", "num_attention_heads", "attention.head_count"});
    model.width = config.count({"n_embd", "hidden_size", "embedding_length"});
    if (model.width % model.heads != 0)
        config.refuse("n_embd", "it is not a multiple of the number of attention heads");
    model.headWidth = model.width / model.heads;
    constexpr int widest = 1 << 28;
    model.mlpWidth = config.count({"n_inner", "intermediate_size", "feed_forward_length"},
                                  4 * std::min(model.width, widest));
    model.positions = config.count({"n_positions", "max_position_embeddings", "n_ctx", "context_length"});
    model.normKind = NormKind::LayerNorm;
    model.normPlace = NormPlace::BeforeBlock;
    model.normEpsilon = config.number({"layer_norm_epsilon", "attention.layer_norm_epsilon"}, 1e-5F);
    model.activation = activationOf(config, {"activation_function", "hidden_act"}, "gelu_new");
    model.positionScheme = PositionScheme::Learned;
    model.attentionScope = AttentionScope::Causal;
    model.output = OutputKind::NextToken;
    return model;
}

Description describe(const ConfigReader &config, const TensorSource & /*tensors*/)
{
    if (hasArchitecture(config, "Classification") || hasArchitecture(config, "QuestionAnswering"))
        config.refuse("architectures", "of this family only language models can be opened");
    ModelConfig model = describeStack(config);
    model.vocabulary = config.count({"vocab_size"});
    model.tiedOutput = config.flag({"tie_word_embeddings"}, true);
    return {std::move(model), {}};
}

Description describeGguf(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStack(config);
    model.vocabulary = config.count({"vocab_size"}, embeddingRows(config, tensors, "token_embd.weight"));
    model.tiedOutput = tensors.find("output.weight") == nullptr;
    return {std::move(model), {}};
}

} // namespace

const Family &gpt2Family()
{
    static const Family family{"GPT-2", "gpt2", kPrefixes, kRows, MatrixLayout::InOut, describe};
    return family;
}

const Family &gpt2GgufFamily()
{
    static const Family family{"GPT-2", "gpt2", kNoPrefix, kGgufRows, MatrixLayout::OutIn, describeGguf};
    return family;
}

} // namespace headscope
