#pragma once

#include "core/tensor/tensor.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// What a file says of one tensor.
struct TensorEntry {
    std::string name;
    Shape shape;      ///< outermost dimension first, as PyTorch says it (GGUF's order is reversed)
    std::string type; ///< the file's name of the element type: F32, F16, BF16, Q4_1, …
};

/// The named tensors of a model, whatever the file format. Sizes were checked when it was opened.
class TensorSource {
public:
    virtual ~TensorSource() = default;

    /// The file that was opened: one of the tensors' files, or the index of them.
    [[nodiscard]] virtual const std::filesystem::path &path() const = 0;

    /// Ordered by name.
    [[nodiscard]] virtual std::span<const TensorEntry> entries() const = 0;

    /// Reads a tensor as float32 into `destination` (its element count, in the file's order).
    /// Throws LoadError for an unknown name, a destination of another size, or a read that fails.
    virtual void read(std::string_view name, std::span<float> destination) const = 0;

    /// The entry of that name, or nullptr.
    [[nodiscard]] const TensorEntry *find(std::string_view name) const;

    /// A new tensor with the file's shape. Throws LoadError for an unknown name.
    [[nodiscard]] Tensor load(std::string_view name) const;
};

} // namespace headscope
