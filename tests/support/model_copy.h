#pragma once

#include "core/tensor/tensor.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace headscope {

/// A folder that is gone when the test is over.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    /// Writes a file into it and returns where.
    std::filesystem::path write(const std::string &name, const std::string &bytes) const;

private:
    std::filesystem::path m_path;
};

/// A copy of a golden model that a test may damage.
class ModelCopy {
public:
    explicit ModelCopy(const std::string &goldenName);

    [[nodiscard]] const std::filesystem::path &path() const { return m_folder.path(); }
    ModelCopy &editConfig(const std::function<void(nlohmann::json &)> &edit);
    /// The tensors by name; written back when `edit` returns.
    ModelCopy &editTensors(const std::function<void(std::map<std::string, Tensor> &)> &edit);

private:
    ScratchFolder m_folder;
};

/// The sentence of the LoadError that `open` throws; empty when it throws none.
[[nodiscard]] std::string refusalOf(const std::function<void()> &open);

} // namespace headscope
