#include "core/formats/safetensors.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/test_files.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string withHeader(const std::string &header, const std::string &data)
{
    return littleEndian(std::uint64_t{header.size()}) + header + data;
}

/// A file with one F32 tensor of one value.
std::string oneTensor(const std::string &name, float value)
{
    return withHeader("{\"" + name + R"(":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
                      littleEndian(value));
}

std::string refusalOfOpening(const fs::path &file)
{
    return refusalOf([&file] { (void)openSafetensors(file); });
}

std::string readIndex(const TestFolder &folder, const std::string &weightMap)
{
    const auto index = folder.write("model.safetensors.index.json",
                                    R"({"metadata":{"total_size":12345},"weight_map":)" + weightMap + "}");
    return refusalOfOpening(index);
}

} // namespace

TEST(Safetensors, ReadsTheThreeFloatTypes)
{
    const TestFolder folder;
    const std::string header = R"({"__metadata__":{"format":"pt"},)"
                               R"("single":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                               R"("half":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]},)"
                               R"("brain":{"dtype":"BF16","shape":[],"data_offsets":[12,14]}}  )";
    const std::string data = littleEndian(1.25F) + littleEndian(-3.0F) + littleEndian(std::uint16_t{0x3C00}) +
                             littleEndian(std::uint16_t{0xC500}) + littleEndian(std::uint16_t{0x40A0});

    const auto source = openSafetensors(folder.write("a.safetensors", withHeader(header, data)));

    ASSERT_EQ(source->entries().size(), 3U);
    EXPECT_EQ(source->entries()[0].name, "brain");
    EXPECT_EQ(source->entries()[1].shape, (Shape{1, 2}));
    EXPECT_EQ(source->entries()[2].type, "F32");
    EXPECT_THAT(source->load("single").values(), testing::ElementsAre(1.25F, -3.0F));
    EXPECT_THAT(source->load("half").values(), testing::ElementsAre(1.0F, -5.0F));
    EXPECT_THAT(source->load("brain").values(), testing::ElementsAre(5.0F));
}

TEST(Safetensors, ListsOtherTypesButDoesNotReadThem)
{
    const TestFolder folder;
    const auto source = openSafetensors(folder.write(
        "a.safetensors", withHeader(R"({"position_ids":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})",
                                    std::string(8, '\0'))));

    EXPECT_EQ(source->find("position_ids")->type, "I64");
    EXPECT_EQ(refusalOf([&] { (void)source->load("position_ids"); }),
              "a.safetensors: tensor 'position_ids' has the type I64, which is not read yet");
}

TEST(Safetensors, RefusesToReadAnUnknownNameOrAnotherSize)
{
    const TestFolder folder;
    const auto source = openSafetensors(folder.write("a.safetensors", oneTensor("x", 1)));
    std::array<float, 2> two{};

    EXPECT_EQ(refusalOf([&] { source->read("y", two); }),
              "a.safetensors: expected a tensor 'y', found none of that name");
    EXPECT_EQ(refusalOf([&] { (void)source->load("y"); }),
              "a.safetensors: expected a tensor 'y', found none of that name");
    EXPECT_EQ(refusalOf([&] { source->read("x", two); }),
              "a.safetensors: tensor 'x' has 1 values, expected 2");
}

TEST(Safetensors, ReadsATensorLongerThanTheBuffer)
{
    const TestFolder folder;
    constexpr std::size_t kCount = 5'000'001;
    std::string halves(2 * kCount, '\0');
    for (std::size_t i = 0; i < kCount; ++i)
        halves[2 * i + 1] = static_cast<char>(i % 0x7C); // 0x7C00 is infinity
    const auto source =
        openSafetensors(folder.write("a.safetensors", withHeader(R"({"x":{"dtype":"F16","shape":[5000001],)"
                                                                 R"("data_offsets":[0,10000002]}})",
                                                                 halves)));

    const Tensor tensor = source->load("x");

    EXPECT_EQ(tensor.values()[0x3C], 1.0F);
    EXPECT_EQ(tensor.values()[0x7C * 40000 + 0x40], 2.0F);
    EXPECT_EQ(tensor.values()[5'000'000], tensor.values()[5'000'000 % 0x7C]);
}

TEST(Safetensors, WritesWhatItReads)
{
    const TestFolder folder;
    Tensor matrix(Shape{3, 5});
    std::ranges::generate(matrix.values(), [value = 0.1F]() mutable { return value *= -1.7F; });
    const Tensor scalar = Tensor::zeros({});
    const std::array named{NamedTensor{"matrix", &matrix}, NamedTensor{"a \"scalar\"", &scalar}};

    writeSafetensors(folder.path() / "out.safetensors", named);

    const auto source = openSafetensors(folder.path() / "out.safetensors");
    ASSERT_EQ(source->entries().size(), 2U);
    EXPECT_EQ(source->find("matrix")->shape, matrix.shape());
    EXPECT_TRUE(std::ranges::equal(source->load("matrix").values(), matrix.values()));
    EXPECT_EQ(source->load("a \"scalar\"").size(), 1);
}

TEST(Safetensors, DoesNotWriteTwoTensorsUnderOneName)
{
    const TestFolder folder;
    const Tensor tensor = Tensor::zeros({1});
    const std::array twice{NamedTensor{"x", &tensor}, NamedTensor{"x", &tensor}};
    const std::array reserved{NamedTensor{"__metadata__", &tensor}};

    EXPECT_THROW(writeSafetensors(folder.path() / "out.safetensors", twice), std::invalid_argument);
    EXPECT_THROW(writeSafetensors(folder.path() / "out.safetensors", reserved), std::invalid_argument);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(SafetensorsShards, AreReadThroughTheirIndex)
{
    const TestFolder folder;
    folder.write("model-1.safetensors", oneTensor("x", 1));
    folder.write("model-2.safetensors", oneTensor("y", 2));
    const auto index = folder.write(
        "model.safetensors.index.json",
        R"({"metadata":{"total_size":1},"weight_map":{"y":"model-2.safetensors","x":"model-1.safetensors"}})");

    const auto source = openSafetensors(index);

    EXPECT_EQ(source->entries().size(), 2U);
    EXPECT_EQ(source->load("x").values()[0], 1.0F);
    EXPECT_EQ(source->load("y").values()[0], 2.0F);
}

TEST(SafetensorsShards, LieBesideTheirIndex)
{
    const TestFolder folder;
    folder.write("model.safetensors", oneTensor("x", 1));
    for (const char *name : {"../model.safetensors", "/etc/passwd", "..", ".", "", "sub/model.safetensors",
                             "sub\\\\model.safetensors", "model.safetensors\\u0000"})
        EXPECT_THAT(readIndex(folder, "{\"x\":\"" + std::string(name) + "\"}"),
                    HasSubstr("model.safetensors.index.json: expected shards beside the index"))
            << name;
}

TEST(SafetensorsShards, HoldWhatTheIndexSays)
{
    const TestFolder folder;
    folder.write("1.safetensors", oneTensor("x", 1));
    folder.write("2.safetensors", oneTensor("y", 1));
    folder.write("3.safetensors", oneTensor("x", 1));

    EXPECT_THAT(readIndex(folder, R"({"x":"1.safetensors","z":"2.safetensors"})"),
                HasSubstr("expected the tensor 'z' in '2.safetensors', found it missing there"));
    EXPECT_THAT(readIndex(folder, R"({"x":"2.safetensors","y":"1.safetensors"})"), HasSubstr("'x' in '2."));
    EXPECT_THAT(readIndex(folder, R"({"x":"1.safetensors","y":"3.safetensors"})"),
                HasSubstr("expected each tensor once, found 'x' in"));
    EXPECT_THAT(readIndex(folder, R"({"x":"none.safetensors"})"), HasSubstr("cannot be opened"));
}

TEST(SafetensorsShards, NeedAnIndexOfTextsOnly)
{
    const TestFolder folder;
    folder.write("1.safetensors", oneTensor("x", 1));

    for (const char *map : {"1", "[]", "null", "{}", R"({"x":1})", R"({"x":["1.safetensors"]})",
                            R"({"x":"1.safetensors","x":"1.safetensors"})"})
        EXPECT_THAT(readIndex(folder, map), HasSubstr("model.safetensors.index.json: expected")) << map;
    EXPECT_THAT(refusalOfOpening(folder.write("empty.index.json", "{}")), HasSubstr("weight_map"));
    EXPECT_THAT(refusalOfOpening(folder.write("list.index.json", "[]")), HasSubstr("weight_map"));
}

} // namespace headscope
