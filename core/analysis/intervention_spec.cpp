#include "core/analysis/intervention.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace headscope {

namespace {

[[noreturn]] void refuse(std::string_view spec, const std::string &expected)
{
    throw std::invalid_argument("'" + std::string(spec) + "' is no intervention: " + expected);
}

/// `text` as a whole number that is not negative; one too large for an int is the largest.
std::optional<int> wholeNumber(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size() || text.front() == '-')
        return std::nullopt;
    return error == std::errc::result_out_of_range ? std::numeric_limits<int>::max() : number;
}

/// `text` as a finite number with a point, whatever the locale.
std::optional<float> finiteNumber(std::string_view text)
{
    double number = 0; // a float knows no 1e-50, which is as good as 0
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto narrowed = static_cast<float>(number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(narrowed))
        return std::nullopt;
    return narrowed;
}

Intervention parseKind(std::string_view spec, std::string_view kind)
{
    if (kind == "zero")
        return Zero{};
    if (kind == "mean")
        return Mean{};
    if (kind == "uniform")
        return Uniform{};
    if (kind == "first")
        return First{};
    constexpr std::string_view kScale = "scale:";
    if (kind.starts_with(kScale)) {
        const auto factor = finiteNumber(kind.substr(kScale.size()));
        if (!factor)
            refuse(spec, "expected a number after 'scale:'");
        return Scale{*factor};
    }
    if (kind == "patch" || kind.starts_with("pattern:"))
        throw std::domain_error("'" + std::string(spec) +
                                "': the kinds 'patch' and 'pattern' are not built yet");
    refuse(spec, "expected zero, mean, scale:F, uniform or first after '='");
}

/// Takes the letter of a stack off the beginning.
Stack takeStack(std::string_view &heads)
{
    const char letter = heads.empty() ? '\0' : heads.front();
    if (letter != 'e' && letter != 'd' && letter != 'x')
        return Stack::Encoder;
    heads.remove_prefix(1);
    return letter == 'd' ? Stack::Decoder : letter == 'x' ? Stack::Cross : Stack::Encoder;
}

/// The heads that `3.5`, `7.*` or `d3.5` names.
void addHeads(std::string_view spec, std::string_view heads, const HeadBounds &bounds,
              std::vector<HeadId> &ids)
{
    const std::string_view named = heads;
    const Stack stack = takeStack(heads);
    const std::size_t point = heads.find('.');
    if (point == std::string_view::npos)
        refuse(spec, "expected heads as layer.head before '='");
    const auto layer = wholeNumber(heads.substr(0, point));
    const std::string_view which = heads.substr(point + 1);
    const auto head = which == "*" ? std::optional<int>(0) : wholeNumber(which);
    if (!layer || !head)
        refuse(spec, "expected heads as layer.head before '='");
    if (stack != Stack::Encoder && !bounds.hasDecoder())
        throw std::out_of_range("head " + std::string(named) +
                                " is outside the model: it has one stack of layers");
    const bool isLayer = *layer < bounds.layersOf(stack);
    const int headsHere = isLayer ? bounds.headsIn(stack, *layer) : bounds.headsOf(stack);
    if (headsHere == 0)
        throw std::out_of_range("head " + std::string(named) + " is outside the model: that layer has none");
    if (!bounds.contain({stack, *layer, *head}))
        throw std::out_of_range(
            "head " + std::string(named) + " is outside the model: expected layers 0 to " +
            std::to_string(bounds.layersOf(stack) - 1) + " and heads 0 to " + std::to_string(headsHere - 1));
    const int last = which == "*" ? headsHere - 1 : *head;
    for (int h = *head; h <= last; ++h)
        ids.push_back({stack, *layer, h});
}

/// What stands before the `=` of each kind.
using HeadsOfKind = std::map<std::string, std::vector<std::string>>;

/// Heads of one layer and kind are joined; a whole layer is written `7.*`.
void addLayer(const LayerInterventions &interventions, int headsInLayer, HeadsOfKind &headsOfKind)
{
    HeadsOfKind here;
    for (const auto &[id, intervention] : interventions)
        here[kindSpec(intervention)].push_back(headSpelling(id));
    for (auto &[kind, heads] : here) {
        if (static_cast<int>(heads.size()) == headsInLayer && headsInLayer > 1)
            heads = {heads.front().substr(0, heads.front().find('.')) + ".*"};
        auto &all = headsOfKind[kind];
        all.insert(all.end(), heads.begin(), heads.end());
    }
}

struct KindName {
    std::string_view operator()(const Zero & /*unused*/) const { return "zero"; }
    std::string_view operator()(const Mean & /*unused*/) const { return "mean"; }
    std::string_view operator()(const Scale & /*unused*/) const { return "scale"; }
    std::string_view operator()(const Uniform & /*unused*/) const { return "uniform"; }
    std::string_view operator()(const First & /*unused*/) const { return "first"; }
};

std::string shortest(float number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
}

} // namespace

std::string_view kindName(const Intervention &intervention)
{
    return std::visit(KindName{}, intervention);
}

std::string kindSpec(const Intervention &intervention)
{
    std::string spec{kindName(intervention)};
    if (const auto *scale = std::get_if<Scale>(&intervention))
        spec += ":" + shortest(scale->factor);
    return spec;
}

Intervention kindFromSpec(std::string_view kind)
{
    return parseKind(kind, kind);
}

void addSpec(std::string_view spec, const HeadBounds &bounds, Interventions &interventions)
{
    const std::size_t equals = spec.find('=');
    if (equals == std::string_view::npos)
        refuse(spec, "expected HEADS=KIND");
    std::vector<HeadId> ids;
    std::string_view heads = spec.substr(0, equals);
    const Intervention kind = parseKind(spec, spec.substr(equals + 1));
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
        comma = heads.find(',');
        addHeads(spec, heads.substr(0, comma), bounds, ids);
        if (comma != std::string_view::npos)
            heads.remove_prefix(comma + 1);
    }
    for (const HeadId &id : ids)
        interventions[id] = kind;
}

std::vector<std::string> toSpecs(const Interventions &interventions, const HeadBounds &bounds)
{
    HeadsOfKind headsOfKind;
    for (const Stack stack : {Stack::Encoder, Stack::Decoder, Stack::Cross})
        for (int layer = 0; layer < bounds.layersOf(stack); ++layer)
            addLayer(interventionsIn(interventions, layer, stack), bounds.headsIn(stack, layer), headsOfKind);
    std::vector<std::string> specs;
    for (const auto &[kind, heads] : headsOfKind) {
        std::string spec = heads.front();
        std::for_each(heads.begin() + 1, heads.end(),
                      [&spec](const std::string &head) { spec += "," + head; });
        specs.push_back(spec + "=" + kind);
    }
    return specs;
}

} // namespace headscope
