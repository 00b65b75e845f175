#pragma once

#include "core/inference/inference_session.h"
#include "core/model/model.h"
#include "ui/session/analysis_session.h"
#include "ui/session/compute_thread.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace headscope {

/// Lives on the compute thread; holds what only that thread may touch.
class ComputeThread::Worker : public QObject {
public:
    /// Null when stopped.
    std::shared_ptr<const OpenedModel> open(const QString &path, const QString &source,
                                            const OpenOptions &options);
    std::optional<ComputedTokens> tokensOf(const ComputeRequest &request, const std::stop_token &stop) const;
    /// What the decoder reads; nothing for models with one stack, empty when stopped.
    std::optional<std::vector<Token>> decoderTokensOf(const ComputeRequest &request,
                                                      const std::stop_token &stop);
    /// Both runs; empty when stopped.
    std::optional<Comparison> compare(const ComputeRequest &request, const std::vector<Token> &decoder,
                                      const std::stop_token &stop,
                                      const std::function<void(double)> &progress);
    /// What the model writes by itself, without and with the interventions; empty when stopped.
    std::optional<WrittenTexts> write(const ComputeRequest &request, const std::stop_token &stop);
    /// Computed once for a text.
    std::optional<double> baselineLoss(const RunResult &baseline, const std::stop_token &stop);
    [[nodiscard]] bool hasModel() const { return m_session != nullptr; }
    InferenceSession &session() { return *m_session; }

private:
    /// Greedy ids of the undisturbed model, kept for a text; empty when stopped.
    const std::vector<TokenId> &writtenBaseline(const ComputeRequest &request, const std::stop_token &stop);
    [[nodiscard]] QString textOf(const std::vector<TokenId> &written) const;

    std::shared_ptr<const OpenedModel> m_model;
    std::unique_ptr<InferenceSession> m_session;
    TokenSequence m_writtenFor;
    int m_mostWritten = 0;
    std::vector<TokenId> m_written;
    TokenSequence m_lossTokens;
    std::vector<TokenId> m_lossDecoder;
    std::optional<double> m_baselineLoss;
    std::size_t m_provenTokens = 0; ///< of the longest run of this model
};

} // namespace headscope
