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

/// How a layout orders its elements: blocks of the two dimensions inside each other, the last one innermost.
struct Blocks {
    dnnl::memory::dims strides, sizes, dimensions;
};

#if DNNL_VERSION_MAJOR >= 3
Blocks blocksOf(const dnnl::memory::desc &description)
{
    return {description.get_strides(), description.get_inner_blks(), description.get_inner_idxs()};
}
#else
Blocks blocksOf(const dnnl::memory::desc &description)
{
    const auto &blocking = description.data.format_desc.blocking;
    const auto count = blocking.inner_nblks;
    return {{blocking.strides, blocking.strides + description.data.ndims},
            {blocking.inner_blks, blocking.inner_blks + count},
            {blocking.inner_idxs, blocking.inner_idxs + count}};
}
#endif

/// What a place along one dimension adds to an element's offset; the two dimensions add up.
std::ptrdiff_t offsetAlong(const Blocks &blocks, std::int64_t dimension, std::ptrdiff_t place)
{
    std::ptrdiff_t offset = 0;
    std::ptrdiff_t step = 1;
    for (std::size_t block = blocks.sizes.size(); block-- > 0;) {
        if (blocks.dimensions[block] == dimension) {
            offset += place % blocks.sizes[block] * step;
            place /= blocks.sizes[block];
        }
        step *= blocks.sizes[block];
    }
    return offset + place * blocks.strides[static_cast<std::size_t>(dimension)];
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

void PackedMatrix::copyRow(std::ptrdiff_t out, std::span<float> row) const
{
    const Blocks blocks = blocksOf(m_description);
    const float *const from = m_values.data() + offsetAlong(blocks, 0, out);
    for (std::size_t in = 0; in < row.size(); ++in)
        row[in] = from[offsetAlong(blocks, 1, static_cast<std::ptrdiff_t>(in))];
}

std::size_t PackedMatrix::bytes() const
{
    return static_cast<std::size_t>(m_values.size() + m_bias.size()) * sizeof(float);
}

} // namespace headscope
