#pragma once

#include "app/command_line/json_output.h"
#include "app/command_line/opened_model.h"

namespace headscope {

/// Paint time of each view on a run of `tokens` random tokens, drawn offscreen at 1600 × 1000.
[[nodiscard]] Json measureViews(ReadyModel &model, int tokens);

} // namespace headscope
