#include "core/model/sentence_vector_files.h"

#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/model/config_reader.h"

#include <nlohmann/json.hpp>

#include <array>

namespace headscope {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 1U << 20U;

struct PoolingFlag {
    std::string_view key;
    std::string_view name; ///< as the newer key `pooling_mode` says it
    Pooling pooling;
};

// In the order in which sentence-transformers puts them beside each other.
constexpr std::array kFlags{
    PoolingFlag{"pooling_mode_cls_token", "cls", Pooling::First},
    PoolingFlag{"pooling_mode_max_tokens", "max", Pooling::Max},
    PoolingFlag{"pooling_mode_mean_tokens", "mean", Pooling::Mean},
    PoolingFlag{"pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens", Pooling::MeanSqrtLength},
    PoolingFlag{"pooling_mode_weightedmean_tokens", "weightedmean", Pooling::WeightedMean},
    PoolingFlag{"pooling_mode_lasttoken", "lasttoken", Pooling::Last},
};

bool isFile(const fs::path &path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

SentenceVector poolingIn(const fs::path &file)
{
    const nlohmann::json values = readJsonFile(file, kLargestFile);
    const ConfigReader config(values, file.string());
    const std::string mode = config.text({"pooling_mode"}, "");
    SentenceVector spec;
    for (const auto &[key, name, pooling] : kFlags)
        if (config.flag({key}, false) || mode == name)
            spec.poolings.push_back(pooling);
    return spec;
}

/// A module's folder is a name beside modules.json, nothing that leads elsewhere.
fs::path moduleFolder(const ConfigReader &module, const fs::path &folder)
{
    const std::string name = module.text({"path"}, "");
    if (name.find_first_of("/\\") != std::string::npos || name == "..")
        throw LoadError(sentence("core", "%1: the module folder %2 should be a plain name.")
                            .with(module.file(), inQuotes(name)));
    return folder / name;
}

} // namespace

SentenceVector readSentenceVector(const fs::path &folder, std::vector<Message> &warnings)
{
    const fs::path modulesFile = folder / "modules.json";
    const fs::path usual = folder / "1_Pooling" / "config.json";
    if (!isFile(modulesFile))
        return isFile(usual) ? poolingIn(usual) : SentenceVector{};
    const nlohmann::json modules = readJsonFile(modulesFile, kLargestFile);
    if (!modules.is_array())
        throw LoadError(sentence("core", "%1: a list of modules was expected.").with(modulesFile.string()));
    SentenceVector spec;
    for (const nlohmann::json &entry : modules) {
        const ConfigReader module(entry, modulesFile.string());
        const std::string type = module.text({"type"}, "");
        if (type.ends_with("Pooling")) {
            const fs::path file = moduleFolder(module, folder) / "config.json";
            if (isFile(file))
                spec.poolings = poolingIn(file).poolings;
        } else if (type.ends_with("Normalize")) {
            spec.normalised = true;
        } else if (!type.ends_with("Transformer")) {
            warnings.push_back(sentence("core", "%1: the module %2 is left out of the sentence vector.")
                                   .with(modulesFile.string(), inQuotes(type)));
        }
    }
    return spec;
}

} // namespace headscope
