#include "core/inference/inference_session.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace headscope {

namespace {

using nlohmann::json;

// DESIGN section 5, for logits of size 10; the file has 6 digits.
constexpr double kLogitTolerance = 5e-4;

std::filesystem::path teachingModels()
{
    return std::filesystem::path(sourceFolder()) / "resources" / "models";
}

/// resources/models/golden_outputs.json: what transformers computes with the teaching models.
class TeachingModel : public testing::TestWithParam<std::string> {
protected:
    TeachingModel()
        : m_model(openModel(teachingModels() / GetParam()))
        , m_session(m_model->config, std::move(m_model->weights))
    {
        json all;
        std::ifstream(teachingModels() / "golden_outputs.json") >> all;
        m_cases = all.at(GetParam());
    }

    [[nodiscard]] std::vector<float> logitsOf(const json &golden, const std::string &headOff)
    {
        RunRequest request;
        request.tokens.ids = golden.at("ids").get<std::vector<TokenId>>();
        if (!headOff.empty())
            addSpec(headOff + "=zero", {m_model->config.layers, m_model->config.heads},
                    request.interventions);
        const auto result = m_session.run(request);
        const auto logits = result->logits->values();
        return {logits.begin(), logits.end()};
    }

    void expectLogits(const json &golden, const json &outputs, const std::string &headOff)
    {
        const bool classifies = outputs.contains("logits");
        const auto theirs = outputs.at(classifies ? "logits" : "last_logits").get<std::vector<double>>();
        const std::vector<float> ours = logitsOf(golden, headOff);
        ASSERT_EQ(ours.size(), theirs.size());
        for (std::size_t i = 0; i < ours.size(); ++i)
            EXPECT_NEAR(static_cast<double>(ours[i]), theirs[i], kLogitTolerance) << "logit " << i;
    }

    std::unique_ptr<Model> m_model;
    InferenceSession m_session;
    json m_cases;
};

} // namespace

TEST_P(TeachingModel, ReadsTheTextsAsTransformersDoes)
{
    for (const json &golden : m_cases) {
        std::vector<TokenId> ids;
        for (const Token &token : m_model->tokenizer->encode(golden.at("text").get<std::string>()))
            ids.push_back(token.id);
        EXPECT_EQ(ids, golden.at("ids").get<std::vector<TokenId>>()) << golden.at("text");
    }
}

TEST_P(TeachingModel, GivesTheLogitsOfTransformers)
{
    for (const json &golden : m_cases) {
        SCOPED_TRACE(golden.at("text").get<std::string>());
        expectLogits(golden, golden.at("baseline"), {});
    }
}

TEST_P(TeachingModel, GivesThemWithItsKeyHeadsOffToo)
{
    for (const json &golden : m_cases)
        for (const auto &[head, outputs] : golden.at("zeroed").items()) {
            SCOPED_TRACE(golden.at("text").get<std::string>() + ", " + head);
            expectLogits(golden, outputs, head);
        }
}

INSTANTIATE_TEST_SUITE_P(Embedded, TeachingModel, testing::Values("negation", "induction"),
                         [](const auto &instance) { return instance.param; });

} // namespace headscope
