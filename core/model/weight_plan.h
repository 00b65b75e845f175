#pragma once

#include "core/model/families/family.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// One tensor of a file that will be read, with its place.
struct PlannedTensor {
    std::string name;
    const TensorRow *row = nullptr;
    int layer = 0;
    int head = 0; ///< of a row that has a tensor for each
};

/// Everything that an opening reads, checked against what the file really holds, before memory is reserved.
struct WeightPlan {
    const Family *family = nullptr;
    std::vector<PlannedTensor> tensors;
    std::string spareOutput; ///< an output matrix in the file although the output is said to be tied
    std::size_t bytes = 0;   ///< of float32 weights
    std::vector<Message> warnings;
};

/// Finds every tensor of the family's table. Throws LoadError (file, tensor, expected, found) for one that is
/// missing or has another shape, and for more layers than the file can hold.
[[nodiscard]] WeightPlan planWeights(const Family &family, const ModelConfig &config,
                                     const TensorSource &tensors, const std::string &file);

/// How a reading is watched and stopped.
struct ReadWatch {
    std::function<void(double)> progress;
    std::stop_token stop;
};

/// Reads the planned tensors, each straight into its place. Adds a warning for every tensor with values that
/// are not finite; finds out whether a spare output really equals the embedding, and says so in `config`.
/// Empty when stopped.
[[nodiscard]] std::optional<Weights> readWeights(const WeightPlan &plan, const TensorSource &tensors,
                                                 ModelConfig &config, std::vector<Message> &warnings,
                                                 const ReadWatch &watch);

} // namespace headscope
