#pragma once

#include "core/ops/compute_context.h"
#include "core/tensor/matrix_layout.h"

#include <span>

namespace headscope {

/// A learned matrix and its bias, in the layout that oneDNN multiplies fastest on this processor.
///
/// Packed once at load; the original can be freed then. One layout serves every number of rows.
class PackedMatrix {
public:
    /// Which outputs of the original to pack; all by default.
    struct Outputs {
        std::ptrdiff_t first = 0;
        std::ptrdiff_t count = -1;
    };

    PackedMatrix() = default;
    /// `matrix` is [out, in] or [in, out], `bias` [out] or empty.
    PackedMatrix(ComputeContext &context, const Tensor &matrix, MatrixLayout layout, const Tensor &bias,
                 Outputs outputs);
    PackedMatrix(ComputeContext &context, const Tensor &matrix, MatrixLayout layout, const Tensor &bias);

    /// Row `out` of the matrix as [out, in], taken out of the packed layout element by element.
    void copyRow(std::ptrdiff_t out, std::span<float> row) const;

    [[nodiscard]] std::ptrdiff_t in() const { return m_in; }
    [[nodiscard]] std::ptrdiff_t out() const { return m_out; }
    [[nodiscard]] bool hasBias() const { return !m_bias.isEmpty(); }
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }
    [[nodiscard]] std::size_t bytes() const;

    [[nodiscard]] const dnnl::memory::desc &description() const { return m_description; }
    [[nodiscard]] const Tensor &values() const { return m_values; }
    [[nodiscard]] const Tensor &bias() const { return m_bias; }

private:
    std::ptrdiff_t m_in = 0;
    std::ptrdiff_t m_out = 0;
    dnnl::memory::desc m_description;
    Tensor m_values;
    Tensor m_bias;
};

} // namespace headscope
