#pragma once

#include "core/analysis/run_result.h"
#include "core/model/model.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace headscope {

/// Many variants of one text, each with interventions of its own, and what is wanted of each.
struct VariantsRequest {
    TokenSequence tokens;
    std::optional<int> position{};     ///< whose logits are wanted; sequence classifiers have one row for all
    bool loss = false;                 ///< the mean next-token cross-entropy instead of logits
    std::vector<TokenId> decoderIds{}; ///< as in `RunRequest`
};

/// What one variant gave; lives as long as the call that hands it over.
struct VariantOutput {
    std::size_t variant = 0; ///< its place in what was asked for
    std::span<const float> logits;
    double loss = 0;
};

/// The door to the engine: one model, one thread at a time (the same thread from construction on, see SPEED
/// rules in the README: a second OpenMP pool makes small runs 2.7 times slower).
///
/// Remembers the residual stream entering each layer, so that changing a head costs only the layers from that
/// head upwards.
class InferenceSession {
public:
    /// Takes the weights out of `weights`, tensor by tensor, into the layout that this processor runs
    /// fastest.
    InferenceSession(const ModelConfig &config, Weights &&weights);
    ~InferenceSession();
    InferenceSession(const InferenceSession &) = delete;
    InferenceSession &operator=(const InferenceSession &) = delete;

    [[nodiscard]] const ModelConfig &config() const;
    [[nodiscard]] std::size_t weightBytes() const;

    /// Empty when `stop` was requested before the run was complete; the session stays usable. `progress` gets
    /// the number of finished layers. Throws std::invalid_argument (no tokens, too many, an id outside the
    /// vocabulary, a head outside the model) and std::runtime_error with both figures when the run would not
    /// fit into `memoryLimit()`.
    [[nodiscard]] std::shared_ptr<const RunResult> run(const RunRequest &request,
                                                       const std::stop_token &stop = {},
                                                       const std::function<void(int)> &progress = {});

    /// Sends variants of one text through the dense layers together, each batch from the first layer that any
    /// of its variants changes. Each output is handed over as soon as it is known and equals a single run's
    /// within 1e-5; patterns are not kept. False when stopped. Throws what `run` throws.
    [[nodiscard]] bool runMany(const VariantsRequest &request, std::span<const Interventions> variants,
                               const std::function<void(const VariantOutput &)> &done,
                               const std::stop_token &stop = {});

    /// Mean next-token cross-entropy of a causal model over a result's text, in nats. Empty below 2 tokens,
    /// for models that are not causal, and when stopped. Logits are computed in chunks and not kept.
    [[nodiscard]] std::optional<double> meanLoss(const RunResult &result, const std::stop_token &stop = {});

    /// What a head looks at: the result's pattern, or, where that was not kept, computed again from the input
    /// of its layer. Empty when stopped, and where there is no attention.
    [[nodiscard]] HeadPattern pattern(const RunResult &result, const HeadId &head,
                                      const std::stop_token &stop = {});

    /// Bytes of patterns that a run keeps; more are not kept but computed again when somebody asks. 0 = a
    /// quarter of the machine's memory.
    void setPatternBudget(std::size_t bytes);

    /// Bytes that a run may take beside the weights; 0 = ask the system before each run.
    void setMemoryLimit(std::size_t bytes);

    /// Name of every oneDNN kernel in use, for tests and the curious.
    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    class Engine; // hides oneDNN from everyone who includes this header
    std::unique_ptr<Engine> m_engine;
};

/// The rate in GFLOP/s of a large square product through oneDNN on this machine, now.
[[nodiscard]] double measurePeakGflops();
/// `oneDNN 2.6.3, 2 threads`
[[nodiscard]] std::string engineDescription();
/// Its two parts, for a window that says them in another language: `oneDNN 2.6.3`, 2.
[[nodiscard]] std::string engineName();
[[nodiscard]] int engineThreads();
/// 0 = as many as there are processors.
void setComputeThreads(int threads);

} // namespace headscope
