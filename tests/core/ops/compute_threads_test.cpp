#include "core/ops/compute_threads.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <thread>

namespace headscope {
namespace {

TEST(ComputeThreads, FollowTheEnvironmentUntilANumberIsAskedFor)
{
    const char *wanted = std::getenv("OMP_NUM_THREADS"); // NOLINT(concurrency-mt-unsafe): one thread
    std::thread([wanted] {
        useComputeThreads(0);
        if (wanted != nullptr)
            EXPECT_EQ(std::to_string(computeThreads()), wanted);
        else
            EXPECT_GE(computeThreads(), 1);
    }).join();
}

TEST(ComputeThreads, AreNeverMoreThanTheLimit)
{
    const char *limit = std::getenv("OMP_THREAD_LIMIT"); // NOLINT(concurrency-mt-unsafe): one thread
    std::thread([limit] {
        useComputeThreads(3);
        EXPECT_EQ(computeThreads(), limit == nullptr ? 3 : std::min(3, std::stoi(limit)));
        useComputeThreads(0);
        EXPECT_LE(computeThreads(), limit == nullptr ? computeThreads() : std::stoi(limit));
    }).join();
}

} // namespace
} // namespace headscope
