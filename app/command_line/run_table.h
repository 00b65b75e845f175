#pragma once

#include "app/command_line/json_output.h"

namespace headscope {

/// The `run` document as a short table for people.
void printRunTable(const Json &document);

} // namespace headscope
