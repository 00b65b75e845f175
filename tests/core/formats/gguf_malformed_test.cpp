#include "core/formats/gguf.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/gguf_bytes.h"
#include "tests/support/test_files.h"

#include <utility>
#include <vector>

namespace headscope {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::uint32_t kUint32 = 4;
constexpr std::uint32_t kBool = 7;
constexpr std::uint32_t kText = 8;
constexpr std::uint32_t kArray = 9;
constexpr std::uint32_t kUint64 = 10;
constexpr std::uint32_t kF32 = 0;
constexpr std::uint32_t kQ8 = 8;

std::string refusalOfBytes(const std::string &bytes)
{
    const TestFolder folder;
    const auto file = folder.write("a.gguf", bytes);
    return refusalOf([&file] { (void)GgufFile::open(file); });
}

void expectRefusals(const std::vector<std::pair<std::string, const char *>> &cases)
{
    for (const auto &[bytes, found] : cases)
        EXPECT_THAT(refusalOfBytes(bytes), AllOf(StartsWith("a.gguf: "), HasSubstr(found)));
}

std::string withPair(std::uint32_t type, const std::string &value, const std::string &key = "key")
{
    return GgufBytes().pair(key, type, value).bytes();
}

std::string list(std::uint32_t type, std::uint64_t count, const std::string &values = {})
{
    return littleEndian(type) + littleEndian(count) + values;
}

std::string withTensor(const std::vector<std::uint64_t> &sizes, std::uint32_t type, std::uint64_t offset = 0)
{
    GgufBytes bytes = GgufBytes().tensor("x", sizes, type, offset);
    bytes.data = std::string(1024, '\0');
    return bytes.bytes();
}

std::string withVersion(std::uint32_t version)
{
    GgufBytes bytes;
    bytes.version = version;
    return bytes.bytes();
}

} // namespace

TEST(MalformedGguf, IsNotAGgufFileOfAKnownVersion)
{
    GgufBytes other;
    other.magic = "GGML";
    expectRefusals({{"", "expected a GGUF file, found only 0 bytes"},
                    {other.bytes(), "expected a GGUF file, found other bytes"},
                    {withVersion(1), "expected GGUF version 2 or 3, found 1"},
                    {withVersion(4), "expected GGUF version 2 or 3, found 4"},
                    {withVersion(0x03000000), "found a big-endian one"}});
}

TEST(MalformedGguf, LiesAboutItsCounts)
{
    const GgufBytes bytes = GgufBytes().pair("key", kUint32, "1234");
    expectRefusals({{bytes.bytes(~0ULL, 1), "expected 18446744073709551615 tensors"},
                    {bytes.bytes(10, 1), "expected 10 tensors, found only"},
                    {bytes.bytes(0, ~0ULL), "expected 18446744073709551615 metadata values"},
                    {bytes.bytes(0, 1'000'000), "expected 1000000 metadata values, found only"},
                    {bytes.bytes(0, 3), "expected each key once"},
                    {bytes.bytes(1, 1), "expected"}});
}

TEST(MalformedGguf, LiesAboutTheLengthOfTextsAndLists)
{
    expectRefusals(
        {{withPair(kText, littleEndian(~0ULL)), "found a length of 18446744073709551615"},
         {withPair(kText, littleEndian(std::uint64_t{1} << 40) + "abc"), "expected a text of at most"},
         {withPair(kArray, list(kUint32, ~0ULL)), "values of 'key', found only"},
         {withPair(kArray, list(kText, 1U << 30U)), "values of 'key', found only"},
         {withPair(kUint32, "1234", std::string(65536, 'k')), "expected a metadata key of at most 65535"}});
}

TEST(MalformedGguf, HasMetadataOfUnknownTypesOrForms)
{
    expectRefusals({{withPair(13, "1"), "expected a value type from 0 to 12, found 13"},
                    {withPair(~0U, "1"), "expected a value type"},
                    {withPair(kArray, list(13, 1, "1")), "expected a value type"},
                    {withPair(kArray, list(kArray, 1, list(0, 1, "1"))), "found a list of lists"},
                    {withPair(kBool, "\x02"), "expected a truth value 0 or 1, found 2"},
                    {withPair(kUint64, littleEndian(~0ULL)), "expected a number below 2^63"},
                    {withPair(kText, GgufBytes::text("\xff")), "expected a text in UTF-8"},
                    {withPair(kUint32, "1234", "\xff"), "expected a key in UTF-8"}});
    EXPECT_THAT(refusalOfBytes(GgufBytes().pair("k", kUint32, "1234").pair("k", kUint32, "1234").bytes()),
                HasSubstr("metadata 'k': expected each key once"));
}

TEST(MalformedGguf, HasAnAlignmentThatIsNone)
{
    const std::string key = "general.alignment";
    expectRefusals(
        {{withPair(kUint32, littleEndian(0U), key), "expected a power of two, found 0"},
         {withPair(kUint32, littleEndian(48U), key), "expected a power of two, found 48"},
         {withPair(kUint64, littleEndian(std::uint64_t{32}), key), "expected a value of the type UINT32"},
         {withPair(kText, GgufBytes::text("32"), key), "expected a value of the type UINT32"},
         {withPair(kArray, list(kUint32, 1, "1234"), key), "expected a value of the type UINT32"}});
}

TEST(MalformedGguf, HasTensorsOfImpossibleShapes)
{
    expectRefusals({{withTensor({}, kF32), "expected 1 to 4 dimensions, found 0"},
                    {withTensor({1, 1, 1, 1, 1}, kF32), "expected 1 to 4 dimensions, found 5"},
                    {withTensor({0}, kF32), "expected sizes from 1"},
                    {withTensor({1, ~0ULL}, kF32), "expected sizes from 1"},
                    {withTensor({1ULL << 32U, 1ULL << 32U}, kF32), "size overflows"},
                    {withTensor({1ULL << 62U}, kF32), "size overflows"},
                    {withTensor({1ULL << 20U, 1ULL << 20U, 1ULL << 20U, 1ULL << 10U}, 15), "size overflows"},
                    {withTensor({33}, kQ8), "expected rows of a multiple of 32 values for Q8_0, found 33"},
                    {withTensor({16, 2}, kQ8), "expected rows of a multiple of 32"},
                    {withTensor({32}, 4), "expected a known element type, found number 4"},
                    {withTensor({32}, ~0U), "expected a known element type"}});
}

TEST(MalformedGguf, HasTensorsOutsideTheFileOrInEachOther)
{
    GgufBytes overlapping = GgufBytes().tensor("x", {16}, kF32, 0).tensor("y", {16}, kF32, 32);
    overlapping.data = std::string(1024, '\0');
    GgufBytes twice = GgufBytes().tensor("x", {8}, kF32, 0).tensor("x", {8}, kF32, 32);
    twice.data = std::string(1024, '\0');
    expectRefusals(
        {{overlapping.bytes(), "tensor 'y': expected data of its own"},
         {twice.bytes(), "expected each tensor once, found 'x' twice"},
         {withTensor({8}, kF32, 4), "expected an offset that is a multiple of 32, found 4"},
         {withTensor({257}, kF32), "expected 1028 bytes at 0 of the data, found the file's end at 1024"},
         {withTensor({8}, kF32, 1024), "found the file's end"},
         {withTensor({8}, kF32, ~0ULL - 31), "found the file's end"},
         {withTensor({1ULL << 60U}, kF32), "found the file's end"}});
}

TEST(MalformedGguf, NoTruncationOfAFileOpens)
{
    GgufBytes bytes = GgufBytes()
                          .pair("a", kText, GgufBytes::text("text"))
                          .pair("b", kArray, list(kText, 2, GgufBytes::text("x") + GgufBytes::text("y")))
                          .tensor("x", {32, 2}, kQ8, 0);
    bytes.data = std::string(68, '\1');
    const std::string whole = bytes.bytes();
    const TestFolder folder;
    EXPECT_NO_THROW((void)GgufFile::open(folder.write("a.gguf", whole)));

    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(refusalOfBytes(whole.substr(0, length)).empty()) << length;
}

TEST(MalformedGguf, NeverCrashesWhereverAByteIsWrong)
{
    GgufBytes bytes = GgufBytes()
                          .pair("general.alignment", kUint32, littleEndian(32U))
                          .pair("b", kArray, list(kText, 2, GgufBytes::text("x") + GgufBytes::text("y")))
                          .tensor("x", {32, 2}, kQ8, 0);
    bytes.data = std::string(68, '\1');
    const std::string whole = bytes.bytes();
    const TestFolder folder;
    for (std::size_t place = 0; place < whole.size(); ++place)
        for (const char value : {'\0', '\1', '\x7f', '\xff'}) {
            std::string wrong = whole;
            wrong[place] = value;
            try {
                const auto file = GgufFile::open(folder.write("a.gguf", wrong));
                for (const TensorEntry &entry : file->entries())
                    (void)file->load(entry.name);
            } catch (const LoadError &) { // just as good
            }
        }
}

TEST(MalformedGguf, BoundsTheMemoryOfMetadata)
{
    const std::string bytes = withPair(kArray, list(0, 20'000'000, std::string(20'000'000, '\0')));

    EXPECT_THAT(refusalOfBytes(bytes), HasSubstr("expected metadata of ordinary size"));
}

} // namespace headscope
