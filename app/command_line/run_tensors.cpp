#include "app/command_line/run_tensors.h"

#include "core/formats/safetensors.h"

namespace headscope {

void writeRunTensors(const std::filesystem::path &file, const RunResult &result)
{
    std::vector<NamedTensor> tensors;
    for (std::size_t layer = 0; layer < result.patterns.size(); ++layer) {
        tensors.push_back({"attention." + std::to_string(layer), result.patterns[layer].get()});
        tensors.push_back({"layer_input." + std::to_string(layer), result.layerInputs[layer].get()});
    }
    tensors.push_back({"final", result.final.get()});
    Tensor labels; // a sequence classifier's logits have one dimension
    if (result.logits && result.logitPositions.empty()) {
        labels = result.logits->clone();
        labels.reshape({labels.size()});
        tensors.push_back({"logits", &labels});
    } else if (result.logits) {
        tensors.push_back({"logits", result.logits.get()});
    }
    writeSafetensors(file, tensors);
}

} // namespace headscope
