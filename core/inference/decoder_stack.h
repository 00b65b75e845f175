#pragma once

#include "core/inference/forward_pass.h"
#include "core/inference/output_head.h"

#include <functional>

namespace headscope {

/// The second stack of an encoder-decoder: its layers, its output, and what they need for one pair of texts.
class DecoderStack {
public:
    /// `config` and `model` are the whole model's and outlive the stack.
    DecoderStack(ComputeContext &context, const ModelConfig &config, const PackedModel &model);

    [[nodiscard]] const OutputHead &outputHead() const { return m_outputHead; }

    /// True when the primitives for texts of these lengths are there.
    [[nodiscard]] bool isPreparedFor(const RunRequest &request) const;
    void forget() { m_pass.reset(); }
    void prepareFor(const RunRequest &request);

    /// Computes the decoder's layers from `firstLayer` on, and `final`; those below and `encoderFinal` are in
    /// `run` already. False when stopped: what is in `run` then is valid. `progress` gets the number of
    /// finished layers.
    [[nodiscard]] bool compute(TensorPool &pool, RunResult &run, int firstLayer, const std::stop_token &stop,
                               const std::function<void(int)> &progress);

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    ComputeContext &m_context;
    ModelConfig m_config; ///< of this stack
    const PackedModel &m_model;
    OutputHead m_outputHead;
    std::unique_ptr<ForwardPass> m_pass;
};

} // namespace headscope
