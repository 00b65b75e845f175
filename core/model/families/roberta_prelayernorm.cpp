#include "core/model/families/output_heads.h"
#include "core/model/families/roberta.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"roberta_prelayernorm.", ""};

// clang-format off
constexpr std::array kStackRows{
    TensorRow{"*embeddings.word_embeddings.weight", places::tokenEmbedding},
    TensorRow{"*embeddings.position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*embeddings.token_type_embeddings.weight", places::typeEmbedding},
    TensorRow{"*embeddings.LayerNorm.weight", places::embeddingNormScale},
    TensorRow{"*embeddings.LayerNorm.bias", places::embeddingNormShift},

    TensorRow{"*encoder.layer.#.attention.LayerNorm.weight", places::attentionNormScale},
    TensorRow{"*encoder.layer.#.attention.LayerNorm.bias", places::attentionNormShift},
    TensorRow{"*encoder.layer.#.attention.self.query.weight", places::queries},
    TensorRow{"*encoder.layer.#.attention.self.query.bias", places::queryBias},
    TensorRow{"*encoder.layer.#.attention.self.key.weight", places::keys},
    TensorRow{"*encoder.layer.#.attention.self.key.bias", places::keyBias},
    TensorRow{"*encoder.layer.#.attention.self.value.weight", places::values},
    TensorRow{"*encoder.layer.#.attention.self.value.bias", places::valueBias},
    TensorRow{"*encoder.layer.#.attention.output.dense.weight", places::attentionOutput},
    TensorRow{"*encoder.layer.#.attention.output.dense.bias", places::attentionOutputBias},
    TensorRow{"*encoder.layer.#.intermediate.LayerNorm.weight", places::mlpNormScale},
    TensorRow{"*encoder.layer.#.intermediate.LayerNorm.bias", places::mlpNormShift},
    TensorRow{"*encoder.layer.#.intermediate.dense.weight", places::mlpIn},
    TensorRow{"*encoder.layer.#.intermediate.dense.bias", places::mlpInBias},
    TensorRow{"*encoder.layer.#.output.dense.weight", places::mlpOut},
    TensorRow{"*encoder.layer.#.output.dense.bias", places::mlpOutBias},
    TensorRow{"*LayerNorm.weight", places::finalNormScale},
    TensorRow{"*LayerNorm.bias", places::finalNormShift},
};
// clang-format on
constexpr auto kRows = joined(kStackRows, kRobertaHeadRows);

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describeRoberta(config, tensors);
    description.config.normPlace = NormPlace::BeforeBlock;
    return description;
}

} // namespace

const Family &robertaPreLayerNormFamily()
{
    static const Family family{
        "RoBERTa-PreLayerNorm", "roberta-prelayernorm", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
