#include "core/formats/safetensors.h"

#include "core/formats/safetensors_header.h"
#include "core/formats/tensor_files.h"

namespace headscope {

std::unique_ptr<TensorSource> openSafetensors(const std::filesystem::path &file)
{
    return openTensorFiles(file, readSafetensorsHeader);
}

} // namespace headscope
