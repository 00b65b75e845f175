#include "core/model/weight_plan.h"

#include "core/formats/load_error.h"

#include <algorithm>
#include <ranges>

namespace headscope {

namespace {

std::string inBrackets(const Shape &shape)
{
    std::string text = "[";
    for (const std::ptrdiff_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + "]";
}

/// The prefix that the token embedding has in this file.
std::string_view prefixIn(const Family &family, const TensorSource &tensors)
{
    const TensorRow &embedding = family.rows.front();
    for (const std::string_view prefix : family.prefixes)
        for (const std::string_view name : {embedding.name, embedding.otherName})
            if (!name.empty() && tensors.find(spelledName(name, prefix, 0)) != nullptr)
                return prefix;
    return family.prefixes.front();
}

Shape shapeInFile(const Family &family, const TensorRow &row, const ModelConfig &config, int layer)
{
    Shape shape = row.place.partShape(config, layer);
    if (family.isTransposed(row))
        std::ranges::reverse(shape);
    return shape;
}

/// Some files keep a vector as the one row of a matrix, or a row for each head, and a convolution has a
/// matrix for each output.
Shape folded(const Shape &found, const Shape &expected, const WeightPlace &place)
{
    const bool isOfHeads = place.out == Extent::QueryNorm || place.out == Extent::KeyNorm;
    if (isOfHeads && found.size() == 2 && expected.size() == 1 && found[0] * found[1] == expected[0])
        return expected;
    if (found.size() == expected.size() + 1 && found.front() == 1)
        return {found.begin() + 1, found.end()};
    if (found.size() == 3 && expected.size() == 2)
        return {found[0], found[1] * found[2]};
    return found;
}

class Planner {
public:
    Planner(const Family &family, const ModelConfig &config, const TensorSource &tensors,
            const std::string &file)
        : m_family(family)
        , m_config(config)
        , m_decoderConfig(config.decoder ? config.decoderStack() : ModelConfig{})
        , m_tensors(tensors)
        , m_file(file)
        , m_prefix(prefixIn(family, tensors))
    {
        m_plan.family = &family;
    }

    /// Adds a row's tensor, of every layer if it has one there.
    void addAll(const TensorRow &row)
    {
        const int copies = row.isOfLayer() ? configOf(row).learnedLayers() : 1;
        const auto isThere = [&](int layer) { return find(row, layer) != nullptr; };
        if (row.mayBeAbsent && std::ranges::none_of(std::views::iota(0, copies), isThere)) {
            m_plan.warnings.push_back(
                (row.isOfLayer()
                     ? sentence("core", "Tensor '%1' is missing, as in all layers: zeros are used, as "
                                        "transformers does.")
                     : sentence("core", "Tensor '%1' is missing: zeros are used, as transformers does."))
                    .with(spelledName(row.name, m_prefix, 0)));
            return;
        }
        for (int layer = row.firstLayer; layer < copies; ++layer)
            add(row, layer);
    }

    void add(const TensorRow &row, int layer)
    {
        if (row.isOfLayer() && isOfAttention(row.place) && !configOf(row).attention(layer).hasAttention)
            return;
        Shape expected = shapeInFile(m_family, row, configOf(row), layer);
        if (!row.isOfHead())
            return add(row, layer, 0, expected);
        const std::ptrdiff_t width = configOf(row).attention(layer).headWidth;
        const auto heads = static_cast<int>(expected.front() / width);
        for (int head = 0; head < heads; ++head)
            add(row, layer, head, {width});
    }

    void add(const TensorRow &row, int layer, int head, const Shape &expected)
    {
        if (row.value)
            return plan({}, row, {layer, head}, expected);
        const TensorEntry *entry = find(row, layer, head);
        if (entry == nullptr)
            throw LoadError(
                sentence("core", "%1: tensor '%2' is missing, expected with shape %3.")
                    .with(m_file, spelledName(row.name, m_prefix, layer, head), inBrackets(expected)));
        if (folded(entry->shape, expected, row.place) != expected)
            throw LoadError(sentence("core", "%1: tensor '%2' should have the shape %3, found %4.")
                                .with(m_file, entry->name, inBrackets(expected), inBrackets(entry->shape)));
        plan(entry->name, row, {layer, head}, expected);
    }

    /// An output matrix that is tied by the configuration but also in the file, as transformers accepts it.
    void addSpareOutput(const TensorRow &row)
    {
        const bool isOutput = row.place.tensor == places::output.tensor;
        const TensorEntry *entry = m_tensors.find(spelledName(row.name, m_prefix, 0));
        if (!isOutput || !m_config.tiedOutput || entry == nullptr)
            return;
        const Shape expected = row.place.shape(configOf(row), 0);
        if (entry->shape != expected)
            throw LoadError(sentence("core", "%1: tensor '%2' should have the shape %3, found %4.")
                                .with(m_file, entry->name, inBrackets(expected), inBrackets(entry->shape)));
        m_plan.spareOutput = entry->name;
        m_plan.bytes += static_cast<std::size_t>(elementCount(expected)) * sizeof(float);
    }

    [[nodiscard]] WeightPlan finish() { return std::move(m_plan); }

private:
    struct Number {
        int layer = 0, head = 0;
    };

    void plan(const std::string &name, const TensorRow &row, Number number, const Shape &shape)
    {
        m_plan.tensors.push_back({name, &row, number.layer, number.head});
        m_plan.bytes += static_cast<std::size_t>(elementCount(shape)) * sizeof(float);
    }

    [[nodiscard]] const TensorEntry *find(const TensorRow &row, int layer, int head = 0) const
    {
        const TensorEntry *entry = m_tensors.find(spelledName(row.name, m_prefix, layer, head));
        if (entry == nullptr && !row.otherName.empty())
            entry = m_tensors.find(spelledName(row.otherName, m_prefix, layer, head));
        return entry;
    }

    [[nodiscard]] const ModelConfig &configOf(const TensorRow &row) const
    {
        return row.isOfDecoder ? m_decoderConfig : m_config;
    }

    const Family &m_family;
    const ModelConfig &m_config;
    ModelConfig m_decoderConfig; ///< of the second stack, if there is one
    const TensorSource &m_tensors;
    const std::string &m_file;
    std::string_view m_prefix;
    WeightPlan m_plan;
};

} // namespace

WeightPlan planWeights(const Family &family, const ModelConfig &config, const TensorSource &tensors,
                       const std::string &file)
{
    const std::size_t available = tensors.entries().size();
    const int layers = config.learnedLayers() + config.depths().decoder;
    if (static_cast<std::size_t>(layers) > available)
        throw LoadError(sentence("core", "%1: %2 layers are expected, but there are only %3 tensors.")
                            .with(file, layers, available));
    Planner planner(family, config, tensors, file);
    for (const TensorRow &row : family.rows) {
        if (row.isOfDecoder && !config.decoder)
            continue;
        if (row.isNeeded != nullptr && !row.isNeeded(config)) {
            planner.addSpareOutput(row);
            continue;
        }
        planner.addAll(row);
    }
    return planner.finish();
}

} // namespace headscope
