#include "core/model/gguf_config.h"

#include "core/formats/load_error.h"

#include <nlohmann/json.hpp>

namespace headscope {

std::string ggufArchitecture(const GgufFile &file)
{
    const std::string *architecture = file.value<std::string>("general.architecture");
    if (architecture == nullptr)
        throw LoadError(
            sentence("core", "%1: 'general.architecture' is missing.").with(file.path().string()));
    return *architecture;
}

nlohmann::json ggufConfig(const GgufFile &file, const std::string &architecture)
{
    const std::string prefix = architecture + ".";
    nlohmann::json config = nlohmann::json::object();
    for (const auto &[key, value] : file.metadata())
        if (key.starts_with(prefix))
            std::visit([&](const auto &typed) { config[key.substr(prefix.size())] = typed; }, value);
    return config;
}

} // namespace headscope
