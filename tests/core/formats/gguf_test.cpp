#include "core/formats/gguf.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/gguf_bytes.h"
#include "tests/support/test_files.h"

namespace headscope {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

enum Type : std::uint32_t { U8, I8, U16, I16, U32, I32, F32, Bool, Text, Array, U64, I64, F64 };

std::unique_ptr<GgufFile> openBytes(const std::string &bytes)
{
    const TestFolder folder;
    return GgufFile::open(folder.write("a.gguf", bytes)); // an open file outlives its folder
}

std::string list(Type type, std::uint64_t count, const std::string &values)
{
    return littleEndian(std::uint32_t{type}) + littleEndian(count) + values;
}

} // namespace

TEST(Gguf, ReadsMetadataOfEveryType)
{
    const auto file = openBytes(GgufBytes()
                                    .pair("u8", U8, "\xff")
                                    .pair("i8", I8, "\xff")
                                    .pair("u16", U16, "\xff\xff")
                                    .pair("i16", I16, "\xff\xff")
                                    .pair("u32", U32, "\xff\xff\xff\xff")
                                    .pair("i32", I32, "\xff\xff\xff\xff")
                                    .pair("f32", F32, littleEndian(0.5F))
                                    .pair("bool", Bool, "\x01")
                                    .pair("text", Text, GgufBytes::text("é"))
                                    .pair("u64", U64, littleEndian(std::uint64_t{1} << 62))
                                    .pair("i64", I64, littleEndian(std::int64_t{-5}))
                                    .pair("f64", F64, littleEndian(1e-5))
                                    .bytes());

    const std::map<std::string, GgufValue> expected{{"u8", std::int64_t{255}},
                                                    {"i8", std::int64_t{-1}},
                                                    {"u16", std::int64_t{65535}},
                                                    {"i16", std::int64_t{-1}},
                                                    {"u32", 4294967295},
                                                    {"i32", std::int64_t{-1}},
                                                    {"f32", 0.5},
                                                    {"bool", true},
                                                    {"text", std::string("é")},
                                                    {"u64", std::int64_t{1} << 62},
                                                    {"i64", std::int64_t{-5}},
                                                    {"f64", 1e-5}};
    EXPECT_EQ(file->metadata(), expected);
    EXPECT_EQ(file->path().filename(), "a.gguf");
}

TEST(Gguf, ReadsLists)
{
    const auto file =
        openBytes(GgufBytes()
                      .pair("numbers", Array, list(I16, 2, littleEndian(std::int16_t{-7}) + "\x02" + '\0'))
                      .pair("reals", Array, list(F32, 1, littleEndian(2.5F)))
                      .pair("texts", Array, list(Text, 2, GgufBytes::text("a") + GgufBytes::text("")))
                      .pair("truths", Array, list(Bool, 2, std::string("\x01\0", 2)))
                      .bytes());

    EXPECT_THAT(*file->value<std::vector<std::int64_t>>("numbers"), ElementsAre(-7, 2));
    EXPECT_THAT(*file->value<std::vector<double>>("reals"), ElementsAre(2.5));
    EXPECT_THAT(*file->value<std::vector<std::string>>("texts"), ElementsAre("a", ""));
    EXPECT_THAT(*file->value<std::vector<std::int64_t>>("truths"), ElementsAre(1, 0));
}

TEST(Gguf, SaysWhenAValueHasAnotherType)
{
    const auto file = openBytes(GgufBytes().pair("llama.block_count", Text, GgufBytes::text("5")).bytes());

    EXPECT_EQ(file->value<std::int64_t>("absent"), nullptr);
    EXPECT_EQ(refusalOf([&] { (void)file->value<std::int64_t>("llama.block_count"); }),
              "a.gguf: metadata 'llama.block_count': expected a value of another type, found a text");
}

TEST(Gguf, ReadsTensorsOutermostDimensionFirst)
{
    for (const std::uint32_t version : {2U, 3U}) {
        GgufBytes bytes;
        bytes.version = version;
        bytes.tensor("second", {2, 3}, 1, 32).tensor("first", {1}, 0, 0);
        bytes.data = littleEndian(7.5F) + std::string(28, '\0');
        for (const int half : {0x3C00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600})
            bytes.data += littleEndian(static_cast<std::uint16_t>(half));

        const auto file = openBytes(bytes.bytes());

        EXPECT_EQ(file->entries()[0].name, "first");
        EXPECT_EQ(file->find("second")->shape, (Shape{3, 2}));
        EXPECT_EQ(file->find("second")->type, "F16");
        EXPECT_THAT(file->load("first").values(), ElementsAre(7.5F));
        EXPECT_THAT(file->load("second").values(), ElementsAre(1, 2, 3, 4, 5, 6));
    }
}

TEST(Gguf, HonoursTheAlignment)
{
    GgufBytes bytes;
    bytes.alignment = 128;
    bytes.pair("general.alignment", U32, littleEndian(std::uint32_t{128})).tensor("x", {1}, 0, 128);
    bytes.data = std::string(128, '\0') + littleEndian(3.0F);

    EXPECT_THAT(openBytes(bytes.bytes())->load("x").values(), ElementsAre(3.0F));
}

TEST(Gguf, ListsTypesThatItDoesNotRead)
{
    GgufBytes bytes;
    bytes.tensor("x", {256}, 17, 0);
    bytes.data = std::string(74, '\0');
    const auto file = openBytes(bytes.bytes());

    EXPECT_EQ(file->entries()[0].type, "IQ2_XS");
    EXPECT_EQ(refusalOf([&] { (void)file->load("x"); }),
              "a.gguf: tensor 'x' has the type IQ2_XS, which is not read yet");
}

TEST(Gguf, OpensAFileWithoutTensorsAndWithoutPadding)
{
    GgufBytes bytes;
    bytes.alignment = 1;
    bytes.pair("general.name", Text, GgufBytes::text("a vocabulary"));

    EXPECT_TRUE(openBytes(bytes.bytes())->entries().empty());
}

} // namespace headscope
