#include "core/inference/score_heads.h"

#include <stdexcept>
#include <string>

namespace headscope {

namespace {

[[noreturn]] void refuse(const std::string &sentence)
{
    throw std::invalid_argument(sentence);
}

void checkInside(const std::string &what, int number, int count, const std::string &whole)
{
    if (number < 0 || number >= count)
        refuse(what + " " + std::to_string(number) + " is outside the " + whole + ": expected 0 to " +
               std::to_string(count - 1));
}

bool hasLabels(const ModelConfig &config)
{
    return config.output == OutputKind::Labels || config.output == OutputKind::TokenLabels;
}

void checkEffect(const ModelConfig &config, const ScoreRequest &request)
{
    const MetricChoice &choice = request.choice;
    const std::string name(metric(choice.id).name);
    if (config.decoder)
        refuse(name +
               " is measured for models with one stack of layers; this one has an encoder and a decoder");
    if (choice.id == MetricId::EffectLoss) {
        if (config.output != OutputKind::NextToken)
            refuse(name + " needs a model that predicts the next token");
        if (request.tokens.ids.size() < 2)
            refuse(name + " needs a text of at least 2 tokens");
        return;
    }
    if (config.output == OutputKind::Embedding)
        refuse(name + " needs a model that predicts something; this one has no output head");
    if (choice.id == MetricId::EffectLogit && hasLabels(config))
        refuse(name + " needs a model that predicts tokens; this one has labels: effect:label:NAME");
    if (choice.id == MetricId::EffectLabel && !hasLabels(config))
        refuse(name + " needs a model that predicts labels; this one predicts tokens: effect:logit:A[-B]");
    if (choice.id == MetricId::EffectLogit || choice.id == MetricId::EffectLabel)
        checkInside("outcome", choice.outcome, config.outputs(), "model");
    if (choice.against)
        checkInside("outcome", *choice.against, config.outputs(), "model");
}

/// The patterns that a pattern metric is read from.
std::optional<HeadScores> scorePatterns(InferenceSession &session, const ScoreRequest &request,
                                        const std::stop_token &stop, const LayerScored &layerScored)
{
    HeadScores scores{request.choice, request.tokens, {}, {}, {}};
    if (metric(request.choice.id).needs == MetricNeeds::Probe)
        scores.tokens =
            inductionProbe(session.config().vocabulary, session.config().positions, request.probeLeading);
    const auto run = session.run({scores.tokens, {}, LogitScope::Given, {}}, stop);
    if (!run)
        return {};
    for (int layer = 0; layer < session.config().layers; ++layer) {
        if (stop.stop_requested())
            return {};
        scores.values.push_back(metricOfLayer(*run, layer, request.choice));
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

OutputReading readingOf(const VariantOutput &output)
{
    return {output.logits, output.loss};
}

std::optional<HeadScores> scoreEffects(InferenceSession &session, const ScoreRequest &request,
                                       const std::stop_token &stop, const LayerScored &layerScored)
{
    const VariantsRequest wanted = variantsOf(session.config(), request);
    const auto &effect = metric(request.choice.id).ofOutputs;
    HeadScores scores{request.choice, request.tokens, wanted.position, {}, {}};
    scores.values.resize(static_cast<std::size_t>(session.config().layers));

    std::vector<float> baselineLogits;
    OutputReading baseline;
    const std::vector<Interventions> untouched(1);
    const bool known = session.runMany(
        wanted, untouched,
        [&](const VariantOutput &output) {
            baselineLogits.assign(output.logits.begin(), output.logits.end());
            baseline = {baselineLogits, output.loss};
        },
        stop);
    if (!known)
        return {};
    scores.baseline = effectBaseline(request.choice, baseline);

    for (int layer = session.config().layers - 1; layer >= 0; --layer) {
        std::vector<Interventions> variants;
        for (int head = 0; head < session.config().heads; ++head)
            variants.push_back({{HeadId{Stack::Encoder, layer, head}, request.choice.kind}});
        std::vector<double> &row = scores.values[static_cast<std::size_t>(layer)];
        row.resize(variants.size());
        const bool done = session.runMany(
            wanted, variants,
            [&](const VariantOutput &output) {
                row[output.variant] = effect({baseline, readingOf(output), request.choice});
            },
            stop);
        if (!done)
            return {};
        if (layerScored)
            layerScored(scores);
    }
    return scores;
}

} // namespace

void checkScore(const ModelConfig &config, const ScoreRequest &request)
{
    const MetricChoice &choice = request.choice;
    const int tokens = static_cast<int>(request.tokens.ids.size());
    if (choice.id == MetricId::Pair) {
        checkInside("position", choice.query, tokens, "text");
        checkInside("position", choice.key, tokens, "text");
    }
    if (choice.position)
        checkInside("position", *choice.position, tokens, "text");
    if (metric(choice.id).needs == MetricNeeds::Effect)
        checkEffect(config, request);
}

std::optional<HeadScores> scoreHeads(InferenceSession &session, const ScoreRequest &request,
                                     const std::stop_token &stop, const LayerScored &layerScored)
{
    checkScore(session.config(), request);
    if (metric(request.choice.id).needs == MetricNeeds::Effect)
        return scoreEffects(session, request, stop, layerScored);
    return scorePatterns(session, request, stop, layerScored);
}

} // namespace headscope
