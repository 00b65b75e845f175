#include "core/model/file_habits.h"

#include <algorithm>

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

} // namespace

void turnAround(const PlannedTensor &planned, const FileHabits &habits, const ModelConfig &config,
                std::span<float> values)
{
    const WeightPlace &place = planned.row->place;
    const auto columns = static_cast<std::size_t>(sizeOf(place.in, config, planned.layer));
    const bool turns = place.part == RowPart::Queries || place.part == RowPart::Keys;
    if (turns && habits.pairs == RotaryPairs::Neighbours && !config.rotary.empty())
        separatePairs(values, static_cast<std::size_t>(config.headWidth),
                      config.rotary.front().frequencies.size(), columns);
    const bool isFused = place.out == Extent::Qkv && place.part == RowPart::All;
    if (isFused && habits.fused == FusedRows::ByGroup)
        separateKinds(values, config.attention(planned.layer), columns);
    if (config.residualScale != 1 && isOfUpdate(place))
        for (float &value : values)
            value *= config.residualScale;
    if (habits.addedToNorms != 0 && isNormScale(place))
        for (float &value : values)
            value += habits.addedToNorms;
}

} // namespace headscope
