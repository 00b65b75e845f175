#include "app/hub/hub_cache.h"
#include "tests/support/test_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace headscope {

namespace {

namespace fs = std::filesystem;

const std::string kFirst(40, 'a');
const std::string kSecond(40, 'b');

/// A cache of the test's own, in place of the user's.
class CacheFolder {
public:
    CacheFolder() { ::setenv("HF_HUB_CACHE", m_folder.path().c_str(), 1); }
    ~CacheFolder() { ::unsetenv("HF_HUB_CACHE"); }
    CacheFolder(const CacheFolder &) = delete;
    CacheFolder &operator=(const CacheFolder &) = delete;

    [[nodiscard]] fs::path snapshot(const std::string &commit) const
    {
        return m_folder.path() / "models--owner--name" / "snapshots" / commit;
    }
    void addFile(const std::string &commit, const std::string &name) const
    {
        fs::create_directories(snapshot(commit));
        std::ofstream(snapshot(commit) / name) << "x";
    }
    void addReference(const std::string &revision, const std::string &commit) const
    {
        const fs::path file = m_folder.path() / "models--owner--name" / "refs" / revision;
        fs::create_directories(file.parent_path());
        std::ofstream(file) << commit;
    }

private:
    TestFolder m_folder;
};

std::vector<std::string> names()
{
    std::vector<std::string> all;
    for (const HubModel &model : hubModels())
        all.push_back(model.name());
    return all;
}

} // namespace

TEST(HubCache, FindsTheSnapshotThatMainNames)
{
    const CacheFolder cache;
    cache.addFile(kFirst, "config.json");
    cache.addFile(kSecond, "config.json");
    cache.addReference("main", kFirst);

    const auto found = findHubModel("owner/name");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->path(), cache.snapshot(kFirst));
}

TEST(HubCache, AReferenceThatClimbsOutIsIgnored)
{
    const CacheFolder cache;
    cache.addFile(kFirst, "config.json");
    cache.addReference("main", "../../..");

    const auto found = findHubModel("owner/name");

    ASSERT_TRUE(found);
    EXPECT_EQ(found->path(), cache.snapshot(kFirst));
}

TEST(HubCache, EveryRevisionHasItsOwnName)
{
    const CacheFolder cache;
    cache.addFile(kFirst, "config.json");
    cache.addFile(kSecond, "config.json");
    cache.addReference("main", kFirst);
    cache.addReference("refs/pr/1", kSecond);

    EXPECT_THAT(names(), testing::ElementsAre("owner/name", "owner/name@refs/pr/1"));
    EXPECT_EQ(findHubModel("owner/name@refs/pr/1")->path(), cache.snapshot(kSecond));
    EXPECT_EQ(findHubModel("owner/name@" + kSecond)->path(), cache.snapshot(kSecond));
    EXPECT_EQ(findHubModel("owner/name@bbbbbbb")->path(), cache.snapshot(kSecond));
    EXPECT_FALSE(findHubModel("owner/name@v2"));
}

TEST(HubCache, EachOfSeveralGgufFilesIsAModel)
{
    const CacheFolder cache;
    cache.addFile(kFirst, "m.Q4_0.gguf");
    cache.addFile(kFirst, "m.Q8_0.gguf");
    cache.addReference("main", kFirst);

    EXPECT_THAT(names(), testing::ElementsAre("owner/name:m.Q4_0.gguf", "owner/name:m.Q8_0.gguf"));
    EXPECT_EQ(findHubModel("owner/name:m.Q8_0.gguf")->path(), cache.snapshot(kFirst) / "m.Q8_0.gguf");
    EXPECT_EQ(findHubModel("owner/name:q4_0")->path(), cache.snapshot(kFirst) / "m.Q4_0.gguf");
    EXPECT_FALSE(findHubModel("owner/name:q5"));
}

TEST(HubCache, OtherFoldersAreNoModels)
{
    const CacheFolder cache;
    fs::create_directories(hubModels().empty() ? cache.snapshot("").parent_path() : fs::path());
    EXPECT_THAT(names(), testing::IsEmpty());
}

} // namespace headscope
