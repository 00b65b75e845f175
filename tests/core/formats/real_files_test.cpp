#include "core/formats/gguf.h"
#include "core/formats/json_file.h"
#include "core/formats/safetensors.h"
#include "tests/support/test_files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace headscope {

TEST(RealFiles, TheSameModelHasTheSameEmbeddingInBothFormats)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    const auto gguf = GgufFile::open(data / "models/stories260K/stories260K.gguf");
    const auto safetensors = openSafetensors(data / "models/stories260K/hf_llama/model.safetensors");

    const Tensor fromGguf = gguf->load("token_embd.weight");
    const Tensor fromSafetensors = safetensors->load("model.embed_tokens.weight");

    EXPECT_EQ(fromGguf.shape(), (Shape{512, 64}));
    EXPECT_EQ(fromGguf.shape(), fromSafetensors.shape());
    EXPECT_TRUE(std::ranges::equal(fromGguf.values(), fromSafetensors.values()));
}

TEST(RealFiles, VocabularyOnlyGgufFilesOpen)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    for (const char *name : {"bert-bge", "falcon", "gpt-2", "llama-spm"}) {
        const auto file =
            GgufFile::open(data / "tokenizers/gguf_vocab" / ("ggml-vocab-" + std::string(name) + ".gguf"));

        EXPECT_TRUE(file->entries().empty());
        const auto *tokens = file->value<std::vector<std::string>>("tokenizer.ggml.tokens");
        ASSERT_NE(tokens, nullptr);
        EXPECT_GT(tokens->size(), 30000U);
    }
}

TEST(RealFiles, PublishedTokenizersAreStrictJson)
{
    HEADSCOPE_TEST_DATA_OR_SKIP(data);
    for (const char *name : {"gpt2", "roberta-base", "t5-small", "bert-base-uncased"})
        EXPECT_TRUE(readJsonFile(data / "tokenizers" / name / "tokenizer.json").contains("model"));
}

} // namespace headscope
