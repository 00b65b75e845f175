#pragma once

#include "core/analysis/head_metric.h"
#include "core/inference/inference_session.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace headscope {

/// A metric of every head of one text.
struct ScoreRequest {
    TokenSequence tokens;
    MetricChoice choice;
    std::vector<TokenId> probeLeading{}; ///< special tokens that the model's texts begin with, for the probe
    Stack stack = Stack::Encoder;        ///< whose heads
    std::vector<TokenId> decoderIds{};   ///< what the decoder of an encoder-decoder reads
    bool operator==(const ScoreRequest &) const = default;
};

struct HeadScores {
    MetricChoice choice;
    TokenSequence tokens;                      ///< what it was computed on; the probe's for `induction`
    std::optional<int> position{};             ///< of effects: whose prediction was read
    std::optional<double> baseline{};          ///< of effects: what is changed (`effectBaseline`)
    std::vector<std::vector<double>> values{}; ///< [layer][head]; rows not done yet are empty
};

/// What stands for itself is filled in: the position where a masked model predicts, and the special tokens
/// that this model's texts begin with. A metric with a text of its own gets no tokens. `tokenizer` may be
/// null.
[[nodiscard]] ScoreRequest scoreRequest(const ModelConfig &config, const Tokenizer *tokenizer,
                                        ScoreRequest request);

/// [layer][head] of an earlier, stopped call of the same request: rows that are there are not computed again.
using KnownScores = std::vector<std::vector<double>>;

/// Gets the scores so far, each time a layer is done.
using LayerScored = std::function<void(const HeadScores &)>;

/// Whether a model has what a metric needs.
[[nodiscard]] bool canScore(const ModelConfig &config, MetricId id);

/// Throws std::invalid_argument with a sentence when the model cannot answer this: no next token to lose, no
/// such position, outcome or label.
void checkScore(const ModelConfig &config, const ScoreRequest &request);

/// Pattern metrics take one run, effects one batched run a layer, from the last layer down: those come first
/// that cost least. Empty when stopped. Throws what `checkScore` and `InferenceSession::run` throw.
[[nodiscard]] std::optional<HeadScores> scoreHeads(InferenceSession &session, const ScoreRequest &request,
                                                   const std::stop_token &stop = {},
                                                   const LayerScored &layerScored = {},
                                                   const KnownScores &known = {});

} // namespace headscope
