#include "app/command_line/score_options.h"

#include "app/command_line/command_error.h"
#include "app/command_line/run_output.h"

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace headscope {

namespace {

void check(const ReadyModel &model, const ScoreRequest &request)
{
    try {
        checkScore(model.config, request);
    } catch (const std::invalid_argument &error) {
        throw Refusal(error.what());
    }
}

/// One line of a terminal that is written over itself.
void showLayers(const HeadScores &scores)
{
    const auto done = std::ranges::count_if(scores.values, [](const auto &row) { return !row.empty(); });
    std::cerr << '\r' << done << " of " << scores.values.size() << " layers\x1B[K" << std::flush;
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

Stack stackOf(const std::string &name)
{
    if (name == "encoder")
        return Stack::Encoder;
    if (name == "decoder")
        return Stack::Decoder;
    if (name == "cross")
        return Stack::Cross;
    throw UsageError("--stack: expected encoder, decoder or cross, found '" + name + "'");
}

bool needsText(const UnderstoodMetric &metric)
{
    return needsOf(metric.words.id) != MetricNeeds::Probe;
}

ScoreRequest scoreRequest(const ReadyModel &model, const UnderstoodMetric &metric, const ScoredTexts &texts)
{
    const MetricWords &words = metric.words;
    const MetricChoice choice{words.id, words.query, words.key, 0, {}, metric.kind, metric.position};
    // Whether the model has such outcomes at all, before they are looked up.
    ScoreRequest request{texts.tokens, choice, {}, texts.stack, texts.decoderIds};
    check(model, scoreRequest(model.config, model.tokenizer.get(), request));
    if (!words.outcome.empty())
        request.choice.outcome = outcomeId(model, words.outcome);
    if (!words.against.empty())
        request.choice.against = outcomeId(model, words.against);
    return scoreRequest(model.config, model.tokenizer.get(), request);
}

HeadScores scoreWithProgress(const ReadyModel &model, const ScoreRequest &request)
{
    // A log of a command that is refused in the end has one line.
    const bool shows = needsOf(request.choice.id) == MetricNeeds::Effect && isatty(STDERR_FILENO) != 0;
    auto scores = scoreHeads(*model.session, request, {}, shows ? LayerScored(showLayers) : LayerScored());
    if (shows)
        std::cerr << "\r\x1B[K" << std::flush;
    return std::move(*scores);
}

} // namespace headscope
