#include "core/ops/compute_context.h"

#include <stdexcept>

namespace headscope {

namespace {

#if DNNL_VERSION_MAJOR >= 3
dnnl::memory::dims sizesOf(const dnnl::memory::desc &description)
{
    return description.get_dims();
}

dnnl::memory::dims stridesOf(const dnnl::memory::desc &description)
{
    return description.get_inner_nblks() == 0 ? description.get_strides() : dnnl::memory::dims{};
}
#else
dnnl::memory::dims sizesOf(const dnnl::memory::desc &description)
{
    return description.dims();
}

dnnl::memory::dims stridesOf(const dnnl::memory::desc &description)
{
    const auto &blocking = description.data.format_desc.blocking;
    if (blocking.inner_nblks != 0)
        return {};
    return {blocking.strides, blocking.strides + description.data.ndims};
}
#endif

/// One past the last float that a description reaches. `get_size()` also counts the gap behind the last row
/// of a strided view.
std::ptrdiff_t extent(const dnnl::memory::desc &description)
{
    const dnnl::memory::dims strides = stridesOf(description);
    if (strides.empty())
        return static_cast<std::ptrdiff_t>(description.get_size() / sizeof(float));
    const dnnl::memory::dims sizes = sizesOf(description);
    std::ptrdiff_t last = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
        last += (sizes[i] - 1) * strides[i];
    return last + 1;
}

} // namespace

ComputeContext::ComputeContext()
    : m_engine(dnnl::engine::kind::cpu, 0)
    , m_stream(m_engine)
{
}

ComputeContext::ComputeContext(const dnnl::engine &engine)
    : m_engine(engine)
    , m_stream(m_engine)
{
}

dnnl::memory ComputeContext::scratchpad(const dnnl::memory::desc &description)
{
    const auto needed = static_cast<std::ptrdiff_t>(description.get_size() / sizeof(float) + 1);
    if (m_scratch.size() < needed) {
        m_scratch = Tensor();
        m_scratch = Tensor({needed + needed / 2});
    }
    return {description, m_engine, m_scratch.data()};
}

std::size_t ComputeContext::scratchBytes() const
{
    return static_cast<std::size_t>(m_scratch.size()) * sizeof(float);
}

dnnl::primitive_attr defaultAttributes()
{
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return attributes;
}

dnnl::memory::desc plain(const dnnl::memory::dims &sizes)
{
    dnnl::memory::dims strides(sizes.size(), 1);
    for (std::size_t i = sizes.size(); i-- > 1;)
        strides[i - 1] = strides[i] * sizes[i];
    return {sizes, dnnl::memory::data_type::f32, strides};
}

dnnl::memory view(const ComputeContext &context, const dnnl::memory::desc &description, const Tensor &tensor,
                  std::ptrdiff_t firstElement)
{
    if (firstElement < 0 || firstElement + extent(description) > tensor.size())
        throw std::logic_error("a view reaches outside its tensor");
    return {description, context.engine(), const_cast<float *>(tensor.data()) + firstElement};
}

std::string kernelNameOf(const dnnl::primitive_desc_base &description)
{
    return description.impl_info_str();
}

std::string libraryName()
{
    const dnnl_version_t *version = dnnl_version();
    return "oneDNN " + std::to_string(version->major) + '.' + std::to_string(version->minor) + '.' +
           std::to_string(version->patch);
}

} // namespace headscope
