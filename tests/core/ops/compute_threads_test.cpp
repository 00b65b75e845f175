#include "core/ops/compute_threads.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <thread>

namespace headscope {
namespace {

TEST(ComputeThreads, FollowTheEnvironmentUntilANumberIsAskedFor)
{
    const char *wanted = std::getenv("OMP_NUM_THREADS"); // NOLINT(concurrency-mt-unsafe): one thread
    std::thread([wanted] {
        useComputeThreads(3);
        EXPECT_EQ(computeThreads(), 3);
        useComputeThreads(0);
        if (wanted != nullptr)
            EXPECT_EQ(std::to_string(computeThreads()), wanted);
        else
            EXPECT_GE(computeThreads(), 1);
    }).join();
}

} // namespace
} // namespace headscope
