#pragma once

#include "core/tensor/tensor.h"

#include <oneapi/dnnl/dnnl.hpp>

#include <cstddef>
#include <string>

namespace headscope {

/// What oneDNN needs to compute: its engine and stream, and one scratch buffer that all primitives share.
///
/// One for each compute thread; passed to each call of an op, never stored in one.
class ComputeContext {
public:
    ComputeContext();
    /// For a thread that runs the primitives which another context has made.
    explicit ComputeContext(const dnnl::engine &engine);
    ComputeContext(const ComputeContext &) = delete;
    ComputeContext &operator=(const ComputeContext &) = delete;

    [[nodiscard]] const dnnl::engine &engine() const { return m_engine; }
    [[nodiscard]] dnnl::stream &stream() { return m_stream; }

    /// A buffer large enough for a primitive's scratchpad; its content is lost at the next call.
    [[nodiscard]] dnnl::memory scratchpad(const dnnl::memory::desc &description);
    [[nodiscard]] std::size_t scratchBytes() const;

private:
    dnnl::engine m_engine;
    dnnl::stream m_stream;
    Tensor m_scratch;
};

/// Attributes of every primitive: the scratchpad is ours.
[[nodiscard]] dnnl::primitive_attr defaultAttributes();

/// A row-major description.
[[nodiscard]] dnnl::memory::desc plain(const dnnl::memory::dims &sizes);

/// oneDNN's view of `tensor`, starting at its element `firstElement`; checks that the description stays
/// inside the tensor. The only place where constness is cast away: oneDNN's memory has no const form.
[[nodiscard]] dnnl::memory view(const ComputeContext &context, const dnnl::memory::desc &description,
                                const Tensor &tensor, std::ptrdiff_t firstElement = 0);

/// The name of the kernel that oneDNN chose.
[[nodiscard]] std::string kernelNameOf(const dnnl::primitive_desc_base &description);

/// `oneDNN 2.6.3`
[[nodiscard]] std::string libraryName();

} // namespace headscope
