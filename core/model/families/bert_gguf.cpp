#include "core/model/families/bert_stack.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 1> kNoPrefix{""};

bool hasTypes(const ModelConfig &config)
{
    return config.tokenTypes > 0;
}

// clang-format off
constexpr std::array kRows{
    TensorRow{"token_embd.weight", places::tokenEmbedding},
    TensorRow{"position_embd.weight", places::positionEmbedding},
    TensorRow{"token_types.weight", places::typeEmbedding, hasTypes},
    TensorRow{"token_embd_norm.weight", places::embeddingNormScale},
    TensorRow{"token_embd_norm.bias", places::embeddingNormShift},

    TensorRow{"blk.#.attn_q.weight", places::queries},
    TensorRow{"blk.#.attn_q.bias", places::queryBias},
    TensorRow{"blk.#.attn_k.weight", places::keys},
    TensorRow{"blk.#.attn_k.bias", places::keyBias},
    TensorRow{"blk.#.attn_v.weight", places::values},
    TensorRow{"blk.#.attn_v.bias", places::valueBias},
    TensorRow{"blk.#.attn_output.weight", places::attentionOutput},
    TensorRow{"blk.#.attn_output.bias", places::attentionOutputBias},
    TensorRow{"blk.#.attn_output_norm.weight", places::attentionNormScale},
    TensorRow{"blk.#.attn_output_norm.bias", places::attentionNormShift},
    TensorRow{"blk.#.ffn_up.weight", places::mlpIn},
    TensorRow{"blk.#.ffn_up.bias", places::mlpInBias},
    TensorRow{"blk.#.ffn_down.weight", places::mlpOut},
    TensorRow{"blk.#.ffn_down.bias", places::mlpOutBias},
    TensorRow{"blk.#.layer_output_norm.weight", places::mlpNormScale},
    TensorRow{"blk.#.layer_output_norm.bias", places::mlpNormShift},
};
// clang-format on

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

} // namespace

const Family &bertGgufFamily()
{
    static const Family family{"BERT", "bert", kNoPrefix, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
