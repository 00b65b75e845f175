#pragma once

#include "core/formats/tensor_source.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace headscope {

/// Opens one `.safetensors` file, or the shards named by a `model.safetensors.index.json`.
/// Accepts exactly what the reference reader (safetensors 0.8) accepts. Throws LoadError.
[[nodiscard]] std::unique_ptr<TensorSource> openSafetensors(const std::filesystem::path &file);

/// A tensor to write.
struct NamedTensor {
    std::string name;
    const Tensor *tensor = nullptr;
};

/// Writes F32 tensors, whole or not at all. Throws std::runtime_error with a sentence for the user.
void writeSafetensors(const std::filesystem::path &file, std::span<const NamedTensor> tensors);

} // namespace headscope
