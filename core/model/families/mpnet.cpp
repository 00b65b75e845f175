#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"mpnet.", ""};

// clang-format off
constexpr std::array kRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift},
    TensorRow{"*encoder.relative_attention_bias.weight", places::relativeBias},

    TensorRow{"*encoder.layer.#.attention.attn.q.weight", places::queries},
    TensorRow{"*encoder.layer.#.attention.attn.q.bias", places::queryBias},
    TensorRow{"*encoder.layer.#.attention.attn.k.weight", places::keys},
    TensorRow{"*encoder.layer.#.attention.attn.k.bias", places::keyBias},
    TensorRow{"*encoder.layer.#.attention.attn.v.weight", places::values},
    TensorRow{"*encoder.layer.#.attention.attn.v.bias", places::valueBias},
    TensorRow{"*encoder.layer.#.attention.attn.o.weight", places::attentionOutput},
    TensorRow{"*encoder.layer.#.attention.attn.o.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layer.#.attention.LayerNorm.weight", places::attentionNormScale},
    TensorRow{"*encoder.layer.#.attention.LayerNorm.bias", places::attentionNormShift},
    TensorRow{"*encoder.layer.#.intermediate.dense.weight", places::mlpIn},
    TensorRow{"*encoder.layer.#.intermediate.dense.bias", places::mlpInBias},
    TensorRow{"*encoder.layer.#.output.dense.weight", places::mlpOut},
    TensorRow{"*encoder.layer.#.output.dense.bias", places::mlpOutBias},
    TensorRow{"*encoder.layer.#.output.LayerNorm.weight", places::mlpNormScale},
    TensorRow{"*encoder.layer.#.output.LayerNorm.bias", places::mlpNormShift},
};
// clang-format on
constexpr auto kAllRows = joined(kRows, kRobertaHeadRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    countPositionsFromPadding(config, 1, model); // whatever the configuration says
    // The reference reads the number of rows from the configuration, and uses the first 32 of them.
    model.relativeBuckets = 32;
    model.relativeReach = 128;
    if (config.count({"relative_attention_num_buckets"}, 32) != model.relativeBuckets)
        config.refuse("relative_attention_num_buckets", sentence("core", "32 buckets are expected"));
    describeOutputHead(config, tensors, kRobertaHeads, description);
    model.headActivation = Activation::Gelu;
    return description;
}

} // namespace

const Family &mpnetFamily()
{
    static const Family family{"MPNet", "mpnet", kPrefixes, kAllRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
