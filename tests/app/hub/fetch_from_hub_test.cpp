#include "tests/app/hub/hub_fetching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

std::vector<std::string> filesBelow(const fs::path &folder)
{
    std::vector<std::string> names;
    for (const auto &entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            names.push_back(entry.path().lexically_relative(folder).string());
    std::ranges::sort(names);
    return names;
}

} // namespace

TEST(FetchFromHub, BringsExactlyTheFilesThatOpenTheModel)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);

    EXPECT_EQ(fetching.fetch("owner/name"), fetching.snapshot());

    EXPECT_THAT(filesBelow(fetching.snapshot()),
                testing::ElementsAre("1_Pooling/config.json", "config.json", "model.safetensors",
                                     "modules.json", "tokenizer.json", "tokenizer_config.json"));
    EXPECT_EQ(contentOf(fetching.snapshot() / "model.safetensors"), hub.bytes("model.safetensors"));
}

TEST(FetchFromHub, TheLayoutIsThatOfTheHubsOwnCache)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(contentOf(fetching.repository() / "refs" / "main"), FakeHub::commit());
    EXPECT_EQ(fs::read_symlink(fetching.snapshot() / "config.json"),
              fs::path("../../blobs") / gitSha1(hub.bytes("config.json")));
    EXPECT_EQ(fs::read_symlink(fetching.snapshot() / "model.safetensors"),
              fs::path("../../blobs") / sha256(hub.bytes("model.safetensors")));
    EXPECT_EQ(fs::read_symlink(fetching.snapshot() / "1_Pooling" / "config.json"),
              fs::path("../../../blobs") / gitSha1(hub.bytes("1_Pooling/config.json")));
    EXPECT_THAT(contentOf(fetching.settings.cache / "CACHEDIR.TAG"),
                HasSubstr("8a477f597d28d172789f06886806bc55"));
}

TEST(FetchFromHub, AGgufFileIsChosenByAPartOfItsName)
{
    const FakeHub hub({{"m.Q4_K.gguf", "one"}, {"m.Q4_K_M.gguf", "two"}, {"config.json", "{}"}});
    HubFetching fetching(hub);

    EXPECT_EQ(fetching.fetch("owner/name:q4_k"), fetching.snapshot() / "m.Q4_K.gguf");

    EXPECT_THAT(filesBelow(fetching.snapshot()), testing::ElementsAre("m.Q4_K.gguf"));
}

TEST(FetchFromHub, OfShardsThoseThatTheIndexNamesAreBrought)
{
    const FakeHub hub({{"config.json", R"({"model_type":"gpt2"})"},
                       {"model.safetensors.index.json",
                        R"({"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}})"},
                       {"model-1.safetensors", "one"},
                       {"model-2.safetensors", "two"},
                       {"other.safetensors", "three"}});
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_THAT(filesBelow(fetching.snapshot()),
                testing::ElementsAre("config.json", "model-1.safetensors", "model-2.safetensors",
                                     "model.safetensors.index.json"));
}

TEST(FetchFromHub, ARevisionGetsItsOwnReference)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name@refs/pr/1"));

    EXPECT_THAT(hub.hub().requests("/api/models/owner/name/revision/refs%2Fpr%2F1"), SizeIs(1));
    EXPECT_EQ(contentOf(fetching.repository() / "refs" / "refs" / "pr" / "1"), FakeHub::commit());
    EXPECT_FALSE(fs::exists(fetching.repository() / "refs" / "main"));
}

TEST(FetchFromHub, WhatIsHereIsNotBroughtAgain)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    static_cast<void>(fetching.fetch("owner/name"));
    const std::size_t before = hub.hub().requests().size();

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(hub.hub().requests().size(), before + 1) << "only the list";
    EXPECT_THAT(hub.store().requests(), SizeIs(1));
}

TEST(FetchFromHub, TheTokenGoesToTheHubAndNowhereElse)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    fetching.settings.token = "hf_secret";

    static_cast<void>(fetching.fetch("owner/name"));

    for (const HttpRequest &request : hub.hub().requests())
        EXPECT_EQ(request.field("authorization"), "Bearer hf_secret") << request.target;
    ASSERT_THAT(hub.store().requests(), SizeIs(1));
    EXPECT_EQ(hub.store().requests().front().field("authorization"), "");
    EXPECT_THAT(fetching.steps, Each(testing::Not(HasSubstr("hf_secret"))));
}

TEST(FetchFromHub, SaysWhatTheFilesWereCheckedAgainst)
{
    const FakeHub hub(bertRepository());
    HubFetching unpinned(hub);
    HubFetching pinned(hub);
    pinned.pinned = {{"model.safetensors", sha256(hub.bytes("model.safetensors"))}};

    static_cast<void>(unpinned.fetch("owner/name"));
    static_cast<void>(pinned.fetch("owner/name"));

    EXPECT_THAT(unpinned.notes, testing::ElementsAre(HasSubstr("the Hub's own checksums; none")));
    EXPECT_THAT(pinned.notes, testing::ElementsAre(HasSubstr("weights checked against the SHA-256 known")));
}

TEST(FetchFromHub, AnotherFileThanThePinnedOneIsNotBrought)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    fetching.pinned = {{"model.safetensors", std::string(64, 'a')}};

    EXPECT_THAT(fetching.failure(), HasSubstr("expected SHA-256 " + std::string(64, 'a')));

    EXPECT_THAT(hub.store().requests(), SizeIs(0));
}

TEST(FetchFromHub, AFamilyThatCannotBeOpenedIsRefusedBeforeItsWeights)
{
    FakeHub hub(bertRepository());
    hub.replace("config.json", R"({"model_type":"hyena"})");
    HubFetching fetching(hub);

    EXPECT_THAT(fetching.failure(), HasSubstr("'hyena', which cannot be opened (README.md"));

    EXPECT_THAT(hub.store().requests(), SizeIs(0));
}

TEST(FetchFromHub, AListWithoutChecksumsIsCompletedByEachFilesOwnAddress)
{
    FakeHub hub({{"config.json", R"({"model_type":"bert"})"}, {"model.safetensors", someBytes(1000)}});
    hub.list = R"({"sha":")" + FakeHub::commit() +
               R"(","siblings":[{"rfilename":"config.json"},{"rfilename":"model.safetensors"}]})";
    HubFetching fetching(hub);

    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(fetching.blobs(),
              (std::set<std::string>{hub.hashOf("config.json"), hub.hashOf("model.safetensors")}));
}

TEST(FetchFromHub, StoppingEndsAtOnceAndTheNextFetchGoesOn)
{
    FakeHub hub(bertRepository());
    std::stop_source stop;
    hub.atStore = [&](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: 300000"});
        connection.send(hub.bytes("model.safetensors").substr(0, 100'000));
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
        connection.waitForClient();
        return true;
    };
    HubFetching fetching(hub);

    EXPECT_TRUE(fetching.fetch("owner/name", stop.get_token()).empty());
    EXPECT_FALSE(fs::exists(fetching.repository() / "refs" / "main"));
    hub.atStore = {};
    static_cast<void>(fetching.fetch("owner/name"));

    EXPECT_EQ(hub.store().requests().back().field("range"), "bytes=100000-");
    EXPECT_EQ(contentOf(fetching.snapshot() / "model.safetensors"), hub.bytes("model.safetensors"));
}

TEST(FetchFromHub, WhatTheLibraryIsToldToLeaveOfflineStaysOffline)
{
    const FakeHub hub(bertRepository());
    HubFetching fetching(hub);
    fetching.settings.isOffline = true;

    EXPECT_THAT(fetching.failure(), HasSubstr("HF_HUB_OFFLINE"));

    EXPECT_THAT(hub.hub().requests(), SizeIs(0));
}

} // namespace headscope
