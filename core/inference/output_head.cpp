#include "core/inference/output_head.h"

#include "core/ops/dense.h"
#include "core/ops/element_wise.h"
#include "core/ops/norm.h"
#include "core/tensor/matrix_map.h"

#include <algorithm>
#include <numeric>

namespace headscope {

namespace {

Tensor gatherRows(const Tensor &from, std::span<const int> positions)
{
    Tensor rows({std::ssize(positions), from.columns()});
    for (std::size_t i = 0; i < positions.size(); ++i)
        std::ranges::copy(from.row(positions[i]), rows.row(static_cast<std::ptrdiff_t>(i)).begin());
    return rows;
}

/// [1, width]
Tensor meanOf(const Tensor &rows)
{
    Tensor mean({1, rows.columns()});
    mean.matrix() = rows.matrix().colwise().mean();
    return mean;
}

/// Where the text ends, whatever padding follows; of nothing but padding the first token, as in transformers.
int lastOfText(std::span<const TokenId> ids, TokenId padding)
{
    const auto isText = [padding](TokenId id) { return id != padding; };
    const auto last = std::find_if(ids.rbegin(), ids.rend(), isText);
    return last == ids.rend() ? 0 : static_cast<int>(ids.rend() - last) - 1;
}

/// The tokens whose positions predict.
const std::vector<TokenId> &outputIds(const RunRequest &request)
{
    return request.decoderIds.empty() ? request.tokens.ids : request.decoderIds;
}

/// Where `token` stands last; without it the end of the text, where transformers fails.
int lastPlaceOf(TokenId token, std::span<const TokenId> ids)
{
    const auto last = std::find(ids.rbegin(), ids.rend(), token);
    return static_cast<int>(last == ids.rend() ? std::ssize(ids) : ids.rend() - last) - 1;
}

std::vector<int> all(std::span<const TokenId> ids)
{
    std::vector<int> positions(ids.size());
    std::iota(positions.begin(), positions.end(), 0);
    return positions;
}

} // namespace

OutputHead::OutputHead(ComputeContext &context, const ModelConfig &config, const PackedModel &model)
    : m_context(context)
    , m_config(config)
    , m_model(model)
{
}

bool OutputHead::predicts() const
{
    return m_config.output != OutputKind::Embedding;
}

std::vector<int> OutputHead::positions(const RunRequest &request) const
{
    if (!predicts() || m_config.output == OutputKind::Labels)
        return {};
    const bool ofAll =
        m_config.output == OutputKind::TokenLabels || m_config.output == OutputKind::AnswerSpan;
    if (ofAll || request.scope == LogitScope::All)
        return all(outputIds(request));
    if (request.scope == LogitScope::Given)
        return request.positions;
    return {static_cast<int>(outputIds(request).size()) - 1};
}

std::ptrdiff_t OutputHead::rows(const RunRequest &request) const
{
    return m_config.output == OutputKind::Labels ? 1 : std::ssize(positions(request));
}

std::vector<int> OutputHead::rowsToRead(std::vector<int> positions, std::span<const TokenId> ids) const
{
    if (m_config.output != OutputKind::Labels)
        return positions;
    switch (m_config.summary) {
    case Summary::First:
        return {0};
    case Summary::Last:
        return {lastOfText(ids, m_config.summaryPadding)};
    case Summary::LastOf:
        return {lastPlaceOf(m_config.summaryToken, ids)};
    case Summary::Mean:
        break;
    case Summary::LateMean:
        return all(ids);
    }
    return {};
}

std::shared_ptr<const Tensor> OutputHead::logits(const Tensor &final, std::span<const int> rowsRead,
                                                 const std::stop_token &stop) const
{
    const bool ofMean = m_config.output == OutputKind::Labels && m_config.summary == Summary::Mean;
    if (!predicts() || (rowsRead.empty() && !ofMean))
        return nullptr;
    Tensor rows = transformed(ofMean ? meanOf(final) : gatherRows(final, rowsRead));
    if (stop.stop_requested())
        return nullptr;
    auto logits = std::make_shared<Tensor>(Shape{rows.rows(), m_model.output.out()});
    Dense(m_context, rows.rows(), m_model.output)(m_context, rows, m_model.output, *logits);
    if (m_config.logitSoftCap > 0)
        capSoftly(*logits, m_config.logitSoftCap);
    return logits;
}

Tensor OutputHead::transformed(Tensor rows) const
{
    const auto dense = [&](const PackedMatrix &matrix, Activation activation) {
        Tensor output({rows.rows(), matrix.out()});
        Dense(m_context, rows.rows(), matrix, activation)(m_context, rows, matrix, output);
        return output;
    };
    if (m_config.output == OutputKind::Labels && !m_model.pooler.isEmpty())
        rows = dense(m_model.pooler, m_config.summaryActivation);
    if (m_config.output == OutputKind::Labels && m_config.summary == Summary::LateMean)
        rows = meanOf(rows);
    if (!m_model.outputTransform.isEmpty())
        rows = dense(m_model.outputTransform, m_config.headActivation);
    if (m_config.outputScale != 1.0F)
        rows.matrix() *= m_config.outputScale;
    if (m_model.outputNorm.scale.isEmpty())
        return rows;
    if (m_config.normKind == NormKind::RmsNorm)
        rmsNorm(rows, m_config.normEpsilon, m_model.outputNorm.scale, rows);
    else
        LayerNorm(m_context, {rows.rows(), rows.columns()}, m_config.normEpsilon)(
            m_context, rows, m_model.outputNorm.scale, m_model.outputNorm.shift, rows);
    return rows;
}

std::vector<std::string> OutputHead::kernelNames() const
{
    if (!predicts())
        return {};
    return {Dense(m_context, 1, m_model.output).kernelName(),
            Dense(m_context, 7, m_model.output).kernelName()};
}

} // namespace headscope
