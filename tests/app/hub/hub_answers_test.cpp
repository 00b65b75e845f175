#include "tests/app/hub/hub_fetching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headscope {

namespace {

using testing::HasSubstr;
using testing::SizeIs;

FakeHub::Mischief answers(int status, std::vector<std::string> fields = {})
{
    return [status, fields = std::move(fields)](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(status, "no", fields);
        return true;
    };
}

} // namespace

TEST(HubAnswers, ServerErrorsPassOrAreNamed)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atStore = answers(503);

    EXPECT_THAT(fetching.failure(), HasSubstr("127.0.0.2 answered with an error of its own (503)"));
    EXPECT_THAT(hub.store().requests(), SizeIs(5)) << "tries";

    hub.atStore = onlyOnce(answers(500));
    EXPECT_EQ(fetching.failure(), "");
}

TEST(HubAnswers, TooManyRequestsAreWaitedOutAsAsked)
{
    FakeHub hub(bertRepository());
    hub.atHub = onlyOnce(answers(429, {"Retry-After: 1"}));
    HubFetching fetching(hub);

    EXPECT_EQ(fetching.failure(), "");

    EXPECT_THAT(fetching.steps, testing::Contains(HasSubstr("asks to wait; trying again in 1 s")));
}

TEST(HubAnswers, AWaitOfAnHourIsLeftToTheUser)
{
    FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    hub.atHub = answers(429, {"Retry-After: 3600"});
    EXPECT_THAT(fetching.failure(), HasSubstr("no more requests for now (429); try again in 60 minutes"));

    hub.atHub = answers(429, {R"(RateLimit: "api";r=0;t=600)"});
    EXPECT_THAT(fetching.failure(), HasSubstr("try again in 10 minutes"));
}

TEST(HubAnswers, GatedModelsSayWhatToDo)
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

TEST(HubAnswers, WhatIsNotThereIsNamed)
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

TEST(HubAnswers, AClosedPortIsNoNetwork)
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

TEST(HubAnswers, SilenceEndsInASentence)
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

TEST(HubAnswers, AListWithoutAnEndIsCutOff)
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

TEST(HubAnswers, ALoginPageIsNoListOfFiles)
{
    FakeHub hub(bertRepository());
    hub.list = "<html>please log in</html>";
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("does a proxy or a login page answer in its place?"));
}

TEST(HubAnswers, NamesThatClimbOutAreRefused)
{
    for (const std::string name : {"../config.json", "a/../../b", "/etc/passwd", "a//b", "..", ""}) {
        FakeHub hub(bertRepository());
        hub.list = R"({"sha":")" + FakeHub::commit() + R"(","siblings":[{"rfilename":")" + name + R"("}]})";
        HubFetching fetching(hub);

        EXPECT_THAT(fetching.failure(), HasSubstr("outside of the repository")) << name;
    }
}

TEST(HubAnswers, RedirectsAreFollowedOnlySoFar)
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

TEST(HubAnswers, ARedirectToAnUnencryptedHostIsRefused)
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

TEST(HubAnswers, AnIndexThatNamesFilesElsewhereIsRefused)
{
    FakeHub hub({{"config.json", R"({"model_type":"gpt2"})"},
                 {"model.safetensors.index.json", R"({"weight_map":{"a":"../../secret.safetensors"}})"}});
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("which the repository does not have"));
}

} // namespace headscope
