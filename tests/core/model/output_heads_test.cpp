#include "core/model/model.h"
#include "tests/support/golden.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

namespace headscope {

namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

ModelConfig configOf(const std::string &golden)
{
    return readConfig(goldenFolder() / "models" / golden);
}

SentenceVector sentenceVectorWith(const ModelCopy &copy, const std::string &file, const json &content)
{
    const std::filesystem::path path = copy.path() / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << content;
    return readConfig(copy.path()).sentenceVector;
}

json module(const char *type, const char *path)
{
    return {{"type", type}, {"path", path}};
}

} // namespace

TEST(OutputHeads, EveryEncoderFamilyHasItsHeads)
{
    for (const std::string family :
         {"bert", "roberta", "distilbert", "electra", "albert", "mpnet", "deberta-v2", "modernbert"}) {
        SCOPED_TRACE(family);
        EXPECT_EQ(configOf(family + "-bare").output, OutputKind::Embedding);
        EXPECT_EQ(configOf(family + "-masked").output, OutputKind::MaskedToken);
        EXPECT_EQ(configOf(family + "-token-labels").output, OutputKind::TokenLabels);
        EXPECT_EQ(configOf(family + "-answer-span").output, OutputKind::AnswerSpan);
        EXPECT_EQ(configOf(family + "-answer-span").outputs(), 2);
    }
}

TEST(OutputHeads, AreFoundInTheFileWhenTheConfigurationDoesNotNameAnArchitecture)
{
    for (const auto &[golden, kind] :
         std::map<std::string, OutputKind>{{"bert-answer-span", OutputKind::AnswerSpan},
                                           {"roberta-labels", OutputKind::Labels},
                                           {"roberta-token-labels", OutputKind::TokenLabels},
                                           {"distilbert-labels", OutputKind::Labels},
                                           {"distilbert-token-labels", OutputKind::TokenLabels},
                                           {"electra-discriminator", OutputKind::TokenLabels},
                                           {"albert-masked", OutputKind::MaskedToken}}) {
        ModelCopy copy(golden);
        copy.editConfig([](json &config) { config.erase("architectures"); });
        EXPECT_EQ(readConfig(copy.path()).output, kind) << golden;
    }
}

TEST(OutputHeads, TheProblemTypeSaysWhatALabelStandsFor)
{
    EXPECT_EQ(configOf("bert-sequence-labels").labelScale, LabelScale::OneOf);
    EXPECT_EQ(configOf("bert-multi-label").labelScale, LabelScale::AnyOf);
    EXPECT_EQ(configOf("bert-regression").labelScale, LabelScale::Values);
    EXPECT_EQ(configOf("electra-discriminator").labelScale, LabelScale::AnyOf);
    EXPECT_THAT(configOf("electra-discriminator").labels, ElementsAre("replaced"));
}

TEST(OutputHeads, OneLabelWithoutAProblemTypeIsANumber)
{
    ModelCopy copy("bert-regression");
    copy.editConfig([](json &config) { config.erase("problem_type"); });

    EXPECT_EQ(readConfig(copy.path()).labelScale, LabelScale::Values);
}

TEST(SentenceVectorFiles, ThePoolingModuleSaysHowAndANormalisingModuleThatToo)
{
    const ModelCopy copy("bert-bare");
    std::filesystem::create_directory(copy.path() / "1_Pooling");
    std::ofstream(copy.path() / "1_Pooling" / "config.json")
        << json{{"pooling_mode_cls_token", true}, {"pooling_mode_max_tokens", true}};

    const SentenceVector spec =
        sentenceVectorWith(copy, "modules.json",
                           {module("sentence_transformers.models.Transformer", ""),
                            module("sentence_transformers.models.Pooling", "1_Pooling"),
                            module("sentence_transformers.models.Normalize", "2_Normalize")});

    EXPECT_THAT(spec.poolings, ElementsAre(Pooling::First, Pooling::Max));
    EXPECT_TRUE(spec.normalised);
}

TEST(SentenceVectorFiles, ThePoolingAloneIsEnoughAndHasAnotherSpelling)
{
    const SentenceVector spec =
        sentenceVectorWith(ModelCopy("bert-bare"), "1_Pooling/config.json", {{"pooling_mode", "lasttoken"}});

    EXPECT_THAT(spec.poolings, ElementsAre(Pooling::Last));
    EXPECT_FALSE(spec.normalised);
}

TEST(SentenceVectorFiles, AModuleThatIsLeftOutIsNamed)
{
    const ModelCopy copy("bert-bare");
    std::ofstream(copy.path() / "modules.json")
        << json::array({module("sentence_transformers.models.Dense", "2_Dense")});

    const auto model = openModel(copy.path());

    ASSERT_EQ(model->warnings.size(), 1U);
    EXPECT_THAT(model->warnings.front().english(), HasSubstr("Dense"));
}

TEST(SentenceVectorFiles, AModulesFolderDoesNotLeadElsewhere)
{
    const ModelCopy copy("bert-bare");
    std::ofstream(copy.path() / "modules.json")
        << json::array({module("sentence_transformers.models.Pooling", "../elsewhere")});

    EXPECT_THAT(refusalOf([&] { (void)readConfig(copy.path()); }), HasSubstr("plain name"));
}

} // namespace headscope
