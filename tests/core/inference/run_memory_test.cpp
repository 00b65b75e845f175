#include "core/model/run_size.h"
#include "tests/support/tiny_models.h"

#include <gtest/gtest.h>

#include <fstream>

namespace headscope {

namespace {

constexpr std::size_t kAllowance = 24U << 20U; ///< oneDNN's code and scratch, the allocator's reserves

/// A figure of /proc/self/status in bytes; 0 where there is none.
std::size_t statusBytes(const std::string &name)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == name + ":") {
            std::size_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    return 0;
}

/// The peak of resident memory counts from now on. False where the system does not let us.
bool restartPeak()
{
    std::ofstream file("/proc/self/clear_refs");
    file << "5" << std::flush;
    return file.good() && statusBytes("VmHWM") > 0;
}

/// What a run of so many tokens takes at its peak, beside what was there before.
std::size_t measuredPeak(InferenceSession &session, int tokens)
{
    RunRequest request = tinyRequest(tokens);
    request.scope = LogitScope::Last;
    const std::size_t before = statusBytes("VmRSS");
    const auto result = session.run(request);
    const std::size_t peak = statusBytes("VmHWM");
    return peak > before ? peak - before : 0;
}

} // namespace

TEST(RunMemory, ARunTakesAboutWhatIsSaidBeforeIt)
{
    for (ModelConfig config : tinyConfigs()) {
        SCOPED_TRACE(config.name);
        constexpr int kTokens = 1500;
        config.positions = kTokens;
        InferenceSession session = tinySession(config);
        (void)session.run(tinyRequest(8));
        if (!restartPeak())
            GTEST_SKIP() << "this system does not measure peaks";

        const std::size_t said = runBytes(config, kTokens, 1);
        const std::size_t peak = measuredPeak(session, kTokens);

        EXPECT_LE(peak, said + said / 4 + kAllowance);
        EXPECT_GE(peak + kAllowance, said / 2);
    }
}

} // namespace headscope
