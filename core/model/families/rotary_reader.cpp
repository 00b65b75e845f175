#include "core/model/families/rotary_reader.h"

#include "core/model/families/rotary_scaling.h"

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

/// A number from the object of rotary settings, or from the configuration around it.
struct Settings {
    const ConfigReader &config;
    std::optional<ConfigReader> rope;
    const RotaryDefaults &defaults;

    [[nodiscard]] double number(ConfigReader::Spellings keys, std::optional<double> fallback) const
    {
        if (rope && rope->has(keys))
            return rope->real(keys);
        return config.real(keys, fallback);
    }
    [[noreturn]] void refuse(std::string_view key, const Message &why) const
    {
        (rope && rope->has({key}) ? *rope : config).refuse(key, why);
    }
    /// A number that only the object can say.
    [[nodiscard]] double own(ConfigReader::Spellings keys, std::optional<double> fallback = {}) const
    {
        return rope ? rope->real(keys, fallback) : fallback.value_or(0);
    }
    /// Positions before scaling.
    [[nodiscard]] double trained(const ModelConfig &model) const
    {
        constexpr auto kKey = "original_max_position_embeddings";
        if (config.has({kKey}) || defaults.trained > 0)
            return config.real({kKey}, defaults.trained);
        return own({kKey}, model.positions);
    }
    [[nodiscard]] std::string type() const
    {
        return rope ? rope->text({"rope_type", "type"}, "default") : "default";
    }
};

void expectPositive(const ConfigReader &config, std::string_view key, double value)
{
    if (!(value > 0) || value > 1e9)
        config.refuse(key, sentence("core", "this is no possible setting of rotary positions"));
}

/// Families that turn whole heads leave the key unread, except where positions are scaled: there the
/// reference makes a table of that part and then fails.
double partThatTurns(const Settings &settings)
{
    constexpr std::string_view kKey = "partial_rotary_factor";
    const RotaryDefaults &defaults = settings.defaults;
    if (!defaults.isPart) {
        if (settings.type() != "default" && settings.number({kKey}, 1.0) != 1)
            settings.refuse(kKey, sentence("core", "in this family whole heads turn"));
        return 1;
    }
    const double part = settings.number({kKey, "rotary_pct", "rope_pct"}, defaults.part);
    if (!(part > 0 && part <= 1))
        settings.refuse(kKey, sentence("core", "the part that turns should be above 0 and at most 1"));
    return part;
}

RotaryBasis basisOf(const Settings &settings, const ModelConfig &model)
{
    RotaryBasis basis;
    basis.base = settings.number({"rope_theta", "rotary_emb_base"}, settings.defaults.base);
    if (basis.base < 1)
        settings.config.refuse("rope_theta", sentence("core", "the rotary base should be at least 1"));
    const double part = partThatTurns(settings);
    basis.width = static_cast<int>(model.headWidth * part);
    if (basis.width < 1 || (basis.width == model.headWidth && basis.width % 2 != 0))
        settings.config.refuse("head_dim", sentence("core", "rotary positions need heads of even width"));
    return basis;
}

Llama3Scaling llama3Of(const Settings &settings, const ModelConfig &model)
{
    return {
        static_cast<float>(settings.own({"factor"})), static_cast<float>(settings.own({"low_freq_factor"})),
        static_cast<float>(settings.own({"high_freq_factor"})), static_cast<float>(settings.trained(model))};
}

double growth(double factor, double weight = 1)
{
    return factor <= 1 ? 1.0 : 0.1 * weight * std::log(factor) + 1.0;
}

void addYarn(const Settings &settings, const RotaryBasis &basis, const ModelConfig &model, RotaryTable &table)
{
    const double trained = settings.trained(model);
    expectPositive(*settings.rope, "original_max_position_embeddings", trained);
    const double factor = settings.own({"factor"}, model.positions / trained);
    expectPositive(*settings.rope, "factor", factor);
    const double weight = settings.own({"mscale"}, 0);
    const double all = settings.own({"mscale_all_dim"}, 0);
    const bool weighted = weight != 0 && all != 0;
    const double magnitude = weighted ? growth(factor, weight) / growth(factor, all) : growth(factor);
    table.magnitude = static_cast<float>(settings.own({"attention_factor"}, magnitude));
    scaleAsYarn(table, basis,
                {static_cast<float>(factor), settings.own({"beta_fast"}, 32), settings.own({"beta_slow"}, 1),
                 trained, settings.rope->flag({"truncate"}, true)});
}

std::vector<float> factorsOf(const ConfigReader &rope, std::string_view key, const RotaryTable &table)
{
    std::vector<float> factors = rope.numbers(key);
    if (factors.size() != table.frequencies.size())
        rope.refuse(
            key,
            sentence("core", "there should be a factor for each of %1 pairs").with(table.frequencies.size()));
    for (const float factor : factors)
        expectPositive(rope, key, static_cast<double>(factor));
    return factors;
}

/// LongRoPE: a factor for each pair, other ones beyond the trained length.
void addLongRope(const Settings &settings, const RotaryBasis &basis, const ModelConfig &model,
                 RotaryTable &table)
{
    const double trained = settings.trained(model);
    expectPositive(*settings.rope, "original_max_position_embeddings", trained);
    const double factor = settings.own({"factor"}, model.positions / trained);
    const double magnitude = factor <= 1 ? 1.0 : std::sqrt(1 + std::log(factor) / std::log(trained));
    table.magnitude = static_cast<float>(settings.own({"attention_factor"}, magnitude));
    table.longFrom = static_cast<int>(trained);
    const auto longFactors = factorsOf(*settings.rope, "long_factor", table);
    table.longFrequencies = slowedDown(basis, longFactors);
    table.frequencies = slowedDown(basis, factorsOf(*settings.rope, "short_factor", table));
}

/// Beyond the trained length the base grows with the text, which may be `factor` times as long.
void addDynamic(const Settings &settings, const RotaryBasis &basis, ModelConfig &model, RotaryTable &table)
{
    constexpr double kMostPositions = 1 << 28;
    const double factor = settings.own({"factor"});
    expectPositive(*settings.rope, "factor", factor);
    table.longFrom = settings.config.count({"max_position_embeddings"}, model.positions);
    table.base = static_cast<float>(basis.base);
    table.width = basis.width;
    table.growth = static_cast<float>(factor);
    if (factor > 1)
        model.positions = static_cast<int>(std::min(table.longFrom * factor, kMostPositions));
}

void addScaling(const Settings &settings, const RotaryBasis &basis, Description &description,
                RotaryTable &table)
{
    const ModelConfig &model = description.config;
    const std::string type = settings.type();
    if (type == "default")
        return;
    if (type == "linear") {
        const double factor = settings.own({"factor"});
        expectPositive(*settings.rope, "factor", factor);
        return slowDown(table, static_cast<float>(factor));
    }
    if (type == "llama3")
        return scaleAsLlama3(table, llama3Of(settings, model));
    if (type == "yarn")
        return addYarn(settings, basis, model, table);
    if (type == "longrope" || type == "su")
        return addLongRope(settings, basis, model, table);
    if (type == "dynamic")
        return addDynamic(settings, basis, description.config, table);
    settings.rope->refuse(settings.rope->has({"rope_type"}) ? "rope_type" : "type",
                          sentence("core", "this scaling of rotary positions is not supported"));
}

RotaryTable tableOf(const Settings &settings, Description &description)
{
    const RotaryBasis basis = basisOf(settings, description.config);
    RotaryTable table = rotaryTable(static_cast<float>(basis.base), basis.width);
    addScaling(settings, basis, description, table);
    return table;
}

std::optional<ConfigReader> ropeObject(const ConfigReader &config)
{
    auto scaling = config.object("rope_scaling");
    return scaling ? scaling : config.object("rope_parameters");
}

std::vector<float> tensorOf(const ConfigReader &config, const TensorSource &tensors, std::string_view name,
                            std::size_t count)
{
    const TensorEntry *entry = tensors.find(name);
    if (entry == nullptr)
        return {};
    if (elementCount(entry->shape) != static_cast<std::ptrdiff_t>(count))
        config.refuse(name, sentence("core", "this tensor should hold %1 factors").with(count));
    std::vector<float> values(count);
    tensors.read(std::string(name), values);
    for (const float value : values)
        if (!(value > 0))
            config.refuse(name, sentence("core", "this tensor should hold factors above 0"));
    return values;
}

} // namespace

RotaryTable readRotary(const ConfigReader &config, Description &description, const RotaryDefaults &defaults)
{
    return tableOf({config, ropeObject(config), defaults}, description);
}

RotaryTable readRotaryOf(std::string_view layerType, const ConfigReader &config, Description &description,
                         const RotaryDefaults &defaults)
{
    auto all = config.object("rope_parameters");
    auto own = all ? all->object(layerType) : std::nullopt;
    return tableOf({config, own ? own : all, defaults}, description);
}

RotaryTable readGgufRotary(const ConfigReader &config, const TensorSource &tensors, const ModelConfig &model,
                           const RotaryDefaults &defaults)
{
    RotaryBasis basis{config.real({"rope.freq_base"}, defaults.base), 0};
    basis.width = config.count({"rope.dimension_count"}, model.headWidth);
    if (basis.base < 1 || basis.width < 2 || basis.width > model.headWidth || basis.width % 2 != 0)
        config.refuse("rope.dimension_count",
                      sentence("core", "this is no possible setting of rotary positions"));
    RotaryTable table = rotaryTable(static_cast<float>(basis.base), basis.width);
    const std::size_t pairs = table.frequencies.size();
    if (const auto factors = tensorOf(config, tensors, "rope_freqs.weight", pairs); !factors.empty())
        table.frequencies = slowedDown(basis, factors);
    const std::string type = config.text({"rope.scaling.type"}, "none");
    const double factor = config.real({"rope.scaling.factor", "rope.scale_linear"}, 1.0);
    const double trained = config.real({"rope.scaling.original_context_length"}, model.positions);
    expectPositive(config, "rope.scaling.original_context_length", trained);
    table.magnitude = static_cast<float>(config.real({"rope.scaling.attn_factor"}, 1.0));
    if (const auto shorter = tensorOf(config, tensors, "rope_factors_short.weight", pairs);
        !shorter.empty()) {
        const auto longer = tensorOf(config, tensors, "rope_factors_long.weight", pairs);
        if (longer.empty())
            config.refuse("rope_factors_long.weight",
                          sentence("core", "this tensor is missing beside its short twin"));
        table.longFrequencies = slowedDown(basis, longer);
        table.frequencies = slowedDown(basis, shorter);
        table.longFrom = static_cast<int>(trained);
    } else if (type == "yarn") {
        expectPositive(config, "rope.scaling.factor", factor);
        if (!config.has({"rope.scaling.attn_factor"})) // OLMo-3: the magnitude as it is
            table.magnitude = static_cast<float>(growth(factor));
        scaleAsYarn(table, basis,
                    {static_cast<float>(factor), config.real({"rope.scaling.yarn_beta_fast"}, 32),
                     config.real({"rope.scaling.yarn_beta_slow"}, 1), trained, true});
    } else if (factor != 1 && factor != 0) { // 0 stands for none
        expectPositive(config, "rope.scaling.factor", factor);
        slowDown(table, static_cast<float>(factor));
    }
    return table;
}

} // namespace headscope
