#include "core/ops/compute_context.h"

#include <gtest/gtest.h>

namespace headscope {
namespace {

TEST(OneDnnLibrary, IsOfTheVersionThatTheHeadersDescribe)
{
    EXPECT_EQ(dnnl_version()->major, DNNL_VERSION_MAJOR);
    EXPECT_EQ(libraryName(), "oneDNN " + std::to_string(DNNL_VERSION_MAJOR) + '.' +
                                 std::to_string(DNNL_VERSION_MINOR) + '.' +
                                 std::to_string(DNNL_VERSION_PATCH));
}

} // namespace
} // namespace headscope
