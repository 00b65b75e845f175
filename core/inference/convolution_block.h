#pragma once

#include "core/inference/norm_layer.h"
#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"

namespace headscope {

/// residual[t] = norm(residual[t] + activation(sum over k and i of input[t + k - reach, i] * matrix[.., i, k]
/// + bias))
///
/// DeBERTa-v2's second path from the embeddings into the second layer. Beyond the text's ends there are
/// zeros.
class ConvolutionBlock {
public:
    /// `model` stands for all that are packed alike; `tokens` is the length of the text.
    ConvolutionBlock(ComputeContext &context, const ModelConfig &config, const PackedModel &model,
                     std::ptrdiff_t tokens);

    void operator()(TensorPool &scratch, const PackedModel &model, const Tensor &input,
                    Tensor &residual) const;

private:
    ComputeContext &m_context;
    std::ptrdiff_t m_neighbours; ///< that it sees at a time
    Dense m_dense;
    NormLayer m_norm;
};

} // namespace headscope
