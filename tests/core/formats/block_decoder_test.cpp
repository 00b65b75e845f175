#include "core/formats/block_decoder.h"
#include "core/formats/json_file.h"
#include "tests/support/source_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace headscope {

namespace {

std::vector<std::byte> bytesOf(const std::string &hexadecimal)
{
    std::vector<std::byte> bytes;
    for (std::size_t i = 0; i < hexadecimal.size(); i += 2)
        bytes.push_back(static_cast<std::byte>(std::stoi(hexadecimal.substr(i, 2), nullptr, 16)));
    return bytes;
}

std::vector<float> decode(const char *type, std::span<const std::byte> raw)
{
    const BlockDecoder &decoder = *blockDecoder(type);
    std::vector<float> values(raw.size() / decoder.bytes * decoder.values);
    decodeBlocks(decoder, raw, values);
    return values;
}

/// The value of a half as IEEE 754 defines it.
float halfValue(std::uint16_t half)
{
    const int exponent = (half >> 10) & 0x1F;
    const int fraction = half & 0x3FF;
    const double magnitude = exponent == 31  ? (fraction == 0 ? HUGE_VAL : std::nan(""))
                             : exponent == 0 ? std::ldexp(fraction, -24)
                                             : std::ldexp(fraction + 1024, exponent - 25);
    return static_cast<float>(half & 0x8000 ? -magnitude : magnitude);
}

} // namespace

TEST(BlockDecoder, EqualsTheGgufPackageBitForBit)
{
    const auto golden = readJsonFile(sourceFolder() + "/tests/golden/gguf_blocks.json");
    for (const auto &entry : golden) {
        const auto type = entry["type"].get<std::string>();
        const std::vector<std::byte> expected = bytesOf(entry["values"]);

        const std::vector<float> values = decode(type.c_str(), bytesOf(entry["raw"]));

        ASSERT_EQ(values.size() * sizeof(float), expected.size()) << type;
        EXPECT_EQ(std::memcmp(values.data(), expected.data(), expected.size()), 0) << type;
    }
    EXPECT_EQ(golden.size(), 18U);
}

TEST(BlockDecoder, ConvertsEveryHalfExactly)
{
    std::vector<std::uint16_t> halves(65536);
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = static_cast<std::uint16_t>(i);

    const std::vector<float> values = decode("F16", std::as_bytes(std::span(halves)));

    for (std::size_t i = 0; i < halves.size(); ++i) {
        const float expected = halfValue(halves[i]);
        if (std::isnan(expected))
            EXPECT_TRUE(std::isnan(values[i])) << i;
        else
            EXPECT_EQ(std::bit_cast<std::uint32_t>(values[i]), std::bit_cast<std::uint32_t>(expected)) << i;
    }
}

TEST(BlockDecoder, KnowsWhichBytesAreNotANumber)
{
    const std::vector<float> wide = decode("F8_E5M2", bytesOf("7cfc7d7fff"));
    EXPECT_EQ(wide[0], HUGE_VALF);
    EXPECT_EQ(wide[1], -HUGE_VALF);
    EXPECT_TRUE(std::isnan(wide[2]) && std::isnan(wide[3]) && std::isnan(wide[4]));

    const std::vector<float> fine = decode("F8_E4M3", bytesOf("7fff7efe"));
    EXPECT_TRUE(std::isnan(fine[0]) && std::isnan(fine[1]));
    EXPECT_EQ(fine[2], 448.0F);
    EXPECT_EQ(fine[3], -448.0F);
}

TEST(BlockDecoder, RoundsDoublesToTheNearestFloat)
{
    const std::vector<double> doubles{0.1, -1e-46, 1e300, 1.0 + 0x1p-24, 1.0 + 0x1.8p-23};

    EXPECT_EQ(decode("F64", std::as_bytes(std::span(doubles))),
              (std::vector<float>{0.1F, -0.0F, HUGE_VALF, 1.0F, 1.0F + 0x1p-22F}));
}

TEST(BlockDecoder, ConvertsManyBlocksAsItConvertsEachAlone)
{
    constexpr std::size_t kBlocks = 5000;
    const BlockDecoder &decoder = *blockDecoder("Q4_1");
    std::vector<std::byte> raw(kBlocks * decoder.bytes);
    for (std::size_t i = 0; i < raw.size(); ++i)
        raw[i] = static_cast<std::byte>(i % decoder.bytes == 1 ? 0x2C : i * 7 % 113);

    const std::vector<float> together = decode("Q4_1", raw);

    for (std::size_t block = 0; block < kBlocks; ++block) {
        const auto alone = decode("Q4_1", std::span(raw).subspan(block * decoder.bytes, decoder.bytes));
        ASSERT_EQ(std::memcmp(alone.data(), together.data() + block * 32, 128), 0) << block;
    }
}

TEST(BlockDecoder, KnowsNoDecoderForOtherTypes)
{
    EXPECT_EQ(blockDecoder("IQ2_XS"), nullptr);
    EXPECT_EQ(blockDecoder("I64"), nullptr);
    EXPECT_EQ(blockDecoder(""), nullptr);
}

} // namespace headscope
