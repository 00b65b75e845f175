#pragma once

#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"

#include <optional>

namespace headscope {

/// output (+)= out · (activation(gate · input) * (in · input)), or without a gate out · activation(in ·
/// input)
class MlpBlock {
public:
    /// `like` stands for all layers: they have the same sizes.
    MlpBlock(ComputeContext &context, const ModelConfig &config, const PackedLayer &like,
             std::ptrdiff_t tokens);

    /// Adds to `output`, or replaces it when updates are normed before they are added.
    void operator()(TensorPool &scratch, const PackedLayer &layer, const Tensor &input, Tensor &output) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    ComputeContext &m_context;
    Shape m_hidden;
    Dense m_in, m_out;
    std::optional<Dense> m_gate;
};

} // namespace headscope
