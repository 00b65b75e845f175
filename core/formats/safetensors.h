#pragma once

#include "core/formats/tensor_source.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
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

/// A tensor whose numbers are made while it is written.
struct MadeTensor {
    std::string name;
    Shape shape;
    /// Hands all its numbers over, in order.
    std::function<void(const std::function<void(std::span<const float>)> &append)> make;
};

/// Writes F32 tensors, whole or not at all. Throws std::runtime_error with a sentence for the user.
void writeSafetensors(const std::filesystem::path &file, std::span<const NamedTensor> tensors);
void writeSafetensors(const std::filesystem::path &file, std::span<const MadeTensor> tensors);

} // namespace headscope
