#pragma once

#include "core/analysis/head_metric.h"

namespace headscope {

// The functions of the table in head_metric.cpp; formulas and sources are written there.

[[nodiscard]] double effectOnLoss(const EffectReading &reading);
[[nodiscard]] double effectAsKl(const EffectReading &reading);
[[nodiscard]] double effectOnLogit(const EffectReading &reading);
[[nodiscard]] double effectOnLabel(const EffectReading &reading);

} // namespace headscope
