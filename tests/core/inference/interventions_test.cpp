#include "core/inference/head_changes.h"
#include "core/tensor/matrix_map.h"
#include "tests/support/expect_tensors.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

std::shared_ptr<const RunResult> runWith(InferenceSession &session, Interventions interventions)
{
    RunRequest request = tinyRequest(9);
    request.interventions = std::move(interventions);
    return session.run(request);
}

TEST(Interventions, ZeroEqualsScaleByZero)
{
    for (const ModelConfig &config : tinyConfigs()) {
        InferenceSession session = tinySession(config);
        const auto zero = runWith(session, {{head(1, 2), Zero{}}});
        const auto scaled = runWith(session, {{head(1, 2), Scale{0}}});
        EXPECT_TRUE(haveSameBits(zero->final, scaled->final)) << config.name;
    }
}

TEST(Interventions, ScaleByOneChangesNothing)
{
    InferenceSession session = tinySession(tinyGrouped());

    EXPECT_TRUE(haveSameBits(runWith(session, {})->final, runWith(session, {{head(1, 2), Scale{1}}})->final));
}

TEST(Interventions, KindsThatChangeWhatAHeadWritesLeaveItsPattern)
{
    InferenceSession session = tinySession(tinyCausal());
    const auto baseline = runWith(session, {});
    for (const Intervention &kind : {Intervention{Zero{}}, Intervention{Mean{}}, Intervention{Scale{3}}}) {
        const auto changed = runWith(session, {{head(1, 2), kind}});
        EXPECT_TRUE(haveSameBits(changed->patterns[1], baseline->patterns[1]));
        EXPECT_FALSE(haveSameBits(changed->final, baseline->final));
    }
}

TEST(Interventions, UniformLooksEquallyAtAllVisibleKeys)
{
    InferenceSession causal = tinySession(tinyCausal());
    const HeadPattern pattern = runWith(causal, {{head(1, 2), Uniform{}}})->pattern(head(1, 2));
    EXPECT_FLOAT_EQ(pattern.attention(3, 0), 0.25F);
    EXPECT_FLOAT_EQ(pattern.attention(3, 3), 0.25F);
    EXPECT_EQ(pattern.attention(3, 4), 0);

    InferenceSession encoder = tinySession(tinyEncoder(OutputKind::Embedding));
    const HeadPattern even = runWith(encoder, {{head(1, 2), Uniform{}}})->pattern(head(1, 2));
    EXPECT_FLOAT_EQ(even.attention(3, 8), 1.0F / 9.0F);
}

TEST(Interventions, FirstLooksAtTheFirstTokenOnly)
{
    InferenceSession session = tinySession(tinyGrouped());
    const auto baseline = runWith(session, {});
    const auto changed = runWith(session, {{head(0, 3), First{}}});

    for (int query = 0; query < 9; ++query) {
        EXPECT_EQ(changed->pattern(head(0, 3)).attention(query, 0), 1);
        EXPECT_EQ(changed->pattern(head(0, 2)).attention(query, 0),
                  baseline->pattern(head(0, 2)).attention(query, 0))
            << "its neighbours keep their pattern";
    }
}

TEST(Interventions, UniformStaysInsideTheWindow)
{
    InferenceSession session = tinySession(tinySandwich());

    const HeadPattern pattern = runWith(session, {{head(2, 1), Uniform{}}})->pattern(head(2, 1));

    EXPECT_EQ(pattern.attention(8, 2), 0);
    EXPECT_FLOAT_EQ(pattern.attention(8, 3), 1.0F / 6.0F);
    EXPECT_FLOAT_EQ(pattern.attention(2, 0), 1.0F / 3.0F);
}

TEST(Interventions, MeanAveragesOverThePositions)
{
    Tensor mixed = wavy({5, 12});
    const Tensor before = mixed.clone();
    const Interventions interventions{{head(4, 1), Mean{}}};

    changeMixedValues(interventionsIn(interventions, 4), 4, mixed);

    for (std::ptrdiff_t column = 0; column < 12; ++column) {
        for (std::ptrdiff_t token = 0; token < 5; ++token) {
            if (column / 4 == 1)
                EXPECT_NEAR(mixed.matrix()(token, column), before.matrix().col(column).mean(), 1e-6);
            else
                EXPECT_EQ(mixed.matrix()(token, column), before.matrix()(token, column));
        }
    }
}

TEST(Interventions, AHeadWithoutOutputProjectionDoesNotMatter)
{
    Weights weights = randomWeights(tinyCausal(), kTinyWeights);
    weights.layers[1].attentionOutput.matrix.matrix().middleCols(16, 8).setZero(); // head 2's inputs
    InferenceSession session(tinyCausal(), std::move(weights));

    EXPECT_LE(
        largestDifference(*runWith(session, {})->final, *runWith(session, {{head(1, 2), Zero{}}})->final),
        1e-5F);
}

TEST(Interventions, ZeroMakesANotANumberHeadHarmless)
{
    Weights weights = randomWeights(tinyCausal(), kTinyWeights);
    const std::ptrdiff_t valueOfHead2 = 2 * 32 + 2 * 8;
    weights.layers[1].qkv.matrix.row(valueOfHead2)[0] = std::nanf("");
    InferenceSession session(tinyCausal(), std::move(weights));

    EXPECT_TRUE(std::isnan(runWith(session, {})->final->data()[0]));
    EXPECT_FALSE(std::isnan(runWith(session, {{head(1, 2), Zero{}}})->final->data()[0]));
}

} // namespace
} // namespace headscope
