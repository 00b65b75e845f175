#include "core/model/random_model.h"

#include "core/model/weight_places.h"

#include <cmath>

namespace headscope {

namespace {

/// Draws uniformly with the wanted standard deviation: far faster than a normal distribution, and a hundred
/// million numbers are drawn.
class Draw {
public:
    explicit Draw(const RandomWeights &options)
        : m_state(options.seed)
        , m_range(options.spread * std::sqrt(12.0F))
    {
    }

    Tensor tensor(Shape shape, float centre = 0)
    {
        Tensor values(std::move(shape));
        for (float &value : values.values())
            value = centre + m_range * (unit() - 0.5F);
        return values;
    }

private:
    /// splitmix64; 0 ≤ result < 1.
    float unit()
    {
        std::uint64_t bits = m_state += 0x9E3779B97F4A7C15U;
        bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<float>(bits >> 40U) * 0x1p-24F;
    }

    std::uint64_t m_state;
    float m_range;
};

/// Draws the parts of a model.
class Builder {
public:
    Builder(const ModelConfig &config, const RandomWeights &options)
        : m_config(config)
        , m_draw(options)
    {
    }

    NormWeights norm() { return norm(m_config.width); }

    NormWeights norm(std::ptrdiff_t width)
    {
        NormWeights weights{m_draw.tensor({width}, 1), {}};
        if (hasShifts())
            weights.shift = m_draw.tensor({width});
        return weights;
    }

    DenseWeights dense(std::ptrdiff_t in, std::ptrdiff_t out, bool bias)
    {
        DenseWeights weights{m_draw.tensor({out, in}), MatrixLayout::OutIn, {}};
        if (bias)
            weights.bias = m_draw.tensor({out});
        return weights;
    }

    void crossAttention(LayerWeights &layer)
    {
        const std::ptrdiff_t width = m_config.width;
        const std::ptrdiff_t heads = m_config.attentionWidth();
        layer.crossNorm = norm();
        layer.crossQkv = dense(width, 3 * heads, m_config.attentionBias);
        layer.crossOutput = dense(heads, width, m_config.attentionOutputBias);
    }

    LayerWeights layer(int number)
    {
        const std::ptrdiff_t width = m_config.width;
        const std::ptrdiff_t mlp = m_config.mlpWidth;
        LayerWeights layer;
        if (m_config.attention(number).hasAttention)
            attention(number, layer);
        if (m_config.crossAttention)
            crossAttention(layer);
        if (m_config.normPlace != NormPlace::OnUpdate && m_config.mlpPlace != MlpPlace::SharesNorm)
            layer.mlpNorm = norm();
        layer.mlpIn = dense(width, m_config.gatedMlp ? 2 * mlp : mlp, m_config.mlpBias);
        layer.mlpOut = dense(mlp, width, m_config.mlpBias);
        if (m_config.normsUpdate())
            layer.mlpUpdateNorm = norm();
        return layer;
    }

    void attention(int number, LayerWeights &layer)
    {
        const AttentionSettings settings = m_config.attention(number);
        const std::ptrdiff_t width = m_config.width;
        if (m_config.normPlace != NormPlace::OnUpdate)
            layer.attentionNorm = norm();
        layer.qkv = dense(width, settings.width() + 2 * settings.keyValueWidth(), m_config.attentionBias);
        if (m_config.queryKeyNorm != QueryKeyNorm::None) {
            layer.queryNorm = norm(sizeOf(Extent::QueryNorm, m_config, number));
            layer.keyNorm = norm(sizeOf(Extent::KeyNorm, m_config, number));
        }
        layer.attentionOutput = dense(settings.width(), width, m_config.attentionOutputBias);
        if (m_config.normsUpdate())
            layer.attentionUpdateNorm = norm();
    }

    void embeddings(Weights &weights)
    {
        const std::ptrdiff_t width = m_config.width;
        weights.tokenEmbedding = m_draw.tensor({m_config.vocabulary, width});
        if (m_config.positionScheme == PositionScheme::Learned)
            weights.positionEmbedding = m_draw.tensor({m_config.positions, width});
        if (m_config.tokenTypes > 0)
            weights.typeEmbedding = m_draw.tensor({m_config.tokenTypes, width});
        if (m_config.relativeBuckets > 0)
            weights.relativeBias = m_draw.tensor({m_config.relativeBuckets, m_config.heads});
        if (m_config.normPlace == NormPlace::AfterBlock)
            weights.embeddingNorm = norm();
        else
            weights.finalNorm = norm();
    }

    void output(Weights &weights)
    {
        const std::ptrdiff_t width = m_config.width;
        if (m_config.output == OutputKind::Embedding || m_config.decoder)
            return;
        if (m_config.output == OutputKind::Labels)
            weights.pooler = dense(width, width, true);
        if (m_config.output == OutputKind::MaskedToken) {
            weights.outputTransform = dense(width, width, true);
            weights.outputNorm = norm();
        }
        if (!m_config.tiedOutput)
            weights.output = dense(width, m_config.outputs(), m_config.output != OutputKind::NextToken);
        else if (m_config.output == OutputKind::MaskedToken)
            weights.output.bias = m_draw.tensor({m_config.outputs()});
    }

private:
    bool hasShifts() const { return m_config.normKind == NormKind::LayerNorm; }

    const ModelConfig &m_config;
    Draw m_draw;
};

} // namespace

Weights randomWeights(const ModelConfig &config, const RandomWeights &options)
{
    Builder build(config, options);
    Weights weights;
    build.embeddings(weights);
    for (int layer = 0; layer < config.layers; ++layer)
        weights.layers.push_back(build.layer(layer));
    build.output(weights);
    if (!config.decoder)
        return weights;
    weights.decoder =
        std::make_unique<Weights>(randomWeights(config.decoderStack(), {~options.seed, options.spread}));
    if (!config.decoder->ownEmbedding)
        weights.decoder->tokenEmbedding = {};
    return weights;
}

ModelConfig gpt2SmallConfig()
{
    ModelConfig config;
    config.name = "gpt2-small (random weights)";
    config.family = "GPT-2";
    config.layers = 12;
    config.heads = config.keyValueHeads = 12;
    config.width = 768;
    config.headWidth = 64;
    config.mlpWidth = 3072;
    config.vocabulary = 50257;
    config.positions = 1024;
    config.activation = Activation::GeluTanh;
    config.tiedOutput = true;
    return config;
}

ModelConfig smolLm2Config()
{
    ModelConfig config;
    config.name = "SmolLM2-135M (random weights)";
    config.family = "Llama";
    config.layers = 30;
    config.heads = 9;
    config.keyValueHeads = 3;
    config.width = 576;
    config.headWidth = 64;
    config.mlpWidth = 1536;
    config.vocabulary = 49152;
    config.positions = 8192;
    config.normKind = NormKind::RmsNorm;
    config.activation = Activation::Silu;
    config.attentionBias = config.attentionOutputBias = config.mlpBias = false;
    config.gatedMlp = true;
    config.positionScheme = PositionScheme::Rotary;
    config.rotary = {rotaryTable(100000.0F, config.headWidth)};
    config.tiedOutput = true;
    return config;
}

ModelConfig miniLmConfig()
{
    ModelConfig config;
    config.name = "MiniLM-L6 (random weights)";
    config.family = "BERT";
    config.layers = 6;
    config.heads = config.keyValueHeads = 12;
    config.width = 384;
    config.headWidth = 32;
    config.mlpWidth = 1536;
    config.vocabulary = 30522;
    config.positions = 512;
    config.tokenTypes = 2;
    config.normPlace = NormPlace::AfterBlock;
    config.normEpsilon = 1e-12F;
    config.attentionScope = AttentionScope::Bidirectional;
    config.output = OutputKind::Embedding;
    return config;
}

ModelConfig bertBaseConfig()
{
    ModelConfig config = miniLmConfig();
    config.name = "BERT-base (random weights)";
    config.layers = config.heads = config.keyValueHeads = 12;
    config.width = 768;
    config.headWidth = 64;
    config.mlpWidth = 3072;
    return config;
}

} // namespace headscope
