#pragma once

#include "core/ops/compute_context.h"

namespace headscope {

/// output[row, i] = (input[row, i] - mean(row)) / sqrt(variance(row) + epsilon) * scale[i] + shift[i]
class LayerNorm {
public:
    struct Shape {
        std::ptrdiff_t rows = 0, width = 0;
    };

    LayerNorm(const ComputeContext &context, Shape shape, float epsilon);

    /// `output` may be `input`.
    void operator()(ComputeContext &context, const Tensor &input, const Tensor &scale, const Tensor &shift,
                    Tensor &output) const;

    [[nodiscard]] std::string kernelName() const { return kernelNameOf(m_description); }

private:
    dnnl::layer_normalization_forward::primitive_desc m_description;
    dnnl::layer_normalization_forward m_primitive;
};

/// output[row, i] = input[row, i] / sqrt(mean over j of input[row, j]² + epsilon) * scale[i]
///
/// `output` may be `input`.
void rmsNorm(const Tensor &input, float epsilon, const Tensor &scale, Tensor &output);

} // namespace headscope
