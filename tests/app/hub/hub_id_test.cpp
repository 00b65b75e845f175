#include "app/hub/hub_id.h"

#include <gtest/gtest.h>

namespace headscope {

TEST(HubId, OwnerNameRevisionAndFileAreTold)
{
    EXPECT_EQ(parseHubId("owner/name"), (HubId{"owner/name", "", ""}));
    EXPECT_EQ(parseHubId("owner/name@v1.0"), (HubId{"owner/name", "v1.0", ""}));
    EXPECT_EQ(parseHubId("a/b@refs/pr/1:x.Q4_1.gguf"), (HubId{"a/b", "refs/pr/1", "x.Q4_1.gguf"}));
    EXPECT_EQ(parseHubId("gpt2"), (HubId{"gpt2", "", ""}));
}

TEST(HubId, NamesThatCouldClimbOrConfuseAreNone)
{
    for (const char *text : {"", "/", "a/", "/b", "a/b/c", "../b", "a/..", ".a/b", "a--b/c", "a/b@",
                             "a/b@../x", "a/b@x y", "a/b:", "a/b:../x", "a b/c", "a/b\n", "-a/b", "a/b@/x"})
        EXPECT_FALSE(parseHubId(text)) << text;
}

TEST(HubId, APathInARepositoryStaysInside)
{
    EXPECT_TRUE(isSafeHubPath("1_Pooling/config.json"));
    EXPECT_TRUE(isSafeHubPath("runs/12:30/events"));
    for (const char *path : {"", ".", "..", "/a", "a/", "a//b", "a/../b", "a\\b", "a\tb", "\x7F"})
        EXPECT_FALSE(isSafeHubPath(path)) << path;
    EXPECT_FALSE(isSafeHubPath(std::string(300, 'a')));
}

} // namespace headscope
