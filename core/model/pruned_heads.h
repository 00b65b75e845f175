#pragma once

#include "core/model/config_reader.h"
#include "core/model/model_config.h"

namespace headscope {

/// Takes away the heads that `pruned_heads` of a configuration lists: the file's matrices are already
/// smaller. What is left of a layer is counted from 0, as transformers' own attention is. Throws LoadError
/// where a list cannot be, or where the family's heads have more than their matrices.
void pruneHeads(const ConfigReader &config, ModelConfig &model);

} // namespace headscope
