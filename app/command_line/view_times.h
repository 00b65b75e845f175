#pragma once

#include "app/command_line/json_output.h"
#include "app/command_line/opened_model.h"

#include <stop_token>

namespace headscope {

/// Paint time of each view on a run of `tokens` random tokens, drawn offscreen at 1600 × 1000. None when
/// stopped, and of a text so long that its patterns are not kept.
[[nodiscard]] Json measureViews(ReadyModel &model, int tokens, const std::stop_token &stop);

} // namespace headscope
