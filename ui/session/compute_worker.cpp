#include "ui/session/compute_worker.h"

#include "core/analysis/token_sequence.h"
#include "core/inference/greedy_text.h"
#include "core/message/message.h"
#include "core/model/decoder_text.h"
#include "ui/session/session_text.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace headscope {

namespace {

LogitScope logitScope(OutputKind kind)
{
    return kind == OutputKind::TokenLabels || kind == OutputKind::AnswerSpan ? LogitScope::All
                                                                             : LogitScope::Given;
}

/// The positions whose logits the output panel shows.
std::vector<int> outputPositions(const OpenedModel &model, const ComputeRequest &request,
                                 const std::vector<Token> &decoder)
{
    const bool hasDecoder = model.config.decoder.has_value();
    const int count = static_cast<int>(hasDecoder ? decoder.size() : request.tokens.size());
    std::vector<int> positions;
    if (request.outputPosition && *request.outputPosition < count)
        positions.push_back(*request.outputPosition);
    else if (model.config.output == OutputKind::NextToken || model.config.writes())
        positions.push_back(count - 1);
    if (model.config.output != OutputKind::MaskedToken || !model.tokenizer)
        return positions;
    for (int position = 0; position < count; ++position)
        if (model.tokenizer->maskId() == request.tokens[static_cast<std::size_t>(position)].id)
            positions.push_back(position);
    std::ranges::sort(positions);
    positions.erase(std::ranges::unique(positions).begin(), positions.end());
    return positions;
}

/// A word is no id; the text field's tokens hold -1 for it.
void checkIds(const std::vector<Token> &tokens)
{
    if (std::ranges::any_of(tokens, [](const Token &token) { return token.id < 0; }))
        throw Said<std::invalid_argument>(sentence(
            "core",
            "this model came without a tokenizer: expected the ids of tokens, such as 5 6 7, found words"));
}

} // namespace

std::shared_ptr<const OpenedModel> ComputeThread::Worker::open(const QString &path, const QString &source,
                                                               const OpenOptions &options)
{
    const auto start = std::chrono::steady_clock::now();
    std::unique_ptr<Model> model = openModel(path.toStdString(), options);
    if (!model)
        return nullptr;
    auto session = std::make_unique<InferenceSession>(model->config, std::move(model->weights));
    auto opened = std::make_shared<OpenedModel>();
    opened->config = model->config;
    opened->tokenizer = model->tokenizer;
    opened->outputTokenizer = model->outputTokenizer;
    opened->path = path;
    opened->source = source;
    opened->weightBytes = session->weightBytes();
    opened->warnings = model->warnings;
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    opened->loadMilliseconds = took.count();
    m_baselineLoss.reset();
    m_provenTokens = 0;
    m_written.clear();
    m_session = std::move(session);
    m_model = opened;
    return opened;
}

std::optional<ComputedTokens> ComputeThread::Worker::tokensOf(const ComputeRequest &request,
                                                              const std::stop_token &stop) const
{
    if (!m_model->tokenizer)
        checkIds(request.tokens);
    if (!request.longText || !m_model->tokenizer)
        return cutToMemory({request.tokens, 0}, m_model->config, logitScope(m_model->config.output),
                           m_provenTokens);
    EncodeOptions options;
    const std::string second = toValidUtf8(request.others.second.value_or(QString()).toStdString());
    if (request.others.second)
        options.second = second;
    auto tokens = m_model->tokenizer->encode(toValidUtf8(request.longText->toStdString()), options, stop);
    if (stop.stop_requested())
        return std::nullopt;
    return cutToMemory(cutToPositions(std::move(tokens), m_model->config.positions), m_model->config,
                       logitScope(m_model->config.output), m_provenTokens);
}

const std::vector<TokenId> &ComputeThread::Worker::writtenBaseline(const ComputeRequest &request,
                                                                   const std::stop_token &stop)
{
    const TokenSequence tokens = sequenceOf(request.tokens);
    const int most = request.others.decoder.mostTokens;
    if (m_written.empty() || m_writtenFor != tokens || m_mostWritten != most) {
        m_written = greedyText(*m_session, {tokens, {}, LogitScope::Last, {}, {}}, {most}, stop);
        m_writtenFor = tokens;
        m_mostWritten = most;
    }
    return m_written;
}

std::optional<std::vector<Token>> ComputeThread::Worker::decoderTokensOf(const ComputeRequest &request,
                                                                         const std::stop_token &stop)
{
    if (!m_model->config.decoder)
        return std::vector<Token>{};
    if (!m_model->config.writes())
        return tokensOfIds(movedRight(idsOf(request.tokens), *m_model->config.decoder));
    if (request.others.decoder.source != DecoderChoice::Source::Written)
        return givenDecoderTokens(*m_model, request.others.decoder);
    std::vector<Token> tokens = tokensOfIds(writtenBaseline(request, stop));
    return tokens.empty() ? std::nullopt : std::optional(std::move(tokens));
}

std::optional<WrittenTexts> ComputeThread::Worker::write(const ComputeRequest &request,
                                                         const std::stop_token &stop)
{
    if (!m_model->config.writes())
        return std::nullopt;
    const std::vector<TokenId> &baseline = writtenBaseline(request, stop);
    const RunRequest run{sequenceOf(request.tokens), request.interventions, LogitScope::Last, {}, {}};
    const std::vector<TokenId> now =
        request.interventions.empty()
            ? baseline
            : greedyText(*m_session, run, {request.others.decoder.mostTokens}, stop);
    if (baseline.empty() || now.empty())
        return std::nullopt;
    return WrittenTexts{textOf(baseline), textOf(now)};
}

QString ComputeThread::Worker::textOf(const std::vector<TokenId> &written) const
{
    std::vector<TokenId> plain;
    QStringList numbers;
    for (const TokenId id : written) {
        numbers.append(QString::number(id));
        if (m_model->outputTokenizer && !m_model->outputTokenizer->isSpecial(id))
            plain.push_back(id);
    }
    if (!m_model->outputTokenizer)
        return numbers.join(QLatin1Char(' '));
    return QString::fromStdString(toValidUtf8(m_model->outputTokenizer->decode(plain)));
}

std::optional<Comparison> ComputeThread::Worker::compare(const ComputeRequest &request,
                                                         const std::vector<Token> &decoder,
                                                         const std::stop_token &stop,
                                                         const std::function<void(double)> &progress)
{
    const int runs = request.interventions.empty() ? 1 : 2;
    int finishedRuns = 0;
    const auto layerDone = [&](int layers) {
        progress((finishedRuns + static_cast<double>(layers) / m_model->config.depths().all()) / runs);
    };
    RunRequest run{sequenceOf(request.tokens),
                   {},
                   logitScope(m_model->config.output),
                   outputPositions(*m_model, request, decoder),
                   idsOf(decoder)};
    Comparison comparison;
    comparison.baseline = m_session->run(run, stop, layerDone);
    finishedRuns = 1;
    run.interventions = request.interventions;
    comparison.now =
        runs == 1 || !comparison.baseline ? comparison.baseline : m_session->run(run, stop, layerDone);
    if (!comparison.baseline || !comparison.now)
        return std::nullopt;
    m_provenTokens = std::max(m_provenTokens, request.tokens.size());
    return comparison;
}

std::optional<double> ComputeThread::Worker::baselineLoss(const RunResult &baseline,
                                                          const std::stop_token &stop)
{
    if (m_baselineLoss && m_lossTokens == baseline.tokens && m_lossDecoder == baseline.decoderIds)
        return m_baselineLoss;
    m_baselineLoss = m_session->meanLoss(baseline, stop);
    m_lossTokens = baseline.tokens;
    m_lossDecoder = baseline.decoderIds;
    return m_baselineLoss;
}

} // namespace headscope
