#pragma once

#include "core/analysis/intervention.h"

#include <QString>

namespace headscope {

/// `23.3`: layer and head, both from 0, in every language; `d5.3` of a decoder, `x5.3` of its cross
/// attention.
/// Of a layer that has no heads.
[[nodiscard]] QString noAttentionText();
/// Why there is no head at a place where other layers have one; `heads` are those of its layer.
[[nodiscard]] QString missingHeadText(const HeadId &place, int heads);

[[nodiscard]] QString headName(const HeadId &head);

/// `zero`, `mean`, `× 0.5`, `uniform`, `first`.
[[nodiscard]] QString interventionName(const Intervention &intervention);

/// One letter or sign for a small square: `M`, `×`, `U`, `1`; empty for zero, which is hatched.
[[nodiscard]] QString interventionSign(const Intervention &intervention);

/// `1 head off · zero`, `3 heads off · zero`, `2 heads · mean`, `3 interventions`; says so when there are
/// none.
[[nodiscard]] QString interventionSummary(const Interventions &interventions);

} // namespace headscope
