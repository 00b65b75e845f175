#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/json_output.h"
#include "app/gallery/model_locator.h"

#include <array>
#include <memory>

namespace headscope {

namespace {

std::string originName(ModelOrigin origin)
{
    static constexpr std::array<const char *, 4> kNames{"embedded", "gallery", "hub cache", "recent"};
    return kNames.at(static_cast<std::size_t>(origin));
}

std::string stateOf(const OfferedModel &model)
{
    if (model.path.empty())
        return "not here yet: headscope fetch " + model.name;
    return model.problem.empty() ? "can be opened" : model.problem;
}

Json toJson(const OfferedModel &model)
{
    Json entry;
    entry["name"] = model.name;
    entry["origin"] = originName(model.origin);
    entry["title"] = model.title;
    entry["about"] = model.about;
    entry["family"] = model.family.empty() ? Json(nullptr) : Json(model.family);
    entry["bytes"] = model.bytes;
    entry["path"] = model.path.empty() ? Json(nullptr) : Json(model.path.string());
    entry["can_be_opened"] = !model.path.empty() && model.problem.empty();
    entry["problem"] = model.problem.empty() ? Json(nullptr) : Json(model.problem);
    return entry;
}

int listModels(bool json)
{
    Json list = Json::array();
    for (const OfferedModel &model : offeredModels()) {
        list.push_back(toJson(model));
        if (!json)
            printLine(escapeControls(model.name + "  [" + originName(model.origin) + "]  " + model.about +
                                     "  " + std::to_string((model.bytes + 500'000) / 1'000'000) + " MB  " +
                                     stateOf(model)));
    }
    if (json)
        printJson(Json{{"models", list}});
    return 0;
}

} // namespace

void addModelsCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command = program.add_subcommand(
        "models", "List embedded, gallery, cached and recent models, and whether each can be opened");
    auto json = std::make_shared<bool>(false);
    command->add_flag("--json", *json, "Print one JSON document");
    command->callback([&body, json] { body = [json] { return listModels(*json); }; });
}

} // namespace headscope
