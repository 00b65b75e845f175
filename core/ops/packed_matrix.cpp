#include "core/ops/packed_matrix.h"

#include "core/ops/dense.h"

#include <algorithm>

namespace headscope {

namespace {

/// Any common number of rows will do: the chosen layout is the same for all.
constexpr std::ptrdiff_t kTypicalRows = 64;

dnnl::memory::desc original(MatrixLayout layout, std::ptrdiff_t in, std::ptrdiff_t out,
                            std::ptrdiff_t rowStride)
{
    const auto strides =
        layout == MatrixLayout::OutIn ? dnnl::memory::dims{rowStride, 1} : dnnl::memory::dims{1, rowStride};
    return {{out, in}, dnnl::memory::data_type::f32, strides};
}

} // namespace

PackedMatrix::PackedMatrix(ComputeContext &context, const Tensor &matrix, MatrixLayout layout,
                           const Tensor &bias, Outputs outputs)
{
    const bool outFirst = layout == MatrixLayout::OutIn;
    m_in = outFirst ? matrix.columns() : matrix.rows();
    m_out = outputs.count < 0 ? (outFirst ? matrix.rows() : matrix.columns()) - outputs.first : outputs.count;
    m_description = Dense::preferredLayout(context, {kTypicalRows, m_in, m_out}, !bias.isEmpty());
    m_values = Tensor({static_cast<std::ptrdiff_t>(m_description.get_size() / sizeof(float))});
    if (m_values.size() != m_in * m_out) // padded: what the reorder leaves out
        std::ranges::fill(m_values.values(), 0.0F);

    const dnnl::memory::desc from = original(layout, m_in, m_out, matrix.columns());
    dnnl::memory source =
        view(context, from, matrix, outFirst ? outputs.first * matrix.columns() : outputs.first);
    dnnl::memory target = view(context, m_description, m_values);
    dnnl::reorder(source, target).execute(context.stream(), source, target);
    context.stream().wait();

    if (bias.isEmpty())
        return;
    m_bias = Tensor({m_out});
    std::copy_n(bias.data() + outputs.first, m_out, m_bias.data());
}

PackedMatrix::PackedMatrix(ComputeContext &context, const Tensor &matrix, MatrixLayout layout,
                           const Tensor &bias)
    : PackedMatrix(context, matrix, layout, bias, Outputs())
{
}

std::size_t PackedMatrix::bytes() const
{
    return static_cast<std::size_t>(m_values.size() + m_bias.size()) * sizeof(float);
}

} // namespace headscope
