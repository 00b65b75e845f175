#pragma once

#include "core/ops/packed_matrix.h"
#include "core/tensor/activation.h"

namespace headscope {

/// output[row, out] = activation(sum_in input[row, in] * matrix[out, in] + bias[out])
///
/// With `Store::Add` the sum is added to what `output` holds (a residual stream).
class Dense {
public:
    struct Shape {
        std::ptrdiff_t rows = 0, in = 0, out = 0;
    };
    enum class Store { Replace, Add };

    Dense(const ComputeContext &context, std::ptrdiff_t rows, const PackedMatrix &matrix,
          Activation activation = Activation::None, Store store = Store::Replace);

    /// `matrix` has the sizes of the one given at construction.
    void operator()(ComputeContext &context, const Tensor &input, const PackedMatrix &matrix,
                    Tensor &output) const;

    [[nodiscard]] std::string kernelName() const { return kernelNameOf(m_description); }

    /// The layout of a matrix that oneDNN runs fastest.
    [[nodiscard]] static dnnl::memory::desc preferredLayout(const ComputeContext &context, Shape shape,
                                                            bool hasBias);

private:
    dnnl::inner_product_forward::primitive_desc m_description;
    dnnl::inner_product_forward m_primitive;
};

} // namespace headscope
