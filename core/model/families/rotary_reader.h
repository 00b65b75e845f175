#pragma once

#include "core/model/families/family.h"

#include <string_view>

namespace headscope {

/// What a family's rotary positions are where its configuration does not say.
struct RotaryDefaults {
    double base = 10000;
    double part = 1;     ///< of a head that turns
    bool isPart = false; ///< whether the family reads `partial_rotary_factor`: others turn whole heads
    int trained = 0;     ///< positions before scaling, whatever stands beside the scaling; 0 = that counts
};

/// The rotary positions of a config.json, in the old spelling (`rope_theta`, `rope_scaling`, `rotary_pct`, …)
/// and the new one (`rope_parameters`). Where longer texts are scaled as they grow, the model's positions
/// become more. Throws LoadError for a scaling that is not known.
[[nodiscard]] RotaryTable readRotary(const ConfigReader &config, Description &description,
                                     const RotaryDefaults &defaults = {});

/// The same for layers of one type, whose settings may stand under that name in `rope_parameters`.
[[nodiscard]] RotaryTable readRotaryOf(std::string_view layerType, const ConfigReader &config,
                                       Description &description, const RotaryDefaults &defaults);

/// The rotary positions of a GGUF: its keys under `rope.`, and the tensors of factors for each pair.
[[nodiscard]] RotaryTable readGgufRotary(const ConfigReader &config, const TensorSource &tensors,
                                         const ModelConfig &model, const RotaryDefaults &defaults = {});

} // namespace headscope
