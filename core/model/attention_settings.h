#pragma once

#include "core/tensor/key_reach.h"

#include <optional>
#include <vector>

namespace headscope {

/// How fast the pairs of a head turn with the position: pair i is numbers i and i + n of a head, n = pairs.
struct RotaryTable {
    std::vector<float> frequencies;     ///< radians a position, one for each pair
    std::vector<float> longFrequencies; ///< for texts of more than `longFrom` tokens; empty: the same
    int longFrom = 0;
    float magnitude = 1; ///< what is turned is multiplied by this (YaRN)
    float base = 0;      ///< of a table that is made anew for texts of more than `longFrom` tokens,
    int width = 0;       ///< for so many numbers of a head,
    float growth = 0; ///< with a base that grows by this with the text's length (dynamic NTK); 0 = it is not

    bool operator==(const RotaryTable &) const = default;

    [[nodiscard]] std::vector<float> frequenciesFor(std::ptrdiff_t tokens) const;
};

/// The table without any scaling: base^(-2i / width) for the pairs of `width` numbers, an odd one rounded up.
[[nodiscard]] RotaryTable rotaryTable(float base, int width);

/// DeBERTa: what a score says of the distance between two tokens comes from learned rows, one for each
/// distance from -span to span - 1.
struct DisentangledPositions {
    int span = 0;     ///< 0 = none
    int buckets = 0;  ///< distances beyond half of these share rows by their logarithm; 0 = each has its own
    int farthest = 0; ///< the distance that the last bucket ends with
    bool contentToPosition = false, positionToContent = false;
    bool normed = false;         ///< the rows, by a norm of their own
    bool ownProjections = false; ///< for the rows' keys and queries; otherwise the tokens' are used

    bool operator==(const DisentangledPositions &) const = default;
};

/// How one layer attends.
struct AttentionSettings {
    bool hasAttention = true; ///< false: the layer has no attention at all
    int heads = 0;
    int keyValueHeads = 0; ///< heads / keyValueHeads query heads share one key and one value
    int headWidth = 0;
    KeyReach reach = kAllKeys;
    std::optional<int> rotary; ///< which table of ModelConfig::rotary; none: positions are not turned in
    float scoreScale = 0;      ///< 0 = 1 / sqrt(headWidth)
    float softCap = 0;         ///< of the scores; 0 = none

    bool operator==(const AttentionSettings &) const = default;

    [[nodiscard]] int width() const { return heads * headWidth; }
    [[nodiscard]] int keyValueWidth() const { return keyValueHeads * headWidth; }
};

} // namespace headscope
