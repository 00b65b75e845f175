#include "app/web/web_address.h"
#include "app/web/web_client.h"
#include "tests/support/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace headscope {

TEST(WebAddress, ThisMachineIsToldFromItsImitations)
{
    for (const char *host : {"127.0.0.1", "127.9.9.9", "localhost", "[::1]"})
        EXPECT_TRUE(originOf(std::string("http://") + host + ":80/").isLoopback()) << host;
    for (const char *host :
         {"127.0.0.1.example.com", "localhost.example.com", "128.0.0.1", "[::2]", "10.0.0.1"})
        EXPECT_FALSE(originOf(std::string("http://") + host + "/").isLoopback()) << host;
}

TEST(WebAddress, NamesAreEscapedAndSeparatorsKept)
{
    EXPECT_EQ(escapedPath("1_Pooling/a b?#%é.json"), "1_Pooling/a%20b%3F%23%25%C3%A9.json");
    EXPECT_EQ(escapedSegment("refs/pr/1"), "refs%2Fpr%2F1");
    EXPECT_EQ(resolvedAddress("https://a.example/x/y?z", "/b"), "https://a.example/b");
}

TEST(WebClient, AProxyIsAskedForEncryptedHostsAndNeverGetsTheToken)
{
    const HttpServer proxy(
        [](const HttpRequest &, const HttpConnection &connection) { connection.answer(403, "no"); });
    ::setenv("https_proxy", proxy.address().c_str(), 1);
    WebClient client;

    EXPECT_THROW(static_cast<void>(client.get({"https://hub.example/x", "hf_secret", {}}, {}, {})),
                 WebFailure);
    ::unsetenv("https_proxy");

    ASSERT_THAT(proxy.requests(), testing::SizeIs(1));
    EXPECT_EQ(proxy.requests().front().method, "CONNECT");
    EXPECT_EQ(proxy.requests().front().target, "hub.example:443");
    EXPECT_EQ(proxy.requests().front().field("authorization"), "");
}

TEST(WebClient, AFailedConnectionCanBeUsedAgain)
{
    const HttpServer server([first = true](const HttpRequest &, const HttpConnection &connection) mutable {
        if (!std::exchange(first, false))
            connection.answer(200, "here");
    });
    WebClient client;
    std::string body;
    const auto take = [&body](std::span<const WebHead>, std::span<const std::byte> bytes) {
        for (const std::byte byte : bytes)
            body += static_cast<char>(byte);
    };

    EXPECT_THROW(static_cast<void>(client.get({server.address() + "/", "", {}}, take, {})), WebFailure);
    EXPECT_EQ(client.get({server.address() + "/", "", {}}, take, {}).back().status, 200);

    EXPECT_EQ(body, "here");
}

} // namespace headscope
