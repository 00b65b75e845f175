#pragma once

#include "core/formats/tensor_source.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace headscope {

/// A GGUF metadata value. Whole numbers of every width become int64 (uint64 above its range is refused),
/// arrays of numbers become vectors of int64 or double.
using GgufValue = std::variant<std::int64_t, double, bool, std::string, std::vector<std::int64_t>,
                               std::vector<double>, std::vector<std::string>>;

/// A GGUF file, versions 2 and 3: its metadata and its tensors (dequantised when read).
/// Format: github.com/ggml-org/ggml, docs/gguf.md.
class GgufFile : public TensorSource {
public:
    /// Checks every count, length, offset and type against the file's size. One part of a split model
    /// (`…-00002-of-00005.gguf`) opens them all. Throws LoadError.
    [[nodiscard]] static std::unique_ptr<GgufFile> open(const std::filesystem::path &file);

    [[nodiscard]] virtual const std::map<std::string, GgufValue> &metadata() const = 0;

    /// The value of `key` as T, or nullptr when it is absent. Throws LoadError when it has another type.
    template <typename T>
    [[nodiscard]] const T *value(const std::string &key) const
    {
        const auto found = metadata().find(key);
        if (found == metadata().end())
            return nullptr;
        const T *typed = std::get_if<T>(&found->second);
        if (typed == nullptr)
            refuseType(key);
        return typed;
    }

private:
    [[noreturn]] void refuseType(const std::string &key) const;
};

} // namespace headscope
