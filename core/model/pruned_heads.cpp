#include "core/model/pruned_heads.h"

#include <algorithm>
#include <string>

namespace headscope {

namespace {

constexpr const char *kKey = "pruned_heads";

/// How many of a layer's heads are listed in `lists`, an object of `config`.
int countPruned(const ConfigReader &config, const ConfigReader &lists, const std::string &layer, int heads)
{
    std::vector<int> pruned = lists.indices(layer);
    std::ranges::sort(pruned);
    const auto doubles = std::ranges::unique(pruned);
    pruned.erase(doubles.begin(), doubles.end());
    if (!pruned.empty() && pruned.back() >= heads)
        config.refuse(kKey, sentence("core", "layer %1 has no head %2").with(layer, pruned.back()));
    if (std::ssize(pruned) == heads)
        config.refuse(kKey, sentence("core", "layer %1 has no head left").with(layer));
    return static_cast<int>(pruned.size());
}

bool hasHeadsOfMatricesAlone(const ModelConfig &model)
{
    return !model.decoder && model.keyValueHeads == model.heads && model.distinctLayers == 0 &&
           model.relativeBuckets == 0 && model.disentangled.span == 0 &&
           model.positionScheme != PositionScheme::LinearBias;
}

} // namespace

void pruneHeads(const ConfigReader &config, ModelConfig &model)
{
    if (!config.isSet(kKey))
        return;
    if (!hasHeadsOfMatricesAlone(model))
        config.refuse(kKey, sentence("core", "models of this family with pruned heads cannot be opened"));
    const auto pruned = config.object(kKey);
    if (!pruned)
        config.refuse(kKey, sentence("core", "there should be a list of heads for each layer's number"));
    if (model.layerAttention.empty())
        model.layerAttention.assign(static_cast<std::size_t>(model.layers), model.usualAttention());
    const int all = model.heads;
    model.heads = 0;
    for (std::size_t layer = 0; layer < model.layerAttention.size(); ++layer) {
        AttentionSettings &settings = model.layerAttention[layer];
        settings.heads -= countPruned(config, *pruned, std::to_string(layer), all);
        settings.keyValueHeads = settings.heads;
        model.heads = std::max(model.heads, settings.heads);
    }
    model.keyValueHeads = model.heads;
}

} // namespace headscope
