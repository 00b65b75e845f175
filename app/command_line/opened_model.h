#pragma once

#include "app/command_line/text_options.h"
#include "core/inference/inference_session.h"
#include "core/model/model.h"

#include <memory>
#include <string>
#include <vector>

namespace headscope {

/// A model ready to run, opened on the calling thread.
struct ReadyModel {
    ModelConfig config;
    std::shared_ptr<const Tokenizer> tokenizer;
    std::shared_ptr<const Tokenizer> outputTokenizer; ///< as in `Model`
    std::unique_ptr<InferenceSession> session;
    double loadMilliseconds = 0;
};

/// Finds and opens what MODEL names; its warnings go to standard error. Throws LoadError.
[[nodiscard]] ReadyModel openForRunning(const std::string &name);

/// What happens to a text with more tokens than the model takes.
enum class TooLong { Refuse, Cut };

/// The tokens that the options give, checked: at least one, no more than the model's positions. Throws
/// Refusal.
[[nodiscard]] std::vector<Token> tokensFor(const ReadyModel &model, const TextOptions &options,
                                           TooLong tooLong = TooLong::Refuse);

/// The SPECs as interventions. Throws UsageError for a malformed one, Refusal for one that this model cannot
/// do.
[[nodiscard]] Interventions interventionsFor(const ModelConfig &config,
                                             const std::vector<std::string> &specs);

/// Throws UsageError when a SPEC is malformed, without knowing the model yet.
void checkSpecs(const std::vector<std::string> &specs);

} // namespace headscope
