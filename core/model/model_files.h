#pragma once

#include <filesystem>
#include <string>

namespace headscope {

/// Which files make the model that a path stands for.
struct ModelFiles {
    std::filesystem::path gguf;    ///< set: everything is in here
    std::filesystem::path folder;  ///< of config.json and the tokenizer's files
    std::filesystem::path weights; ///< `.safetensors`, `pytorch_model.bin`, or the index of its shards
    [[nodiscard]] bool isGguf() const { return !gguf.empty(); }
};

/// Throws LoadError: nothing there, no configuration, no weights, only weights pickled otherwise, several
/// GGUF files.
[[nodiscard]] ModelFiles findModelFiles(const std::filesystem::path &path);

/// The folder's or the file's name; of a Hub cache snapshot, the model's.
[[nodiscard]] std::string modelName(const std::filesystem::path &path);

/// True for a file that begins as GGUF files do.
[[nodiscard]] bool isGgufFile(const std::filesystem::path &file);

/// True when the folder holds files that a tokenizer can be read from.
[[nodiscard]] bool hasTokenizerFiles(const std::filesystem::path &folder);

} // namespace headscope
