#include "core/inference/run_threads.h"
#include "core/ops/compute_threads.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

#include <thread>

namespace headscope {
namespace {

TEST(RunThreads, AreOneForLittleWork)
{
    EXPECT_FALSE(isWorthThreads(tinyCausal(), {9}));
    EXPECT_TRUE(isWorthThreads(tinyCausal(), {600}));
}

TEST(RunThreads, AreChosenForAllTextsOfABatchTogether)
{
    EXPECT_FALSE(isWorthThreads(tinyCausal(), {9, 2}));
    EXPECT_TRUE(isWorthThreads(tinyCausal(), {9, 60}));
}

TEST(RunThreads, AreAsManyAsBeforeWhenALoadIsDone)
{
    std::thread([] { // of its own: OpenMP keeps its number for each thread
        useComputeThreads(2);
        const int before = computeThreads();
        {
            const ThreadsForLoad small(tinyCausal(), {9});
            EXPECT_EQ(computeThreads(), 1);
            const ThreadsForLoad large(tinyCausal(), {600});
            EXPECT_EQ(computeThreads(), 1);
        }
        EXPECT_EQ(computeThreads(), before);
    })
        .join();
}

TEST(RunThreads, OfASmallRunDoNotOutliveIt)
{
    std::thread([] {
        InferenceSession session = tinySession(tinyCausal());
        setComputeThreads(2);
        const int before = engineThreads();

        EXPECT_NE(session.run(tinyRequest(9)), nullptr);

        EXPECT_EQ(computeThreads(), before);
        setComputeThreads(0);
    }).join();
}

} // namespace
} // namespace headscope
