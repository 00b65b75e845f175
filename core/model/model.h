#pragma once

#include "core/message/message.h"
#include "core/model/model_config.h"
#include "core/model/weights.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// An opened model: what it is, what it knows, how it reads text.
struct Model {
    ModelConfig config;
    Weights weights;
    std::shared_ptr<const Tokenizer>
        tokenizer; ///< null when the model came without one (then only ids can be given)
    /// Of what the model writes, and of what a decoder reads: the same one but for Marian, whose languages
    /// have each their own.
    std::shared_ptr<const Tokenizer> outputTokenizer;
    std::filesystem::path path;
    std::vector<Message> warnings; ///< one sentence each: tensors with values that are not finite, …
};

struct OpenOptions {
    std::size_t memoryLimit = 0;          ///< bytes; 0 = what the machine has free
    std::function<void(double)> progress; ///< called with 0…1 on the opening thread
    std::stop_token stop;                 ///< polled between tensors
};

/// Opens a folder, a `.gguf`, a `.safetensors` or any other file of a model folder.
/// Throws LoadError; returns an empty pointer when stopped.
[[nodiscard]] std::unique_ptr<Model> openModel(const std::filesystem::path &path,
                                               const OpenOptions &options = {});

/// Reads only what the model is (no weights): for lists, `inspect`, and "can this be opened?". Throws
/// LoadError.
[[nodiscard]] ModelConfig readConfig(const std::filesystem::path &path);

/// Reads only the tokenizer: of a model folder, of a folder with nothing else, of a (vocabulary-only) GGUF.
[[nodiscard]] std::shared_ptr<const Tokenizer> openTokenizer(const std::filesystem::path &path);

} // namespace headscope
