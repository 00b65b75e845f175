#pragma once

#include "core/analysis/head_metric.h"

namespace headscope {

// The functions of the table in head_metric.cpp; formulas and sources are written there.

[[nodiscard]] double entropy(const PatternReading &reading);
[[nodiscard]] double meanDistance(const PatternReading &reading);
[[nodiscard]] double onFirstToken(const PatternReading &reading);
[[nodiscard]] double onSelf(const PatternReading &reading);
[[nodiscard]] double onPreviousToken(const PatternReading &reading);
[[nodiscard]] double onNextToken(const PatternReading &reading);
/// NaN when no token of the text comes twice.
[[nodiscard]] double onDuplicates(const PatternReading &reading);
/// On the text of `inductionProbe`; NaN for any text that does not end in a repetition of its own.
[[nodiscard]] double induction(const PatternReading &reading);
/// NaN outside the text.
[[nodiscard]] double ofPair(const PatternReading &reading);

} // namespace headscope
