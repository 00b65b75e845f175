#include "app/window/fetch_task.h"
#include "tests/app/hub_of_the_test.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace headscope {

namespace {

constexpr int kLongestWait = 10'000;

} // namespace

TEST(FetchTask, TellsHowFarAFetchFromTheHubIsAndHowItWasChecked)
{
    const HubOfTheTest here;
    FetchTask task;
    QSignalSpy progress(&task, &FetchTask::progressChanged);
    QSignalSpy fetched(&task, &FetchTask::fetched);

    task.start(QStringLiteral("owner/name"));
    ASSERT_TRUE(fetched.wait(kLongestWait));

    EXPECT_FALSE(task.isRunning());
    EXPECT_EQ(fetched.first().at(0).toString(), QStringLiteral("owner/name"));
    EXPECT_TRUE(fetched.first().at(1).toString().contains(QLatin1String("the Hub's own checksums")));
    ASSERT_FALSE(progress.isEmpty());
    EXPECT_DOUBLE_EQ(progress.last().at(1).toDouble(), 1.0);
}

TEST(FetchTask, CancelEndsAFetchThatHangs)
{
    HubOfTheTest here;
    FetchTask task;
    here.hub.atStore = [](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 100000"});
        connection.waitForClient();
        return true;
    };
    QSignalSpy progress(&task, &FetchTask::progressChanged);
    QSignalSpy stopped(&task, &FetchTask::stopped);
    QSignalSpy failed(&task, &FetchTask::failed);

    task.start(QStringLiteral("owner/name"));
    ASSERT_TRUE(progress.wait(kLongestWait));
    task.cancel();
    ASSERT_TRUE(stopped.wait(kLongestWait));

    EXPECT_TRUE(failed.isEmpty());
    EXPECT_FALSE(task.isRunning());
}

TEST(FetchTask, AFailureIsOneSentence)
{
    HubOfTheTest here;
    here.hub.atHub = [](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(404, "no");
        return true;
    };
    FetchTask task;
    QSignalSpy failed(&task, &FetchTask::failed);

    task.start(QStringLiteral("owner/name"));
    ASSERT_TRUE(failed.wait(kLongestWait));

    EXPECT_EQ(failed.first().first().toString(),
              QStringLiteral("the Hub has no model owner/name; check the spelling"));
}

} // namespace headscope
