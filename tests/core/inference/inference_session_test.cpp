#include "tests/support/expect_tensors.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

#include <stop_token>
#include <thread>

namespace headscope {
namespace {

/// Session properties hold for every shape of model.
class InferenceSessionTest : public testing::TestWithParam<ModelConfig> {
protected:
    InferenceSession session = tinySession(GetParam());
};

INSTANTIATE_TEST_SUITE_P(OfEveryShape, InferenceSessionTest, testing::ValuesIn(tinyConfigs()),
                         [](const auto &test) {
                             return test.param.name + std::to_string(static_cast<int>(test.param.output));
                         });

void expectSameBits(const RunResult &a, const RunResult &b)
{
    ASSERT_EQ(a.patterns.size(), b.patterns.size());
    for (std::size_t layer = 0; layer < a.patterns.size(); ++layer) {
        EXPECT_TRUE(haveSameBits(a.patterns[layer], b.patterns[layer])) << layer;
        EXPECT_TRUE(haveSameBits(a.layerInputs[layer], b.layerInputs[layer])) << layer;
    }
    EXPECT_TRUE(haveSameBits(a.final, b.final));
    EXPECT_TRUE(haveSameBits(a.logits, b.logits));
    EXPECT_EQ(a.logitPositions, b.logitPositions);
}

TEST_P(InferenceSessionTest, PatternRowsSumToOneAndNothingLooksAhead)
{
    for (const int tokens : {1, 2, 9, 70}) {
        const auto run = session.run(tinyRequest(tokens));
        for (int layer = 0; layer < 3; ++layer) {
            const HeadPattern pattern = run->pattern(head(layer, 3));
            for (int query = 0; query < tokens; ++query) {
                double sum = 0;
                for (int key = 0; key < tokens; ++key)
                    sum += pattern.attention(query, key);
                EXPECT_NEAR(sum, 1, 1e-5);
                if (GetParam().attentionScope == AttentionScope::Causal && query + 1 < tokens) {
                    EXPECT_EQ(pattern.attention(query, query + 1), 0);
                }
            }
        }
    }
}

TEST_P(InferenceSessionTest, OneTokenAttendsToItself)
{
    const auto run = session.run(tinyRequest(1));

    for (int layer = 0; layer < 3; ++layer)
        EXPECT_EQ(run->pattern(head(layer, 2)).attention(0, 0), 1);
}

TEST_P(InferenceSessionTest, KeepsOneEntryALayer)
{
    const auto run = session.run(tinyRequest(6));

    EXPECT_EQ(run->patterns.size(), 3U);
    EXPECT_EQ(run->layerInputs.size(), 3U);
    EXPECT_EQ(run->final->shape(), (Shape{6, 32}));
    EXPECT_EQ(run->firstComputedLayer, 0);
}

TEST_P(InferenceSessionTest, ResumingFromTheCacheEqualsRunningFromScratch)
{
    RunRequest request = tinyRequest(11);
    for (const Interventions &interventions :
         {Interventions{}, Interventions{{head(2, 1), Zero{}}}, Interventions{{head(0, 0), Mean{}}},
          Interventions{{head(1, 3), Uniform{}}, {head(2, 1), Scale{2}}},
          Interventions{{head(1, 0), First{}}}}) {
        request.interventions = interventions;
        InferenceSession fresh = tinySession(GetParam());
        expectSameBits(*session.run(request), *fresh.run(request));
    }
}

TEST_P(InferenceSessionTest, UndoingGivesTheBaselineBitForBit)
{
    RunRequest request = tinyRequest(8);
    const auto baseline = session.run(request);
    request.interventions = {{head(0, 1), Zero{}}};
    const auto changed = session.run(request);
    request.interventions.clear();
    const auto undone = session.run(request);

    EXPECT_FALSE(haveSameBits(baseline->final, changed->final));
    expectSameBits(*baseline, *undone);
    EXPECT_EQ(undone->firstComputedLayer, 3) << "nothing had to be computed";
}

TEST_P(InferenceSessionTest, UntouchedLayersShareStorage)
{
    RunRequest request = tinyRequest(8);
    const auto baseline = session.run(request);
    request.interventions = {{head(1, 1), Zero{}}};
    const auto changed = session.run(request);

    EXPECT_EQ(changed->firstComputedLayer, 1);
    EXPECT_EQ(changed->patterns[0], baseline->patterns[0]);
    EXPECT_EQ(changed->layerInputs[1], baseline->layerInputs[1]);
    EXPECT_NE(changed->patterns[1], baseline->patterns[1]);
    EXPECT_NE(changed->layerInputs[2], baseline->layerInputs[2]);
}

TEST_P(InferenceSessionTest, BaselineAndChangedRunsMayAlternate)
{
    RunRequest baseline = tinyRequest(8);
    RunRequest changed = baseline;
    changed.interventions = {{head(0, 1), Zero{}}};
    (void)session.run(baseline);
    (void)session.run(changed);

    EXPECT_EQ(session.run(baseline)->firstComputedLayer, 3);
    EXPECT_EQ(session.run(changed)->firstComputedLayer, 3);
    changed.interventions[head(2, 0)] = Zero{};
    EXPECT_EQ(session.run(changed)->firstComputedLayer, 2);
    EXPECT_EQ(session.run(baseline)->firstComputedLayer, 3);
}

TEST_P(InferenceSessionTest, AStoppedRunLeavesAUsableSession)
{
    RunRequest request = tinyRequest(8);
    std::stop_source source;
    const auto stopAfterTwo = [&](int layers) {
        if (layers == 2)
            source.request_stop();
    };
    EXPECT_EQ(session.run(request, source.get_token(), stopAfterTwo), nullptr);

    const auto run = session.run(request);

    EXPECT_EQ(run->firstComputedLayer, 2) << "what was done is not done again";
    InferenceSession fresh = tinySession(GetParam());
    expectSameBits(*run, *fresh.run(request));
}

TEST_P(InferenceSessionTest, NothingIsDoneWhenAlreadyStopped)
{
    std::stop_source source;
    source.request_stop();
    int layers = 0;

    EXPECT_EQ(session.run(tinyRequest(8), source.get_token(), [&](int done) { layers = done; }), nullptr);
    EXPECT_EQ(layers, 0);
}

TEST_P(InferenceSessionTest, ReportsEachFinishedLayer)
{
    std::vector<int> layers;
    (void)session.run(tinyRequest(4), {}, [&](int done) { layers.push_back(done); });

    EXPECT_EQ(layers, (std::vector{1, 2, 3}));
}

TEST_P(InferenceSessionTest, MayRunOnAnotherThread)
{
    const RunRequest request = tinyRequest(12);
    const auto here = session.run(request);
    std::shared_ptr<const RunResult> there;
    std::jthread([&] {
        InferenceSession other = tinySession(GetParam());
        there = other.run(request);
    }).join();

    expectSameBits(*here, *there);
}

TEST_P(InferenceSessionTest, AResultOutlivesItsSession)
{
    std::shared_ptr<const RunResult> run;
    {
        InferenceSession other = tinySession(GetParam());
        run = other.run(tinyRequest(5));
    }
    EXPECT_TRUE(haveSameBits(run->final, session.run(tinyRequest(5))->final));
}

TEST_P(InferenceSessionTest, AnotherTextForgetsTheFirst)
{
    const auto first = session.run(tinyRequest(7));
    RunRequest request = tinyRequest(7);
    request.tokens.ids[3] = 1;

    EXPECT_EQ(session.run(request)->firstComputedLayer, 0);
    const auto again = session.run(tinyRequest(7));
    EXPECT_EQ(again->firstComputedLayer, 0);
    expectSameBits(*first, *again);
}

TEST_P(InferenceSessionTest, NoKernelIsTheReferenceFallback)
{
    for (const int tokens : {1, 7, 64, 130, 512, 600}) {
        (void)session.run(tinyRequest(tokens));
        for (const std::string &kernel : session.kernelNames())
            EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel << " at " << tokens << " tokens";
    }
}

TEST_P(InferenceSessionTest, NotANumberInTheWeightsDoesNotHang)
{
    Weights weights = randomWeights(GetParam(), kTinyWeights);
    weights.layers[1].qkv.matrix.data()[3] = std::nanf("");
    weights.layers[0].mlpOut.matrix.data()[5] = INFINITY;
    InferenceSession broken(GetParam(), std::move(weights));

    const auto run = broken.run(tinyRequest(20));

    EXPECT_TRUE(std::isnan(run->final->data()[0]));
}

TEST(InferenceSession, ComputesLogitsOnlyWhereAsked)
{
    InferenceSession session = tinySession(tinyCausal());
    RunRequest request = tinyRequest(6);
    const auto all = session.run(request);
    request.scope = LogitScope::Last;
    const auto last = session.run(request);
    request.scope = LogitScope::Given;
    request.positions = {1, 4};
    const auto given = session.run(request);

    EXPECT_EQ(all->logits->shape(), (Shape{6, 53}));
    EXPECT_EQ(last->logitPositions, std::vector{5});
    EXPECT_EQ(given->logitPositions, (std::vector{1, 4}));
    EXPECT_EQ(given->firstComputedLayer, 3);
    EXPECT_EQ(given->final, all->final);
    for (std::size_t i = 0; i < 53; ++i) {
        EXPECT_NEAR(last->logitsAt(5)[i], all->logitsAt(5)[i], 1e-4);
        EXPECT_NEAR(given->logitsAt(4)[i], all->logitsAt(4)[i], 1e-4);
    }
}

TEST(InferenceSession, EqualRequestsGiveEqualBitsWhateverPositionsWereAskedBefore)
{
    RunRequest request = tinyRequest(40);
    request.scope = LogitScope::Last;
    InferenceSession fresh = tinySession(tinyCausal());
    InferenceSession used = tinySession(tinyCausal());
    (void)used.run(tinyRequest(40));

    EXPECT_TRUE(haveSameBits(used.run(request)->logits, fresh.run(request)->logits));
}

TEST(InferenceSession, PredictsWhatItsKindPredicts)
{
    InferenceSession labels = tinySession(tinyEncoder(OutputKind::Labels));
    EXPECT_EQ(labels.run(tinyRequest(6))->logits->shape(), (Shape{1, 3}));
    EXPECT_TRUE(labels.run(tinyRequest(6))->logitPositions.empty());

    InferenceSession tokenLabels = tinySession(tinyEncoder(OutputKind::TokenLabels));
    RunRequest last = tinyRequest(6);
    last.scope = LogitScope::Last;
    EXPECT_EQ(tokenLabels.run(last)->logits->shape(), (Shape{6, 3})) << "a label for each token, always";

    InferenceSession bare = tinySession(tinyEncoder(OutputKind::Embedding));
    EXPECT_EQ(bare.run(tinyRequest(6))->logits, nullptr);
}

TEST(InferenceSession, SegmentsChangeTheResult)
{
    InferenceSession session = tinySession(tinyEncoder(OutputKind::Embedding));
    RunRequest request = tinyRequest(6);
    const auto plain = session.run(request);
    request.tokens.types = {0, 0, 0, 0, 0, 0};
    EXPECT_TRUE(haveSameBits(plain->final, session.run(request)->final));
    request.tokens.types = {0, 0, 0, 1, 1, 1};
    EXPECT_FALSE(haveSameBits(plain->final, session.run(request)->final));
}

TEST(InferenceSession, MeanLossIsTheMeanCrossEntropyOfTheNextTokens)
{
    InferenceSession session = tinySession(tinyCausal());
    const auto run = session.run(tinyRequest(150));
    double sum = 0;
    for (int position = 0; position + 1 < run->tokenCount(); ++position) {
        double total = 0;
        for (const float logit : run->logitsAt(position))
            total += std::exp(static_cast<double>(logit));
        const auto next = static_cast<std::size_t>(run->tokens.ids[static_cast<std::size_t>(position) + 1]);
        sum += std::log(total) - run->logitsAt(position)[next];
    }

    EXPECT_NEAR(session.meanLoss(*run).value(), sum / 149, 1e-5);
    EXPECT_EQ(session.meanLoss(*session.run(tinyRequest(1))), std::nullopt);
    InferenceSession labels = tinySession(tinyEncoder(OutputKind::Labels));
    EXPECT_EQ(labels.meanLoss(*labels.run(tinyRequest(5))), std::nullopt);
}

} // namespace
} // namespace headscope
