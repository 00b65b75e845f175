#include "core/model/model_config.h"

#include "core/formats/load_error.h"

#include <array>
#include <cmath>
#include <string_view>

namespace headscope {

namespace {

struct BoundedField {
    Sentence name;
    int ModelConfig::*value;
    int largest;
};

constexpr int kWidest = 1 << 24;

// Far above any model there is; low enough that a product of two of them cannot wrap.
constexpr std::array kBoundedFields{
    BoundedField{sentence("core", "the number of layers"), &ModelConfig::layers, 1 << 16},
    BoundedField{sentence("core", "the number of attention heads"), &ModelConfig::heads, 1 << 16},
    BoundedField{sentence("core", "the number of key/value heads"), &ModelConfig::keyValueHeads, 1 << 16},
    BoundedField{sentence("core", "the width"), &ModelConfig::width, kWidest},
    BoundedField{sentence("core", "the width of a head"), &ModelConfig::headWidth, 1 << 13},
    BoundedField{sentence("core", "the width of the MLP"), &ModelConfig::mlpWidth, 1 << 26},
    BoundedField{sentence("core", "the size of the vocabulary"), &ModelConfig::vocabulary, 1 << 26},
    BoundedField{sentence("core", "the number of positions"), &ModelConfig::positions, 1 << 28},
};

constexpr int kMostTokenTypes = 1 << 20;
constexpr int kWidestSpan = 1 << 20;
constexpr int kMostBuckets = 1 << 16;

[[noreturn]] void refuse(const std::string &file, const Message &found)
{
    throw LoadError(sentence("core", "%1: %2.").with(file, found));
}

void checkSizes(const std::string &file, const ModelConfig &config)
{
    for (const auto &[what, field, largest] : kBoundedFields)
        if (config.*field < 1 || config.*field > largest)
            refuse(
                file,
                sentence("core", "%1 should be from 1 to %2, found %3").with(what, largest, config.*field));
    if (config.embeddingWidth < 0 || config.embeddingWidth > kWidest)
        refuse(file, sentence("core", "the width of the embedding is %1").with(config.embeddingWidth));
    for (const int types : {config.tokenTypes, config.taskTypes})
        if (types < 0 || types > kMostTokenTypes)
            refuse(file, sentence("core", "the number of token types is %1").with(types));
}

/// No buckets, or so many that the distances behind those with a bucket of their own can share the others.
bool canShare(int buckets, int reach, int own)
{
    return buckets == 0 || (buckets >= 4 && reach > own);
}

void checkDistances(const std::string &file, const ModelConfig &config)
{
    const auto refuseBuckets = [&file](int buckets, int reach) {
        refuse(
            file,
            sentence("core", "relative positions need at least 4 buckets and a longer reach, found %1 and %2")
                .with(buckets, reach));
    };
    const DisentangledPositions &positions = config.disentangled;
    if (positions.span < 0 || positions.span > kWidestSpan ||
        !canShare(positions.buckets, positions.farthest, positions.buckets / 2 + 1))
        refuseBuckets(positions.buckets, positions.farthest);
    if (config.relativeBuckets > kMostBuckets ||
        !canShare(config.relativeBuckets, config.relativeReach, config.relativeBuckets / 2))
        refuseBuckets(config.relativeBuckets, config.relativeReach);
}

void checkAttention(const std::string &file, const ModelConfig &config, const AttentionSettings &settings)
{
    if (settings.heads < 1 || settings.heads > config.heads || settings.headWidth < 1 ||
        settings.headWidth > config.headWidth)
        refuse(file, sentence("core", "a layer should have 1 to %1 attention heads, found %2")
                         .with(config.heads, settings.heads));
    if (settings.keyValueHeads < 1 || settings.heads % settings.keyValueHeads != 0)
        refuse(file, sentence("core", "the number of attention heads should be a multiple of the number of "
                                      "key/value heads, found %1 and %2")
                         .with(settings.heads, settings.keyValueHeads));
    if (settings.reach.back < 0 || settings.reach.forward < 0)
        refuse(file, sentence("core", "the attention window should be at least 1"));
    if (!settings.rotary)
        return;
    const auto table = static_cast<std::size_t>(*settings.rotary);
    if (*settings.rotary < 0 || table >= config.rotary.size())
        refuse(file, sentence("core", "the rotary positions of a layer are not described"));
    const auto turned = 2 * config.rotary[table].frequencies.size();
    if (turned < 2 || turned > static_cast<std::size_t>(settings.headWidth))
        refuse(file, sentence("core", "rotary positions need 2 to %1 numbers of a head, found %2")
                         .with(settings.headWidth, turned));
}

} // namespace

int ModelConfig::outputs() const
{
    switch (output) {
    case OutputKind::NextToken:
    case OutputKind::MaskedToken:
        return vocabulary;
    case OutputKind::Labels:
    case OutputKind::TokenLabels:
        return static_cast<int>(labels.size());
    case OutputKind::AnswerSpan:
        return 2; // where an answer starts, where it ends
    case OutputKind::Seq2Seq:
        return decoder ? decoder->vocabulary : 0;
    case OutputKind::Embedding:
        break;
    }
    return 0;
}

AttentionSettings ModelConfig::usualAttention() const
{
    AttentionSettings usual;
    usual.heads = heads;
    usual.keyValueHeads = keyValueHeads;
    usual.headWidth = headWidth;
    usual.scoreScale = scoreScale;
    usual.reach = attentionScope == AttentionScope::Causal ? kUpToQuery : kAllKeys;
    if (positionScheme == PositionScheme::Rotary)
        usual.rotary = 0;
    return usual;
}

AttentionSettings ModelConfig::attention(int layer) const
{
    return layerAttention.empty() ? usualAttention() : layerAttention[static_cast<std::size_t>(layer)];
}

int ModelConfig::headsIn(int layer) const
{
    if (layerAttention.empty())
        return heads;
    const AttentionSettings &settings = layerAttention[static_cast<std::size_t>(layer)];
    return settings.hasAttention ? settings.heads : 0;
}

ModelConfig ModelConfig::decoderStack() const
{
    ModelConfig stack = *this;
    stack.decoder.reset();
    stack.layers = decoder->layers;
    stack.heads = stack.keyValueHeads = decoder->heads;
    stack.headWidth = decoder->headWidth;
    stack.mlpWidth = decoder->mlpWidth;
    stack.vocabulary = decoder->vocabulary;
    stack.positionsJoinProjection = decoder->positionsBehindNorm;
    stack.attentionScope = AttentionScope::Causal;
    stack.output = writes() ? OutputKind::NextToken : output;
    stack.crossAttention = true;
    return stack;
}

HeadBounds ModelConfig::bounds() const
{
    HeadBounds bounds{layers, heads};
    if (decoder) {
        bounds.decoderLayers = decoder->layers;
        bounds.decoderHeads = decoder->heads;
    }
    for (int layer = 0; !layerAttention.empty() && layer < layers; ++layer)
        bounds.ofLayers.push_back(headsIn(layer));
    return bounds;
}

void ModelConfig::validate(const std::string &file) const
{
    if (decoder)
        decoderStack().validate(file);
    checkSizes(file, *this);
    if (distinctLayers < 0 || distinctLayers > layers)
        refuse(file, sentence("core", "the number of groups of layers should be from 1 to %1, found %2")
                         .with(layers, distinctLayers));
    checkDistances(file, *this);
    if (!std::isfinite(qkvLimit) || qkvLimit < 0)
        refuse(file, sentence("core", "the limit of queries, keys and values is %1").with(qkvLimit));
    if (layers > 0 && !layerAttention.empty() && std::ssize(layerAttention) != layers)
        refuse(file, sentence("core", "there should be settings of attention for %1 layers, found %2")
                         .with(layers, layerAttention.size()));
    checkAttention(file, *this, usualAttention());
    for (const AttentionSettings &settings : layerAttention)
        if (settings.hasAttention)
            checkAttention(file, *this, settings);
    if (!std::isfinite(normEpsilon) || normEpsilon < 0 || normEpsilon > 1)
        refuse(file,
               sentence("core", "the norms' epsilon should be from 0 to 1, found %1").with(normEpsilon));
    if (!std::isfinite(embeddingScale))
        refuse(file, sentence("core", "the scale of the embedding is not finite"));
    const bool classifies = output == OutputKind::Labels || output == OutputKind::TokenLabels;
    if (classifies && labels.empty())
        refuse(file, sentence("core", "a classifier should have at least one label, found none"));
}

} // namespace headscope
