#include "app/hub/hub_settings.h"
#include "tests/support/test_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headscope {

namespace {

/// An environment without any of the Hub's variables but those given.
class HubVariables {
public:
    explicit HubVariables(const std::map<std::string, std::string> &set)
    {
        clear();
        for (const auto &[name, value] : set)
            ::setenv(name.c_str(), value.c_str(), 1);
    }
    ~HubVariables() { clear(); }
    HubVariables(const HubVariables &) = delete;
    HubVariables &operator=(const HubVariables &) = delete;

private:
    static void clear()
    {
        for (const char *name :
             {"HF_ENDPOINT", "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_TOKEN_PATH", "HF_HOME", "HF_HUB_CACHE",
              "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE",
              "HF_HUB_DOWNLOAD_TIMEOUT", "HF_HUB_DISABLE_IMPLICIT_TOKEN"})
            ::unsetenv(name);
    }
};

std::string failureWith(const std::map<std::string, std::string> &set)
{
    const HubVariables variables(set);
    try {
        static_cast<void>(hubSettings());
    } catch (const FetchFailure &failure) {
        return failure.what();
    }
    return {};
}

} // namespace

TEST(HubSettings, FollowTheHubsOwnConventions)
{
    const TestFolder home;
    home.write("token", "hf_fromfile\n");
    const HubVariables variables({{"HF_HOME", home.path().string()}, {"HF_HUB_DOWNLOAD_TIMEOUT", "7"}});

    const HubSettings settings = hubSettings();

    EXPECT_EQ(settings.endpoint, "https://huggingface.co");
    EXPECT_EQ(settings.token, "hf_fromfile");
    EXPECT_EQ(settings.cache, home.path() / "hub");
    EXPECT_EQ(settings.limits.stall.count(), 7);
}

TEST(HubSettings, TheMostSpecificVariableWins)
{
    const HubVariables variables({{"HF_HOME", "/a"},
                                  {"HF_HUB_CACHE", "/b"},
                                  {"HF_TOKEN", "hf_x"},
                                  {"HF_ENDPOINT", "https://mirror.example/"},
                                  {"HF_HUB_OFFLINE", "yes"}});

    const HubSettings settings = hubSettings();

    EXPECT_EQ(settings.cache, "/b");
    EXPECT_EQ(settings.token, "hf_x");
    EXPECT_EQ(settings.endpoint, "https://mirror.example");
    EXPECT_TRUE(settings.isOffline);
}

TEST(HubSettings, AnEndpointIsEncryptedOrOnThisMachine)
{
    EXPECT_EQ(failureWith({{"HF_ENDPOINT", "http://127.0.0.1:8000"}}), "");
    EXPECT_EQ(failureWith({{"HF_ENDPOINT", "http://localhost:8000"}}), "");
    EXPECT_EQ(failureWith({{"HF_ENDPOINT", "http://[::1]:8000"}}), "");
    EXPECT_THAT(failureWith({{"HF_ENDPOINT", "http://mirror.example"}}), testing::HasSubstr("encrypted"));
    EXPECT_THAT(failureWith({{"HF_ENDPOINT", "mirror"}}), testing::HasSubstr("expected an https address"));
    EXPECT_THAT(failureWith({{"HF_ENDPOINT", "https://me:word@mirror.example"}}),
                testing::HasSubstr("expected an https address"));
}

TEST(HubSettings, ATokenThatCouldEndAHeaderLineIsRefusedWithoutBeingShown)
{
    const std::string failure = failureWith({{"HF_TOKEN", "hf_secret\r\nX-Other: 1"}});

    EXPECT_THAT(failure, testing::HasSubstr("the token in HF_TOKEN cannot be one"));
    EXPECT_THAT(failure, testing::Not(testing::HasSubstr("secret")));
}

} // namespace headscope
