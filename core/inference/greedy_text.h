#pragma once

#include "core/inference/inference_session.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace headscope {

/// How far a decoder goes on writing.
struct GreedyLimits {
    int mostTokens = 128; ///< the start token included
};

/// What an encoder-decoder writes for these tokens with these interventions when the likeliest token is taken
/// each time: its start token first, no end token. Every token is one run of the whole decoder, with the
/// interventions as they act on the text so far; the encoder runs once.
///
/// `request.decoderIds`, positions and scope are ignored. `written` gets each token. Empty when stopped.
[[nodiscard]] std::vector<TokenId> greedyText(InferenceSession &session, RunRequest request,
                                              const GreedyLimits &limits, const std::stop_token &stop = {},
                                              const std::function<void(TokenId)> &written = {});

} // namespace headscope
