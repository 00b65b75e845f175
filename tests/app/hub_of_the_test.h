#pragma once

#include "tests/support/fake_hub.h"
#include "tests/support/test_files.h"

#include <QByteArray>

namespace headscope {

/// The Hub of the test in place of the world's, and a cache of the test's own.
class HubOfTheTest {
public:
    HubOfTheTest()
        : hub({{"config.json", R"({"model_type":"bert"})"}, {"model.safetensors", std::string(100'000, 'x')}})
    {
        qputenv("HF_ENDPOINT", QByteArray::fromStdString(hub.hub().address()));
        qputenv("HF_HOME", QByteArray::fromStdString(m_folder.path().string()));
        qputenv("HF_HUB_CACHE", QByteArray::fromStdString((m_folder.path() / "hub").string()));
    }
    ~HubOfTheTest()
    {
        for (const char *name : {"HF_ENDPOINT", "HF_HOME", "HF_HUB_CACHE"})
            qunsetenv(name);
    }
    HubOfTheTest(const HubOfTheTest &) = delete;
    HubOfTheTest &operator=(const HubOfTheTest &) = delete;

    FakeHub hub;

private:
    TestFolder m_folder;
};

} // namespace headscope
