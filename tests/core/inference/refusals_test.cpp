#include "tests/support/tiny_models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headscope {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Property;

class Refusals : public testing::Test {
protected:
    template <typename Exception>
    void expect(const RunRequest &request, const std::string &sentence)
    {
        EXPECT_THAT([&] { (void)session.run(request); },
                    testing::ThrowsMessage<Exception>(HasSubstr(sentence)));
        EXPECT_NE(session.run(tinyRequest(4)), nullptr) << "the session stays usable";
    }

    InferenceSession session = tinySession(tinyCausal());
};

TEST_F(Refusals, NoTokens)
{
    expect<std::invalid_argument>(tinyRequest(0), "no tokens");
}

TEST_F(Refusals, MoreTokensThanPositions)
{
    expect<std::invalid_argument>(tinyRequest(601), "601 tokens, the model takes at most 600");
}

TEST_F(Refusals, IdsOutsideTheVocabulary)
{
    RunRequest request = tinyRequest(3);
    for (const int id : {-1, 53}) {
        request.tokens.ids[1] = id;
        expect<std::invalid_argument>(request, "token id " + std::to_string(id) + " is outside");
    }
}

TEST_F(Refusals, HeadsOutsideTheModel)
{
    for (const HeadId id : {head(3, 0), head(0, 4), head(-1, 0), head(0, -1)}) {
        RunRequest request = tinyRequest(3);
        request.interventions[id] = Zero{};
        expect<std::invalid_argument>(request, "is outside the model (3 layers × 4 heads)");
    }
}

TEST_F(Refusals, HeadsOfAStackThatTheModelDoesNotHave)
{
    RunRequest request = tinyRequest(3);
    request.interventions[HeadId{Stack::Cross, 0, 0}] = Zero{};
    expect<std::invalid_argument>(request, "head x0.0 is outside the model, which has no decoder");
}

TEST_F(Refusals, PositionsOutsideTheText)
{
    RunRequest request = tinyRequest(3);
    request.scope = LogitScope::Given;
    request.positions = {3};
    expect<std::invalid_argument>(request, "position 3 is outside the text (0 to 2)");
    request.positions = {1, 1};
    expect<std::invalid_argument>(request, "ascending");
}

TEST_F(Refusals, SegmentsThatDoNotFit)
{
    RunRequest request = tinyRequest(3);
    request.tokens.types = {0, 1};
    expect<std::invalid_argument>(request, "differ in number");
}

TEST_F(Refusals, ARunThatDoesNotFitTellsBothFigures)
{
    session.setMemoryLimit(100'000);
    RunRequest request = tinyRequest(500);

    EXPECT_THAT([&] { (void)session.run(request); }, testing::ThrowsMessage<std::runtime_error>(AllOf(
                                                         HasSubstr("500 tokens needs " + std::string("1")),
                                                         HasSubstr("MB"), HasSubstr("100 kB"))));
    session.setMemoryLimit(0);
    EXPECT_NE(session.run(request), nullptr);
}

TEST_F(Refusals, WeightsOfOtherSizesThanTheConfiguration)
{
    ModelConfig config = tinyCausal();
    config.mlpWidth = 65;

    EXPECT_THROW(InferenceSession(config, randomWeights(tinyCausal())), std::invalid_argument);
}

} // namespace
} // namespace headscope
