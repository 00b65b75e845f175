#include "core/inference/run_threads.h"

#include "core/ops/compute_threads.h"

namespace headscope {

bool isWorthThreads(const ModelConfig &config, const LayerLoad &load)
{
    constexpr double kLeast = 1e6; // multiplications
    const double width = config.width;
    const double ofToken = width * (2.0 * config.attentionWidth() + 2.0 * config.keyValueWidth()) +
                           width * config.mlpWidth * (config.gatedMlp ? 3.0 : 2.0);
    const auto tokens = static_cast<double>(load.tokens);
    const auto texts = static_cast<double>(load.texts);
    return texts * tokens * (ofToken + 2.0 * tokens * config.attentionWidth()) >= kLeast;
}

ThreadsForLoad::ThreadsForLoad(const ModelConfig &config, const LayerLoad &load)
    : m_before(computeThreads())
{
    if (!isWorthThreads(config, load))
        useComputeThreads(1);
}

ThreadsForLoad::~ThreadsForLoad()
{
    useComputeThreads(m_before);
}

} // namespace headscope
