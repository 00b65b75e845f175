#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/json_output.h"
#include "app/command_line/run_output.h"
#include "app/gallery/model_locator.h"
#include "core/inference/run_memory.h"
#include "core/model/exactness.h"
#include "core/model/model.h"

#include <array>
#include <iomanip>
#include <memory>
#include <sstream>

namespace headscope {

namespace {

constexpr std::array kTokenCounts{16, 64, 256, 512, 1024, 2048, 4096, 8192};

/// `3.1e-06`
std::string shortNumber(double value)
{
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text << std::setprecision(2) << value;
    return text.str();
}

/// Bytes of weights and of runs of some lengths.
Json memoryJson(const ModelConfig &config)
{
    Json runs = Json::array();
    for (const int tokens : kTokenCounts) {
        if (tokens > config.positions)
            break;
        runs.push_back({{"tokens", tokens}, {"bytes", runMemory(config, tokens, 1, tokens).bytes}});
    }
    return {{"weights_bytes", config.weightBytes}, {"runs", runs}};
}

/// How exact models of this family are known to be; null when that was not measured.
Json exactnessJson(const ModelConfig &config)
{
    const Exactness *measured = exactnessOf(config.family);
    if (measured == nullptr)
        return nullptr;
    return {{"attention", measured->attention}, {"outputs", measured->outputs}};
}

Json toJson(const ModelConfig &config, const std::filesystem::path &path)
{
    Json json;
    json["name"] = config.name;
    json["path"] = path.string();
    json["family"] = config.family;
    json["layers"] = config.layers;
    json["heads"] = config.heads;
    json["key_value_heads"] = config.keyValueHeads;
    json["width"] = config.width;
    json["head_width"] = config.headWidth;
    json["mlp_width"] = config.mlpWidth;
    json["vocabulary"] = config.vocabulary;
    json["positions"] = config.positions;
    if (config.decoder)
        json["decoder"] = {{"layers", config.decoder->layers},
                           {"heads", config.decoder->heads},
                           {"head_width", config.decoder->headWidth},
                           {"mlp_width", config.decoder->mlpWidth},
                           {"vocabulary", config.decoder->vocabulary},
                           {"start_token", config.decoder->generation.startToken}};
    json["output"] = outputKindName(config.output);
    json["labels"] = config.labels;
    json["golden"] = exactnessJson(config);
    json["memory"] = memoryJson(config);
    return json;
}

void printTable(const Json &json)
{
    for (const auto &[key, value] : json.items())
        if (key != "memory" && key != "golden")
            printLine(key + ": " +
                      escapeControls(value.is_string() ? value.get<std::string>() : value.dump()));
    const auto &golden = json.at("golden");
    printLine("golden: " + (golden.is_null() ? std::string("not measured")
                                             : "attention within " + shortNumber(golden.at("attention")) +
                                                   ", outputs within " + shortNumber(golden.at("outputs")) +
                                                   " of the reference"));
    const auto &memory = json.at("memory");
    printLine("weights: " + std::to_string(memory.at("weights_bytes").get<std::size_t>() / 1'000'000) +
              " MB");
    for (const auto &run : memory.at("runs"))
        printLine("a run of " + run.at("tokens").dump() + " tokens: " +
                  std::to_string(run.at("bytes").get<std::size_t>() / 1'000'000) + " MB beside the weights");
}

int inspect(const std::string &name, bool asJson)
{
    const std::filesystem::path path = locateModel(name);
    const Json json = toJson(readConfig(path), path);
    asJson ? printJson(json) : printTable(json);
    return 0;
}

} // namespace

void addInspectCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command =
        program.add_subcommand("inspect", "Family, sizes, kind of output, memory needed; reads no weights");
    auto name = std::make_shared<std::string>("negation");
    auto json = std::make_shared<bool>(false);
    command->add_option("MODEL", *name, "A path, an embedded, gallery or cached model");
    command->add_flag("--json", *json, "Print one JSON document");
    command->callback([&body, name, json] { body = [name, json] { return inspect(*name, *json); }; });
}

} // namespace headscope
