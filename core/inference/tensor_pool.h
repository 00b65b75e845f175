#pragma once

#include "core/tensor/tensor.h"

#include <memory>

namespace headscope {

/// Lends tensors and takes them back when their last holder lets go, so that a run writes into memory that
/// the system has already handed out (fresh pages cost a seventh of a 512-token run).
///
/// What it lent may be let go from any thread, and may outlive it.
class TensorPool {
public:
    TensorPool();

    /// A tensor with undefined values.
    [[nodiscard]] std::shared_ptr<Tensor> take(const Shape &shape);

    /// Frees everything that is not lent.
    void clear();
    /// The same, and what the allocator has kept of it goes back to the system: takes milliseconds, for when
    /// much memory is needed next.
    void giveBack();

    /// Bytes that are kept but not lent.
    [[nodiscard]] std::size_t idleBytes() const;

private:
    struct Shelf;
    std::shared_ptr<Shelf> m_shelf;
};

} // namespace headscope
