#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

namespace headscope {

/// A folder for the files of one test, gone with it.
class TestFolder {
public:
    TestFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "headscope-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            std::abort();
        m_path = name;
    }
    ~TestFolder() { std::filesystem::remove_all(m_path); }
    TestFolder(const TestFolder &) = delete;
    TestFolder &operator=(const TestFolder &) = delete;

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

    /// Writes a file into the folder and returns its path.
    std::filesystem::path write(const std::string &name, std::string_view bytes) const
    {
        std::ofstream(m_path / name, std::ios::binary) << bytes;
        return m_path / name;
    }

private:
    std::filesystem::path m_path;
};

/// The bytes of a number as a little-endian file holds them.
template <typename T>
std::string littleEndian(T value)
{
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

/// The folder of third-party test data, when this machine has it.
inline std::optional<std::filesystem::path> testData()
{
    const char *folder = std::getenv("HEADSCOPE_TEST_DATA"); // NOLINT(concurrency-mt-unsafe): one thread
    if (folder == nullptr || *folder == '\0')
        return {};
    return folder;
}

} // namespace headscope

/// Leaves the test when there is no test data; otherwise `variable` is its folder.
#define HEADSCOPE_TEST_DATA_OR_SKIP(variable)                                                                \
    if (!::headscope::testData())                                                                            \
        GTEST_SKIP() << "skipped: no HEADSCOPE_TEST_DATA";                                                   \
    const std::filesystem::path variable = *::headscope::testData()
