#include "core/model/families/bert_stack.h"
#include "core/model/families/decoders/decoder_parts.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"model.", ""};

bool hasNormShift(const ModelConfig &config)
{
    return config.normShift;
}

bool hasHead(const ModelConfig &config)
{
    return config.output != OutputKind::Embedding;
}

bool hasHeadNormShift(const ModelConfig &config)
{
    return hasHead(config) && config.normShift;
}

bool hasHeadBias(const ModelConfig &config)
{
    return hasHead(config) && config.headBias;
}

bool hasClassifier(const ModelConfig &config)
{
    return hasAnyLabels(config) || hasAnswerSpan(config);
}

/// The decoder's has one where the layer before it has.
bool hasClassifierBias(const ModelConfig &config)
{
    return hasClassifier(config) &&
           (config.attentionScope == AttentionScope::Bidirectional || config.headBias);
}

bool predictsTokens(const ModelConfig &config)
{
    return hasMaskedHead(config) || config.output == OutputKind::NextToken;
}

bool hasOwnVocabularyOutput(const ModelConfig &config)
{
    return predictsTokens(config) && !config.tiedOutput;
}

bool hasVocabularyBias(const ModelConfig &config)
{
    return predictsTokens(config) && config.outputBias;
}

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*embeddings.tok_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.norm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.norm.bias", places::embeddingNormShift, hasNormShift},

    // The first layer reads the normed embeddings as they are.
    TensorRow{.name = "*layers.#.attn_norm.weight", .place = places::attentionNormScale, .firstLayer = 1},
    TensorRow{.name = "*layers.#.attn_norm.bias", .place = places::attentionNormShift, .isNeeded = hasNormShift, .firstLayer = 1},
    TensorRow{"*layers.#.attn.Wo.weight", places::attentionOutput},
    TensorRow{"*layers.#.attn.Wo.bias", places::attentionOutputBias, hasAttentionBias},
    TensorRow{"*layers.#.mlp_norm.weight", places::mlpNormScale},
    TensorRow{"*layers.#.mlp_norm.bias", places::mlpNormShift, hasNormShift},
    TensorRow{"*layers.#.mlp.Wi.weight", places::mlpIn},
    TensorRow{"*layers.#.mlp.Wi.bias", places::mlpInBias, hasMlpBias},
    TensorRow{"*layers.#.mlp.Wo.weight", places::mlpOut},
    TensorRow{"*layers.#.mlp.Wo.bias", places::mlpOutBias, hasMlpBias},
    TensorRow{"*final_norm.weight", places::finalNormScale},
    TensorRow{"*final_norm.bias", places::finalNormShift, hasNormShift},

    TensorRow{"head.dense.weight", places::outputTransform, hasHead, "lm_head.dense.weight"},
    TensorRow{"head.dense.bias", places::outputTransformBias, hasHeadBias, "lm_head.dense.bias"},
    TensorRow{"head.norm.weight", places::outputNormScale, hasHead, "lm_head.norm.weight"},
    TensorRow{"head.norm.bias", places::outputNormShift, hasHeadNormShift, "lm_head.norm.bias"},
    TensorRow{"decoder.weight", places::output, hasOwnVocabularyOutput},
    TensorRow{"decoder.bias", places::outputBias, hasVocabularyBias},
    TensorRow{"classifier.weight", places::output, hasClassifier},
    TensorRow{"classifier.bias", places::outputBias, hasClassifierBias},
};
constexpr std::array kFusedRows{
    TensorRow{"*layers.#.attn.Wqkv.weight", places::qkv},
    TensorRow{"*layers.#.attn.Wqkv.bias", places::qkvBias, hasAttentionBias},
};
constexpr std::array kSeparateRows{
    TensorRow{"*layers.#.attn.q_proj.weight", places::queries},
    TensorRow{"*layers.#.attn.q_proj.bias", places::queryBias, hasAttentionBias},
    TensorRow{"*layers.#.attn.k_proj.weight", places::keys},
    TensorRow{"*layers.#.attn.k_proj.bias", places::keyBias, hasAttentionBias},
    TensorRow{"*layers.#.attn.v_proj.weight", places::values},
    TensorRow{"*layers.#.attn.v_proj.bias", places::valueBias, hasAttentionBias},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kFusedRows);
constexpr auto kDecoderRows = joined(kStackRows, kSeparateRows);

constexpr HeadTensors kHeads{.masked = "head.dense.weight",
                             .labels = "classifier.weight",
                             .tokenLabels = "classifier.weight",
                             .answerSpan = "classifier.weight"};

/// Which layers look at everything, in either spelling.
std::vector<bool> globalLayers(const ConfigReader &config, int layers)
{
    const std::vector<std::string> types = config.texts("layer_types");
    const int every = config.count({"global_attn_every_n_layers"}, 3);
    if (!types.empty() && std::ssize(types) != layers)
        config.refuse("layer_types", sentence("core", "there should be one for each layer"));
    std::vector<bool> global;
    for (int layer = 0; layer < layers; ++layer)
        global.push_back(types.empty() ? layer % every == 0
                                       : types[static_cast<std::size_t>(layer)] == "full_attention");
    return global;
}

float rotaryBase(const ConfigReader &config, std::string_view type, std::string_view oldKey, float fallback)
{
    float base = config.number({oldKey}, fallback);
    if (const auto all = config.object("rope_parameters"))
        if (const auto rope = all->object(type)) {
            if (rope->text({"rope_type"}, "default") != "default")
                rope->refuse("rope_type",
                             sentence("core", "this scaling of rotary positions is not supported"));
            base = rope->number({"rope_theta"}, base);
        }
    if (base < 1)
        config.refuse(oldKey, sentence("core", "the rotary base should be at least 1"));
    return base;
}

void describeAttention(const ConfigReader &config, ModelConfig &model)
{
    if (model.headWidth % 2 != 0)
        config.refuse("hidden_size", sentence("core", "rotary positions need heads of even width"));
    if (config.isSet("rope_scaling"))
        config.refuse("rope_scaling",
                      sentence("core", "scaled rotary positions are not supported in this family"));
    model.positionScheme = PositionScheme::Rotary;
    model.rotary = {
        rotaryTable(rotaryBase(config, "full_attention", "global_rope_theta", 160000.0F), model.headWidth),
        rotaryTable(rotaryBase(config, "sliding_attention", "local_rope_theta", 10000.0F), model.headWidth)};
    const std::ptrdiff_t half = config.count({"local_attention"}, 128) / 2;
    const bool isCausal = model.attentionScope == AttentionScope::Causal;
    const KeyReach local = isCausal ? windowOf(static_cast<int>(half)) : KeyReach{half, half};
    for (const bool isGlobal : globalLayers(config, model.layers)) {
        AttentionSettings settings = model.usualAttention();
        settings.rotary = isGlobal ? 0 : 1;
        if (!isGlobal)
            settings.reach = local;
        model.layerAttention.push_back(settings);
    }
}

ModelConfig describeStack(const ConfigReader &config, AttentionScope scope)
{
    ModelConfig model = describeBertStack(config);
    model.attentionScope = scope;
    model.normPlace = NormPlace::BeforeBlock;
    model.normEpsilon = config.number({"norm_eps"}, 1e-5F);
    model.normShift = config.flag({"norm_bias"}, false);
    model.activation = activationOf(config, {"hidden_activation"}, "gelu");
    model.gatedMlp = true;
    model.attentionBias = model.attentionOutputBias = config.flag({"attention_bias"}, false);
    model.mlpBias = config.flag({"mlp_bias"}, false);
    model.headActivation = activationOf(config, {"classifier_activation"}, "gelu");
    model.headBias = config.flag({"classifier_bias"}, false);
    describeAttention(config, model);
    return model;
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeStack(config, AttentionScope::Bidirectional), {}};
    ModelConfig &model = description.config;
    describeOutputHead(config, tensors, kHeads, description);
    model.outputBias = config.flag({"decoder_bias"}, true);
    model.summary = config.text({"classifier_pooling"}, "cls") == "mean" ? Summary::Mean : Summary::First;
    return description;
}

Description describeDecoder(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeStack(config, AttentionScope::Causal), {}};
    ModelConfig &model = description.config;
    if (hasArchitecture(config, "Classification")) {
        describeOutputHead(config, tensors, kHeads, description);
        model.summary = Summary::Last;
        model.summaryPadding = config.index({"pad_token_id"}, 50283);
        return description;
    }
    model.output = OutputKind::NextToken;
    model.tiedOutput = config.flag({"tie_word_embeddings"}, true);
    model.outputBias = config.flag({"decoder_bias"}, true);
    return description;
}

} // namespace

const Family &modernBertFamily()
{
    static const Family family{"ModernBERT", "modernbert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &modernBertDecoderFamily()
{
    static const Family family{"ModernBERT decoder", "modernbert-decoder", kPrefixes,
                               kDecoderRows,         MatrixLayout::OutIn,  describeDecoder};
    return family;
}

} // namespace headscope
