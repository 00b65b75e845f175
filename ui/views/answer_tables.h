#pragma once

#include "ui/views/output_tables.h"

namespace headscope {

/// Of extractive question answering: the best answers, and where they start and end. At most `count` outcomes
/// each.
[[nodiscard]] std::vector<OutputTable> answerTables(const AnalysisSession &session, int count);

} // namespace headscope
