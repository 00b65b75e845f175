#pragma once

#include "core/inference/decoder_stack.h"
#include "core/inference/forward_pass.h"
#include "core/inference/inference_session.h"
#include "core/inference/output_head.h"
#include "core/inference/run_cache.h"
#include "core/inference/variant_batch.h"

namespace headscope {

/// What is behind an `InferenceSession`; its functions do what the session's of the same name say. Seen by
/// core/inference alone.
class InferenceSession::Engine {
public:
    Engine(ModelConfig config, Weights &&weights);

    std::shared_ptr<const RunResult> run(const RunRequest &asked, const std::stop_token &stop,
                                         const std::function<void(int)> &progress);
    bool runMany(const VariantsRequest &request, std::span<const Interventions> variants,
                 const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    std::optional<double> meanLoss(const RunResult &result, const std::stop_token &stop);
    HeadPattern pattern(const RunResult &result, const HeadId &head, const std::stop_token &stop);

    const ModelConfig &config() const { return m_config; }
    std::size_t weightBytes() const { return m_model.bytes(); }
    void setMemoryLimit(std::size_t bytes) { m_memoryLimit = bytes; }
    void setPatternBudget(std::size_t bytes) { m_patternBudget = bytes; }
    std::vector<std::string> kernelNames() const;

private:
    /// Some of many variants.
    struct Batch {
        std::size_t first = 0;
        std::span<const Interventions> variants;
    };

    bool runOneByOne(const VariantsRequest &request, std::span<const Interventions> variants,
                     const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    bool runBatch(const VariantsRequest &request, const RunResult &baseline, const Batch &batch,
                  const std::function<void(const VariantOutput &)> &done, const std::stop_token &stop);
    std::optional<double> meanLoss(const Tensor &final, std::span<const TokenId> ids,
                                   const std::stop_token &stop) const;
    const OutputHead &outputHead() const { return m_decoder ? m_decoder->outputHead() : m_outputHead; }
    void prepareFor(const RunRequest &request);
    /// Whether patterns are kept. Throws with both figures when not even the rest fits.
    [[nodiscard]] PassShape shapeFor(const RunRequest &request);
    bool computeLayers(RunResult &run, const std::stop_token &stop, const std::function<void(int)> &progress);
    /// Puts what layer `layer` gave into `run`.
    void keep(int layer, LayerOutput &&output, RunResult &run);
    bool computeLogits(RunResult &run, const RunRequest &request, const std::stop_token &stop);

    ModelConfig m_config;
    ComputeContext m_context;
    PackedModel m_model;
    OutputHead m_outputHead;
    std::optional<DecoderStack> m_decoder;
    TensorPool m_pool;
    RunCache m_cache;
    std::unique_ptr<ForwardPass> m_pass;
    std::unique_ptr<VariantBatch> m_batch; ///< of m_pass
    int m_passThreads = 0;
    std::size_t m_memoryLimit = 0;
    std::size_t m_patternBudget = 0;
};

} // namespace headscope
