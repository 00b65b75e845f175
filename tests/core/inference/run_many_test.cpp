#include "core/inference/score_heads.h"
#include "tests/support/expect_tensors.h"
#include "tests/support/tiny_models.h"

namespace headscope {

namespace {

std::vector<Interventions> everyHead(const ModelConfig &config, const Intervention &kind)
{
    std::vector<Interventions> variants;
    for (int layer = 0; layer < config.layers; ++layer)
        for (int index = 0; index < config.heads; ++index)
            variants.push_back({{head(layer, index), kind}});
    return variants;
}

/// Every variant by itself and all together.
void expectSameAsSingleRuns(const ModelConfig &config, const std::vector<Interventions> &variants, int tokens)
{
    InferenceSession session = tinySession(config);
    RunRequest single = tinyRequest(tokens);
    VariantsRequest request{single.tokens, tokens / 2};
    if (config.output == OutputKind::Labels)
        request.position.reset();
    std::size_t outputs = 0;

    const bool whole = session.runMany(request, variants, [&](const VariantOutput &output) {
        ++outputs;
        single.interventions = variants[output.variant];
        InferenceSession other = tinySession(config);
        const auto run = other.run(single);
        SCOPED_TRACE(config.name + std::to_string(output.variant));
        expectNear(output.logits, run->logitsAt(tokens / 2));
    });

    EXPECT_TRUE(whole);
    EXPECT_EQ(outputs, variants.size());
}

} // namespace

TEST(RunMany, EqualsSingleRunsForEveryShapeOfModelAndKind)
{
    for (const ModelConfig &config : tinyConfigs()) {
        if (config.output == OutputKind::Embedding)
            continue;
        for (const Intervention &kind : {Intervention(Zero{}), Intervention(Mean{}), Intervention(Scale{2}),
                                         Intervention(Uniform{}), Intervention(First{})})
            expectSameAsSingleRuns(config, everyHead(config, kind), 9);
    }
}

TEST(RunMany, TakesVariantsThatChangeSeveralLayersOrNone)
{
    const std::vector<Interventions> variants{{},
                                              {{head(0, 1), Zero{}}, {head(2, 3), Mean{}}},
                                              {{head(2, 0), Uniform{}}},
                                              {{head(1, 0), First{}}, {head(1, 1), Scale{0.5F}}},
                                              {}};
    for (const ModelConfig &config : {tinyCausal(), tinyGrouped(), tinyEncoder(OutputKind::Labels)})
        expectSameAsSingleRuns(config, variants, 7);
}

TEST(RunMany, SplitsIntoBatchesThatFitIntoMemory)
{
    InferenceSession session = tinySession(tinyCausal());
    const RunRequest request = tinyRequest(300);
    std::vector<std::size_t> order;

    ASSERT_TRUE(session.runMany({request.tokens, 299}, everyHead(tinyCausal(), Zero{}),
                                [&](const VariantOutput &output) { order.push_back(output.variant); }));

    EXPECT_EQ(order.size(), 12U);
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(RunMany, GivesTheLossOfEachVariant)
{
    InferenceSession session = tinySession(tinyCausal());
    const RunRequest request = tinyRequest(11);
    const auto variants = everyHead(tinyCausal(), Zero{});

    ASSERT_TRUE(session.runMany({request.tokens, {}, true}, variants, [&](const VariantOutput &output) {
        InferenceSession other = tinySession(tinyCausal());
        RunRequest single = request;
        single.interventions = variants[output.variant];
        EXPECT_NEAR(output.loss, *other.meanLoss(*other.run(single)), 1e-5);
        EXPECT_TRUE(output.logits.empty());
    }));
}

TEST(RunMany, StopsBetweenBatchesAndStaysUsable)
{
    InferenceSession session = tinySession(tinyCausal());
    const RunRequest request = tinyRequest(300);
    std::stop_source stop;
    int outputs = 0;

    EXPECT_FALSE(session.runMany(
        {request.tokens, 299}, everyHead(tinyCausal(), Zero{}),
        [&](const VariantOutput &) {
            ++outputs;
            stop.request_stop();
        },
        stop.get_token()));

    EXPECT_LE(outputs, 2);
    EXPECT_NE(session.run(request), nullptr);
}

TEST(RunMany, RefusesWhatARunRefuses)
{
    InferenceSession session = tinySession(tinyCausal());
    const std::vector<Interventions> outside{{{head(9, 0), Zero{}}}};
    const auto ignore = [](const VariantOutput &) {};

    EXPECT_THROW(static_cast<void>(session.runMany({tinyRequest(4).tokens, 3}, outside, ignore)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(session.runMany({tinyRequest(4).tokens, 4}, {{{}}}, ignore)),
                 std::invalid_argument);
}

TEST(ScoreHeads, EffectsAreThoseOfSingleRuns)
{
    InferenceSession session = tinySession(tinyGrouped());
    RunRequest request = tinyRequest(8);
    const MetricChoice choice{MetricId::EffectLogit, 0, 0, 5, 7, Mean{}};
    std::vector<std::size_t> streamed;

    const auto scores = scoreHeads(session, {request.tokens, choice}, {}, [&](const HeadScores &soFar) {
        streamed.push_back(static_cast<std::size_t>(
            std::ranges::count_if(soFar.values, [](const auto &row) { return !row.empty(); })));
    });

    EXPECT_EQ(streamed, (std::vector<std::size_t>{1, 2, 3}));
    const auto difference = [](const RunResult &run) {
        return static_cast<double>(run.logitsAt(7)[5]) - static_cast<double>(run.logitsAt(7)[7]);
    };
    const double baseline = difference(*session.run(request));
    EXPECT_NEAR(*scores->baseline, baseline, 1e-5);
    request.interventions = {{head(1, 2), Mean{}}};
    EXPECT_NEAR(scores->values[1][2], difference(*session.run(request)) - baseline, 2e-5);
}

TEST(ScoreHeads, AStoppedSweepGoesOnWhereItWas)
{
    InferenceSession session = tinySession(tinyCausal());
    session.setPatternBudget(1); // a pattern costs as much as it ever does
    for (const MetricId id : {MetricId::EffectKl, MetricId::Entropy}) {
        const ScoreRequest request{tinyRequest(8).tokens, {id}};
        std::stop_source stop;
        KnownScores known;

        const auto stopped = scoreHeads(session, request, stop.get_token(), [&](const HeadScores &soFar) {
            known = soFar.values;
            stop.request_stop();
        });
        int layers = 0;
        const auto whole = scoreHeads(
            session, request, {}, [&](const HeadScores &) { ++layers; }, known);

        EXPECT_FALSE(stopped);
        EXPECT_EQ(known.size(), 3U); // a share of all layers is known at any time
        EXPECT_EQ(layers, 2);
        EXPECT_EQ(whole->values, scoreHeads(session, request)->values);
    }
}

TEST(ScoreHeads, AnsweringNeedsTheRightModelAndText)
{
    InferenceSession labels = tinySession(tinyEncoder(OutputKind::Labels));
    InferenceSession vectors = tinySession(tinyEncoder(OutputKind::Embedding));
    InferenceSession causal = tinySession(tinyCausal());
    const TokenSequence tokens = tinyRequest(4).tokens;

    EXPECT_THROW(static_cast<void>(scoreHeads(labels, {tokens, {MetricId::EffectLoss}})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(scoreHeads(labels, {tokens, {MetricId::EffectLogit}})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(scoreHeads(vectors, {tokens, {MetricId::EffectKl}})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(scoreHeads(causal, {tokens, {MetricId::EffectLabel}})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(scoreHeads(causal, {tokens, {MetricId::Pair, 4, 0}})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(scoreHeads(causal, {{{1}, {}}, {MetricId::EffectLoss}})),
                 std::invalid_argument);
    EXPECT_FALSE(canScore(labels.config(), MetricId::EffectLoss));
    EXPECT_TRUE(canScore(vectors.config(), MetricId::Entropy));
}

} // namespace headscope
