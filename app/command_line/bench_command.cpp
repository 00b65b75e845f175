#include "app/command_line/bench_measures.h"
#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/option_kinds.h"
#include "core/inference/inference_session.h"

#include <memory>

namespace headscope {

namespace {

void printTable(const Json &document)
{
    printLine(engineDescription() + ", peak " + document.at("peak_gflops").dump() + " GFLOP/s, load " +
              document.at("load_ms").dump() + " ms, resident " + document.at("resident_mb").dump() + " MB");
    for (const Json &run : document.at("runs"))
        printLine(run.dump());
    if (!document.at("sweep").is_null())
        printLine("sweep " + document.at("sweep").dump());
    for (const Json &view : document.at("views"))
        printLine("view " + view.dump());
}

int bench(const BenchOptions &options, bool json)
{
    const Json document = measure(options);
    json ? printJson(document) : printTable(document);
    return 0;
}

} // namespace

void addBenchCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command =
        program.add_subcommand("bench", "Measure this machine and a model; ends within a minute");
    auto options = std::make_shared<BenchOptions>();
    auto json = std::make_shared<bool>(false);
    command->add_option("MODEL", options->model,
                        "A model, or gpt2-small or bert-base for one of that size with random weights");
    asWhole(command->add_option("--tokens", options->tokens, "Only this many tokens"))
        ->check(CLI::Range(1, 1'000'000));
    command->add_flag("--sweep", options->sweep, "Also zero every head in turn");
    asWhole(command->add_option("--threads", options->threads, "Compute threads"))
        ->check(CLI::Range(1, 1024));
    command->add_flag("--json", *json, "Print one JSON document");
    command->callback([&body, options, json] { body = [options, json] { return bench(*options, *json); }; });
}

} // namespace headscope
