#pragma once

#include "core/model/model_config.h"
#include "ui/views/head_edits.h"

namespace headscope {

/// The heads of one stack of a model.
[[nodiscard]] HeadBoardShape shapeOf(const ModelConfig &config, Stack stack);

} // namespace headscope
