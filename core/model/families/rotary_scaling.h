#pragma once

#include "core/model/attention_settings.h"

#include <span>

namespace headscope {

/// What a table without scaling is made of.
struct RotaryBasis {
    double base = 10000;
    int width = 0; ///< how many numbers of a head turn
};

/// Llama 3.1: long waves become longer by `factor`, short ones stay, those between are blended.
struct Llama3Scaling {
    float factor = 1, low = 1, high = 1; ///< the last two divide `trained` into wave lengths
    float trained = 0;                   ///< positions before scaling
};
void scaleAsLlama3(RotaryTable &table, const Llama3Scaling &scaling);

/// YaRN: pairs that turn more than `fast` times over the trained positions stay, those that turn less than
/// `slow` times are slowed by `factor`, those between are blended.
struct YarnScaling {
    float factor = 1;
    double fast = 32, slow = 1;
    double trained = 0; ///< positions before scaling
    bool wholePairs = true;
};
void scaleAsYarn(RotaryTable &table, const RotaryBasis &basis, const YarnScaling &scaling);

/// Every pair is slowed by `factor`.
void slowDown(RotaryTable &table, float factor);

/// The table with each pair slowed by its own factor, of which there are as many.
[[nodiscard]] std::vector<float> slowedDown(const RotaryBasis &basis, std::span<const float> factors);

} // namespace headscope
