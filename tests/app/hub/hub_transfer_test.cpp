#include "tests/app/hub/hub_fetching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::SizeIs;

const std::string kWeights = "model.safetensors";

/// No file has a name that does not hold exactly what the Hub has under it.
void expectWholeOrAbsent(const HubFetching &fetching, const FakeHub &hub)
{
    const fs::path weights = fetching.snapshot() / kWeights;
    EXPECT_TRUE(!fs::exists(weights) || contentOf(weights) == hub.bytes(kWeights));
    EXPECT_FALSE(fs::exists(fetching.repository() / "refs" / "main"));
    for (const std::string &name : fetching.blobs()) {
        const std::string bytes = contentOf(fetching.repository() / "blobs" / name);
        EXPECT_EQ(name, name.size() == 64 ? sha256(bytes) : gitSha1(bytes));
    }
}

/// The largest file that this process may write, for one test.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

} // namespace

TEST(HubTransfer, ACutInTheMiddleIsResumedWhereItWas)
{
    FakeHub hub(bertRepository());
    hub.atStore = onlyOnce([&hub](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 300000"});
        return connection.send(hub.bytes(kWeights).substr(0, 123'456));
    });
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    ASSERT_THAT(hub.store().requests(), SizeIs(2));
    EXPECT_EQ(hub.store().requests().back().field("range"), "bytes=123456-");
    EXPECT_EQ(contentOf(fetching.snapshot() / kWeights), hub.bytes(kWeights));
}

TEST(HubTransfer, AServerThatKnowsNoRangesSendsTheFileFromItsStart)
{
    FakeHub hub(bertRepository());
    hub.redirects = false;
    hub.atHub = [&hub, first = true](const HttpRequest &request, const HttpConnection &connection) mutable {
        if (!request.target.ends_with(kWeights))
            return false;
        const std::string &bytes = hub.bytes(kWeights);
        connection.head(200, {"Content-Length: 300000", "ETag: \"" + sha256(bytes) + "\""});
        return connection.send(std::exchange(first, false) ? bytes.substr(0, 1000) : bytes);
    };
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(hub.hub().requests(kWeights).back().field("if-range"), "\"" + hub.hashOf(kWeights) + "\"");
    EXPECT_EQ(contentOf(fetching.snapshot() / kWeights), hub.bytes(kWeights));
}

TEST(HubTransfer, WrongBytesGetNoName)
{
    FakeHub hub(bertRepository());
    hub.atStore = [](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(200, std::string(300'000, 'x'));
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("the checksum of model.safetensors does not match"));

    expectWholeOrAbsent(fetching, hub);
    EXPECT_THAT(hub.store().requests(), SizeIs(2)) << "once more from the start, then no more";
}

TEST(HubTransfer, ABeginningThatWasDamagedOnDiskIsBroughtAgain)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    fs::create_directories(fetching.repository() / "blobs");
    std::ofstream(fetching.repository() / "blobs" / (hub.hashOf(kWeights) + ".incomplete"))
        << std::string(5000, '?');

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(contentOf(fetching.snapshot() / kWeights), hub.bytes(kWeights));
}

TEST(HubTransfer, ABodyWithoutAnEndIsCutOff)
{
    FakeHub hub(bertRepository());
    hub.atStore = [](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {});
        while (connection.send(std::string(100'000, 'x'))) {
        }
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("expected 300000 bytes, and more than that arrived"));

    expectWholeOrAbsent(fetching, hub);
}

TEST(HubTransfer, AWrongContentLengthIsRefused)
{
    FakeHub hub(bertRepository());
    hub.atStore = [](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(200, "<html>please log in</html>");
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("expected 300000 bytes, and 127.0.0.2 announced 26"));

    expectWholeOrAbsent(fetching, hub);
}

TEST(HubTransfer, AFileLargerThanTheDiskIsRefusedBeforeItIsBrought)
{
    FakeHub hub(bertRepository());
    hub.list = hub.trueList();
    const std::string size = R"("size":300000)";
    for (auto at = hub.list.find(size); at != std::string::npos; at = hub.list.find(size))
        hub.list.replace(at, size.size(), R"("size":900000000000000)");
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("not enough space: expected 900000009 MB free"));

    EXPECT_THAT(hub.hub().requests("/resolve/"), SizeIs(0));
}

TEST(HubTransfer, AFileThatChangesBetweenTriesIsFetchedAnew)
{
    FakeHub hub(bertRepository());
    hub.atStore = onlyOnce([&hub](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 300000"});
        connection.send(hub.bytes(kWeights).substr(0, 100'000));
        hub.replace(kWeights, someBytes(200'000));
        return true;
    });
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(contentOf(fetching.snapshot() / kWeights), hub.bytes(kWeights));
    EXPECT_THAT(hub.hub().requests("/api/models/"), SizeIs(2));
}

TEST(HubTransfer, AFullDiskLeavesWholeFilesOnly)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    {
        const FileSizeLimit limit(100'000);
        EXPECT_THAT(fetching.failure(), HasSubstr("there is no space left in"));
    }

    expectWholeOrAbsent(fetching, hub);
    EXPECT_FALSE(fs::exists(fetching.repository() / "blobs" / (hub.hashOf(kWeights) + ".incomplete")));
    EXPECT_EQ(fetching.failure(), "") << "with space again";
}

} // namespace headscope
