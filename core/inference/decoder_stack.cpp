#include "core/inference/decoder_stack.h"

#include <algorithm>
#include <iterator>

namespace headscope {

DecoderStack::DecoderStack(ComputeContext &context, const ModelConfig &config, const PackedModel &model)
    : m_context(context)
    , m_config(config.decoderStack())
    , m_model(*model.decoder)
    , m_outputHead(context, m_config, m_model)
{
}

bool DecoderStack::isPreparedFor(const RunRequest &request) const
{
    return m_pass && m_pass->tokens() == std::ssize(request.decoderIds) &&
           m_pass->encoderTokens() == std::ssize(request.tokens.ids);
}

void DecoderStack::prepareFor(const RunRequest &request)
{
    if (!isPreparedFor(request))
        m_pass = std::make_unique<ForwardPass>(m_context, m_config, m_model,
                                               PassShape{std::ssize(request.decoderIds)},
                                               std::ssize(request.tokens.ids));
}

bool DecoderStack::compute(TensorPool &pool, RunResult &run, int firstLayer, const std::stop_token &stop,
                           const std::function<void(int)> &progress)
{
    m_pass->lookAt(run.encoderFinal);
    if (run.decoderLayerInputs.empty())
        run.decoderLayerInputs.push_back(m_pass->embedded(pool, {run.decoderIds, {}}));
    for (int layer = firstLayer; layer < m_config.layers; ++layer) {
        if (stop.stop_requested())
            return false;
        const LayerChanges changes{interventionsIn(run.interventions, layer, Stack::Decoder),
                                   interventionsIn(run.interventions, layer, Stack::Cross)};
        auto output = m_pass->layer(pool, layer, *run.decoderLayerInputs.back(), changes, stop);
        if (!output)
            return false;
        run.decoderPatterns.push_back(std::move(output->pattern));
        run.crossPatterns.push_back(std::move(output->crossPattern));
        if (layer + 1 < m_config.layers)
            run.decoderLayerInputs.push_back(std::move(output->residual));
        else
            run.final = m_pass->finished(pool, std::move(output->residual));
        if (progress)
            progress(layer + 1);
    }
    return true;
}

std::vector<std::string> DecoderStack::kernelNames() const
{
    std::vector<std::string> names = m_outputHead.kernelNames();
    if (m_pass)
        std::ranges::copy(m_pass->kernelNames(), std::back_inserter(names));
    return names;
}

} // namespace headscope
