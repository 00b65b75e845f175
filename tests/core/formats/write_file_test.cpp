#include "core/formats/in_quotes.h"
#include "core/formats/write_file.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>

#include <iterator>
#include <stdexcept>
#include <sys/stat.h>

namespace headscope {

namespace {

namespace fs = std::filesystem;

std::string contentsOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::ptrdiff_t filesIn(const fs::path &folder)
{
    return std::distance(fs::directory_iterator(folder), {});
}

std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

} // namespace

TEST(WriteFile, ReplacesAFileWhole)
{
    const TestFolder folder;
    const fs::path file = folder.write("file", "old");

    writeWhole(file, bytes("new contents"));

    EXPECT_EQ(contentsOf(file), "new contents");
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(WriteFile, LeavesTheOldFileAndNothingElseWhenWritingFails)
{
    const TestFolder folder;
    const fs::path file = folder.write("file", "old");

    EXPECT_THROW(writeWhole(file,
                            [](const AppendBytes &append) {
                                append(bytes("half"));
                                throw std::runtime_error("no more");
                            }),
                 std::runtime_error);

    EXPECT_EQ(contentsOf(file), "old");
    EXPECT_EQ(filesIn(folder.path()), 1);
}

TEST(WriteFile, SaysWhyAFileCannotBeWritten)
{
    const TestFolder folder;
    try {
        writeWhole(folder.path() / "none" / "file", bytes("x"));
        FAIL() << "written into a folder that is not there";
    } catch (const std::runtime_error &failure) {
        EXPECT_EQ(failure.what(), (folder.path() / "none" / "file").string() +
                                      " cannot be written: there is no such file or folder");
    }
    EXPECT_THROW(writeWhole(folder.path(), bytes("x")), std::runtime_error);
    EXPECT_THROW(writeWhole("/dev/null", bytes("x")), std::runtime_error);
    EXPECT_EQ(filesIn(folder.path()), 0);
}

TEST(WriteFile, WritesThroughASymbolicLink)
{
    const TestFolder folder;
    fs::create_symlink("target", folder.path() / "link");
    folder.write("target", "old");

    writeWhole(folder.path() / "link", bytes("new"));

    EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
    EXPECT_EQ(contentsOf(folder.path() / "target"), "new");
}

TEST(InQuotes, ShortensAndCleansUntrustedNames)
{
    EXPECT_EQ(inQuotes("wte.weight"), "'wte.weight'");
    EXPECT_EQ(inQuotes("é中😀"), "'é中😀'");
    EXPECT_EQ(inQuotes("a\nb\x1b[31m\x7f\xc2\x9b"), "'a�b�[31m��'");
    EXPECT_EQ(inQuotes("\xff\xe4\xb8"), "'���'");
    EXPECT_LT(inQuotes(std::string(1'000'000, 'x')).size(), 100U);
}

TEST(InQuotes, KnowsWellFormedUtf8)
{
    for (const char *text : {"", "a", "é", "中", "😀", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"})
        EXPECT_TRUE(isUtf8(text)) << text;
    for (const char *text : {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                             "\xf5\x80\x80\x80", "\xf0\x8f\xbf\xbf", "\xe4\xb8"})
        EXPECT_FALSE(isUtf8(text));
}

} // namespace headscope
