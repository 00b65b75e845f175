#pragma once

#include "core/model/model_config.h"

#include <cstddef>

namespace headscope {

/// Bytes of the patterns of all heads.
[[nodiscard]] std::size_t patternBytes(const ModelConfig &config, std::ptrdiff_t tokens);

/// Whether long texts can be run without keeping patterns: a model with one stack, whose scores need no
/// tensor of their size beside them and whose tokens meet in attention only.
[[nodiscard]] bool canStream(const ModelConfig &config);

/// Bytes of a run of `tokens` whose patterns are not kept, beside the weights: they are computed for
/// `storedQueries` at a time.
[[nodiscard]] std::size_t streamedRunBytes(const ModelConfig &config, std::ptrdiff_t tokens,
                                           std::ptrdiff_t logitRows, std::ptrdiff_t storedQueries);

/// Bytes of everything that a run of `tokens` keeps and needs, beside the weights; of an encoder-decoder,
/// with `decoderTokens` for a decoder that writes.
[[nodiscard]] std::size_t runBytes(const ModelConfig &config, std::ptrdiff_t tokens, std::ptrdiff_t logitRows,
                                   std::ptrdiff_t decoderTokens = 1);

} // namespace headscope
