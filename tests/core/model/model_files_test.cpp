#include "core/formats/safetensors.h"
#include "core/model/free_memory.h"
#include "core/model/model.h"
#include "core/model/model_files.h"
#include "tests/support/golden.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

std::string refusal(const fs::path &path)
{
    return refusalOf([&path] { (void)openModel(path); });
}

void splitIntoShards(const fs::path &folder)
{
    const auto source = openSafetensors(folder / "model.safetensors");
    std::vector<Tensor> tensors;
    for (const TensorEntry &entry : source->entries())
        tensors.push_back(source->load(entry.name));
    std::array<std::vector<NamedTensor>, 2> shards;
    nlohmann::json index{{"metadata", {{"total_size", 0}}}};
    const std::array<const char *, 2> names{"model-00001-of-00002.safetensors",
                                            "model-00002-of-00002.safetensors"};
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        shards[i % 2].push_back({source->entries()[i].name, &tensors[i]});
        index["weight_map"][source->entries()[i].name] = names[i % 2];
    }
    for (std::size_t i = 0; i < 2; ++i)
        writeSafetensors(folder / names[i], shards[i]);
    std::ofstream(folder / "model.safetensors.index.json") << index;
    fs::remove(folder / "model.safetensors");
}

} // namespace

TEST(ModelFiles, AnyFileOfAFolderOpensTheFolder)
{
    const fs::path folder = goldenFolder() / "models" / "gpt2";

    for (const char *name : {"config.json", "model.safetensors", "reference.json"})
        EXPECT_EQ(readConfig(folder / name).layers, 3) << name;
    EXPECT_EQ(readConfig(folder / "").name, "gpt2");
}

TEST(ModelFiles, TheFirstPartStandsForASplitGguf)
{
    const ScratchFolder folder;
    for (const char *name : {"m-00001-of-00003.gguf", "m-00002-of-00003.gguf", "m-00003-of-00003.gguf"})
        folder.write(name, "GGUF");

    EXPECT_EQ(findModelFiles(folder.path()).gguf.filename(), "m-00001-of-00003.gguf");
    EXPECT_EQ(modelName(folder.path() / "m-00002-of-00003.gguf"), "m");
}

TEST(ModelFiles, AFolderWithOneGgufIsThatFile)
{
    const ScratchFolder folder;
    fs::copy_file(goldenFolder() / "gguf" / "gpt2.gguf", folder.path() / "some.gguf");

    EXPECT_EQ(readConfig(folder.path()).family, "GPT-2");
    EXPECT_EQ(readConfig(folder.path() / "some.gguf").name, "some");
}

TEST(ModelFiles, SeveralGgufFilesAreNotGuessedBetween)
{
    const ScratchFolder folder;
    fs::copy_file(goldenFolder() / "gguf" / "gpt2.gguf", folder.path() / "a.gguf");
    fs::copy_file(goldenFolder() / "gguf" / "gpt2.gguf", folder.path() / "b.gguf");

    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr("2 .gguf files"), HasSubstr("a.gguf")));
}

TEST(ModelFiles, ShardsAreOpenedByTheirIndexTheirFolderAndEachOther)
{
    const ModelCopy copy("gpt2");
    splitIntoShards(copy.path());

    for (const char *name : {"", "model.safetensors.index.json", "model-00002-of-00002.safetensors"})
        EXPECT_EQ(openModel(copy.path() / name)->weights.layers.size(), 3U) << name;
}

TEST(ModelFiles, APytorchModelHoldsTheSameWeights)
{
    const ModelCopy copy("gpt2");
    const std::unique_ptr<Model> expected = openModel(copy.path());
    fs::remove(copy.path() / "model.safetensors");
    fs::copy_file(goldenFolder() / "pytorch" / "gpt2.bin", copy.path() / "pytorch_model.bin");

    const std::unique_ptr<Model> model = openModel(copy.path());

    EXPECT_EQ(findModelFiles(copy.path()).weights.filename(), "pytorch_model.bin");
    const auto values = [](const Model &opened) {
        const std::span<const float> span = opened.weights.layers.back().mlpOut.matrix.values();
        return std::vector<float>(span.begin(), span.end());
    };
    EXPECT_EQ(values(*model), values(*expected));
}

TEST(ModelFiles, OtherPickledWeightsAreNeverOpened)
{
    const ModelCopy copy("gpt2");
    fs::rename(copy.path() / "model.safetensors", copy.path() / "checkpoint.pt");
    EXPECT_THAT(refusal(copy.path()), AllOf(HasSubstr("pickled"), HasSubstr("save_file")));
    EXPECT_THAT(refusal(copy.path() / "checkpoint.pt"), HasSubstr("pickled"));

    std::ofstream(copy.path() / "pytorch_model.bin") << "\x80\x04K\x01.";
    EXPECT_THAT(refusal(copy.path()), AllOf(HasSubstr("found something else"), HasSubstr("save_file")));
}

TEST(ModelFiles, WhatIsMissingIsSaid)
{
    const ScratchFolder folder;
    EXPECT_THAT(refusal(folder.path() / "nowhere"), HasSubstr("no such file"));
    EXPECT_THAT(refusal(folder.path()), HasSubstr("config.json"));

    folder.write("config.json", R"({"model_type": "gpt2"})");
    EXPECT_THAT(refusal(folder.path()), HasSubstr("no weights"));
}

TEST(ModelFiles, WeightsNeedTheirConfiguration)
{
    const ModelCopy copy("gpt2");
    fs::remove(copy.path() / "config.json");

    EXPECT_THAT(refusal(copy.path()), HasSubstr("config.json"));
    EXPECT_THAT(refusal(copy.path() / "model.safetensors"), HasSubstr("no config.json"));
}

TEST(ModelFiles, ADeviceIsNotAModel)
{
    EXPECT_THAT(refusal("/dev/zero"), HasSubstr("regular file"));
}

TEST(ModelFiles, ASnapshotOfTheHubCacheIsCalledByItsModel)
{
    EXPECT_EQ(modelName("/cache/models--sentence-transformers--all-MiniLM-L6-v2/snapshots/8b3219a9"),
              "all-MiniLM-L6-v2");
}

TEST(ModelFiles, AFileOfAFolderIsCalledByTheFolder)
{
    EXPECT_EQ(modelName(goldenFolder() / "models" / "gpt2" / "model.safetensors"), "gpt2");
    EXPECT_EQ(modelName(goldenFolder() / "models" / "gpt2" / "config.json"), "gpt2");
}

TEST(Tokenizers, AFolderWithoutOneSaysWhatWasExpected)
{
    const fs::path folder = goldenFolder() / "models" / "gpt2";

    EXPECT_THAT(refusalOf([&] { (void)openTokenizer(folder); }), HasSubstr("tokenizer.json"));
}

TEST(ReadableBytes, HasThreeDigitsAtMost)
{
    EXPECT_EQ(readableBytes(999), "999 bytes");
    EXPECT_EQ(readableBytes(1'000), "1.0 kB");
    EXPECT_EQ(readableBytes(999'600), "1.0 MB");
    EXPECT_EQ(readableBytes(94'000'000), "94 MB");
    EXPECT_EQ(readableBytes(1'540'000'000), "1.5 GB");
}

TEST(FreeMemory, IsAskedOfTheSystem)
{
    EXPECT_GT(freeMemory(), 1'000'000U);
}

} // namespace headscope
