#include "core/inference/run_memory.h"
#include "core/inference/score_heads.h"
#include "core/model/run_size.h"
#include "tests/support/expect_tensors.h"
#include "tests/support/tiny_models.h"

namespace headscope {

namespace {

constexpr int kTokens = 300; // more than one tile of queries

const Interventions kEveryKind{{head(0, 0), Zero{}},
                               {head(0, 3), Mean{}},
                               {head(1, 1), Uniform{}},
                               {head(1, 2), First{}},
                               {head(2, 0), Scale{2}}};

/// One model twice: with patterns kept, and with none.
struct BothWays {
    explicit BothWays(const ModelConfig &config)
        : keeping(tinySession(config))
        , forgetting(tinySession(config))
    {
        forgetting.setPatternBudget(1);
    }

    InferenceSession keeping, forgetting;
};

/// What both make of a long text with interventions of every kind.
struct BothRuns {
    explicit BothRuns(BothWays &sessions)
    {
        RunRequest request = tinyRequest(kTokens);
        request.interventions = kEveryKind;
        kept = sessions.keeping.run(request);
        forgotten = sessions.forgetting.run(request);
    }

    std::shared_ptr<const RunResult> kept, forgotten;
};

} // namespace

TEST(PatternBudget, ARunBeyondItGivesTheSameOutput)
{
    for (const ModelConfig &config : tinyConfigs()) {
        SCOPED_TRACE(config.name);
        BothWays sessions(config);
        const BothRuns runs(sessions);

        EXPECT_EQ(runs.forgotten->patterns.front(), nullptr);
        EXPECT_TRUE(runs.forgotten->pattern(head(0, 0)).isEmpty());
        expectNear(runs.forgotten->final->values(), runs.kept->final->values());
        if (runs.kept->logits)
            expectNear(runs.forgotten->logits->values(), runs.kept->logits->values());
    }
}

TEST(PatternBudget, AnyHeadsPatternIsComputedOnDemand)
{
    for (const ModelConfig &config : tinyConfigs()) {
        SCOPED_TRACE(config.name);
        BothWays sessions(config);
        const BothRuns runs(sessions);

        for (int layer = 0; layer < config.layers; ++layer)
            for (int index = 0; index < config.heads; ++index) {
                const HeadPattern again = sessions.forgetting.pattern(*runs.forgotten, head(layer, index));
                ASSERT_EQ(again.tokens(), kTokens);
                expectNear({again.data(), kTokens * kTokens},
                           {runs.kept->pattern(head(layer, index)).data(), kTokens * kTokens});
            }
    }
}

/// Of more rows than the engine projects at a time.
TEST(PatternBudget, APatternOnDemandOfAVeryLongTextIsTheSame)
{
    constexpr int kVeryLong = 1100;
    for (ModelConfig config : tinyConfigs()) {
        SCOPED_TRACE(config.name);
        config.positions = kVeryLong;
        BothWays sessions(config);
        const auto kept = sessions.keeping.run(tinyRequest(kVeryLong));
        const auto forgotten = sessions.forgetting.run(tinyRequest(kVeryLong));

        const HeadPattern again = sessions.forgetting.pattern(*forgotten, head(2, 3));

        expectNear({again.data(), kVeryLong * kVeryLong},
                   {kept->pattern(head(2, 3)).data(), kVeryLong * kVeryLong});
    }
}

TEST(PatternBudget, ShortTextsStreamToo)
{
    BothWays sessions(tinyGrouped());
    const RunRequest request = tinyRequest(9);

    expectNear(sessions.forgetting.run(request)->logits->values(),
               sessions.keeping.run(request)->logits->values());
}

TEST(PatternBudget, TheOverviewHasTheLargestAttentions)
{
    BothWays sessions(tinyCausal());
    const HeadPattern whole = sessions.keeping.run(tinyRequest(kTokens))->pattern(head(1, 2));
    const auto run = sessions.forgetting.run(tinyRequest(kTokens));
    const HeadPattern small = run->overview(head(1, 2));

    ASSERT_EQ(small.queries(), 128);
    EXPECT_FALSE(run->keepsPatterns());
    std::vector<float> largest(128 * 128);
    for (int query = 0; query < kTokens; ++query)
        for (int key = 0; key < kTokens; ++key) {
            float &cell =
                largest[static_cast<std::size_t>(query * 128 / kTokens * 128 + key * 128 / kTokens)];
            cell = std::max(cell, whole.attention(query, key));
        }
    expectNear({small.data(), largest.size()}, largest);
}

TEST(PatternBudget, ABatchOfVariantsStreamsToo)
{
    BothWays sessions(tinyGrouped());
    const ScoreRequest request{tinyRequest(kTokens).tokens, {MetricId::EffectKl}};

    const auto kept = scoreHeads(sessions.keeping, request);
    const auto forgotten = scoreHeads(sessions.forgetting, request);

    for (std::size_t layer = 0; layer < 3; ++layer)
        for (std::size_t index = 0; index < 4; ++index)
            EXPECT_NEAR(forgotten->values[layer][index], kept->values[layer][index], 1e-5);
    EXPECT_NEAR(scoreHeads(sessions.forgetting, {request.tokens, {}})->values[2][1],
                scoreHeads(sessions.keeping, {request.tokens, {}})->values[2][1], 1e-5);
}

TEST(PatternBudget, AKeptPatternIsGivenAsItIs)
{
    InferenceSession session = tinySession(tinyCausal());
    const auto run = session.run(tinyRequest(5));

    EXPECT_EQ(session.pattern(*run, head(1, 1)).data(), run->pattern(head(1, 1)).data());
    EXPECT_TRUE(session.pattern(*run, head(9, 1)).isEmpty());
}

TEST(PatternBudget, AChangedHeadResumesWhereItDiffers)
{
    InferenceSession session = tinySession(tinyGrouped());
    session.setPatternBudget(1);
    RunRequest request = tinyRequest(kTokens);
    static_cast<void>(session.run(request));
    request.interventions = {{head(2, 1), Zero{}}};

    EXPECT_EQ(session.run(request)->firstComputedLayer, 2);
}

TEST(PatternBudget, WhatIsNotKeptNeedsLessMemory)
{
    const ModelConfig config = tinyCausal();

    const RunMemory kept = runMemory(config, 600, 1, 1, patternBytes(config, 600));
    const RunMemory streamed = runMemory(config, 600, 1, 1, patternBytes(config, 600) - 1);

    EXPECT_TRUE(kept.keepsPatterns);
    EXPECT_FALSE(streamed.keepsPatterns);
    EXPECT_LT(streamed.bytes + patternBytes(config, 600) / 2, kept.bytes);
}

} // namespace headscope
