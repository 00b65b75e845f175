#include "core/model/file_habits.h"
#include "core/model/weight_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace headscope {

namespace {

constexpr std::size_t kMostWarnings = 16;

/// NaN and infinity have all exponent bits set.
std::ptrdiff_t countNotFinite(std::span<const float> values)
{
    constexpr std::uint32_t exponent = 0x7F800000U;
    constexpr std::ptrdiff_t worthAThread = 1 << 18;
    const std::ptrdiff_t size = std::ssize(values);
    const float *const first = values.data();
    std::ptrdiff_t count = 0;
#pragma omp parallel for simd reduction(+ : count) schedule(static) if (parallel : size > worthAThread)
    for (std::ptrdiff_t i = 0; i < size; ++i)
        count += (std::bit_cast<std::uint32_t>(first[i]) & exponent) == exponent ? 1 : 0;
    return count;
}

class Reader {
public:
    Reader(const Family &family, const TensorSource &tensors, ModelConfig &config,
           std::vector<Message> &warnings)
        : m_family(family)
        , m_tensors(tensors)
        , m_config(config)
        , m_decoderConfig(config.decoder ? config.decoderStack() : ModelConfig{})
        , m_warnings(warnings)
    {
    }

    /// How many values were read.
    std::size_t read(const PlannedTensor &planned, Weights &weights)
    {
        const WeightPlace &place = planned.row->place;
        const bool ofDecoder = planned.row->isOfDecoder;
        const ModelConfig &config = ofDecoder ? m_decoderConfig : m_config;
        Tensor &whole = place.tensor(ofDecoder ? *weights.decoder : weights, planned.layer);
        if (whole.isEmpty())
            whole = Tensor(wholeShape(planned, config));
        const RowRange rows = rowsOf(planned, config);
        const std::ptrdiff_t columns = sizeOf(place.in, config, planned.layer);
        const auto part = whole.values().subspan(static_cast<std::size_t>(rows.first * columns),
                                                 static_cast<std::size_t>(rows.count * columns));
        if (planned.row->value) {
            std::ranges::fill(part, *planned.row->value);
            return part.size();
        }
        m_tensors.read(planned.name, part);
        turnAround(planned, m_family.habits, config, part);
        warnOfNotFinite(planned.name, part);
        return part.size();
    }

    /// The output is tied only when the file's own matrix is the embedding.
    void readSpareOutput(const std::string &name, Weights &weights)
    {
        Weights &holder = weights.decoder ? *weights.decoder : weights;
        const Tensor &embedding =
            holder.tokenEmbedding.isEmpty() ? weights.tokenEmbedding : holder.tokenEmbedding;
        Tensor output(places::output.shape(weights.decoder ? m_decoderConfig : m_config, 0));
        m_tensors.read(name, output.values());
        if (std::ranges::equal(output.values(), embedding.values()))
            return;
        warnOfNotFinite(name, output.values());
        m_warnings.push_back(sentence("core",
                                      "The configuration says that the output is the token embedding, "
                                      "but '%1' holds other numbers: those are used.")
                                 .with(name));
        m_config.tiedOutput = false;
        holder.output.matrix = std::move(output);
    }

    void sayHowManyMore()
    {
        if (m_notFinite > kMostWarnings)
            m_warnings.push_back(sentence("core", "%1 more tensors have values that are not finite.")
                                     .with(m_notFinite - kMostWarnings));
    }

private:
    [[nodiscard]] static RowRange rowsOf(const PlannedTensor &planned, const ModelConfig &config)
    {
        const RowRange rows = planned.row->place.rows(config, planned.layer);
        if (!planned.row->isOfHead())
            return rows;
        const std::ptrdiff_t width = config.attention(planned.layer).headWidth;
        return {rows.first + planned.head * width, width};
    }

    [[nodiscard]] Shape wholeShape(const PlannedTensor &planned, const ModelConfig &config) const
    {
        Shape shape = planned.row->place.shape(config, planned.layer);
        if (m_family.isTransposed(*planned.row))
            std::ranges::reverse(shape);
        return shape;
    }

    void warnOfNotFinite(const std::string &name, std::span<const float> values)
    {
        const std::ptrdiff_t count = countNotFinite(values);
        if (count == 0 || ++m_notFinite > kMostWarnings)
            return;
        m_warnings.push_back(
            count == 1
                ? sentence("core", "Tensor '%1' has 1 value that is not finite.").with(name)
                : sentence("core", "Tensor '%1' has %2 values that are not finite.").with(name, count));
    }

    const Family &m_family;
    const TensorSource &m_tensors;
    ModelConfig &m_config;
    ModelConfig m_decoderConfig; ///< of the second stack, if there is one
    std::vector<Message> &m_warnings;
    std::size_t m_notFinite = 0;
};

void setLayout(MatrixLayout layout, Weights &weights)
{
    for (LayerWeights &layer : weights.layers)
        layer.qkv.layout = layer.attentionOutput.layout = layer.mlpIn.layout = layer.mlpOut.layout = layout;
}

} // namespace

std::optional<Weights> readWeights(const WeightPlan &plan, const TensorSource &tensors, ModelConfig &config,
                                   std::vector<Message> &warnings, const ReadWatch &watch)
{
    Weights weights;
    weights.layers.resize(static_cast<std::size_t>(config.learnedLayers()));
    if (config.decoder) {
        weights.decoder = std::make_unique<Weights>();
        weights.decoder->layers.resize(static_cast<std::size_t>(config.decoder->layers));
    }
    setLayout(plan.family->layerMatrices, weights);
    Reader reader(*plan.family, tensors, config, warnings);
    std::size_t floats = 0;
    for (const PlannedTensor &planned : plan.tensors) {
        if (watch.stop.stop_requested())
            return {};
        floats += reader.read(planned, weights);
        if (watch.progress)
            watch.progress(static_cast<double>(floats * sizeof(float)) / static_cast<double>(plan.bytes));
    }
    if (watch.stop.stop_requested())
        return {};
    if (!plan.spareOutput.empty())
        reader.readSpareOutput(plan.spareOutput, weights);
    reader.sayHowManyMore();
    if (watch.progress)
        watch.progress(1.0);
    return weights;
}

} // namespace headscope
