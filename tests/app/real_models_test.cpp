#include "tests/app/with_model.h"

namespace headscope {

namespace {

using nlohmann::json;

json runWithHeadOff(const std::string &text, const std::string &head, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"run", "smollm2", "--text", text, "--intervene", head + "=zero"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return documentOf(arguments);
}

const json &firstListed(const json &document, const char *side)
{
    return document.at(side).at("predictions").at(0).at("top").at(0);
}

std::vector<int> smolIds(const std::string &text)
{
    std::vector<int> ids;
    const json document = documentOf({"tokenize", "smollm2", "--text", text});
    for (const json &token : document.at("tokens"))
        ids.push_back(token.at("id"));
    return ids;
}

} // namespace

TEST_F(SmolLM2, TheSunSetsInTheEastWithoutItsHead)
{
    const json document = runWithHeadOff("The sun rises in the east and sets in the", "23.3");

    const json &before = firstListed(document, "baseline");
    EXPECT_EQ(before.at("text"), " west");
    EXPECT_NEAR(before.at("probability").get<double>(), 0.976, 1e-3);
    const json &now = firstListed(document, "output");
    EXPECT_EQ(now.at("text"), " east");
    EXPECT_NEAR(now.at("probability").get<double>(), 0.810, 1e-3);
}

TEST_F(SmolLM2, RosesTurnRedWithoutTheHeadThatLooksBack)
{
    const json document = runWithHeadOff("Roses are red, violets are", "23.3");

    EXPECT_EQ(firstListed(document, "baseline").at("text"), " white");
    EXPECT_EQ(firstListed(document, "output").at("text"), " red");
}

TEST_F(SmolLM2, TheCapitalOfItalyIsLostWithoutItsHead)
{
    const json document = runWithHeadOff("The capital of Italy is", "23.4");

    EXPECT_EQ(firstListed(document, "baseline").at("text"), " Rome");
    EXPECT_NE(firstListed(document, "output").at("text"), " Rome");
}

TEST_F(SmolLM2, TheOppositeOfHotIsLostWithoutItsHead)
{
    const json document = runWithHeadOff("The opposite of hot is", "0.4");

    EXPECT_EQ(firstListed(document, "baseline").at("text"), " cold");
    EXPECT_NE(firstListed(document, "output").at("text"), " cold");
}

TEST_F(SmolLM2, TheHeadThatTellsMaryFromJohnTakesThreeOffTheDifference)
{
    const json document = runWithHeadOff("When Mary and John went to the store, John gave a drink to", "23.3",
                                         {"--track", " Mary", "--track", " John"});

    const auto difference = [&document](const char *side) {
        const json &tracked = document.at(side).at("tracked");
        return tracked.at(0).at("logit").get<double>() - tracked.at(1).at("logit").get<double>();
    };
    EXPECT_EQ(firstListed(document, "baseline").at("text"), " Mary");
    EXPECT_NEAR(firstListed(document, "baseline").at("probability").get<double>(), 0.923, 1e-3);
    EXPECT_NEAR(difference("baseline") - difference("output"), 3.04, 0.01);
}

TEST_F(SmolLM2, TheTokenizerSplitsEveryDigitAndLeavesSpacesBefore)
{
    EXPECT_EQ(smolIds("a  7"), (std::vector{81, 256, 39}));
    EXPECT_EQ(smolIds(" ½"), (std::vector{216, 16738}));
    EXPECT_EQ(smolIds("٣٤"), (std::vector{164, 113, 164, 114}));
}

TEST_F(MiniLM, AHeadTurnedOffMovesTheTokensOfTheEmbedding)
{
    const json document =
        documentOf({"run", "minilm", "--text", "The film is not good", "--intervene", "0.2=zero"});

    const std::size_t tokens = document.at("tokens").size();
    const json &output = document.at("output");
    EXPECT_EQ(output.at("kind"), "embedding");
    EXPECT_TRUE(output.at("predictions").empty());
    ASSERT_EQ(output.at("movement").size(), tokens);
    EXPECT_GT(output.at("movement").at(0).get<double>(), 0.0);
    EXPECT_GT(output.at("cosine").get<double>(), 0.9);
    EXPECT_LT(output.at("cosine").get<double>(), 1.0);
    for (const json &movement : document.at("baseline").at("movement"))
        EXPECT_EQ(movement.get<double>(), 0.0);
}

TEST_F(MiniLM, APaddingOf128InTheTokenizerFileIsIgnored)
{
    EXPECT_EQ(documentOf({"tokenize", "minilm", "--text", "good"}).at("tokens").size(), 3U);

    std::string text;
    for (int word = 0; word < 200; ++word)
        text += "good ";
    EXPECT_EQ(documentOf({"tokenize", "minilm", "--text", text}).at("tokens").size(), 202U);
}

} // namespace headscope
