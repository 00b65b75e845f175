#include "core/inference/score_heads.h"

#include "core/message/message.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace headscope {

namespace {

constexpr Sentence kOutsideModel = sentence("core", "outcome %1 is outside the model: expected 0 to %2");
constexpr Sentence kOutsideText = sentence("core", "position %1 is outside the text: expected 0 to %2");

[[noreturn]] void refuse(const Message &found)
{
    throw Said<std::invalid_argument>(found);
}

/// `outside` has places for the number and the last one that is there.
void checkInside(const Sentence &outside, int number, int count)
{
    if (number < 0 || number >= count)
        refuse(outside.with(number, count - 1));
}

bool hasLabels(const ModelConfig &config)
{
    return config.output == OutputKind::Labels || config.output == OutputKind::TokenLabels;
}

/// Answers and vectors are no outcomes.
bool predictsOutcomes(const ModelConfig &config)
{
    return config.output != OutputKind::Embedding && config.output != OutputKind::AnswerSpan;
}

void checkEffect(const ModelConfig &config, const ScoreRequest &request)
{
    const MetricChoice &choice = request.choice;
    const std::string name(metric(choice.id).name);
    if (config.decoder)
        refuse(
            sentence(
                "core",
                "%1 is measured for models with one stack of layers; this one has an encoder and a decoder")
                .with(name));
    if (choice.id == MetricId::EffectLoss) {
        if (config.output != OutputKind::NextToken)
            refuse(sentence("core", "%1 needs a model that predicts the next token").with(name));
        if (request.tokens.ids.size() < 2)
            refuse(sentence("core", "%1 needs a text of at least 2 tokens").with(name));
        return;
    }
    if (!predictsOutcomes(config))
        refuse(sentence("core", "%1 needs a model that predicts tokens or labels").with(name));
    if (choice.id == MetricId::EffectLogit && hasLabels(config))
        refuse(
            sentence("core", "%1 needs a model that predicts tokens; this one has labels: effect:label:NAME")
                .with(name));
    if (choice.id == MetricId::EffectLabel && !hasLabels(config))
        refuse(sentence("core",
                        "%1 needs a model that predicts labels; this one predicts tokens: effect:logit:A[-B]")
                   .with(name));
    if (choice.id == MetricId::EffectLogit || choice.id == MetricId::EffectLabel)
        checkInside(kOutsideModel, choice.outcome, config.outputs());
    if (choice.against)
        checkInside(kOutsideModel, *choice.against, config.outputs());
}

std::vector<TokenId> leadingTokens(const Tokenizer &tokenizer)
{
    std::vector<TokenId> leading;
    for (const Token &token : tokenizer.encode("a")) {
        if (token.sequence >= 0)
            break;
        leading.push_back(token.id);
    }
    return leading;
}

struct LayerOfMetric {
    int layer = 0;
    const MetricChoice &choice;
};

/// Patterns that were not kept are computed again, one at a time. Incomplete when stopped.
std::vector<double> patternScores(InferenceSession &session, const RunResult &run, const LayerOfMetric &of,
                                  const std::stop_token &stop)
{
    if (run.keepsPatterns())
        return metricOfLayer(run, of.layer, of.choice);
    std::vector<double> values;
    for (int head = 0; head < session.config().headsIn(of.layer) && !stop.stop_requested(); ++head) {
        const HeadPattern pattern = session.pattern(run, {Stack::Encoder, of.layer, head}, stop);
        if (!pattern.isEmpty())
            values.push_back(metricOf(pattern, run.tokens.ids, of.choice));
    }
    return values;
}

/// The patterns that a pattern metric is read from.
std::optional<HeadScores> scorePatterns(InferenceSession &session, const ScoreRequest &request,
                                        const std::stop_token &stop, const LayerScored &layerScored)
{
    HeadScores scores{request.choice, request.tokens, {}, {}, {}};
    if (needsOf(request.choice.id) == MetricNeeds::Probe)
        scores.tokens =
            inductionProbe(session.config().vocabulary, session.config().positions, request.probeLeading);
    const auto run = session.run({scores.tokens, {}, LogitScope::Given, {}}, stop);
    if (!run)
        return {};
    for (int layer = 0; layer < session.config().layers; ++layer) {
        scores.values.push_back(patternScores(session, *run, {layer, request.choice}, stop));
        if (stop.stop_requested())
            return {};
        if (layerScored)
            layerScored(scores);
    }
    return scores;
}

/// Which logits an effect reads.
VariantsRequest variantsOf(const ModelConfig &config, const ScoreRequest &request)
{
    VariantsRequest variants{request.tokens, {}, request.choice.id == MetricId::EffectLoss};
    const bool atPosition = config.output != OutputKind::Labels && !variants.loss;
    if (atPosition)
        variants.position = request.choice.position.value_or(static_cast<int>(request.tokens.ids.size()) - 1);
    return variants;
}

std::optional<HeadScores> scoreEffects(InferenceSession &session, const ScoreRequest &request,
                                       const std::stop_token &stop, const LayerScored &layerScored,
                                       const KnownScores &known)
{
    const VariantsRequest wanted = variantsOf(session.config(), request);
    const auto &effect = metric(request.choice.id).ofOutputs;
    HeadScores scores{request.choice, request.tokens, wanted.position, {}, {}};
    scores.values = known;
    scores.values.resize(static_cast<std::size_t>(session.config().layers));

    std::vector<float> baselineLogits;
    OutputReading baseline;
    const std::vector<Interventions> untouched(1);
    const bool whole = session.runMany(
        wanted, untouched,
        [&](const VariantOutput &output) {
            baselineLogits.assign(output.logits.begin(), output.logits.end());
            baseline = {baselineLogits, output.loss, session.config().labelScale};
        },
        stop);
    if (!whole)
        return {};
    scores.baseline = effectBaseline(request.choice, baseline);

    for (int layer = session.config().layers - 1; layer >= 0; --layer) {
        if (!scores.values[static_cast<std::size_t>(layer)].empty())
            continue;
        std::vector<Interventions> variants;
        for (int head = 0; head < session.config().headsIn(layer); ++head)
            variants.push_back({{HeadId{Stack::Encoder, layer, head}, request.choice.kind}});
        std::vector<double> row(variants.size());
        const bool done = session.runMany(
            wanted, variants,
            [&](const VariantOutput &output) {
                const OutputReading ablated{output.logits, output.loss, session.config().labelScale};
                row[output.variant] = effect({baseline, ablated, request.choice});
            },
            stop);
        if (!done)
            return {};
        scores.values[static_cast<std::size_t>(layer)] = std::move(row);
        if (layerScored)
            layerScored(scores);
    }
    return scores;
}

} // namespace

ScoreRequest scoreRequest(const ModelConfig &config, const Tokenizer *tokenizer, const TokenSequence &tokens,
                          const MetricChoice &choice)
{
    const MetricNeeds needs = needsOf(choice.id);
    ScoreRequest request{needs == MetricNeeds::Probe ? TokenSequence() : tokens, choice, {}};
    if (tokenizer == nullptr)
        return request;
    if (needs == MetricNeeds::Probe)
        request.probeLeading = leadingTokens(*tokenizer);
    const auto mask = std::ranges::find(tokens.ids, tokenizer->maskId().value_or(-1));
    const bool readsMask = needs == MetricNeeds::Effect && config.output == OutputKind::MaskedToken;
    if (readsMask && !choice.position && mask != tokens.ids.end())
        request.choice.position = static_cast<int>(mask - tokens.ids.begin());
    return request;
}

bool canScore(const ModelConfig &config, MetricId id)
{
    switch (id) {
    case MetricId::EffectLoss:
        return config.output == OutputKind::NextToken;
    case MetricId::EffectKl:
        return predictsOutcomes(config) && config.labelScale != LabelScale::Values;
    case MetricId::EffectLogit:
        return predictsOutcomes(config) && !hasLabels(config);
    case MetricId::EffectLabel:
        return hasLabels(config);
    default:
        return true;
    }
}

void checkScore(const ModelConfig &config, const ScoreRequest &request)
{
    const MetricChoice &choice = request.choice;
    const int tokens = static_cast<int>(request.tokens.ids.size());
    if (choice.id == MetricId::Pair) {
        checkInside(kOutsideText, choice.query, tokens);
        checkInside(kOutsideText, choice.key, tokens);
    }
    if (choice.position)
        checkInside(kOutsideText, *choice.position, tokens);
    if (needsOf(choice.id) == MetricNeeds::Effect)
        checkEffect(config, request);
}

std::optional<HeadScores> scoreHeads(InferenceSession &session, const ScoreRequest &request,
                                     const std::stop_token &stop, const LayerScored &layerScored,
                                     const KnownScores &known)
{
    checkScore(session.config(), request);
    if (needsOf(request.choice.id) == MetricNeeds::Effect)
        return scoreEffects(session, request, stop, layerScored, known);
    return scorePatterns(session, request, stop, layerScored);
}

} // namespace headscope
