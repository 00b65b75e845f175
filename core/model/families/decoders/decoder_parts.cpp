#include "core/model/families/decoders/decoder_parts.h"

#include "core/formats/load_error.h"

#include <bit>
#include <cmath>

namespace headscope {

namespace {

/// base^(first), base^(first + step), …
void appendPowers(float base, int first, int step, int count, std::vector<float> &slopes)
{
    for (int i = 0; i < count; ++i)
        slopes.push_back(static_cast<float>(std::pow(static_cast<double>(base), first + i * step)));
}

float seriesBase(int heads)
{
    return static_cast<float>(std::exp2(-std::exp2(-(std::log2(static_cast<double>(heads)) - 3))));
}

bool isBareModel(const ConfigReader &config)
{
    return hasArchitecture(config, "Model") && !hasArchitecture(config, "LMHeadModel");
}

/// Old configurations say -1 where there is none.
int paddingToken(const ConfigReader &config, const ModelConfig &model)
{
    const double id = config.real({"pad_token_id"}, -1.0);
    return id >= 0 && id < model.vocabulary ? static_cast<int>(id) : -1;
}

} // namespace

void setLayers(ModelConfig &model, const std::function<void(AttentionSettings &, int)> &change)
{
    const AttentionSettings usual = model.usualAttention();
    model.layerAttention.assign(static_cast<std::size_t>(model.layers), usual);
    for (int layer = 0; layer < model.layers; ++layer)
        change(model.layerAttention[static_cast<std::size_t>(layer)], layer);
}

std::vector<bool> slidingLayers(const ConfigReader &config, int layers,
                                const std::function<bool(int)> &slides)
{
    const std::vector<std::string> types = config.texts("layer_types");
    if (!types.empty() && std::ssize(types) != layers)
        config.refuse("layer_types",
                      sentence("core", "there should be one for each of %1 layers").with(layers));
    std::vector<bool> sliding;
    for (int layer = 0; layer < layers; ++layer) {
        if (types.empty()) {
            sliding.push_back(slides(layer));
            continue;
        }
        const std::string &type = types[static_cast<std::size_t>(layer)];
        if (type != "sliding_attention" && type != "full_attention")
            config.refuse("layer_types",
                          sentence("core", "layers of the kind '%1' cannot be computed").with(type));
        sliding.push_back(type == "sliding_attention");
    }
    return sliding;
}

KeyReach windowOf(int window)
{
    return {window - 1, 0};
}

void slideAllLayers(int window, ModelConfig &model)
{
    setLayers(model, [window](AttentionSettings &settings, int) { settings.reach = windowOf(window); });
}

std::vector<float> linearBiasSlopes(int heads)
{
    const auto whole = static_cast<int>(std::bit_floor(static_cast<unsigned>(heads)));
    std::vector<float> slopes;
    appendPowers(seriesBase(whole), 1, 1, whole, slopes);
    appendPowers(seriesBase(2 * whole), 1, 2, heads - whole, slopes);
    return slopes;
}

void describeDecoderOutput(const ConfigReader &config, const TensorSource &tensors, bool tied,
                           Description &description)
{
    constexpr HeadTensors kHeads{.masked = {}, .labels = "score.weight", .tokenLabels = "score.weight"};
    constexpr HeadTensors kOldHeads{
        .masked = {}, .labels = "score.weight", .tokenLabels = "classifier.weight"};
    ModelConfig &model = description.config;
    if (hasArchitecture(config, "Classification") || hasArchitecture(config, "QuestionAnswering")) {
        const bool isOld = tensors.find("classifier.weight") != nullptr;
        describeOutputHead(config, tensors, isOld ? kOldHeads : kHeads, description);
        model.summary = Summary::Last;
        model.summaryPadding = paddingToken(config, model);
        return;
    }
    model.output = OutputKind::NextToken;
    model.tiedOutput = config.flag({"tie_word_embeddings"}, tied);
    if (isBareModel(config) && !model.tiedOutput && tensors.find("lm_head.weight") == nullptr &&
        tensors.find("embed_out.weight") == nullptr)
        model.output = OutputKind::Embedding;
}

void divideWidth(const ConfigReader &config, std::string_view key, ModelConfig &model)
{
    if (model.width % model.heads != 0)
        config.refuse(key, sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
}

} // namespace headscope
