#pragma once

#include "core/analysis/run_result.h"
#include "core/text/tokenizer.h"

#include <span>

namespace headscope {

/// What a model reads of these tokens: ids and segments.
[[nodiscard]] TokenSequence sequenceOf(std::span<const Token> tokens);

} // namespace headscope
