#include "core/formats/safetensors.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/test_files.h"

#include <utility>
#include <vector>

namespace headscope {

namespace {

using testing::HasSubstr;

std::string withHeader(const std::string &header, std::size_t dataBytes)
{
    return littleEndian(std::uint64_t{header.size()}) + header + std::string(dataBytes, '\0');
}

std::string entry(const std::string &name, const std::string &type, const std::string &shape,
                  const std::string &offsets)
{
    return "\"" + name + R"(":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" +
           offsets + "}";
}

const std::string kX = entry("x", "F32", "[1]", "[0,4]");

std::size_t tensorsIn(const std::string &bytes)
{
    const TestFolder folder;
    return openSafetensors(folder.write("a.safetensors", bytes))->entries().size();
}

std::string refusalOfBytes(const std::string &bytes)
{
    return refusalOf([&bytes] { (void)tensorsIn(bytes); });
}

} // namespace

// Each case of the next two tests was put to the reference reader, safetensors 0.8.0, which agrees.

TEST(SafetensorsHeader, AcceptsWhatTheReferenceReaderAccepts)
{
    EXPECT_EQ(tensorsIn(withHeader("{}", 0)), 0U);
    EXPECT_EQ(tensorsIn(withHeader(" {" + kX + "} \n\t\r ", 4)), 1U);
    EXPECT_EQ(tensorsIn(withHeader(R"({"__metadata__":null,)" + kX + "}", 4)), 1U);
    EXPECT_EQ(tensorsIn(withHeader(R"({"__metadata__":{},)" + kX + "}", 4)), 1U);
    EXPECT_EQ(tensorsIn(withHeader(R"({"x":["F32",[1],[0,4]]})", 4)), 1U);
    EXPECT_EQ(tensorsIn(withHeader(
                  R"({"x":{"dtype":{"F32":null},"more":[1],"shape":[],"data_offsets":[0,4]}})", 4)),
              1U);
    EXPECT_EQ(tensorsIn(withHeader("{" + entry("", "F32", "[0,7]", "[0,0]") + "}", 0)), 1U);
    EXPECT_EQ(tensorsIn(withHeader("{" + entry("b", "U8", "[2]", "[4,6]") + "," + kX + "," +
                                       entry("empty", "F32", "[0]", "[4,4]") + "}",
                                   6)),
              3U);
    EXPECT_EQ(tensorsIn(withHeader("{" + entry("x", "F6_E2M3", "[4]", "[0,3]") + "}", 3)), 1U);
}

TEST(SafetensorsHeader, RefusesWhatTheReferenceReaderRefuses)
{
    const std::vector<std::pair<std::string, const char *>> cases{
        {withHeader("", 0), "expected JSON"},
        {withHeader("[]", 0), "expected a JSON object"},
        {withHeader("{" + kX + "}x", 4), "expected JSON"},
        {withHeader("{" + kX + std::string("}\0", 2), 4), "a zero byte"},
        {withHeader("{" + kX + "}", 5), "expected 4 bytes of data, found 5"},
        {withHeader("{" + kX + "}", 3), "expected 4 bytes of data, found 3"},
        {withHeader("{" + entry("x", "F32", "[1]", "[4,8]") + "}", 8), "behind a hole"},
        {withHeader("{" + kX + "," + entry("y", "F32", "[1]", "[8,12]") + "}", 12), "behind a hole"},
        {withHeader("{" + kX + "," + entry("y", "F32", "[1]", "[2,6]") + "}", 6), "inside another tensor"},
        {withHeader("{" + kX + "," + entry("y", "F32", "[1]", "[0,4]") + "}", 4), "inside another tensor"},
        {withHeader("{" + kX + "," + entry("y", "F32", "[0]", "[2,2]") + "}", 4), "inside another tensor"},
        {withHeader("{" + entry("x", "F32", "[0]", "[4,0]") + "}", 4), "found 4 before 0"},
        {withHeader("{" + entry("x", "F32", "[2]", "[0,4]") + "}", 4), "expected 8 bytes"},
        {withHeader("{" + entry("x", "F4", "[3]", "[0,2]") + "}", 2), "expected 2 bytes"},
        {withHeader("{" + entry("x", "Q8_0", "[1]", "[0,4]") + "}", 4), "found 'Q8_0'"},
        {withHeader("{" + entry("x", "F32", "[-1]", "[0,4]") + "}", 4), "expected whole numbers"},
        {withHeader("{" + entry("x", "F32", "[-0]", "[0,0]") + "}", 0), "expected whole numbers"},
        {withHeader("{" + entry("x", "F32", "[1.0]", "[0,4]") + "}", 4), "expected whole numbers"},
        {withHeader("{" + entry("x", "F32", "null", "[0,4]") + "}", 4), "expected a list of sizes"},
        {withHeader("{" + entry("x", "F32", "[1]", "[0,4,4]") + "}", 4), "expected two data_offsets"},
        {withHeader("{" + entry("x", "F32", "[4611686018427387905]", "[0,4]") + "}", 4), "size overflows"},
        {withHeader("{" + entry("x", "F32", "[4294967296,4294967296]", "[0,0]") + "}", 0), "size overflows"},
        {withHeader(R"({"x":{"dtype":"F32","shape":[1]}})", 4), "found no data_offsets"},
        {withHeader(R"({"x":["F32",[1],[0,4],1]})", 4), "found something else"},
        {withHeader(R"({"x":null})", 0), "found something else"},
        {withHeader(R"({"__metadata__":{"a":1}})", 0), "expected texts in __metadata__"},
        {withHeader(R"({"__metadata__":[]})", 0), "expected texts in __metadata__"},
        {withHeader(R"({"__metadata__":null,"__metadata__":{}})", 0), "found it twice"},
    };
    for (const auto &[bytes, found] : cases)
        EXPECT_THAT(refusalOfBytes(bytes),
                    testing::AllOf(testing::StartsWith("a.safetensors: "), HasSubstr(found)))
            << bytes;
}

/// The reference keeps the last of two equal names; so a file could show one reader other weights than it
/// shows the next.
TEST(SafetensorsHeader, RefusesANameThatAppearsTwice)
{
    EXPECT_THAT(refusalOfBytes(withHeader("{" + kX + "," + kX + "}", 4)),
                HasSubstr("expected each tensor once, found 'x' twice"));
    EXPECT_THAT(refusalOfBytes(withHeader("{" + entry("x", "F32", "[0]", "[0,0]") + "," +
                                              entry("\\u0078", "F32", "[0]", "[0,0]") + "}",
                                          0)),
                HasSubstr("expected each tensor once, found 'x' twice"));
}

TEST(SafetensorsHeader, ChecksItsLengthBeforeReadingIt)
{
    EXPECT_THAT(refusalOfBytes(""), HasSubstr("at least 8 bytes, found 0"));
    EXPECT_THAT(refusalOfBytes("1234567"), HasSubstr("at least 8 bytes, found 7"));
    EXPECT_THAT(refusalOfBytes(littleEndian(std::uint64_t{3}) + "{}"),
                HasSubstr("expected a header of 3 bytes, found 2 bytes in the file"));
    EXPECT_THAT(refusalOfBytes(littleEndian(std::uint64_t{100'000'001}) + "{}"), HasSubstr("at most 100 MB"));
    EXPECT_THAT(refusalOfBytes(littleEndian(~std::uint64_t{0}) + "{}"), HasSubstr("at most 100 MB"));
}

TEST(SafetensorsHeader, NoTruncationOfAFileOpens)
{
    const std::string whole = withHeader(
        R"({"__metadata__":{"format":"pt"},)" + kX + "," + entry("y", "F16", "[2,2]", "[4,12]") + "}", 12);
    EXPECT_EQ(tensorsIn(whole), 2U);

    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(refusalOfBytes(whole.substr(0, length)).empty()) << length;
}

} // namespace headscope
