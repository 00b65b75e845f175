#include "core/formats/gguf.h"
#include "core/formats/gguf_parts.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/gguf_bytes.h"
#include "tests/support/test_files.h"

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::uint32_t kUint16 = 2;
constexpr std::uint32_t kInt32 = 5;
constexpr std::uint32_t kText = 8;

/// What a part says of itself.
struct Part {
    std::uint16_t number = 0; // from 0
    std::uint16_t count = 3;
    std::int32_t tensors = 3;
};

/// A part with one F32 tensor.
GgufBytes partBytes(const Part &part, const std::string &tensor, float value)
{
    GgufBytes bytes;
    bytes.pair("split.no", kUint16, littleEndian(part.number))
        .pair("split.count", kUint16, littleEndian(part.count))
        .pair("split.tensors.count", kInt32, littleEndian(part.tensors))
        .tensor(tensor, {1}, 0, 0);
    bytes.data = littleEndian(value);
    return bytes;
}

/// A folder with three parts that are right; a test replaces one of them.
class SplitFolder {
public:
    SplitFolder()
    {
        write(1, partBytes({0}, "a", 1).pair("general.name", kText, GgufBytes::text("split")));
        write(2, partBytes({1}, "b", 2));
        write(3, partBytes({2}, "c", 3));
    }

    void write(int number, const GgufBytes &bytes) const { m_folder.write(name(number), bytes.bytes()); }
    [[nodiscard]] fs::path part(int number) const { return m_folder.path() / name(number); }
    [[nodiscard]] std::string refusal(int opened = 1) const
    {
        return refusalOf([&] { (void)GgufFile::open(part(opened)); });
    }

private:
    static std::string name(int number) { return "m-0000" + std::to_string(number) + "-of-00003.gguf"; }

    TestFolder m_folder;
};

} // namespace

TEST(GgufParts, AreNamedByTheirFiles)
{
    const auto part = ggufPart("/models/big-model-00002-of-00011.gguf");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->stem, "big-model");
    EXPECT_EQ(part->number, 2);
    EXPECT_EQ(part->count, 11);
    EXPECT_EQ(part->sibling(11), "/models/big-model-00011-of-00011.gguf");
    for (const char *name :
         {"m.gguf", "m-00002-of-00001.gguf", "m-00000-of-00001.gguf", "m-0001-of-0002.gguf",
          "m-00001-of-00002.bin", "-of-.gguf", "m-+0001-of-00002.gguf", ".gguf", ""})
        EXPECT_FALSE(ggufPart(name)) << name;
}

TEST(GgufParts, AnyOneOpensTheWhole)
{
    const SplitFolder folder;
    for (const int number : {1, 2, 3}) {
        const auto file = GgufFile::open(folder.part(number));

        EXPECT_EQ(file->entries().size(), 3U);
        EXPECT_THAT(file->load("a").values(), ElementsAre(1));
        EXPECT_THAT(file->load("c").values(), ElementsAre(3));
        EXPECT_EQ(*file->value<std::string>("general.name"), "split");
        EXPECT_EQ(file->path(), folder.part(number));
    }
}

TEST(GgufParts, OfOneAreAWholeModel)
{
    const TestFolder folder;
    const auto file = folder.write("any.gguf", partBytes({0, 1, 1}, "a", 1).bytes());

    EXPECT_EQ(GgufFile::open(file)->entries().size(), 1U);
}

TEST(GgufParts, AreAllNeeded)
{
    const SplitFolder folder;
    fs::remove(folder.part(2));

    EXPECT_THAT(folder.refusal(1), HasSubstr("m-00002-of-00003.gguf cannot be opened"));
    EXPECT_THAT(folder.refusal(3), HasSubstr("m-00002-of-00003.gguf cannot be opened"));
}

TEST(GgufParts, HaveTheNamesThatTheyGiveThemselves)
{
    const SplitFolder folder;
    const fs::path renamed = folder.part(1).parent_path() / "renamed.gguf";
    fs::copy_file(folder.part(1), renamed);
    EXPECT_EQ(refusalOf([&] { (void)GgufFile::open(renamed); }),
              "renamed.gguf: expected a name that says part 1 of 3, as the file itself does, found another");

    fs::rename(folder.part(1), renamed);
    fs::rename(folder.part(2), folder.part(1));
    EXPECT_THAT(folder.refusal(1), HasSubstr("expected a name that says part 2 of 3"));
}

TEST(GgufParts, AgreeWithEachOther)
{
    const std::pair<GgufBytes, const char *> lies[] = {
        {partBytes({2}, "b", 2), "expected part 2 of 3 with 3 tensors in all, found part 3 of 3"},
        {partBytes({1, 4}, "b", 2), "found part 2 of 4"},
        {partBytes({1, 3, 4}, "b", 2), "found part 2 of 3 with 4 tensors in all"},
        {partBytes({1, 1}, "b", 2), "found a whole model"},
        {GgufBytes().tensor("b", {1}, 0, 0), "found the file's end"},
        {GgufBytes(), "found a whole model"},
        {partBytes({1}, "a", 2), "expected each tensor once, found 'a'"},
        {partBytes({1}, "b", 2).tensor("d", {1}, 0, 32), "found the file's end"},
    };
    for (const auto &[bytes, found] : lies) {
        const SplitFolder folder;
        folder.write(2, bytes);
        EXPECT_THAT(folder.refusal(), HasSubstr(found));
    }
}

TEST(GgufParts, HoldAsManyTensorsAsTheySay)
{
    for (const std::int32_t tensors : {2, 4}) {
        const SplitFolder folder;
        for (std::uint16_t number = 0; number < 3; ++number)
            folder.write(number + 1, partBytes({number, 3, tensors}, std::string(1, char('a' + number)), 1));
        EXPECT_THAT(folder.refusal(), HasSubstr("expected " + std::to_string(tensors) + " tensors in all"));
    }
}

TEST(GgufParts, SayHowManyTheyAreInNumbers)
{
    const TestFolder folder;
    const auto refusalOfBytes = [&folder](const GgufBytes &bytes) {
        const auto file = folder.write("a.gguf", bytes.bytes());
        return refusalOf([&file] { (void)GgufFile::open(file); });
    };

    EXPECT_THAT(refusalOfBytes(GgufBytes().pair("split.count", kText, GgufBytes::text("3"))),
                HasSubstr("metadata 'split.count': expected a whole number"));
    EXPECT_THAT(refusalOfBytes(GgufBytes().pair("split.count", kUint16, littleEndian(std::uint16_t{3}))),
                HasSubstr("metadata 'split.no': expected it in a part of a model, found none"));
    EXPECT_THAT(refusalOfBytes(partBytes({0, 65535, 3}, "a", 1)), HasSubstr("expected at most 512 parts"));
    EXPECT_THAT(refusalOfBytes(partBytes({0, 3, -1}, "a", 1)), HasSubstr("tensors in all parts, found -1"));
    EXPECT_THAT(refusalOfBytes(partBytes({0, 3, 2'000'000}, "a", 1)), HasSubstr("found 2000000"));
}

} // namespace headscope
