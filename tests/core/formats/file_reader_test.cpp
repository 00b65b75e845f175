#include "core/formats/file_reader.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/test_files.h"

#include <array>
#include <sys/stat.h>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string refusalOfOpening(const fs::path &file)
{
    return refusalOf([&file] { const FileReader reader(file); });
}

} // namespace

TEST(FileReader, ReadsRanges)
{
    const TestFolder folder;
    const FileReader reader(folder.write("file", "0123456789"));
    std::array<std::byte, 4> bytes{};

    reader.read(6, bytes);

    EXPECT_EQ(reader.size(), 10U);
    EXPECT_EQ(bytes, (std::array{std::byte{'6'}, std::byte{'7'}, std::byte{'8'}, std::byte{'9'}}));
    EXPECT_EQ(refusalOf([&] { reader.read(7, bytes); }),
              "file: expected 4 bytes at 7, found the file's end at 10");
    EXPECT_THAT(refusalOf([&] { reader.read(~0ULL - 1, bytes); }), HasSubstr("the file's end at 10"));
}

TEST(FileReader, OpensRegularFilesOnly)
{
    const TestFolder folder;
    const fs::path pipe = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);

    EXPECT_THAT(refusalOfOpening(pipe), HasSubstr("expected a regular file, found a device or a pipe"));
    EXPECT_THAT(refusalOfOpening("/dev/zero"), HasSubstr("found a device or a pipe"));
    EXPECT_THAT(refusalOfOpening(folder.path()), HasSubstr("found a folder"));
    EXPECT_THAT(refusalOfOpening(folder.path() / "none"),
                HasSubstr("none cannot be opened: there is no such file"));
}

TEST(FileReader, FollowsSymbolicLinksToRegularFiles)
{
    const TestFolder folder;
    fs::create_symlink(folder.write("file", "abc"), folder.path() / "link");
    fs::create_symlink("loop", folder.path() / "loop");
    fs::create_symlink("/dev/zero", folder.path() / "zero");

    EXPECT_EQ(FileReader(folder.path() / "link").size(), 3U);
    EXPECT_THAT(refusalOfOpening(folder.path() / "loop"), HasSubstr("cannot be opened"));
    EXPECT_THAT(refusalOfOpening(folder.path() / "zero"), HasSubstr("found a device or a pipe"));
}

TEST(FileReader, NoticesThatTheFileChanged)
{
    const TestFolder folder;
    const fs::path file = folder.write("file", "0123456789");
    const FileReader shortened(file);
    fs::resize_file(file, 5);
    const FileReader rewritten(file);
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(2));
    std::array<std::byte, 4> bytes{};

    EXPECT_THAT(refusalOf([&] { shortened.read(0, bytes); }),
                HasSubstr("the file changed while it was open"));
    EXPECT_THAT(refusalOf([&] { shortened.read(6, bytes); }), HasSubstr("became shorter"));
    EXPECT_THAT(refusalOf([&] { rewritten.read(0, bytes); }),
                HasSubstr("the file changed while it was open"));
}

} // namespace headscope
