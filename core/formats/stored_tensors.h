#pragma once

#include "core/formats/file_reader.h"
#include "core/formats/tensor_source.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace headscope {

/// A tensor and where its bytes lie.
struct StoredTensor {
    TensorEntry entry;
    std::uint64_t offset = 0; ///< from the start of the file
    std::uint64_t bytes = 0;
    const FileReader *file = nullptr;
    Shape strides; ///< in values; empty when the values lie in the shape's own order
};

/// How many values a shape has; empty when a `Tensor` could not hold that many.
[[nodiscard]] std::optional<std::uint64_t> valueCount(const Shape &shape);

/// The tensors of one or more open files, found by name. The files outlive it.
class StoredTensors {
public:
    StoredTensors() = default;

    /// Throws LoadError when a name appears twice.
    explicit StoredTensors(std::vector<StoredTensor> tensors);

    /// Ordered by name.
    [[nodiscard]] std::span<const TensorEntry> entries() const { return m_entries; }

    /// The file that holds the tensor of that name, or nullptr.
    [[nodiscard]] const FileReader *fileOf(std::string_view name) const;

    /// As TensorSource::read.
    void read(std::string_view name, std::span<float> destination) const;

private:
    struct Place {
        std::uint64_t offset;
        std::uint64_t bytes;
        const FileReader *file;
        Shape strides;
    };

    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view name) const;
    [[noreturn]] void refuseMissing(std::string_view name) const;

    std::vector<TensorEntry> m_entries;
    std::vector<Place> m_places; // one for each entry
};

} // namespace headscope
