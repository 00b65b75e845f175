#include "app/command_line/score_options.h"

#include "app/command_line/command_error.h"
#include "app/command_line/run_output.h"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace headscope {

namespace {

/// The special tokens that this model's texts begin with.
std::vector<TokenId> leadingTokens(const Tokenizer *tokenizer)
{
    std::vector<TokenId> leading;
    if (tokenizer == nullptr)
        return leading;
    for (const Token &token : tokenizer->encode("a")) {
        if (token.sequence >= 0)
            break;
        leading.push_back(token.id);
    }
    return leading;
}

std::optional<int> firstMask(const ReadyModel &model, const TokenSequence &tokens)
{
    if (model.config.output != OutputKind::MaskedToken || !model.tokenizer || !model.tokenizer->maskId())
        return std::nullopt;
    const auto found = std::ranges::find(tokens.ids, *model.tokenizer->maskId());
    return found == tokens.ids.end() ? std::nullopt
                                     : std::optional(static_cast<int>(found - tokens.ids.begin()));
}

void check(const ReadyModel &model, const ScoreRequest &request)
{
    try {
        checkScore(model.config, request);
    } catch (const std::invalid_argument &error) {
        throw Refusal(error.what());
    }
}

/// On a terminal one line that is written over itself; in a log one line for each layer of a sweep.
void showLayers(const HeadScores &scores)
{
    const auto done = std::ranges::count_if(scores.values, [](const auto &row) { return !row.empty(); });
    const std::string step = std::to_string(done) + " of " + std::to_string(scores.values.size()) + " layers";
    if (isatty(STDERR_FILENO) != 0)
        std::cerr << '\r' << step << "\x1B[K" << std::flush;
    else
        std::cerr << step << std::endl;
}

} // namespace

UnderstoodMetric understood(const MetricOptions &options)
{
    UnderstoodMetric metric;
    try {
        metric.kind = kindFromSpec(options.kind);
        metric.words = parseMetric(options.metric);
    } catch (const std::invalid_argument &error) {
        throw UsageError(error.what());
    } catch (const std::domain_error &error) {
        throw Refusal(error.what());
    }
    metric.position = options.position;
    return metric;
}

bool needsText(const UnderstoodMetric &metric)
{
    return headscope::metric(metric.words.id).needs != MetricNeeds::Probe;
}

ScoreRequest scoreRequest(const ReadyModel &model, const UnderstoodMetric &metric, TokenSequence tokens)
{
    const MetricWords &words = metric.words;
    ScoreRequest request;
    request.tokens = std::move(tokens);
    request.choice = {words.id, words.query, words.key, 0, {}, metric.kind, metric.position};
    request.probeLeading = leadingTokens(model.tokenizer.get());
    check(model, request); // whether the model has such outcomes at all, before they are looked up
    if (!words.outcome.empty())
        request.choice.outcome = outcomeId(model, words.outcome);
    if (!words.against.empty())
        request.choice.against = outcomeId(model, words.against);
    const bool isEffect = headscope::metric(words.id).needs == MetricNeeds::Effect;
    if (isEffect && !metric.position && words.id != MetricId::EffectLoss)
        request.choice.position = firstMask(model, request.tokens);
    return request;
}

HeadScores scoreWithProgress(const ReadyModel &model, const ScoreRequest &request)
{
    const bool isSweep = metric(request.choice.id).needs == MetricNeeds::Effect;
    auto scores = scoreHeads(*model.session, request, {}, isSweep ? LayerScored(showLayers) : LayerScored());
    if (isSweep && isatty(STDERR_FILENO) != 0)
        std::cerr << "\r\x1B[K" << std::flush;
    return std::move(*scores);
}

} // namespace headscope
