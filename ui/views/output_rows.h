#pragma once

#include "ui/views/output_tables.h"

#include <span>

namespace headscope {

/// One outcome of a position (or of the text) in both runs.
[[nodiscard]] OutputRow outcomeRow(const OpenedModel &model, int id, std::span<const float> now,
                                   std::span<const float> baseline);

/// By the larger of both figures; what is no number comes last.
void sortByLarger(std::vector<OutputRow> &rows);

/// The best of both runs, at most `count`: so an outcome that was lost stays beside the one that replaced it.
[[nodiscard]] std::vector<OutputRow> rankedRows(const OpenedModel &model, std::span<const float> now,
                                                std::span<const float> baseline, int count);

} // namespace headscope
