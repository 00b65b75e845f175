#include "core/model/families/bert_stack.h"
#include "core/model/families/rotary_reader.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 1> kNoPrefix{""};

bool hasTypes(const ModelConfig &config)
{
    return config.tokenTypes > 0;
}

// clang-format off
/// What both have.
constexpr std::array kSharedRows{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"token_types.weight", places::typeEmbedding, hasTypes},
    TensorRow{"token_embd_norm.weight", places::embeddingNormScale},
    TensorRow{"token_embd_norm.bias", places::embeddingNormShift},

    TensorRow{"blk.#.attn_output.weight", places::attentionOutput},
    TensorRow{"blk.#.attn_output_norm.weight", places::attentionNormScale},
    TensorRow{"blk.#.attn_output_norm.bias", places::attentionNormShift},
    TensorRow{"blk.#.ffn_down.weight", places::mlpOut},
    TensorRow{"blk.#.layer_output_norm.weight", places::mlpNormScale},
    TensorRow{"blk.#.layer_output_norm.bias", places::mlpNormShift},
};
constexpr std::array kBertRows{
    TensorRow{"position_embd.weight", places::positionEmbedding},
    TensorRow{"blk.#.attn_q.weight", places::queries},
    TensorRow{"blk.#.attn_q.bias", places::queryBias},
    TensorRow{"blk.#.attn_k.weight", places::keys},
    TensorRow{"blk.#.attn_k.bias", places::keyBias},
    TensorRow{"blk.#.attn_v.weight", places::values},
    TensorRow{"blk.#.attn_v.bias", places::valueBias},
    TensorRow{"blk.#.attn_output.bias", places::attentionOutputBias},
    TensorRow{"blk.#.ffn_up.weight", places::mlpIn},
    TensorRow{"blk.#.ffn_up.bias", places::mlpInBias},
    TensorRow{"blk.#.ffn_down.bias", places::mlpOutBias},
};
constexpr std::array kNomicRows{
    TensorRow{"blk.#.attn_qkv.weight", places::qkv},
    TensorRow{"blk.#.ffn_gate.weight", places::gate},
    TensorRow{"blk.#.ffn_up.weight", places::up},
};
// clang-format on
constexpr auto kRows = joined(kSharedRows, kBertRows);
constexpr auto kRotaryRows = joined(kSharedRows, kNomicRows);

/// `pooling_type` counts: none, mean, first, last, and a ranking that has no vector.
SentenceVector sentenceVectorOf(const ConfigReader &config)
{
    constexpr std::array kPoolings{Pooling::Mean, Pooling::First, Pooling::Last};
    const auto type = static_cast<std::size_t>(config.index({"pooling_type"}, 0));
    if (type < 1 || type > kPoolings.size())
        return {};
    return {{kPoolings.at(type - 1)}, false};
}

/// The rows of a table that may be missing.
int rowsOf(const TensorSource &tensors, std::string_view name)
{
    constexpr std::ptrdiff_t most = 1 << 20;
    const TensorEntry *entry = tensors.find(name);
    return entry == nullptr || entry->shape.empty() ? 0
                                                    : static_cast<int>(std::min(entry->shape.front(), most));
}

/// GGUF files of encoders hold the stack alone. RoBERTa's descendants are kept as BERT, the positions that
/// belong to padding cut off.
Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    ModelConfig model;
    model.layers = config.count({"block_count"});
    model.heads = model.keyValueHeads = config.count({"attention.head_count"});
    model.width = config.count({"embedding_length"});
    if (model.width % model.heads != 0)
        config.refuse("embedding_length",
                      sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
    model.mlpWidth = config.count({"feed_forward_length"});
    model.vocabulary = config.count({"vocab_size"}, embeddingRows(config, tensors, "token_embd.weight"));
    model.positions = config.count({"context_length"});
    model.tokenTypes = rowsOf(tensors, "token_types.weight");
    model.normPlace = NormPlace::AfterBlock;
    model.normEpsilon = config.number({"attention.layer_norm_epsilon"}, 1e-12F);
    model.activation = Activation::Gelu;
    model.attentionScope = AttentionScope::Bidirectional;
    model.output = OutputKind::Embedding;
    model.sentenceVector = sentenceVectorOf(config);
    return {std::move(model), {}};
}

/// Rotary positions and a gate, and no biases.
Description describeNomic(const ConfigReader &config, const TensorSource &tensors)
{
    if (tensors.find("blk.0.attn_qkv.bias") != nullptr)
        config.refuse("blk.0.attn_qkv.bias", sentence("core", "only the form without biases is supported"));
    Description description = describe(config, tensors);
    ModelConfig &model = description.config;
    model.activation = Activation::Silu;
    model.gatedMlp = true;
    model.attentionBias = model.attentionOutputBias = model.mlpBias = false;
    model.positionScheme = PositionScheme::Rotary;
    model.rotary = {readGgufRotary(config, tensors, model, {.base = 1000})};
    return description;
}

} // namespace

std::span<const Family> bertGgufFamilies()
{
    static const std::array families{
        Family{"BERT", "bert", kNoPrefix, kRows, MatrixLayout::OutIn, describe},
        Family{"Nomic BERT", "nomic-bert", kNoPrefix, kRotaryRows, MatrixLayout::OutIn, describeNomic},
    };
    return families;
}

} // namespace headscope
