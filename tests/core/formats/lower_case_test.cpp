#include "core/formats/lower_case.h"

#include <gtest/gtest.h>

namespace headscope {

TEST(LowerCase, ChangesTheLettersFromAToZAlone)
{
    EXPECT_EQ(lowerCase(std::string("IQ4_NL.GGUF")), "iq4_nl.gguf");
    EXPECT_EQ(lowerCase(std::string("@AZ[az{\xC3\x89\xFF")), "@az[az{\xC3\x89\xFF");
}

} // namespace headscope
