#pragma once

#include "core/model/families/family.h"

#include <algorithm>
#include <array>

namespace headscope {

// clang-format off
/// The tensors of BERT's embeddings and layers, as BERT and its nearest descendants name them.
inline constexpr std::array kBertStackRows{
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
};
// clang-format on

/// What the configurations of these families spell alike: a bidirectional stack that norms what leaves a
/// block.
[[nodiscard]] ModelConfig describeBertStack(const ConfigReader &config);

/// RoBERTa and those after it: the first token takes the row behind the padding token's.
void countPositionsFromPadding(const ConfigReader &config, int paddingToken, ModelConfig &model);

} // namespace headscope
