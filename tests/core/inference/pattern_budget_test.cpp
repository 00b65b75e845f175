#include "core/inference/run_memory.h"
#include "core/inference/score_heads.h"
#include "core/model/run_size.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

namespace headscope {

namespace {

constexpr float kEqual = 1e-5F;
constexpr int kTokens = 300; // more than one tile of queries

void expectNear(std::span<const float> some, std::span<const float> others, const std::string &what)
{
    ASSERT_EQ(some.size(), others.size()) << what;
    for (std::size_t i = 0; i < some.size(); ++i)
        ASSERT_NEAR(some[i], others[i], kEqual * std::max(1.0F, std::abs(others[i]))) << what << ", " << i;
}

const Interventions kEveryKind{{head(0, 0), Zero{}},
                               {head(0, 3), Mean{}},
                               {head(1, 1), Uniform{}},
                               {head(1, 2), First{}},
                               {head(2, 0), Scale{2}}};

} // namespace

TEST(PatternBudget, ARunBeyondItGivesTheSameOutput)
{
    for (const ModelConfig &config : tinyConfigs()) {
        InferenceSession keeping = tinySession(config);
        InferenceSession forgetting = tinySession(config);
        forgetting.setPatternBudget(1);
        RunRequest request = tinyRequest(kTokens);
        request.interventions = kEveryKind;

        const auto kept = keeping.run(request);
        const auto forgotten = forgetting.run(request);

        EXPECT_EQ(forgotten->patterns.front(), nullptr);
        EXPECT_TRUE(forgotten->pattern(head(0, 0)).isEmpty());
        expectNear(forgotten->final->values(), kept->final->values(), config.name + " final");
        if (kept->logits)
            expectNear(forgotten->logits->values(), kept->logits->values(), config.name + " logits");
    }
}

TEST(PatternBudget, AnyHeadsPatternIsComputedOnDemand)
{
    for (const ModelConfig &config : tinyConfigs()) {
        InferenceSession keeping = tinySession(config);
        InferenceSession forgetting = tinySession(config);
        forgetting.setPatternBudget(1);
        RunRequest request = tinyRequest(kTokens);
        request.interventions = kEveryKind;
        const auto kept = keeping.run(request);
        const auto forgotten = forgetting.run(request);

        for (int layer = 0; layer < config.layers; ++layer)
            for (int index = 0; index < config.heads; ++index) {
                const HeadPattern again = forgetting.pattern(*forgotten, head(layer, index));
                ASSERT_EQ(again.tokens(), kTokens);
                expectNear({again.data(), kTokens * kTokens},
                           {kept->pattern(head(layer, index)).data(), kTokens * kTokens}, config.name);
            }
    }
}

TEST(PatternBudget, ShortTextsStreamToo)
{
    InferenceSession keeping = tinySession(tinyGrouped());
    InferenceSession forgetting = tinySession(tinyGrouped());
    forgetting.setPatternBudget(1);
    const RunRequest request = tinyRequest(9);

    expectNear(forgetting.run(request)->logits->values(), keeping.run(request)->logits->values(), "logits");
}

TEST(PatternBudget, TheOverviewHasTheLargestAttentions)
{
    InferenceSession keeping = tinySession(tinyCausal());
    InferenceSession forgetting = tinySession(tinyCausal());
    forgetting.setPatternBudget(1);
    const HeadPattern whole = keeping.run(tinyRequest(kTokens))->pattern(head(1, 2));
    const auto run = forgetting.run(tinyRequest(kTokens));
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
    expectNear({small.data(), largest.size()}, largest, "overview");
}

TEST(PatternBudget, ABatchOfVariantsStreamsToo)
{
    InferenceSession keeping = tinySession(tinyGrouped());
    InferenceSession forgetting = tinySession(tinyGrouped());
    forgetting.setPatternBudget(1);
    const ScoreRequest request{tinyRequest(kTokens).tokens, {MetricId::EffectKl}};

    const auto kept = scoreHeads(keeping, request);
    const auto forgotten = scoreHeads(forgetting, request);

    for (std::size_t layer = 0; layer < 3; ++layer)
        for (std::size_t index = 0; index < 4; ++index)
            EXPECT_NEAR(forgotten->values[layer][index], kept->values[layer][index], 1e-5);
    EXPECT_NEAR(scoreHeads(forgetting, {request.tokens, {}})->values[2][1],
                scoreHeads(keeping, {request.tokens, {}})->values[2][1], 1e-5);
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
