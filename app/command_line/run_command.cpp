#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/run_output.h"
#include "app/command_line/run_table.h"
#include "app/command_line/run_tensors.h"

#include <memory>

namespace headscope {

namespace {

struct RunOptions {
    std::string model = "negation";
    TextOptions text;
    std::vector<std::string> specs;
    std::vector<std::string> tracked;
    OutputWishes wishes;
    std::string tensorsFile;
    bool json = false;
};

RunRequest requestFor(const ReadyModel &model, const RunOptions &options, const std::vector<Token> &tokens)
{
    RunRequest request{sequenceOf(tokens), {}, LogitScope::Given, {}};
    request.positions = shownPositions(model, request.tokens, options.wishes);
    if (!options.tensorsFile.empty())
        request.scope = LogitScope::All;
    return request;
}

/// Everything that depends on the model is checked before anything is computed.
OutputWishes wishesFor(const ReadyModel &model, const RunOptions &options, const std::vector<Token> &tokens)
{
    OutputWishes wishes = options.wishes;
    if (wishes.position && (*wishes.position < 0 || *wishes.position >= std::ssize(tokens)))
        throw Refusal("position " + std::to_string(*wishes.position) +
                      " is outside the text: expected 0 to " + std::to_string(tokens.size() - 1));
    wishes.answers =
        options.text.ids ? AnswerBounds{0, static_cast<int>(tokens.size()) - 1} : answerBounds(tokens);
    const bool tracksNothing =
        model.config.output == OutputKind::Embedding || model.config.output == OutputKind::AnswerSpan;
    if (!options.tracked.empty() && tracksNothing)
        throw Refusal("this model predicts nothing that could be tracked");
    for (const std::string &name : options.tracked)
        wishes.tracked.push_back(outcomeId(model, name));
    return wishes;
}

Json modelJson(const ModelConfig &config)
{
    return {{"name", config.name},   {"family", config.family}, {"layers", config.layers},
            {"heads", config.heads}, {"width", config.width},   {"vocabulary", config.vocabulary}};
}

Json documentFor(ReadyModel &model, const std::vector<Token> &tokens, const RunResult &result,
                 const RunResult &baseline, const OutputWishes &wishes)
{
    Json document;
    document["model"] = modelJson(model.config);
    document["tokens"] = tokensJson(tokens, model.tokenizer.get());
    document["interventions"] = interventionsJson(result.interventions);
    document["output"] = outputJson(model, result, baseline, wishes);
    if (!result.interventions.empty())
        document["baseline"] = outputJson(model, baseline, baseline, wishes);
    document["timing"] = {{"load_ms", model.loadMilliseconds},
                          {"run_ms", result.milliseconds},
                          {"first_layer_computed", result.firstComputedLayer}};
    return document;
}

int run(const RunOptions &options)
{
    checkSpecs(options.specs);
    if (!options.text.text && !options.text.ids)
        throw UsageError("run: expected --text or --ids");
    ReadyModel model = openForRunning(options.model);
    const std::vector<Token> tokens = tokensFor(model, options.text);
    const Interventions interventions = interventionsFor(model.config, options.specs);
    const OutputWishes wishes = wishesFor(model, options, tokens);
    RunRequest request = requestFor(model, options, tokens);
    const auto baseline = model.session->run(request);
    request.interventions = interventions;
    const auto result = interventions.empty() ? baseline : model.session->run(request);
    if (!options.tensorsFile.empty())
        writeRunTensors(options.tensorsFile, *result);
    const Json document = documentFor(model, tokens, *result, *baseline, wishes);
    options.json ? printJson(document) : printRunTable(document);
    return 0;
}

} // namespace

void addRunCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command =
        program.add_subcommand("run", "Run a model on a text, with heads changed, and print its output");
    auto options = std::make_shared<RunOptions>();
    command->add_option("MODEL", options->model, "A path, an embedded, gallery or cached model");
    options->text.addTo(*command);
    command->add_option("--intervene", options->specs, "HEADS=KIND: 3.5=zero, 7.*=mean, 2.0,2.4=scale:0.5")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--top", options->wishes.top, "How many predictions")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--position", options->wishes.position, "The position whose prediction is shown");
    command->add_option("--track", options->tracked, "Also show this token (text or #id)")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_flag(
        "--json", options->json,
        "Print one JSON document; its output.kind is next-token, masked-token, labels, token-labels, "
        "answer-span (start, end and answers instead of predictions) or embedding (movement and "
        "cosine)");
    command->add_option("--tensors", options->tensorsFile,
                        "Write attention, layer inputs and logits as safetensors");
    command->callback([&body, options] { body = [options] { return run(*options); }; });
}

} // namespace headscope
