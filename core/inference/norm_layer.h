#pragma once

#include "core/model/model_config.h"
#include "core/model/weights.h"
#include "core/ops/norm.h"

#include <optional>

namespace headscope {

/// The kind of norm that a model has, for rows of its width.
class NormLayer {
public:
    NormLayer(ComputeContext &context, const ModelConfig &config, std::ptrdiff_t rows);

    /// `output` may be `input`.
    void operator()(const NormWeights &weights, const Tensor &input, Tensor &output) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    ComputeContext &m_context;
    float m_epsilon;
    std::optional<LayerNorm> m_layerNorm;
};

} // namespace headscope
