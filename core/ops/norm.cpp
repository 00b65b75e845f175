#include "core/ops/norm.h"

#include "core/ops/vector_clones.h"

#include <cmath>

namespace headscope {

namespace {

/// Below this many numbers a second thread costs more than it brings.
constexpr std::ptrdiff_t kWorthAThread = 8192;

dnnl::layer_normalization_forward::primitive_desc describe(const ComputeContext &context,
                                                           LayerNorm::Shape shape, float epsilon)
{
    constexpr auto kind = dnnl::prop_kind::forward_inference;
    const auto flags = dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
    const dnnl::memory::desc rows = plain({shape.rows, shape.width});
#if DNNL_VERSION_MAJOR >= 3
    return {context.engine(), kind, rows, rows, epsilon, flags, defaultAttributes()};
#else
    return {dnnl::layer_normalization_forward::desc(kind, rows, epsilon, flags), defaultAttributes(),
            context.engine()};
#endif
}

struct RmsRow {
    const float *input;
    float *output;
    std::ptrdiff_t width;
};

HEADSCOPE_VECTOR_CLONES void rmsNorm(const RmsRow &row, float epsilon, const float *scale)
{
    const float *input = row.input;
    float *output = row.output;
    float squares = 0;
#pragma omp simd reduction(+ : squares)
    for (std::ptrdiff_t i = 0; i < row.width; ++i)
        squares += input[i] * input[i];
    const float factor = 1.0F / std::sqrt(squares / static_cast<float>(row.width) + epsilon);
#pragma omp simd
    for (std::ptrdiff_t i = 0; i < row.width; ++i)
        output[i] = input[i] * factor * scale[i];
}

} // namespace

LayerNorm::LayerNorm(const ComputeContext &context, Shape shape, float epsilon)
    : m_description(describe(context, shape, epsilon))
    , m_primitive(m_description)
{
}

void LayerNorm::operator()(ComputeContext &context, const Tensor &input, const Tensor &scale,
                           const Tensor &shift, Tensor &output) const
{
    const dnnl::memory::desc row = plain({scale.size()});
    m_primitive.execute(context.stream(),
                        {{DNNL_ARG_SRC, view(context, m_description.src_desc(), input)},
                         {DNNL_ARG_SCALE, view(context, row, scale)},
                         {DNNL_ARG_SHIFT, view(context, row, shift)},
                         {DNNL_ARG_DST, view(context, m_description.dst_desc(), output)},
                         {DNNL_ARG_SCRATCHPAD, context.scratchpad(m_description.scratchpad_desc())}});
    context.stream().wait();
}

void rmsNorm(const Tensor &input, float epsilon, const Tensor &scale, Tensor &output)
{
    const std::ptrdiff_t rows = input.rows();
    const std::ptrdiff_t width = input.columns();
#pragma omp parallel for schedule(static) if (input.size() > kWorthAThread)
    for (std::ptrdiff_t row = 0; row < rows; ++row)
        rmsNorm({input.data() + row * width, output.data() + row * width, width}, epsilon, scale.data());
}

} // namespace headscope
