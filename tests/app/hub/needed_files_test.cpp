#include "app/hub/needed_files.h"
#include "app/web/fetch_failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headscope {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

HubListing listing(std::initializer_list<const char *> names)
{
    HubListing list;
    for (const char *name : names)
        list.files.push_back({name, 1, ""});
    std::ranges::sort(list.files, {}, &HubFile::name);
    return list;
}

std::string refusal(std::initializer_list<const char *> names, const std::string &wanted = {})
{
    try {
        static_cast<void>(neededFiles(listing(names), "owner/name", wanted));
    } catch (const FetchFailure &failure) {
        return failure.what();
    }
    return {};
}

} // namespace

TEST(NeededFiles, VocabularyFilesAreOnlyNeededWithoutATokenizerFile)
{
    const NeededFiles whole = neededFiles(
        listing({"config.json", "model.safetensors", "tokenizer.json", "vocab.json", "merges.txt"}), "o/n",
        "");
    const NeededFiles parts =
        neededFiles(listing({"config.json", "model.safetensors", "vocab.json", "merges.txt"}), "o/n", "");

    EXPECT_THAT(whole.first, ElementsAre("config.json", "tokenizer.json"));
    EXPECT_THAT(parts.first, ElementsAre("config.json", "vocab.json", "merges.txt"));
    EXPECT_THAT(whole.weights, ElementsAre("model.safetensors"));
}

TEST(NeededFiles, PickledWeightsAreTakenWhereThereAreNoOthers)
{
    const auto weightsOf = [](std::initializer_list<const char *> names) {
        return neededFiles(listing(names), "o/n", "").weights;
    };

    EXPECT_THAT(weightsOf({"config.json", "pytorch_model.bin", "tf_model.h5"}),
                ElementsAre("pytorch_model.bin"));
    EXPECT_THAT(weightsOf({"config.json", "pytorch_model.bin", "model.safetensors"}),
                ElementsAre("model.safetensors"));
    const NeededFiles sharded = neededFiles(
        listing({"config.json", "pytorch_model.bin.index.json", "pytorch_model-00001-of-00001.bin"}), "o/n",
        "");
    EXPECT_EQ(sharded.index, "pytorch_model.bin.index.json");
    EXPECT_THAT(sharded.first, ElementsAre("config.json", "pytorch_model.bin.index.json"));
}

TEST(NeededFiles, TheOnlyGgufFileNeedsNoChoice)
{
    const NeededFiles needed = neededFiles(listing({"config.json", "m.gguf", "README.md"}), "o/n", "");

    EXPECT_THAT(needed.first, ElementsAre());
    EXPECT_THAT(needed.weights, ElementsAre("m.gguf"));
    EXPECT_EQ(needed.opens, "m.gguf");
}

TEST(NeededFiles, ASplitGgufIsOneModel)
{
    const auto list = listing({"m-00001-of-00002.gguf", "m-00002-of-00002.gguf", "n-00001-of-00001.gguf"});

    const NeededFiles needed = neededFiles(list, "o/n", "m-");

    EXPECT_THAT(needed.weights, ElementsAre("m-00001-of-00002.gguf", "m-00002-of-00002.gguf"));
    EXPECT_EQ(needed.opens, "m-00001-of-00002.gguf");
}

TEST(NeededFiles, AChoiceIsLeftToTheUserWithItsCommand)
{
    EXPECT_THAT(refusal({"m.Q4_0.gguf", "m.Q8_0.gguf"}),
                HasSubstr("headscope fetch owner/name:m.Q4_0.gguf (there are: m.Q4_0.gguf, m.Q8_0.gguf)"));
    EXPECT_THAT(refusal({"m.Q4_0.gguf", "m.Q8_0.gguf"}, "Q5"), HasSubstr("no GGUF file called 'Q5'"));
}

TEST(NeededFiles, AChoiceNeedsNoCapitals)
{
    const auto list = listing({"m.IQ4_NL.gguf", "m.Q4_K_M.gguf", "m.Q4_K.gguf"});

    EXPECT_EQ(neededFiles(list, "o/n", "iq4_nl").opens, "m.IQ4_NL.gguf");
    EXPECT_EQ(neededFiles(list, "o/n", "q4_k").opens, "m.Q4_K.gguf");
}

TEST(NeededFiles, WhatCannotBeOpenedIsSaid)
{
    EXPECT_THAT(refusal({"config.json", "model.pt"}), HasSubstr("only as a pickled file"));
    EXPECT_THAT(refusal({"README.md"}), HasSubstr("nothing that can be opened"));
    EXPECT_THAT(refusal({"config.json"}), HasSubstr("nothing that can be opened"));
}

} // namespace headscope
