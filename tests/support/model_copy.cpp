#include "tests/support/model_copy.h"

#include "core/formats/load_error.h"
#include "core/formats/safetensors.h"
#include "tests/support/golden.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <unistd.h>

namespace headscope {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder()
{
    static int count = 0;
    m_path = fs::temp_directory_path() /
             ("headscope-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    fs::create_directories(m_path);
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

fs::path ScratchFolder::write(const std::string &name, const std::string &bytes) const
{
    std::ofstream(m_path / name, std::ios::binary) << bytes;
    return m_path / name;
}

ModelCopy::ModelCopy(const std::string &goldenName)
{
    const fs::path from = goldenFolder() / "models" / goldenName;
    for (const char *name : {"config.json", "model.safetensors"})
        fs::copy_file(from / name, path() / name);
}

ModelCopy &ModelCopy::editConfig(const std::function<void(nlohmann::json &)> &edit)
{
    nlohmann::json config;
    std::ifstream(path() / "config.json") >> config;
    edit(config);
    std::ofstream(path() / "config.json") << config;
    return *this;
}

ModelCopy &ModelCopy::editTensors(const std::function<void(std::map<std::string, Tensor> &)> &edit)
{
    std::map<std::string, Tensor> tensors;
    {
        const auto source = openSafetensors(path() / "model.safetensors");
        for (const TensorEntry &entry : source->entries())
            tensors[entry.name] = source->load(entry.name);
    }
    edit(tensors);
    std::vector<NamedTensor> named;
    for (const auto &[name, tensor] : tensors)
        named.push_back({name, &tensor});
    writeSafetensors(path() / "model.safetensors", named);
    return *this;
}

std::string refusalOf(const std::function<void()> &open)
{
    try {
        open();
    } catch (const LoadError &error) {
        return error.what();
    }
    return {};
}

} // namespace headscope
