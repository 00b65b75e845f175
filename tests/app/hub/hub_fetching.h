#pragma once

#include "app/hub/fetch_from_hub.h"
#include "tests/support/fake_hub.h"
#include "tests/support/test_files.h"

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace headscope {

/// A fetch from a Hub of the test into a cache of the test, and what it said.
class HubFetching {
public:
    explicit HubFetching(const FakeHub &hub)
    {
        settings.endpoint = hub.hub().address();
        settings.cache = folder.path() / "hub";
        settings.backOff = std::chrono::milliseconds(1);
        settings.limits = {std::chrono::seconds(2), std::chrono::seconds(1)};
    }

    std::filesystem::path fetch(const std::string &id, const std::stop_token &stop = {})
    {
        FetchReport report;
        report.progress = [this](const std::string &step, double) { steps.push_back(step); };
        report.note = [this](const std::string &sentence) { notes.push_back(sentence); };
        return fetchFromHub({parseHubId(id).value(), pinned}, settings, report, stop);
    }

    /// The sentence with which it fails; empty when it does not.
    std::string failure(const std::string &id = "owner/name")
    {
        try {
            static_cast<void>(fetch(id));
        } catch (const FetchFailure &failed) {
            return failed.what();
        }
        return {};
    }

    [[nodiscard]] std::filesystem::path repository() const { return settings.cache / "models--owner--name"; }
    [[nodiscard]] std::filesystem::path snapshot() const
    {
        return repository() / "snapshots" / FakeHub::commit();
    }
    /// Everything that has a final name: no `.incomplete`, no lock.
    [[nodiscard]] std::set<std::string> blobs() const
    {
        std::set<std::string> names;
        std::error_code error;
        for (const auto &entry : std::filesystem::directory_iterator(repository() / "blobs", error))
            if (entry.path().extension() != ".incomplete")
                names.insert(entry.path().filename().string());
        return names;
    }

    TestFolder folder;
    HubSettings settings;
    std::map<std::string, std::string> pinned;
    std::vector<std::string> steps, notes;
};

inline std::string contentOf(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Bytes that are not all alike.
inline std::string someBytes(std::size_t count)
{
    std::string bytes(count, '\0');
    unsigned state = 1;
    for (char &byte : bytes) {
        state = state * 1'664'525U + 1'013'904'223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

/// Does `once` for the first request and lets the others pass.
inline FakeHub::Mischief onlyOnce(FakeHub::Mischief once)
{
    return [once = std::move(once), done = false](const HttpRequest &request,
                                                  const HttpConnection &connection) mutable {
        return !std::exchange(done, true) && once(request, connection);
    };
}

/// The files of a small BERT, with things that a fetch leaves alone.
inline std::map<std::string, std::string> bertRepository()
{
    return {{"README.md", "# a model"},
            {"config.json", R"({"model_type":"bert"})"},
            {"model.safetensors", someBytes(300'000)},
            {"pytorch_model.bin", someBytes(1000)},
            {"onnx/model.onnx", "onnx"},
            {"tokenizer.json", R"({"model":{}})"},
            {"tokenizer_config.json", "{}"},
            {"vocab.txt", "[PAD]\n"},
            {"modules.json", "[]"},
            {"1_Pooling/config.json", R"({"pooling_mode_mean_tokens":true})"}};
}

} // namespace headscope
