#include "core/analysis/metric_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace headscope {

namespace {

[[noreturn]] void refuse(std::string_view text, const std::string &expected)
{
    throw std::invalid_argument("'" + std::string(text) + "' is no metric: expected " + expected);
}

/// How a metric is written, with what stands for its parameters.
std::string pattern(const Metric &metric)
{
    const std::string name(metric.name);
    switch (metric.parameters) {
    case MetricParameters::None:
        return name;
    case MetricParameters::Positions:
        return name + ":Q,K";
    case MetricParameters::Outcomes:
        return name + ":A[-B]";
    case MetricParameters::Label:
        return name + ":NAME";
    }
    return name;
}

std::string allPatterns()
{
    std::string all;
    for (const Metric &metric : metrics())
        all += (all.empty() ? "one of " : ", ") + pattern(metric);
    return all;
}

bool isPlanned(std::string_view text)
{
    constexpr std::array<std::string_view, 3> families{"attribution:", "patch:", "relation:"};
    return std::ranges::any_of(families, [&](std::string_view start) { return text.starts_with(start); });
}

/// `Q,K` from the end of `text`.
void readPositions(std::string_view text, std::string_view rest, MetricWords &words)
{
    const char *const end = rest.data() + rest.size();
    const auto query = std::from_chars(rest.data(), end, words.query);
    const bool comma = query.ec != std::errc::invalid_argument && query.ptr != end && *query.ptr == ',';
    const auto key = comma ? std::from_chars(query.ptr + 1, end, words.key) : query;
    if (!comma || key.ec == std::errc::invalid_argument || key.ptr != end || rest.find('-') != rest.npos)
        refuse(text, "two positions as pair:Q,K");
    constexpr int kOutside = std::numeric_limits<int>::max(); // of any text, which is for later to say
    if (query.ec == std::errc::result_out_of_range)
        words.query = kOutside;
    if (key.ec == std::errc::result_out_of_range)
        words.key = kOutside;
}

/// `A` or `A-B`.
void readOutcomes(std::string_view text, std::string_view rest, MetricWords &words)
{
    const std::size_t dash = rest.find('-');
    words.outcome = rest.substr(0, dash);
    if (dash != std::string_view::npos) {
        words.against = rest.substr(dash + 1);
        if (words.against.empty() || words.against.find('-') != std::string::npos)
            refuse(text, "one or two tokens as effect:logit:A[-B], #id for one that holds a '-'");
    }
    if (words.outcome.empty())
        refuse(text, "one or two tokens as effect:logit:A[-B], #id for one that holds a '-'");
}

} // namespace

MetricWords parseMetric(std::string_view text)
{
    MetricWords words;
    if (const Metric *plain = findMetric(text); plain && plain->parameters == MetricParameters::None) {
        words.id = plain->id;
        return words;
    }
    if (isPlanned(text))
        throw std::domain_error("the metric " + std::string(text) + " is not built yet");
    const auto named = std::ranges::find_if(metrics(), [&](const Metric &metric) {
        return metric.parameters != MetricParameters::None && text.starts_with(metric.name) &&
               text.substr(metric.name.size()).starts_with(':');
    });
    if (named == metrics().end())
        refuse(text, allPatterns());
    words.id = named->id;
    const std::string_view rest = text.substr(named->name.size() + 1);
    if (named->parameters == MetricParameters::Positions)
        readPositions(text, rest, words);
    else if (named->parameters == MetricParameters::Outcomes)
        readOutcomes(text, rest, words);
    else if (rest.empty())
        refuse(text, "a label as effect:label:NAME");
    else
        words.outcome = rest;
    return words;
}

std::string toText(const MetricWords &words)
{
    const std::string name(metric(words.id).name);
    switch (metric(words.id).parameters) {
    case MetricParameters::None:
        break;
    case MetricParameters::Positions:
        return name + ':' + std::to_string(words.query) + ',' + std::to_string(words.key);
    case MetricParameters::Outcomes:
        return name + ':' + words.outcome + (words.against.empty() ? "" : "-" + words.against);
    case MetricParameters::Label:
        return name + ':' + words.outcome;
    }
    return name;
}

} // namespace headscope
