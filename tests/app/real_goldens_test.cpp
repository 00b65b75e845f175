#include "core/formats/safetensors.h"
#include "tests/app/with_model.h"
#include "tests/support/source_folder.h"

#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <numeric>

namespace headscope {

namespace {

using nlohmann::json;

// DESIGN section 5: logits of SmolLM2 reach 36, final vectors' numbers 60.
constexpr double kAttentionTolerance = 1e-4;
constexpr double kRelativeTolerance = 5e-5;
constexpr double kSmallestTolerance = 5e-4;

double toleranceFor(double size)
{
    return std::max(kSmallestTolerance, kRelativeTolerance * std::abs(size));
}

double normOf(std::span<const float> values)
{
    return std::sqrt(std::accumulate(values.begin(), values.end(), 0.0, [](double sum, float value) {
        return sum + static_cast<double>(value) * static_cast<double>(value);
    }));
}

/// tests/golden/real_models.py: what transformers computes with the fetched models.
class RealGoldens : public WithModel {
protected:
    void compare(const std::string &name)
    {
        need(name);
        if (IsSkipped() || HasFatalFailure())
            return;
        json golden;
        std::ifstream(sourceFolder() + "/tests/golden/real/" + name + ".json") >> golden;
        for (const json &run : golden.at("runs")) {
            SCOPED_TRACE(run.at("text").get<std::string>() + " " + run.at("interventions").dump());
            compareRun(name, run);
        }
    }

private:
    void compareRun(const std::string &name, const json &run)
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("run.safetensors")).toStdString();
        std::vector<std::string> arguments{"run", name, "--text", run.at("text"), "--tensors", file};
        for (const json &spec : run.at("interventions"))
            arguments.insert(arguments.end(), {"--intervene", spec});
        const json document = documentOf(arguments);
        compareTokens(document, run);
        if (run.contains("loss")) {
            EXPECT_NEAR(document.at("output").at("loss").get<double>(), run.at("loss").get<double>(), 1e-4);
        }
        const auto tensors = openSafetensors(file);
        compareAttention(*tensors, run);
        compareFinal(tensors->load("final"), run);
        if (run.contains("best"))
            compareLogits(tensors->load("logits"), run);
    }

    static void compareTokens(const json &document, const json &run)
    {
        json ids = json::array();
        for (const json &token : document.at("tokens"))
            ids.push_back(token.at("id"));
        ASSERT_EQ(ids, run.at("ids"));
    }

    static void compareAttention(const TensorSource &tensors, const json &run)
    {
        for (const json &golden : run.at("attention")) {
            const Tensor pattern = tensors.load("attention." + golden.at("layer").dump());
            const auto tokens = pattern.columns();
            const auto row =
                pattern.row(golden.at("head").get<int>() * tokens + golden.at("query").get<int>());
            for (std::size_t key = 0; key < row.size(); ++key)
                EXPECT_NEAR(static_cast<double>(row[key]), golden.at("row").at(key).get<double>(),
                            kAttentionTolerance)
                    << golden.at("layer") << '.' << golden.at("head") << ", key " << key;
        }
    }

    static void compareFinal(const Tensor &final, const json &run)
    {
        for (std::size_t token = 0; token < run.at("final").size(); ++token) {
            const json &golden = run.at("final").at(token);
            const auto vector = final.row(static_cast<std::ptrdiff_t>(token));
            const auto norm = golden.at("norm").get<double>();
            EXPECT_NEAR(normOf(vector), norm, toleranceFor(norm)) << "token " << token;
            for (std::size_t i = 0; i < golden.at("first").size(); ++i)
                EXPECT_NEAR(static_cast<double>(vector[i]), golden.at("first").at(i).get<double>(),
                            toleranceFor(norm))
                    << "token " << token;
        }
    }

    /// The ten best in their order, and the size of all.
    static void compareLogits(const Tensor &logits, const json &run)
    {
        for (const json &golden : run.at("best")) {
            const auto row = logits.row(golden.at("position").get<int>());
            const auto norm = golden.at("norm").get<double>();
            EXPECT_NEAR(normOf(row), norm, toleranceFor(norm));
            float previous = std::numeric_limits<float>::infinity();
            for (std::size_t i = 0; i < golden.at("ids").size(); ++i) {
                const float ours = row[golden.at("ids").at(i).get<std::size_t>()];
                const auto theirs = golden.at("logits").at(i).get<double>();
                EXPECT_NEAR(static_cast<double>(ours), theirs,
                            kSmallestTolerance * std::max(1.0, theirs / 10));
                if (i < 5) {
                    EXPECT_LT(ours, previous) << "rank " << i;
                }
                previous = ours;
            }
        }
    }
};

} // namespace

TEST_F(RealGoldens, SmolLM2ComputesWhatTransformersDoesWithItsDequantisedWeights)
{
    compare("smollm2");
}

TEST_F(RealGoldens, MiniLMComputesWhatTransformersDoes)
{
    compare("minilm");
}

} // namespace headscope
