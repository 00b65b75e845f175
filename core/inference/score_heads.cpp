#include "core/inference/score_heads.h"

#include "core/message/message.h"

#include <algorithm>
#include <array>
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

int tokensOfDecoder(const ScoreRequest &request)
{
    return std::max(1, static_cast<int>(request.decoderIds.size())); // nothing: its start token
}

/// How many positions predict.
int outputTokens(const ModelConfig &config, const ScoreRequest &request)
{
    return config.writes() ? tokensOfDecoder(request) : static_cast<int>(request.tokens.ids.size());
}

void checkEffect(const ModelConfig &config, const ScoreRequest &request)
{
    const MetricChoice &choice = request.choice;
    const std::string name(metric(choice.id).name);
    if (choice.id == MetricId::EffectLoss) {
        if (!canScore(config, choice.id))
            refuse(sentence("core", "%1 needs a model that predicts the next token").with(name));
        if (outputTokens(config, request) < 2 && config.writes())
            refuse(sentence("core", "%1 needs a decoder's text of at least 2 tokens").with(name));
        if (outputTokens(config, request) < 2)
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

/// One row a layer; those still to come are empty.
KnownScores knownRows(const KnownScores &known, int layers)
{
    KnownScores rows = known;
    rows.resize(static_cast<std::size_t>(layers));
    return rows;
}

struct LayerOfMetric {
    Stack stack = Stack::Encoder;
    int layer = 0;
    const MetricChoice &choice;
};

/// A run on the built-in text. The decoder of an encoder-decoder has one of its own vocabulary, after its
/// start token, when its heads are asked for.
RunRequest probeOf(const ModelConfig &config, const ScoreRequest &request)
{
    RunRequest run{
        inductionProbe(config.vocabulary, config.positions, request.probeLeading), {}, LogitScope::Given, {}};
    if (config.writes() && request.stack != Stack::Encoder)
        run.decoderIds = inductionProbe(config.decoder->vocabulary, config.positions,
                                        std::array{config.decoder->generation.startToken})
                             .ids;
    return run;
}

/// Patterns that were not kept are computed again, one at a time. Incomplete when stopped.
std::vector<double> patternScores(InferenceSession &session, const RunResult &run, const LayerOfMetric &of,
                                  const std::stop_token &stop)
{
    if (run.keepsPatterns())
        return metricOfLayer(run, of.layer, of.choice, of.stack);
    std::vector<double> values;
    for (int head = 0; head < session.config().headsIn(of.layer) && !stop.stop_requested(); ++head) {
        const HeadPattern pattern = session.pattern(run, {of.stack, of.layer, head}, stop);
        if (!pattern.isEmpty())
            values.push_back(metricOf(pattern, run.tokens.ids, of.choice));
    }
    return values;
}

std::optional<HeadScores> scorePatterns(InferenceSession &session, const ScoreRequest &request,
                                        const std::stop_token &stop, const LayerScored &layerScored,
                                        const KnownScores &known)
{
    const ModelConfig &config = session.config();
    const bool isProbe = needsOf(request.choice.id) == MetricNeeds::Probe;
    const RunRequest texts = isProbe
                                 ? probeOf(config, request)
                                 : RunRequest{request.tokens, {}, LogitScope::Given, {}, request.decoderIds};
    const int layers = config.bounds().layersOf(request.stack);
    HeadScores scores{request.choice, texts.tokens, {}, {}, knownRows(known, layers)};
    const auto run = session.run(texts, stop);
    if (!run)
        return {};
    for (int layer = 0; layer < layers; ++layer) {
        std::vector<double> &row = scores.values[static_cast<std::size_t>(layer)];
        if (!row.empty())
            continue;
        row = patternScores(session, *run, {request.stack, layer, request.choice}, stop);
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
    VariantsRequest variants{
        request.tokens, {}, request.choice.id == MetricId::EffectLoss, request.decoderIds};
    const bool atPosition = config.output != OutputKind::Labels && !variants.loss;
    if (atPosition)
        variants.position = request.choice.position.value_or(outputTokens(config, request) - 1);
    return variants;
}

std::optional<HeadScores> scoreEffects(InferenceSession &session, const ScoreRequest &request,
                                       const std::stop_token &stop, const LayerScored &layerScored,
                                       const KnownScores &known)
{
    const VariantsRequest wanted = variantsOf(session.config(), request);
    const auto &effect = metric(request.choice.id).ofOutputs;
    const HeadBounds bounds = session.config().bounds();
    const int layers = bounds.layersOf(request.stack);
    HeadScores scores{request.choice, request.tokens, wanted.position, {}, knownRows(known, layers)};

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

    for (int layer = layers - 1; layer >= 0; --layer) {
        if (!scores.values[static_cast<std::size_t>(layer)].empty())
            continue;
        std::vector<Interventions> variants;
        const bool ofEncoder = request.stack == Stack::Encoder;
        const int heads = ofEncoder ? session.config().headsIn(layer) : bounds.headsOf(request.stack);
        for (int head = 0; head < heads; ++head)
            variants.push_back({{HeadId{request.stack, layer, head}, request.choice.kind}});
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

ScoreRequest scoreRequest(const ModelConfig &config, const Tokenizer *tokenizer, ScoreRequest request)
{
    const MetricNeeds needs = needsOf(request.choice.id);
    if (needs == MetricNeeds::Probe) {
        request.tokens = {};
        request.decoderIds = {};
    }
    if (tokenizer == nullptr)
        return request;
    if (needs == MetricNeeds::Probe)
        request.probeLeading = leadingTokens(*tokenizer);
    const auto &ids = request.tokens.ids;
    const auto mask = std::ranges::find(ids, tokenizer->maskId().value_or(-1));
    const bool readsMask = needs == MetricNeeds::Effect && config.output == OutputKind::MaskedToken;
    if (readsMask && !request.choice.position && mask != ids.end())
        request.choice.position = static_cast<int>(mask - ids.begin());
    return request;
}

bool canScore(const ModelConfig &config, MetricId id)
{
    switch (id) {
    case MetricId::EffectLoss:
        return config.output == OutputKind::NextToken || config.writes();
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
    if (request.stack != Stack::Encoder && !config.decoder)
        refuse(sentence("core", "this model has one stack of layers, which --stack calls encoder"));
    const bool ofPattern = needsOf(choice.id) != MetricNeeds::Effect;
    if (ofPattern && request.stack == Stack::Cross && readsOneText(choice.id))
        refuse(sentence("core", "%1 compares positions of one text; cross attention looks at another")
                   .with(std::string(metric(choice.id).name)));
    if (choice.id == MetricId::Pair) {
        const int ofDecoder = config.writes() ? tokensOfDecoder(request) : tokens;
        checkInside(kOutsideText, choice.query, request.stack == Stack::Encoder ? tokens : ofDecoder);
        checkInside(kOutsideText, choice.key, request.stack == Stack::Decoder ? ofDecoder : tokens);
    }
    if (choice.position)
        checkInside(kOutsideText, *choice.position, outputTokens(config, request));
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
    return scorePatterns(session, request, stop, layerScored, known);
}

} // namespace headscope
