#include "tests/support/run_program.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

/// What OpenMP says of its settings when the program is started in such an environment.
std::string openMpSettings(std::vector<std::string> environment)
{
    std::vector<std::string> arguments = {"-u", "GOMP_SPINCOUNT", "-u", "OMP_WAIT_POLICY"};
    arguments.insert(arguments.end(), environment.begin(), environment.end());
    arguments.insert(arguments.end(), {"OMP_DISPLAY_ENV=VERBOSE", programPath(), "--version"});
    const ProgramResult result = runProgram("env", arguments);
    EXPECT_EQ(result.status, 0);
    return result.errors;
}

TEST(ShortWaits, AreWhatTheProgramRunsWith)
{
    EXPECT_NE(openMpSettings({}).find("GOMP_SPINCOUNT = '2000'"), std::string::npos);
}

TEST(ShortWaits, AreLeftToTheUserWhoAskedForOthers)
{
    EXPECT_NE(openMpSettings({"GOMP_SPINCOUNT=77"}).find("GOMP_SPINCOUNT = '77'"), std::string::npos);
    EXPECT_EQ(openMpSettings({"GOMP_SPINCOUNT=77"}).find("GOMP_SPINCOUNT = '2000'"), std::string::npos);
    EXPECT_EQ(openMpSettings({"OMP_WAIT_POLICY=passive"}).find("GOMP_SPINCOUNT = '2000'"), std::string::npos);
}

} // namespace
} // namespace headscope
