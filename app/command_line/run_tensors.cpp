#include "app/command_line/run_tensors.h"

#include "core/formats/safetensors.h"

namespace headscope {

namespace {

MadeTensor kept(const std::string &name, const Tensor &tensor)
{
    return {name, tensor.shape(), [&tensor](const auto &append) { append(tensor.values()); }};
}

/// A layer's patterns, computed again head by head where they were not kept.
MadeTensor attention(InferenceSession &session, const RunResult &result, int layer)
{
    const std::string name = "attention." + std::to_string(layer);
    const auto &patterns = result.patterns[static_cast<std::size_t>(layer)];
    if (patterns)
        return kept(name, *patterns);
    const std::ptrdiff_t tokens = result.tokenCount();
    const int heads = session.config().headsIn(layer);
    return {name, {heads, tokens, tokens}, [&session, &result, layer, heads](const auto &append) {
                for (int head = 0; head < heads; ++head) {
                    const HeadPattern pattern = session.pattern(result, {Stack::Encoder, layer, head});
                    for (int query = 0; query < pattern.queries(); ++query)
                        append(pattern.row(query));
                }
            }};
}

} // namespace

void writeRunTensors(const std::filesystem::path &file, InferenceSession &session, const RunResult &result)
{
    std::vector<MadeTensor> tensors;
    const auto add = [&tensors](const std::string &name, const auto &layers) {
        for (std::size_t layer = 0; layer < layers.size(); ++layer)
            if (layers[layer]) // a layer may have no attention
                tensors.push_back(kept(name + "." + std::to_string(layer), *layers[layer]));
    };
    for (int layer = 0; layer < static_cast<int>(result.patterns.size()); ++layer)
        if (session.config().headsIn(layer) > 0)
            tensors.push_back(attention(session, result, layer));
    add("layer_input", result.layerInputs);
    add("decoder_attention", result.decoderPatterns);
    add("cross_attention", result.crossPatterns);
    add("decoder_layer_input", result.decoderLayerInputs);
    if (result.encoderFinal)
        tensors.push_back(kept("encoder_final", *result.encoderFinal));
    tensors.push_back(kept("final", *result.final));
    Tensor labels; // a sequence classifier's logits have one dimension
    if (result.logits && result.logitPositions.empty()) {
        labels = result.logits->clone();
        labels.reshape({labels.size()});
        tensors.push_back(kept("logits", labels));
    } else if (result.logits) {
        tensors.push_back(kept("logits", *result.logits));
    }
    writeSafetensors(file, std::span<const MadeTensor>(tensors));
}

} // namespace headscope
