#include "core/model/file_habits.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

/// Some rows of a matrix that is stored row by row.
std::span<float> rowsOf(std::span<float> values, std::size_t first, std::size_t count, std::size_t columns)
{
    return values.subspan(first * columns, count * columns);
}

/// Rows 2i and 2i + 1 of each head become rows i and i + pairs, for the pairs that turn.
void separatePairs(std::span<float> values, std::size_t headWidth, std::size_t pairs, std::size_t columns)
{
    std::vector<float> turned(2 * pairs * columns);
    for (std::size_t first = 0; first < values.size(); first += headWidth * columns) {
        const std::span<float> target = values.subspan(first, turned.size());
        std::ranges::copy(target, turned.begin());
        for (std::size_t i = 0; i < pairs; ++i) {
            std::ranges::copy(rowsOf(turned, 2 * i, 1, columns), rowsOf(target, i, 1, columns).begin());
            std::ranges::copy(rowsOf(turned, 2 * i + 1, 1, columns),
                              rowsOf(target, i + pairs, 1, columns).begin());
        }
    }
}

/// Queries, key and value of each group become all queries, all keys, all values.
void separateKinds(std::span<float> values, const AttentionSettings &settings, std::size_t columns)
{
    const std::vector<float> fused(values.begin(), values.end());
    const auto width = static_cast<std::size_t>(settings.headWidth);
    const auto groups = static_cast<std::size_t>(settings.keyValueHeads);
    const std::size_t queries = static_cast<std::size_t>(settings.heads) / groups * width;
    const std::size_t firstKey = groups * queries;
    const std::size_t firstValue = firstKey + groups * width;
    const auto copy = [&](std::size_t from, std::size_t to, std::size_t count) {
        const auto rows = std::span(fused).subspan(from * columns, count * columns);
        std::ranges::copy(rows, rowsOf(values, to, count, columns).begin());
    };
    for (std::size_t group = 0; group < groups; ++group) {
        const std::size_t first = group * (queries + 2 * width);
        copy(first, group * queries, queries);
        copy(first + queries, firstKey + group * width, width);
        copy(first + queries + width, firstValue + group * width, width);
    }
}

/// Queries, values and keys of each quarter of the heads become all queries, all keys, all values.
void separateQuarters(std::span<float> values)
{
    constexpr std::size_t kQuarters = 4, kKinds = 3;
    constexpr std::array<std::size_t, kKinds> kPlaceOf{0, 2, 1}; // of the quarter's first, second, third kind
    const std::vector<float> fused(values.begin(), values.end());
    const std::size_t part = values.size() / (kQuarters * kKinds);
    for (std::size_t quarter = 0; quarter < kQuarters; ++quarter)
        for (std::size_t kind = 0; kind < kKinds; ++kind)
            std::ranges::copy(std::span(fused).subspan((quarter * kKinds + kind) * part, part),
                              values.subspan((kPlaceOf.at(kind) * kQuarters + quarter) * part).begin());
}

/// The same for rows in which queries, keys and values follow each other.
void separate(FusedRows fused, const AttentionSettings &settings, std::size_t columns,
              std::span<float> values)
{
    if (fused == FusedRows::ByGroup)
        separateKinds(values, settings, columns);
    if (fused == FusedRows::ByQuarter)
        separateQuarters(values);
}

/// The queries and keys, or their norms, among what a place holds.
std::span<float> turnedRows(const WeightPlace &place, const AttentionSettings &settings, std::size_t columns,
                            std::span<float> values)
{
    const bool isNorm = place.out == Extent::QueryNorm || place.out == Extent::KeyNorm;
    if (isNorm || place.part == RowPart::Queries || place.part == RowPart::Keys)
        return values;
    if (place.out != Extent::Qkv || place.part != RowPart::All)
        return {};
    return rowsOf(values, 0, static_cast<std::size_t>(settings.width() + settings.keyValueWidth()), columns);
}

} // namespace

void turnAround(const PlannedTensor &planned, const FileHabits &habits, const ModelConfig &config,
                std::span<float> values)
{
    const WeightPlace &place = planned.row->place;
    const auto columns = static_cast<std::size_t>(sizeOf(place.in, config, planned.layer));
    const AttentionSettings settings = config.attention(planned.layer);
    if (place.out == Extent::Qkv && place.part == RowPart::All)
        separate(habits.fused, settings, columns, values);
    if (habits.pairs == RotaryPairs::Neighbours && !config.rotary.empty())
        separatePairs(turnedRows(place, settings, columns, values),
                      static_cast<std::size_t>(config.headWidth), config.rotary.front().frequencies.size(),
                      columns);
    const bool isMlpIn = place.out == Extent::MlpIn && place.part == RowPart::All;
    if (isMlpIn && habits.upFirst && config.gatedMlp)
        std::ranges::rotate(values, values.begin() + std::ssize(values) / 2);
    if (config.residualScale != 1 && isOfUpdate(place))
        for (float &value : values)
            value *= config.residualScale;
    if (habits.addedToNorms != 0 && isNormScale(place))
        for (float &value : values)
            value += habits.addedToNorms;
}

} // namespace headscope
