#include "app/command_line/run_tensors.h"

#include "core/formats/safetensors.h"

namespace headscope {

void writeRunTensors(const std::filesystem::path &file, const RunResult &result)
{
    std::vector<NamedTensor> tensors;
    const auto add = [&tensors](const std::string &name, const auto &layers) {
        for (std::size_t layer = 0; layer < layers.size(); ++layer)
            if (layers[layer]) // a layer may have no attention
                tensors.push_back({name + "." + std::to_string(layer), layers[layer].get()});
    };
    add("attention", result.patterns);
    add("layer_input", result.layerInputs);
    add("decoder_attention", result.decoderPatterns);
    add("cross_attention", result.crossPatterns);
    add("decoder_layer_input", result.decoderLayerInputs);
    if (result.encoderFinal)
        tensors.push_back({"encoder_final", result.encoderFinal.get()});
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
