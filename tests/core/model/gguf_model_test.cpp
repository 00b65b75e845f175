#include "core/model/model.h"
#include "tests/support/golden.h"
#include "tests/support/model_copy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace headscope {

namespace {

using testing::AllOf;
using testing::HasSubstr;

/// A golden GGUF file in which a test changes some bytes.
class PatchedGguf {
public:
    PatchedGguf()
    {
        std::ifstream file(goldenFolder() / "gguf" / "llama-tied.gguf", std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(file), {});
    }

    /// The value of a UINT32 key: it follows the key's text and four bytes of type.
    PatchedGguf &setNumber(const std::string &key, char value)
    {
        m_bytes.at(m_bytes.find(key) + key.size() + 4) = value;
        return *this;
    }

    PatchedGguf &replace(const std::string &from, const std::string &to)
    {
        m_bytes.replace(m_bytes.find(from), from.size(), to);
        return *this;
    }

    [[nodiscard]] std::string refusal() const
    {
        const std::filesystem::path file = m_folder.write("model.gguf", m_bytes);
        return refusalOf([&file] { (void)openModel(file); });
    }

private:
    ScratchFolder m_folder;
    std::string m_bytes;
};

} // namespace

TEST(GgufModels, TheUnchangedFileOpens)
{
    EXPECT_EQ(PatchedGguf().refusal(), "");
}

TEST(GgufModels, RotaryPositionsOnHalfAPairAreRefused)
{
    EXPECT_THAT(PatchedGguf().setNumber("llama.rope.dimension_count", 5).refusal(),
                AllOf(HasSubstr("rope.dimension_count"), HasSubstr("model.gguf")));
}

TEST(GgufModels, SizesAreComparedWithTheTensors)
{
    EXPECT_THAT(PatchedGguf().setNumber("llama.attention.head_count_kv", 4).refusal(),
                AllOf(HasSubstr("blk.0.attn_k.weight"), HasSubstr("[24, 24]"), HasSubstr("[12, 24]")));
    EXPECT_THAT(PatchedGguf().setNumber("llama.block_count", 4).refusal(),
                HasSubstr("blk.3.attn_output.weight"));
    EXPECT_THAT(PatchedGguf().setNumber("llama.attention.head_count", 0).refusal(), HasSubstr("head_count"));
}

TEST(GgufModels, AnotherArchitectureIsNamed)
{
    EXPECT_THAT(PatchedGguf().replace("llama", "lXama").refusal(),
                AllOf(HasSubstr("lXama"), HasSubstr("nearest known is 'llama'")));
}

} // namespace headscope
