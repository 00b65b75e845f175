#pragma once

#include "core/tensor/tensor.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// A tensor as PyTorch pickles it: a view of a storage, which is a member of its own in the archive.
struct PickledTensor {
    std::string_view name;     ///< lies in the pickle, as `storage` does
    std::string_view type;     ///< of the values: F32, BF16, I64, … as safetensors says it
    std::string_view storage;  ///< the storage's key
    std::int64_t elements = 0; ///< of the storage: values, or bytes
    bool isInBytes = false;    ///< whether `elements` are bytes
    std::int64_t offset = 0;   ///< in values
    Shape shape;
    Shape strides; ///< in values, one for each dimension
};

/// A state dict, and how long its pickle is.
struct PickledDictionary {
    std::vector<PickledTensor> tensors;
    std::size_t bytes = 0;
};

/// Reads the tensors of a pickled state dict without executing anything. Whatever follows the pickle is left
/// alone.
///
/// A pickle is a program for a small machine. This one has the instructions that PyTorch writes for a
/// dictionary of tensors, in protocol 2, and knows the names that such a dictionary needs; it makes no
/// objects and calls no functions. Any other instruction or name is refused. Memory and time are proportional
/// to the pickle, whose shared parts are never unfolded. `name` is what the sentence of the LoadError calls
/// it.
[[nodiscard]] PickledDictionary readPickledTensors(std::span<const std::byte> pickle,
                                                   const std::string &name);

/// How long a pickle of any plain values is; read by the same machine.
[[nodiscard]] std::size_t pickleBytes(std::span<const std::byte> pickle, const std::string &name);

/// A pickled list of texts; they lie in the pickle.
[[nodiscard]] std::vector<std::string_view> readPickledTexts(std::span<const std::byte> pickle,
                                                             const std::string &name);

} // namespace headscope
