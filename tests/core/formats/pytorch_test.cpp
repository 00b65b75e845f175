#include "core/formats/pytorch.h"
#include "core/formats/safetensors.h"
#include "tests/core/formats/pickles.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <algorithm>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kGolden = sourceFolder() + "/tests/golden/pytorch";

} // namespace

class PytorchFiles : public testing::TestWithParam<const char *> {};

TEST_P(PytorchFiles, AreReadAsPyTorchReadsThem)
{
    const auto source = openPytorch(kGolden / GetParam());
    const auto expected = openSafetensors(kGolden / "state.safetensors");

    ASSERT_EQ(source->entries().size(), expected->entries().size());
    for (const TensorEntry &entry : expected->entries()) {
        ASSERT_NE(source->find(entry.name), nullptr) << entry.name;
        EXPECT_EQ(source->find(entry.name)->shape, entry.shape) << entry.name;
        EXPECT_TRUE(
            std::ranges::equal(source->load(entry.name).values(), expected->load(entry.name).values()))
            << entry.name;
    }
    EXPECT_EQ(source->find("brain")->type, "BF16");
    EXPECT_EQ(source->find("f8_fine")->type, "F8_E4M3");
}

INSTANTIATE_TEST_SUITE_P(OfBothFormats, PytorchFiles, testing::Values("state.bin", "legacy.bin"),
                         [](const auto &instance) {
                             const std::string file = instance.param;
                             return file.substr(0, file.find('.'));
                         });

TEST(Pytorch, ReadsShardsThroughTheirIndex)
{
    const TestFolder folder;
    const auto shard = [&folder](const std::string &name, const std::string &tensor) {
        folder.write(name, archiveOf("}" + text(tensor) + pickled({}) + "s.").bytes());
    };
    shard("pytorch_model-1.bin", "a");
    shard("pytorch_model-2.bin", "b");
    const auto index =
        folder.write("pytorch_model.bin.index.json",
                     R"({"weight_map":{"a":"pytorch_model-1.bin","b":"pytorch_model-2.bin"}})");

    EXPECT_EQ(openPytorch(index)->entries().size(), 2U);
    EXPECT_EQ(openPytorch(index)->load("b").shape(), (Shape{4, 3}));
}

TEST(Pytorch, ReadsTheTensorsOfTheDictionaryAlone)
{
    const TestFolder folder;
    const std::string nested = "}" + text("epoch") + "K\x03s" + text("w") + pickled({}) + "s" +
                               text("inner") + "}" + text("v") + pickled({}) + "ss.";
    const auto file = folder.write("a.bin", archiveOf(nested).bytes());
    const auto source = openPytorch(file);

    ASSERT_EQ(source->entries().size(), 1U);
    EXPECT_EQ(source->entries()[0].name, "w");
}

TEST(Pytorch, ListsWholeNumbersButDoesNotReadThem)
{
    const TestFolder folder;
    const auto file = folder.write("a.bin", archiveOf(dictionary({.type = "ctorch\nIntStorage\n"})).bytes());

    EXPECT_THAT(refusalOf([&] { (void)openPytorch(file)->load("w"); }), HasSubstr("has the type I32"));
}

} // namespace headscope
