#pragma once

#include "core/formats/pickle_reader.h"
#include "core/formats/stored_tensors.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace headscope {

/// Where the bytes of a storage lie in the file.
struct StorageBytes {
    std::uint64_t offset = 0, bytes = 0;
};

/// The storage of a tensor; nothing when the file does not hold it.
using FindStorage = std::function<std::optional<StorageBytes>(const PickledTensor &)>;

/// How many bytes a value takes of the types that PyTorch's storages have.
[[nodiscard]] std::uint64_t pytorchValueBytes(std::string_view type);

/// Turns what a pickle says into places in the file. Throws LoadError for names too long or broken, and for
/// every storage, offset, shape or stride that does not fit the bytes that are there.
[[nodiscard]] std::vector<StoredTensor>
placeTensors(const FileReader &file, std::vector<PickledTensor> &&pickled, const FindStorage &storageOf);

} // namespace headscope
