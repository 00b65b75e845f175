#include "core/inference/greedy_text.h"
#include "core/inference/inference_session.h"
#include "tests/support/golden.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headscope {

namespace {

// DESIGN section 5: attention, and logits relative to their size.
constexpr float kAttentionTolerance = 1e-4F;
// Kernels of other processors and versions add up in another order: 6e-6 with those for AVX2 of oneDNN 3.2.
constexpr float kTypicalAttentionDifference = 2e-5F;
constexpr float kLogitTolerance = 5e-4F;

float largestOf(const Tensor &tensor)
{
    float largest = 0;
    for (const float value : tensor.values())
        largest = std::max(largest, std::abs(value));
    return largest;
}

float largestDifference(std::span<const float> a, std::span<const float> b)
{
    EXPECT_EQ(a.size(), b.size());
    float largest = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

std::vector<std::size_t> topFive(std::span<const float> row)
{
    std::vector<std::size_t> ids(row.size());
    std::iota(ids.begin(), ids.end(), std::size_t{0});
    const std::size_t count = std::min<std::size_t>(5, ids.size());
    std::ranges::partial_sort(ids, ids.begin() + static_cast<std::ptrdiff_t>(count), std::ranges::greater(),
                              [row](std::size_t id) { return row[id]; });
    ids.resize(count);
    return ids;
}

void expectClose(const Tensor &ours, const Tensor &theirs, const std::string &what)
{
    const float tolerance = kLogitTolerance * std::max(1.0F, largestOf(theirs) / 10);
    EXPECT_LE(largestDifference(ours.values(), theirs.values()), tolerance) << what;
}

void expectSameOutputs(const RunResult &result, const GoldenRun &golden)
{
    if (!golden.final.isEmpty())
        expectClose(*result.final, golden.final, "final hidden state");
    if (golden.logits.isEmpty()) {
        EXPECT_EQ(result.logits, nullptr);
        return;
    }
    ASSERT_NE(result.logits, nullptr);
    ASSERT_EQ(result.logits->shape(), golden.logits.shape());
    expectClose(*result.logits, golden.logits, "logits");
    for (std::ptrdiff_t row = 0; row < golden.logits.rows(); ++row)
        EXPECT_EQ(topFive(result.logits->row(row)), topFive(golden.logits.row(row))) << "row " << row;
}

/// The largest difference of any head's pattern.
float patternDifference(const RunResult &result, const Tensor &attention, Stack stack = Stack::Encoder)
{
    float largest = 0;
    const auto &patterns = result.patternsOf(stack);
    EXPECT_EQ(std::ssize(patterns), attention.shape()[0]);
    for (std::size_t layer = 0; layer < patterns.size(); ++layer) {
        const auto ours = patterns[layer]->values();
        largest =
            std::max(largest, largestDifference(ours, goldenLayer(attention, layer).first(ours.size())));
    }
    return largest;
}

class GoldenRuns : public testing::TestWithParam<std::string> {
protected:
    GoldenRuns()
        : m_golden(loadGolden(GetParam()))
        , m_session(newSession())
    {
    }

    [[nodiscard]] std::unique_ptr<InferenceSession> newSession() const
    {
        const auto model = openModel(m_golden.folder);
        return std::make_unique<InferenceSession>(model->config, std::move(model->weights));
    }

    [[nodiscard]] static RunRequest requestOf(const GoldenRun &run, const ModelConfig &config)
    {
        return {run.tokens, run.interventions(config.bounds()), LogitScope::All, {}, run.decoderIds};
    }

    GoldenModel m_golden;
    std::unique_ptr<InferenceSession> m_session;
};

} // namespace

TEST_P(GoldenRuns, GiveTheOutputsOfTransformers)
{
    for (const GoldenRun &run : m_golden.runs) {
        SCOPED_TRACE(std::to_string(run.tokens.ids.size()) + " tokens" +
                     (run.specs.empty() ? "" : ", " + run.specs.front()));
        const auto result = m_session->run(requestOf(run, m_session->config()));
        expectSameOutputs(*result, run);
    }
}

TEST_P(GoldenRuns, GiveThePatternsOfTransformers)
{
    for (const GoldenRun &run : m_golden.runs) {
        if (run.attention.isEmpty())
            continue;
        const auto result = m_session->run(requestOf(run, m_session->config()));
        const float difference = patternDifference(*result, run.attention);
        EXPECT_LE(difference, kAttentionTolerance);
        EXPECT_LE(difference, kTypicalAttentionDifference);
        if (run.decoderIds.empty())
            continue;
        EXPECT_LE(patternDifference(*result, run.decoderAttention, Stack::Decoder),
                  kTypicalAttentionDifference);
        EXPECT_LE(patternDifference(*result, run.crossAttention, Stack::Cross), kTypicalAttentionDifference);
        expectClose(*result->encoderFinal, run.encoderFinal, "the encoder's final hidden state");
    }
}

TEST_P(GoldenRuns, WriteWhatTransformersWrites)
{
    for (const GoldenRun &run : m_golden.runs) {
        if (run.written.empty())
            continue;
        EXPECT_EQ(greedyText(*m_session, {run.tokens, {}, LogitScope::Last, {}}, {12}), run.written);
    }
}

TEST_P(GoldenRuns, GiveTheLossOfTransformers)
{
    for (const GoldenRun &run : m_golden.runs) {
        if (!run.loss)
            continue;
        const auto result = m_session->run(requestOf(run, m_session->config()));
        const auto loss = m_session->meanLoss(*result);
        ASSERT_TRUE(loss.has_value());
        EXPECT_NEAR(*loss, *run.loss, 1e-5 * std::max(1.0, *run.loss));
    }
}

TEST_P(GoldenRuns, AreTheSameFromTheCacheAndFromScratch)
{
    for (const GoldenRun &run : m_golden.runs) {
        const RunRequest request = requestOf(run, m_session->config());
        const auto resumed = m_session->run(request);
        const auto scratch = newSession()->run(request);
        EXPECT_LE(largestDifference(resumed->final->values(), scratch->final->values()), 0.0F);
    }
}

INSTANTIATE_TEST_SUITE_P(Families, GoldenRuns, testing::ValuesIn(goldenNames()), [](const auto &instance) {
    std::string name = instance.param;
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST(GoldenGguf, GivesTheOutputsOfTheFolder)
{
    for (const auto &file : std::filesystem::directory_iterator(goldenFolder() / "gguf")) {
        SCOPED_TRACE(file.path().filename().string());
        const std::string stem = file.path().stem().string();
        const std::string name = stem.substr(0, stem.find('.')); // NAME.gguf, NAME.KIND.gguf
        const auto model = openModel(file.path());
        InferenceSession session(model->config, std::move(model->weights));
        const GoldenModel golden = loadGolden(name);
        const GoldenRun &run = golden.runs.front();
        const auto result = session.run({run.tokens, {}, LogitScope::All, {}, run.decoderIds});
        expectSameOutputs(*result, run);
        EXPECT_LE(patternDifference(*result, run.attention), kAttentionTolerance);
    }
}

TEST(GoldenGptNanoSort, GivesTheOutputsOfTransformers)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const auto model = openModel(data / "models" / "gpt-nano-sort" / "hf_gpt2");
    InferenceSession session(model->config, std::move(model->weights));

    for (const GoldenRun &run : loadRuns(goldenFolder() / "gpt-nano-sort.json")) {
        const auto result = session.run({run.tokens, {}, LogitScope::All, {}});
        expectSameOutputs(*result, run);
        EXPECT_LE(patternDifference(*result, run.attention), kTypicalAttentionDifference);
    }
}

} // namespace headscope
