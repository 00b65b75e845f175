#pragma once

#include "core/formats/tensor_source.h"
#include "core/message/message.h"

#include <filesystem>
#include <memory>
#include <string>

namespace headscope {

/// Opens a `pytorch_model.bin` (a ZIP archive, as PyTorch writes since 1.6, or the pickles one behind the
/// other of the time before), or the shards named by a `pytorch_model.bin.index.json`. Its pickle is read by
/// a machine that executes nothing; every storage, offset, shape and stride is checked against the bytes that
/// are there. Throws LoadError.
[[nodiscard]] std::unique_ptr<TensorSource> openPytorch(const std::filesystem::path &file);

/// How to convert a pickled file that is not read: a command on one line.
[[nodiscard]] Message conversionAdvice(const std::string &fileName);

} // namespace headscope
