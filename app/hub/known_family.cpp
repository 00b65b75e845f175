#include "app/hub/known_family.h"

#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/model/families/family.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace headscope {

namespace {

bool isIn(std::span<const Family> families, std::string_view modelType)
{
    return std::ranges::find(families, modelType, &Family::modelType) != families.end();
}

} // namespace

bool hasFolderFamily(std::string_view modelType)
{
    return isIn(folderFamilies(), modelType);
}

bool hasGgufFamily(std::string_view architecture)
{
    return isIn(ggufFamilies(), architecture);
}

std::string modelTypeIn(const std::filesystem::path &config)
{
    try {
        const nlohmann::json json = readJsonFile(config);
        return json.is_object() && json.contains("model_type") && json.at("model_type").is_string()
                   ? json.at("model_type").get<std::string>()
                   : std::string();
    } catch (const LoadError &) { // opening it says why
        return {};
    }
}

} // namespace headscope
