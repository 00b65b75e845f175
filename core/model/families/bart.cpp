#include "core/model/families/output_heads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"model.", ""};

bool normsBefore(const ModelConfig &config)
{
    return config.normPlace == NormPlace::BeforeBlock;
}

bool hasOwnDecoderEmbedding(const ModelConfig &config)
{
    return config.decoder->ownEmbedding;
}

bool hasStoredPositions(const ModelConfig &config)
{
    return config.positionScheme == PositionScheme::Learned;
}

// clang-format off
/// What all of them have: sinusoids need no tensor.
constexpr std::array kStackRows{
    TensorRow{"*shared.weight", places::tokenEmbedding, nullptr, "*encoder.embed_tokens.weight"},
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
    inDecoder({"lm_head.weight", places::output, hasOwnTextOutput}),
    inDecoder({"final_logits_bias", places::outputBias, hasOutputBias}),
};
constexpr std::array kPositionRows{
    TensorRow{"*encoder.embed_positions.weight", places::positionEmbedding, hasStoredPositions},
    inDecoder({"*decoder.embed_positions.weight", places::positionEmbedding, hasStoredPositions}),
};
constexpr std::array kEmbeddingNormRows{
    TensorRow{"*encoder.layernorm_embedding.weight", places::embeddingNormScale},
    TensorRow{"*encoder.layernorm_embedding.bias", places::embeddingNormShift},
    inDecoder({"*decoder.layernorm_embedding.weight", places::embeddingNormScale}),
    inDecoder({"*decoder.layernorm_embedding.bias", places::embeddingNormShift}),
};
// clang-format on
constexpr HeadTensors kHeads{.labels = "classification_head.out_proj.weight"};
constexpr auto kLearnedRows = joined(joined(kStackRows, kReadingDecoderRows), kPositionRows);
constexpr auto kSinusoidRows = joined(kStackRows, kPositionRows);
constexpr auto kBartRows = joined(kLearnedRows, kEmbeddingNormRows);

/// What differs between these families where a configuration does not say it.
struct Defaults {
    std::string_view activation = "gelu";
    bool scalesEmbedding = false;
    int startToken = 2;
};

/// What all of them have in common, with learned positions.
ModelConfig describeStacks(const ConfigReader &config, const TensorSource &tensors,
                           const Defaults &defaults = {})
{
    if (hasArchitecture(config, "ForCausalLM"))
        refuseOtherHead(config, "ForConditionalGeneration, MTModel, ForSequenceClassification, "
                                "ForQuestionAnswering");
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
    if (config.flag({"scale_embedding"}, defaults.scalesEmbedding))
        model.embeddingScale = std::sqrt(static_cast<float>(model.width));
    model.activation = activationOf(config, {"activation_function"}, defaults.activation);
    model.normKind = NormKind::LayerNorm;
    model.normPlace = NormPlace::AfterBlock;
    model.attentionScope = AttentionScope::Bidirectional;
    model.outputBias = tensors.find("final_logits_bias") != nullptr;
    model.tiedOutput =
        tensors.find("lm_head.weight") == nullptr || config.flag({"tie_word_embeddings"}, true);
    describeSeq2SeqHead(config, tensors, kHeads, model);
    model.summaryToken = config.index({"eos_token_id"}, 2);
    decoder.generation.startToken = defaults.startToken;
    return model;
}

Description describeBart(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors);
    model.firstPosition = 2;
    return {std::move(model), {}};
}

Description describeMbart(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeBart(config, tensors);
    description.config.normPlace = NormPlace::BeforeBlock;
    description.config.decoder->beginsWithLastToken = true;
    return description;
}

Description describePlbart(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.scalesEmbedding = true});
    model.firstPosition = 2;
    model.decoder->beginsWithLastToken = true;
    return {std::move(model), {}};
}

Description describeBlenderbot(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.startToken = 1});
    model.normPlace = NormPlace::BeforeBlock;
    return {std::move(model), {}};
}

/// Only its decoder adds positions to embeddings that are normed already.
Description describeBlenderbotSmall(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.startToken = 1});
    model.decoder->positionsBehindNorm = true;
    return {std::move(model), {}};
}

/// Sinusoids that a file keeps are used as they are, rounded perhaps.
PositionScheme sinusoidsOrStored(const TensorSource &tensors)
{
    const auto isStored = [&tensors](std::string_view prefix) {
        const std::string stack(prefix);
        return tensors.find(stack + "encoder.embed_positions.weight") != nullptr &&
               tensors.find(stack + "decoder.embed_positions.weight") != nullptr;
    };
    return std::ranges::any_of(kPrefixes, isStored) ? PositionScheme::Learned : PositionScheme::Sinusoids;
}

Description describePegasus(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.startToken = 0});
    model.positionScheme = sinusoidsOrStored(tensors);
    model.normPlace = NormPlace::BeforeBlock;
    return {std::move(model), {}};
}

/// NLLB, too. The first token has the position behind the padding token's number, and padding none.
Description describeM2m100(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.activation = "relu", .scalesEmbedding = true});
    model.positionScheme = PositionScheme::Sinusoids;
    model.sinusoidsReachEnd = true;
    model.paddingToken = config.index({"pad_token_id"}, 1);
    if (model.paddingToken >= model.vocabulary)
        config.refuse("pad_token_id", sentence("core", "it should be an id of the vocabulary"));
    model.firstPosition = model.paddingToken + 1;
    model.normPlace = NormPlace::BeforeBlock;
    return {std::move(model), {}};
}

Description describeMarian(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model = describeStacks(config, tensors, {.startToken = 0});
    model.positionScheme = sinusoidsOrStored(tensors);
    model.decoder->ownEmbedding = !config.flag({"share_encoder_decoder_embeddings"}, true);
    if (model.decoder->ownEmbedding)
        model.decoder->vocabulary = config.count({"decoder_vocab_size"}, model.vocabulary);
    return {std::move(model), {}};
}

Family family(std::string_view name, std::string_view modelType, std::span<const TensorRow> rows,
              Description (*describe)(const ConfigReader &, const TensorSource &))
{
    return {name, modelType, kPrefixes, rows, MatrixLayout::OutIn, describe};
}

} // namespace

std::span<const Family> bartFamilies()
{
    static const std::array families{
        family("BART", "bart", kBartRows, describeBart),
        family("mBART", "mbart", kBartRows, describeMbart),
        family("PLBart", "plbart", kBartRows, describePlbart),
        family("Blenderbot", "blenderbot", kLearnedRows, describeBlenderbot),
        family("Blenderbot-small", "blenderbot-small", kBartRows, describeBlenderbotSmall),
        family("Pegasus", "pegasus", kSinusoidRows, describePegasus),
        family("M2M100", "m2m_100", kStackRows, describeM2m100),
        family("Marian", "marian", kSinusoidRows, describeMarian),
    };
    return families;
}

} // namespace headscope
