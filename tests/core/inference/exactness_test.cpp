#include "core/inference/inference_session.h"
#include "core/model/exactness.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <map>

namespace headscope {
namespace {

/// Other processors and libraries add up in another order.
constexpr float kRoom = 5;

struct Differences {
    float attention = 0, outputs = 0;
};

float largestDifference(std::span<const float> a, std::span<const float> b)
{
    float largest = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

void comparePatterns(const std::vector<std::shared_ptr<const Tensor>> &ours, const Tensor &theirs,
                     Differences &largest)
{
    for (std::size_t layer = 0; layer < ours.size() && !theirs.isEmpty(); ++layer)
        largest.attention =
            std::max(largest.attention, largestDifference(ours[layer]->values(), goldenLayer(theirs, layer)));
}

void compare(const RunResult &result, const GoldenRun &golden, Differences &largest)
{
    comparePatterns(result.patterns, golden.attention, largest);
    comparePatterns(result.decoderPatterns, golden.decoderAttention, largest);
    comparePatterns(result.crossPatterns, golden.crossAttention, largest);
    const Tensor &ours = golden.logits.isEmpty() ? *result.final : *result.logits;
    const Tensor &theirs = golden.logits.isEmpty() ? golden.final : golden.logits;
    largest.outputs = std::max(largest.outputs, largestDifference(ours.values(), theirs.values()));
}

void addDifferences(const GoldenModel &golden, std::map<std::string, Differences> &families)
{
    const auto model = openModel(golden.folder);
    InferenceSession session(model->config, std::move(model->weights));
    const ModelConfig &config = session.config();
    for (const GoldenRun &run : golden.runs) {
        const auto result = session.run(
            {run.tokens, run.interventions(config.bounds()), LogitScope::All, {}, run.decoderIds});
        compare(*result, run, families[config.family]);
    }
}

std::map<std::string, Differences> measured()
{
    std::map<std::string, Differences> families;
    for (const std::string &name : goldenNames())
        addDifferences(loadGolden(name), families);
    return families;
}

void writeDown(const std::map<std::string, Differences> &families)
{
    std::ofstream file(std::filesystem::path(sourceFolder()) / "core/model/exactness.inc");
    file << "// Written by HEADSCOPE_WRITE_EXACTNESS=1 core_tests --gtest_filter='Exactness.*'\n"
         << std::scientific << std::setprecision(1);
    for (const auto &[family, largest] : families)
        file << "{\"" << family << "\", " << largest.attention << "F, " << largest.outputs << "F},\n";
}

TEST(Exactness, IsWhatTheGoldenModelsMeasure)
{
    const std::map<std::string, Differences> families = measured();
    if (std::getenv("HEADSCOPE_WRITE_EXACTNESS") != nullptr)
        return writeDown(families);

    EXPECT_EQ(measuredExactness().size(), families.size());
    for (const auto &[family, largest] : families) {
        SCOPED_TRACE(family + ": HEADSCOPE_WRITE_EXACTNESS=1 writes the table");
        const Exactness *written = exactnessOf(family);
        ASSERT_NE(written, nullptr);
        EXPECT_LE(largest.attention, kRoom * written->attention);
        EXPECT_LE(written->attention, kRoom * largest.attention);
        EXPECT_LE(largest.outputs, kRoom * written->outputs);
        EXPECT_LE(written->outputs, kRoom * largest.outputs);
    }
}

TEST(Exactness, IsBelowTheLimitsOfTheDesign)
{
    for (const Exactness &measured : measuredExactness()) {
        EXPECT_LE(measured.attention, 1e-4F) << measured.family;
        EXPECT_LE(measured.outputs, 5e-4F) << measured.family;
    }
}

TEST(Exactness, IsFoundByTheFamilysName)
{
    ASSERT_NE(exactnessOf("Llama"), nullptr);
    EXPECT_GT(exactnessOf("Llama")->attention, 0);
    EXPECT_EQ(exactnessOf("a family that nobody knows"), nullptr);
}

} // namespace
} // namespace headscope
