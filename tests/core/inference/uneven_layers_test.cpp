#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

TEST(UnevenLayers, HaveAsManyHeadsAsTheyHave)
{
    InferenceSession session = tinySession(tinyUneven());

    const auto run = session.run(tinyRequest(9));

    EXPECT_EQ(run->patterns[0]->shape(), (Shape{4, 9, 9}));
    EXPECT_EQ(run->patterns[1]->shape(), (Shape{2, 9, 9}));
    EXPECT_EQ(run->patterns[2], nullptr) << "this layer does not attend";
    EXPECT_FALSE(run->pattern(head(1, 1)).isEmpty());
    EXPECT_TRUE(run->pattern(head(1, 2)).isEmpty());
    EXPECT_TRUE(run->pattern(head(2, 0)).isEmpty());
}

TEST(UnevenLayers, RefuseHeadsThatTheyDoNotHave)
{
    InferenceSession session = tinySession(tinyUneven());
    RunRequest request = tinyRequest(5);
    for (const HeadId id : {head(1, 2), head(2, 0)}) {
        request.interventions = {{id, Zero{}}};
        EXPECT_THROW((void)session.run(request), std::invalid_argument);
    }
    request.interventions = {{head(1, 1), Zero{}}};
    EXPECT_NE(session.run(request), nullptr);
}

} // namespace
} // namespace headscope
