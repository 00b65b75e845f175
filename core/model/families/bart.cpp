#include "core/model/families/family.h"

#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"model.", ""};

bool hasLearnedPositions(const ModelConfig &config)
{
    return config.positionScheme == PositionScheme::Learned;
}

bool normsBefore(const ModelConfig &config)
{
    return config.normPlace == NormPlace::BeforeBlock;
}

bool hasOwnDecoderEmbedding(const ModelConfig &config)
{
    return config.decoder->ownEmbedding;
}

// clang-format off
constexpr std::array kRows{
    TensorRow{"*shared.weight", places::tokenEmbedding, nullptr, "*encoder.embed_tokens.weight"},
    TensorRow{"*encoder.embed_positions.weight", places::positionEmbedding, hasLearnedPositions},
    TensorRow{"*encoder.layernorm_embedding.weight", places::embeddingNormScale, hasLearnedPositions},
    TensorRow{"*encoder.layernorm_embedding.bias", places::embeddingNormShift, hasLearnedPositions},
    TensorRow{"*encoder.layers.#.self_attn.q_proj.weight", places::queries},
    TensorRow{"*encoder.layers.#.self_attn.q_proj.bias", places::queryBias},
    TensorRow{"*encoder.layers.#.self_attn.k_proj.weight", places::keys},
    TensorRow{"*encoder.layers.#.self_attn.k_proj.bias", places::keyBias},
    TensorRow{"*encoder.layers.#.self_attn.v_proj.weight", places::values},
    TensorRow{"*encoder.layers.#.self_attn.v_proj.bias", places::valueBias},
    TensorRow{"*encoder.layers.#.self_attn.out_proj.weight", places::attentionOutput},
    TensorRow{"*encoder.layers.#.self_attn.out_proj.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layers.#.self_attn_layer_norm.weight", places::attentionNormScale},
    TensorRow{"*encoder.layers.#.self_attn_layer_norm.bias", places::attentionNormShift},
    TensorRow{"*encoder.layers.#.fc1.weight", places::mlpIn},
    TensorRow{"*encoder.layers.#.fc1.bias", places::mlpInBias},
    TensorRow{"*encoder.layers.#.fc2.weight", places::mlpOut},
    TensorRow{"*encoder.layers.#.fc2.bias", places::mlpOutBias},
    TensorRow{"*encoder.layers.#.final_layer_norm.weight", places::mlpNormScale},
    TensorRow{"*encoder.layers.#.final_layer_norm.bias", places::mlpNormShift},
    TensorRow{"*encoder.layer_norm.weight", places::finalNormScale, normsBefore},
    TensorRow{"*encoder.layer_norm.bias", places::finalNormShift, normsBefore},

    inDecoder({"*decoder.embed_tokens.weight", places::tokenEmbedding, hasOwnDecoderEmbedding}),
    inDecoder({"*decoder.embed_positions.weight", places::positionEmbedding, hasLearnedPositions}),
    inDecoder({"*decoder.layernorm_embedding.weight", places::embeddingNormScale, hasLearnedPositions}),
    inDecoder({"*decoder.layernorm_embedding.bias", places::embeddingNormShift, hasLearnedPositions}),
    inDecoder({"*decoder.layers.#.self_attn.q_proj.weight", places::queries}),
    inDecoder({"*decoder.layers.#.self_attn.q_proj.bias", places::queryBias}),
    inDecoder({"*decoder.layers.#.self_attn.k_proj.weight", places::keys}),
    inDecoder({"*decoder.layers.#.self_attn.k_proj.bias", places::keyBias}),
    inDecoder({"*decoder.layers.#.self_attn.v_proj.weight", places::values}),
    inDecoder({"*decoder.layers.#.self_attn.v_proj.bias", places::valueBias}),
    inDecoder({"*decoder.layers.#.self_attn.out_proj.weight", places::attentionOutput}),
    inDecoder({"*decoder.layers.#.self_attn.out_proj.bias", places::attentionOutputBias}),
    inDecoder({"*decoder.layers.#.self_attn_layer_norm.weight", places::attentionNormScale}),
    inDecoder({"*decoder.layers.#.self_attn_layer_norm.bias", places::attentionNormShift}),
    inDecoder({"*decoder.layers.#.encoder_attn.q_proj.weight", places::crossQueries}),
    inDecoder({"*decoder.layers.#.encoder_attn.q_proj.bias", places::crossQueryBias}),
    inDecoder({"*decoder.layers.#.encoder_attn.k_proj.weight", places::crossKeys}),
    inDecoder({"*decoder.layers.#.encoder_attn.k_proj.bias", places::crossKeyBias}),
    inDecoder({"*decoder.layers.#.encoder_attn.v_proj.weight", places::crossValues}),
    inDecoder({"*decoder.layers.#.encoder_attn.v_proj.bias", places::crossValueBias}),
    inDecoder({"*decoder.layers.#.encoder_attn.out_proj.weight", places::crossOutput}),
    inDecoder({"*decoder.layers.#.encoder_attn.out_proj.bias", places::crossOutputBias}),
    inDecoder({"*decoder.layers.#.encoder_attn_layer_norm.weight", places::crossNormScale}),
    inDecoder({"*decoder.layers.#.encoder_attn_layer_norm.bias", places::crossNormShift}),
    inDecoder({"*decoder.layers.#.fc1.weight", places::mlpIn}),
    inDecoder({"*decoder.layers.#.fc1.bias", places::mlpInBias}),
    inDecoder({"*decoder.layers.#.fc2.weight", places::mlpOut}),
    inDecoder({"*decoder.layers.#.fc2.bias", places::mlpOutBias}),
    inDecoder({"*decoder.layers.#.final_layer_norm.weight", places::mlpNormScale}),
    inDecoder({"*decoder.layers.#.final_layer_norm.bias", places::mlpNormShift}),
    inDecoder({"*decoder.layer_norm.weight", places::finalNormScale, normsBefore}),
    inDecoder({"*decoder.layer_norm.bias", places::finalNormShift, normsBefore}),
    inDecoder({"lm_head.weight", places::output, hasOwnOutput}),
    inDecoder({"final_logits_bias", places::outputBias, hasOutputBias}),
};
// clang-format on

/// What BART, mBART and Marian have in common.
ModelConfig describeStacks(const ConfigReader &config, const TensorSource &tensors)
{
    if (hasArchitecture(config, "Classification") || hasArchitecture(config, "QuestionAnswering") ||
        hasArchitecture(config, "ForCausalLM"))
        config.refuse("architectures",
                      sentence("core", "of this family only models that generate text can be opened"));
    ModelConfig model;
    DecoderConfig &decoder = model.decoder.emplace();
    model.layers = config.count({"encoder_layers", "num_hidden_layers"});
    decoder.layers = config.count({"decoder_layers"}, model.layers);
    model.heads = model.keyValueHeads = config.count({"encoder_attention_heads", "num_attention_heads"});
    decoder.heads = config.count({"decoder_attention_heads"}, model.heads);
    model.width = config.count({"d_model", "hidden_size"});
    if (model.width % model.heads != 0 || model.width % decoder.heads != 0)
        config.refuse("d_model", sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
    decoder.headWidth = model.width / decoder.heads;
    model.mlpWidth = config.count({"encoder_ffn_dim"});
    decoder.mlpWidth = config.count({"decoder_ffn_dim"}, model.mlpWidth);
    model.vocabulary = decoder.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    if (config.flag({"scale_embedding"}, false))
        model.embeddingScale = std::sqrt(static_cast<float>(model.width));
    model.activation = activationOf(config, {"activation_function"}, "gelu");
    model.normKind = NormKind::LayerNorm;
    model.attentionScope = AttentionScope::Bidirectional;
    model.output = OutputKind::Seq2Seq;
    model.outputBias = tensors.find("final_logits_bias") != nullptr;
    model.tiedOutput =
        tensors.find("lm_head.weight") == nullptr || config.flag({"tie_word_embeddings"}, true);
    return model;
}

Description describeBart(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors);
    model.positionScheme = PositionScheme::Learned;
    model.firstPosition = 2;
    model.normPlace = NormPlace::AfterBlock;
    model.decoder->generation.startToken = 2;
    return {std::move(model), {}};
}

Description describeMbart(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeBart(config, tensors);
    description.config.normPlace = NormPlace::BeforeBlock;
    return description;
}

Description describeMarian(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors);
    model.positionScheme = PositionScheme::Sinusoids;
    model.normPlace = NormPlace::AfterBlock;
    model.decoder->ownEmbedding = !config.flag({"share_encoder_decoder_embeddings"}, true);
    if (model.decoder->ownEmbedding)
        model.decoder->vocabulary = config.count({"decoder_vocab_size"}, model.vocabulary);
    return {std::move(model), {}};
}

} // namespace

const Family &bartFamily()
{
    static const Family family{"BART", "bart", kPrefixes, kRows, MatrixLayout::OutIn, describeBart};
    return family;
}

const Family &mbartFamily()
{
    static const Family family{"mBART", "mbart", kPrefixes, kRows, MatrixLayout::OutIn, describeMbart};
    return family;
}

const Family &marianFamily()
{
    static const Family family{"Marian", "marian", kPrefixes, kRows, MatrixLayout::OutIn, describeMarian};
    return family;
}

} // namespace headscope
