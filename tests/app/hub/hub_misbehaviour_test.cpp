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

/// Does `once` for the first request and lets the others pass.
FakeHub::Mischief onlyOnce(FakeHub::Mischief once)
{
    return [once = std::move(once), done = false](const HttpRequest &request,
                                                  const HttpConnection &connection) mutable {
        return !std::exchange(done, true) && once(request, connection);
    };
}

FakeHub::Mischief answers(int status, std::vector<std::string> fields = {})
{
    return [status, fields = std::move(fields)](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(status, "no", fields);
        return true;
    };
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

TEST(HubMisbehaviour, ACutInTheMiddleIsResumedWhereItWas)
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

TEST(HubMisbehaviour, AServerThatKnowsNoRangesSendsTheFileFromItsStart)
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

TEST(HubMisbehaviour, WrongBytesGetNoName)
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

TEST(HubMisbehaviour, ABeginningThatWasDamagedOnDiskIsBroughtAgain)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    fs::create_directories(fetching.repository() / "blobs");
    std::ofstream(fetching.repository() / "blobs" / (hub.hashOf(kWeights) + ".incomplete"))
        << std::string(5000, '?');

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(contentOf(fetching.snapshot() / kWeights), hub.bytes(kWeights));
}

TEST(HubMisbehaviour, ServerErrorsPassOrAreNamed)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atStore = answers(503);

    EXPECT_THAT(fetching.failure(), HasSubstr("127.0.0.2 answered with an error of its own (503)"));
    EXPECT_THAT(hub.store().requests(), SizeIs(5)) << "tries";

    hub.atStore = onlyOnce(answers(500));
    EXPECT_EQ(fetching.failure(), "");
}

TEST(HubMisbehaviour, TooManyRequestsAreWaitedOutAsAsked)
{
    FakeHub hub(bertRepository());
    hub.atHub = onlyOnce(answers(429, {"Retry-After: 1"}));
    HubFetching fetching(hub);

    EXPECT_EQ(fetching.failure(), "");

    EXPECT_THAT(fetching.steps, testing::Contains(HasSubstr("asks to wait; trying again in 1 s")));
}

TEST(HubMisbehaviour, AWaitOfAnHourIsLeftToTheUser)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atHub = answers(429, {"Retry-After: 3600"});
    EXPECT_THAT(fetching.failure(), HasSubstr("no more requests for now (429); try again in 60 minutes"));

    hub.atHub = answers(429, {R"(RateLimit: "api";r=0;t=600)"});
    EXPECT_THAT(fetching.failure(), HasSubstr("try again in 10 minutes"));
}

TEST(HubMisbehaviour, GatedModelsSayWhatToDo)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atHub = answers(401, {"X-Error-Code: GatedRepo"});
    EXPECT_THAT(fetching.failure(), HasSubstr("accept them at " + hub.hub().address() + "/owner/name"));

    fetching.settings.token = "hf_x";
    hub.atHub = answers(403, {"X-Error-Code: GatedRepo"});
    EXPECT_THAT(fetching.failure(), HasSubstr("with the account of your token"));

    hub.atHub = answers(401, {"X-Error-Message: Invalid credentials in Authorization header"});
    EXPECT_THAT(fetching.failure(), HasSubstr("does not accept the token"));
}

TEST(HubMisbehaviour, WhatIsNotThereIsNamed)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atHub = answers(401, {"X-Error-Code: RepoNotFound"});
    EXPECT_THAT(fetching.failure(), HasSubstr("no public model owner/name; check the spelling"));

    hub.atHub = answers(404, {"X-Error-Code: RevisionNotFound"});
    EXPECT_THAT(fetching.failure("owner/name@v9"), HasSubstr("owner/name has no revision “v9”"));

    hub.atHub = answers(404);
    EXPECT_THAT(fetching.failure(), HasSubstr("the Hub has no model owner/name"));
}

TEST(HubMisbehaviour, AClosedPortIsNoNetwork)
{
    std::string address;
    {
        const FakeHub gone({});
        address = gone.hub().address();
    }
    const FakeHub hub({});
    HubFetching fetching(hub);
    fetching.settings.endpoint = address;

    EXPECT_THAT(fetching.failure(), HasSubstr("127.0.0.1 cannot be reached"));
}

TEST(HubMisbehaviour, SilenceEndsInASentence)
{
    FakeHub hub(bertRepository());
    hub.atHub = [](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 100"});
        connection.waitForClient();
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("nearly nothing, for 1 seconds"));
}

TEST(HubMisbehaviour, ABodyWithoutAnEndIsCutOff)
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

TEST(HubMisbehaviour, AListWithoutAnEndIsCutOff)
{
    FakeHub hub(bertRepository());
    hub.atHub = [](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {});
        while (connection.send(std::string(1'000'000, ' '))) {
        }
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("list of files has no end"));
}

TEST(HubMisbehaviour, AWrongContentLengthIsRefused)
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

TEST(HubMisbehaviour, ALoginPageIsNoListOfFiles)
{
    FakeHub hub(bertRepository());
    hub.list = "<html>please log in</html>";
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("does a proxy or a login page answer in its place?"));
}

TEST(HubMisbehaviour, NamesThatClimbOutAreRefused)
{
    for (const std::string name : {"../config.json", "a/../../b", "/etc/passwd", "a//b", "..", ""}) {
        FakeHub hub(bertRepository());
        hub.list = R"({"sha":")" + FakeHub::commit() + R"(","siblings":[{"rfilename":")" + name + R"("}]})";
        HubFetching fetching(hub);

        EXPECT_THAT(fetching.failure(), HasSubstr("outside of the repository")) << name;
    }
}

TEST(HubMisbehaviour, AFileLargerThanTheDiskIsRefusedBeforeItIsBrought)
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

TEST(HubMisbehaviour, AFileThatChangesBetweenTriesIsFetchedAnew)
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

TEST(HubMisbehaviour, RedirectsAreFollowedOnlySoFar)
{
    FakeHub hub(bertRepository());
    hub.atHub = [](const HttpRequest &request, const HttpConnection &connection) {
        connection.answer(302, "", {"Location: " + request.target});
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("127.0.0.1 redirects again and again"));

    EXPECT_THAT(hub.hub().requests(), SizeIs(11));
}

TEST(HubMisbehaviour, ARedirectToAnUnencryptedHostIsRefused)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    for (const std::string target :
         {"http://example.com/x", "http://127.0.0.1.example.com/", "http://10.0.0.1/"}) {
        hub.atHub = answers(302, {"Location: " + target});
        EXPECT_THAT(fetching.failure(), HasSubstr("expected an encrypted (https) connection, found http"))
            << target;
    }
    for (const std::string target :
         {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/"}) {
        hub.atHub = answers(302, {"Location: " + target});
        EXPECT_THAT(fetching.failure(), HasSubstr("expected an https address")) << target;
    }
}

TEST(HubMisbehaviour, AFullDiskLeavesWholeFilesOnly)
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

TEST(HubMisbehaviour, AnIndexThatNamesFilesElsewhereIsRefused)
{
    FakeHub hub({{"config.json", R"({"model_type":"gpt2"})"},
                 {"model.safetensors.index.json", R"({"weight_map":{"a":"../../secret.safetensors"}})"}});
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("which the repository does not have"));
}

} // namespace headscope
