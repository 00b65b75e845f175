#include "core/formats/load_error.h"
#include "core/model/families/family.h"

#include <array>

namespace headscope {

namespace {

constexpr std::string_view kTransform = "cls.predictions.transform.dense.weight";
constexpr std::string_view kClassifier = "classifier.weight";

bool hasPooler(const ModelConfig &config)
{
    return config.output == OutputKind::Labels;
}

bool hasMaskedHead(const ModelConfig &config)
{
    return config.output == OutputKind::MaskedToken;
}

bool hasOwnDecoder(const ModelConfig &config)
{
    return hasMaskedHead(config) && !config.tiedOutput;
}

bool hasClassifier(const ModelConfig &config)
{
    return config.output == OutputKind::Labels || config.output == OutputKind::TokenLabels;
}

constexpr std::array<std::string_view, 2> kPrefixes{"bert.", ""};

// clang-format off
constexpr std::array kRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*embeddings.token_type_embeddings.weight", places::typeEmbedding},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale, nullptr, "*embeddings.LayerNorm.gamma"},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift, nullptr, "*embeddings.LayerNorm.beta"},

    TensorRow{"*encoder.layer.#.attention.self.query.weight", places::queries},
    TensorRow{"*encoder.layer.#.attention.self.query.bias", places::queryBias},
    TensorRow{"*encoder.layer.#.attention.self.key.weight", places::keys},
    TensorRow{"*encoder.layer.#.attention.self.key.bias", places::keyBias},
    TensorRow{"*encoder.layer.#.attention.self.value.weight", places::values},
    TensorRow{"*encoder.layer.#.attention.self.value.bias", places::valueBias},
    TensorRow{"*encoder.layer.#.attention.output.dense.weight", places::attentionOutput},
    TensorRow{"*encoder.layer.#.attention.output.dense.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layer.#.attention.output.LayerNorm.weight", places::attentionNormScale, nullptr, "*encoder.layer.#.attention.output.LayerNorm.gamma"},
    TensorRow{"*encoder.layer.#.attention.output.LayerNorm.bias", places::attentionNormShift, nullptr, "*encoder.layer.#.attention.output.LayerNorm.beta"},
    TensorRow{"*encoder.layer.#.intermediate.dense.weight", places::mlpIn},
    TensorRow{"*encoder.layer.#.intermediate.dense.bias", places::mlpInBias},
    TensorRow{"*encoder.layer.#.output.dense.weight", places::mlpOut},
    TensorRow{"*encoder.layer.#.output.dense.bias", places::mlpOutBias},
    TensorRow{"*encoder.layer.#.output.LayerNorm.weight", places::mlpNormScale, nullptr, "*encoder.layer.#.output.LayerNorm.gamma"},
    TensorRow{"*encoder.layer.#.output.LayerNorm.bias", places::mlpNormShift, nullptr, "*encoder.layer.#.output.LayerNorm.beta"},

    TensorRow{"*pooler.dense.weight", places::pooler, hasPooler},
    TensorRow{"*pooler.dense.bias", places::poolerBias, hasPooler},
    TensorRow{"classifier.weight", places::output, hasClassifier},
    TensorRow{"classifier.bias", places::outputBias, hasClassifier},
    TensorRow{"cls.predictions.transform.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"cls.predictions.transform.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"cls.predictions.transform.LayerNorm.weight", places::outputNormScale, hasMaskedHead, "cls.predictions.transform.LayerNorm.gamma"},
    TensorRow{"cls.predictions.transform.LayerNorm.bias", places::outputNormShift, hasMaskedHead, "cls.predictions.transform.LayerNorm.beta"},
    TensorRow{"cls.predictions.decoder.weight", places::output, hasOwnDecoder},
    TensorRow{"cls.predictions.bias", places::outputBias, hasMaskedHead, "cls.predictions.decoder.bias"},
};
// clang-format on

/// What the architecture promises; Embedding when it names no output head that we know.
OutputKind promisedOutput(const ConfigReader &config, const TensorSource &tensors)
{
    if (hasArchitecture(config, "ForMaskedLM") || hasArchitecture(config, "ForPreTraining"))
        return OutputKind::MaskedToken;
    if (hasArchitecture(config, "ForSequenceClassification"))
        return OutputKind::Labels;
    if (hasArchitecture(config, "ForTokenClassification"))
        return OutputKind::TokenLabels;
    if (!config.texts("architectures").empty())
        return OutputKind::Embedding;
    if (tensors.find(kTransform) != nullptr)
        return OutputKind::MaskedToken;
    if (tensors.find(kClassifier) == nullptr)
        return OutputKind::Embedding;
    const bool pooled = tensors.find("bert.pooler.dense.weight") != nullptr;
    return pooled ? OutputKind::Labels : OutputKind::TokenLabels;
}

void describeOutput(const ConfigReader &config, const TensorSource &tensors, Description &description)
{
    ModelConfig &model = description.config;
    const OutputKind promised = promisedOutput(config, tensors);
    const std::string_view head = promised == OutputKind::MaskedToken ? kTransform : kClassifier;
    const bool isThere = promised == OutputKind::Embedding || tensors.find(head) != nullptr;
    model.output = isThere ? promised : OutputKind::Embedding;
    const bool isBare = hasArchitecture(config, "BertModel");
    if (model.output == OutputKind::Embedding && !isBare && !config.texts("architectures").empty())
        description.warnings.push_back(
            config.file() + ": the output head of " + config.texts("architectures").front() +
            (isThere ? " is not supported" : " is not in the file") + ", only the encoder was opened.");
}

void describeLabels(const ConfigReader &config, const TensorSource &tensors, ModelConfig &model)
{
    if (!hasClassifier(model))
        return;
    model.labels = config.numberedTexts("id2label");
    if (!model.labels.empty())
        return;
    // The default names, as many as the classifier really has.
    const TensorEntry *classifier = tensors.find(kClassifier);
    const std::ptrdiff_t rows = classifier->shape.empty() ? 0 : classifier->shape.front();
    constexpr std::ptrdiff_t most = 1 << 20;
    if (rows < 1 || rows > most)
        throw LoadError(config.file() + ": tensor '" + std::string(kClassifier) + "' has " +
                        std::to_string(rows) + " rows, which cannot be the number of labels.");
    for (std::ptrdiff_t id = 0; id < rows; ++id)
        model.labels.push_back("LABEL_" + std::to_string(id));
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"num_attention_heads"});
    model.width = config.count({"hidden_size"});
    if (model.width % model.heads != 0)
        config.refuse("hidden_size", "it is not a multiple of the number of attention heads");
    model.headWidth = model.width / model.heads;
    model.mlpWidth = config.count({"intermediate_size"});
    model.vocabulary = config.count({"vocab_size"});
    model.positions = config.count({"max_position_embeddings"});
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    model.normKind = NormKind::LayerNorm;
    model.normPlace = NormPlace::AfterBlock;
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-12F);
    model.activation = activationOf(config, {"hidden_act"}, "gelu");
    model.positionScheme = PositionScheme::Learned;
    model.attentionScope = AttentionScope::Bidirectional;
    describeOutput(config, tensors, description);
    describeLabels(config, tensors, model);
    if (hasMaskedHead(model)) {
        model.headActivation = model.activation;
        model.tiedOutput = config.flag({"tie_word_embeddings"}, true);
    }
    return description;
}

} // namespace

const Family &bertFamily()
{
    static const Family family{"BERT", "bert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
