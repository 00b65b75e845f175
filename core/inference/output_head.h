#pragma once

#include "core/analysis/run_result.h"
#include "core/inference/packed_model.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace headscope {

/// Turns final vectors into what the model predicts.
class OutputHead {
public:
    OutputHead(ComputeContext &context, const ModelConfig &config, const PackedModel &model);

    /// The positions whose logits a request asks for: what `scope` says, for token classifiers and answer
    /// spans always all, none for sequence classifiers (their one row belongs to no position) and bare
    /// encoders.
    [[nodiscard]] std::vector<int> positions(const RunRequest &request) const;
    /// How many rows of logits that makes.
    [[nodiscard]] std::ptrdiff_t rows(const RunRequest &request) const;

    /// The rows of `final` that the logits are made from: those positions, or the one that a classifier of
    /// whole texts reads; none when it reads the mean of all.
    [[nodiscard]] std::vector<int> rowsToRead(std::vector<int> positions, std::span<const TokenId> ids) const;

    /// [row, output] from those rows of `final` [token, width]; null for bare encoders and when stopped.
    [[nodiscard]] std::shared_ptr<const Tensor> logits(const Tensor &final, std::span<const int> rowsRead,
                                                       const std::stop_token &stop) const;

    /// Whether the model has anything to predict.
    [[nodiscard]] bool predicts() const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    [[nodiscard]] Tensor transformed(Tensor rows) const;

    ComputeContext &m_context;
    const ModelConfig &m_config;
    const PackedModel &m_model;
};

} // namespace headscope
