#include "core/formats/pytorch.h"
#include "tests/core/formats/pickles.h"
#include "tests/support/expect_refusal.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <fstream>
#include <iterator>

namespace headscope {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string refusalOfPickle(const std::string &pickle)
{
    const TestFolder folder;
    const auto file = folder.write("a.bin", archiveOf(pickle).bytes());
    return refusalOf([&file] { (void)openPytorch(file); });
}

} // namespace

TEST(MalformedPytorch, RefusesAnOldFileThatIsCutOrOfAnotherOrder)
{
    std::ifstream stream(sourceFolder() + "/tests/golden/pytorch/legacy.bin", std::ios::binary);
    const std::string whole(std::istreambuf_iterator<char>(stream), {});
    const TestFolder folder;
    const auto refusal = [&folder](const std::string &bytes) {
        return refusalOf([&] { (void)openPytorch(folder.write("old.bin", bytes)); });
    };
    const auto with = [&whole](std::size_t place, char byte) {
        std::string changed = whole;
        changed[place] = byte;
        return changed;
    };

    EXPECT_THAT(refusal(whole.substr(0, whole.size() - 1)),
                AllOf(StartsWith("old.bin: tensor "), HasSubstr("bytes that are left")));
    for (std::size_t bytes = 21; bytes < whole.size(); bytes += 7)
        EXPECT_THAT(refusal(whole.substr(0, bytes)), StartsWith("old.bin: ")) << bytes;
    const std::size_t order = whole.find("little_endian") + 15;
    EXPECT_THAT(refusal(with(order, '\x89')), HasSubstr("little-endian"));
}

TEST(MalformedPytorch, RefusesWhatIsNoneOfItsFormatsWithACommandThatConvertsIt)
{
    const TestFolder folder;
    for (const char *bytes : {"", "\x80\x04K\x01."})
        EXPECT_THAT(refusalOf([&] { (void)openPytorch(folder.write("a.bin", bytes)); }),
                    AllOf(StartsWith("a.bin: expected a ZIP archive"), HasSubstr("torch.load('a.bin'"),
                          testing::Not(HasSubstr("\n"))));
}

TEST(MalformedPytorch, RunsNothing)
{
    for (const char *name : {"os\nsystem\n", "builtins\neval\n", "posix\nsystem\n", "torch\nload\n",
                             "torch._utils\n__builtins__\n", "torch.jit\n_script\n", "\n\n"})
        EXPECT_THAT(
            refusalOfPickle(std::string("c") + name + tuple(text("touch /tmp/x")) + "R."),
            AllOf(StartsWith("a.bin: expected the names of a state dict"), HasSubstr("nothing was run")))
            << name;
    for (const char instruction : std::string("iodlpPgIFLSTV02\x81\x82\x83\x84\x8b\x8c\x93\x94\x95\x97"))
        EXPECT_THAT(refusalOfPickle(std::string("}}") + instruction + std::string(20, '1')),
                    HasSubstr("nothing was run"))
            << static_cast<int>(instruction);
    EXPECT_THAT(refusalOfPickle("ctorch\nFloatStorage\n)R."), HasSubstr("nothing was run"));
    EXPECT_THAT(refusalOfPickle("})R."), HasSubstr("nothing was run"));
}

TEST(MalformedPytorch, ChecksTensorsAgainstTheirStorages)
{
    const auto refused = [](const Tensor12 &tensor) { return refusalOfPickle(dictionary(tensor)); };
    const std::string most = "\x8a\x08" + std::string(7, '\xff') + "\x7f";
    const std::string outside = "expected its values within the 12 of its storage";

    EXPECT_THAT(refused({.elements = 13}), HasSubstr("expected a storage of 13 values, found 12"));
    EXPECT_THAT(refused({.offset = 1}), HasSubstr(outside));
    EXPECT_THAT(refused({.offset = -1}), HasSubstr("offset"));
    EXPECT_THAT(refused({.elements = 11}), HasSubstr("at most the 11 values"));
    EXPECT_THAT(refused({.shape = tuple(number(3) + number(3)), .strides = tuple(number(5) + number(1))}),
                HasSubstr(outside));
    EXPECT_THAT(refused({.shape = tuple(number(2) + number(2)), .strides = tuple(most + most)}),
                HasSubstr("expected strides within its storage"));
    EXPECT_THAT(refused({.shape = tuple(most + most)}), HasSubstr("at most the 12 values"));
    EXPECT_THAT(refused({.shape = tuple(number(1000)), .strides = tuple(number(0))}),
                HasSubstr("at most the 12 values"));
    EXPECT_THAT(refused({.shape = tuple(number(-4) + number(3))}), HasSubstr("sizes and strides from 0"));
    EXPECT_THAT(refused({.shape = tuple(number(12))}), HasSubstr("found 1 and 2"));
    EXPECT_THAT(refused({.key = "1"}), HasSubstr("expected its storage in the file, found none"));
    EXPECT_THAT(refused({.key = "../0"}), HasSubstr("expected its storage in the file, found none"));
    EXPECT_THAT(refused({.type = "ctorch\nDoubleStorage\n"}), HasSubstr("of 12 values, found 6"));
    EXPECT_THAT(refused({.type = "ctorch\nUntypedStorage\n"}), HasSubstr("known element type"));
    EXPECT_THAT(refused({.type = "ccollections\nOrderedDict\n"}), HasSubstr("expected a storage of tensors"));
}

TEST(MalformedPytorch, RefusesPicklesThatAreNone)
{
    for (const char *pickle : {"",
                               ".",
                               "N.",
                               "}.",
                               "(.",
                               "(((",
                               "t",
                               "u",
                               "}u.",
                               "}(Nu.",
                               "s",
                               "}Ns",
                               "R",
                               "Q",
                               "b",
                               "Nb.",
                               "a",
                               "e",
                               "(e.",
                               "q",
                               "q\x01",
                               "h\x07.",
                               "j\xff\xff\xff\xff",
                               "X\xff\xff\xff\xff",
                               "U\x05x",
                               "\x8a\x09"
                               "123456789",
                               "G1234",
                               "\x87.",
                               "c",
                               "ctorch",
                               "ctorch\nFloat",
                               "}}."})
        EXPECT_THAT(refusalOfPickle(pickle), StartsWith("a.bin: ")) << pickle;
    EXPECT_THAT(refusalOfPickle("}" + std::string("r") + std::string(4, '\x7f')),
                HasSubstr("of ordinary size"));
    EXPECT_THAT(refusalOfPickle(std::string(1'000'000, 'N')), HasSubstr("of ordinary size"));
    EXPECT_THAT(refusalOfPickle("(" + std::string(2'000'000, ')')), HasSubstr("of ordinary size"));
}

TEST(MalformedPytorch, NeedsAnArchiveThatHoldsWhatItsDirectorySays)
{
    const auto refused = [](const std::string &bytes) {
        const TestFolder folder;
        const auto file = folder.write("a.bin", bytes);
        return refusalOf([&file] { (void)openPytorch(file)->load("w"); });
    };
    const auto archive = [] { return archiveOf(dictionary({})); };
    const auto changed = [&](const auto &change) {
        ZipBytes zip = archive();
        change(zip.members[1]);
        return refused(zip.bytes());
    };
    using Member = ZipBytes::Member;

    EXPECT_THAT(refused("PK"), HasSubstr("found no directory at its end"));
    EXPECT_THAT(refused(archive().end(1000, 0)), HasSubstr("directory"));
    EXPECT_THAT(refused(archive().end(20, 0xFFFFFFF0)), HasSubstr("beyond the end"));
    EXPECT_THAT(refused(archive().end(0xFFFFFFFF, 0xFFFFFFFF)), HasSubstr("64-bit directory, found none"));
    EXPECT_THAT(refused(archive().add("x/data/0", "").bytes()), HasSubstr("found 'x/data/0' twice"));
    EXPECT_THAT(refused(ZipBytes().add("data.pkl", "").bytes()), HasSubstr("with a data.pkl"));
    EXPECT_THAT(refused(ZipBytes().bytes()), HasSubstr("found"));
    EXPECT_THAT(refused(archive().add("x/byteorder", "big").bytes()), HasSubstr("little-endian"));
    EXPECT_THAT(changed([](Member &m) { m.method = 8; }), HasSubstr("neither compressed nor encrypted"));
    EXPECT_THAT(changed([](Member &m) { m.flags = 1; }), HasSubstr("neither compressed nor encrypted"));
    EXPECT_THAT(changed([](Member &m) { m.bytes = 49; }), HasSubstr("as many stored bytes"));
    EXPECT_THAT(changed([](Member &m) { m.bytes = m.storedBytes = 4000; }),
                HasSubstr("beyond the file's end"));
    EXPECT_THAT(changed([](Member &m) { m.bytes = m.storedBytes = 0xFFFFFFFF; }), HasSubstr("64-bit size"));
    EXPECT_THAT(changed([](Member &m) { m.header = 4; }), HasSubstr("a member of the ZIP archive at 4"));
}

TEST(MalformedPytorch, SurvivesEveryTruncationAndEveryWrongByte)
{
    const std::string whole = archiveOf(dictionary({})).bytes();
    const TestFolder folder;
    const auto open = [&folder](const std::string &bytes) {
        try {
            const auto source = openPytorch(folder.write("a.bin", bytes));
            for (const TensorEntry &entry : source->entries())
                (void)source->load(entry.name);
        } catch (const LoadError &refusal) {
            EXPECT_THAT(refusal.what(), StartsWith("a.bin: "));
        }
    };
    for (std::size_t length = 0; length < whole.size(); ++length)
        open(whole.substr(0, length));
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const char wrong : {'\0', '\x01', '\x7f', '\xff'}) {
            std::string bytes = whole;
            bytes[i] = wrong;
            open(bytes);
        }
}

} // namespace headscope
