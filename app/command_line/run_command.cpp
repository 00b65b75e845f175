#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/decoder_options.h"
#include "app/command_line/option_kinds.h"
#include "app/command_line/run_output.h"
#include "app/command_line/run_table.h"
#include "app/command_line/run_tensors.h"
#include "core/model/decoder_text.h"

#include <memory>

namespace headscope {

namespace {

struct RunOptions {
    std::string model = "negation";
    TextOptions text;
    DecoderOptions decoder;
    std::vector<std::string> specs;
    PlannedOptions planned;
    std::vector<std::string> tracked;
    OutputWishes wishes;
    std::string tensorsFile;
    bool json = false;
};

/// The tokens of both texts; `decoder` is empty for models with one stack.
struct RunTokens {
    std::vector<Token> text, decoder;
    [[nodiscard]] int positions() const
    {
        return static_cast<int>(decoder.empty() ? text.size() : decoder.size());
    }
};

RunRequest requestFor(const ReadyModel &model, const RunOptions &options, const RunTokens &tokens)
{
    RunRequest request{sequenceOf(tokens.text), {}, LogitScope::Given, {}, idsOf(tokens.decoder)};
    const auto &ids = tokens.decoder.empty() ? request.tokens.ids : request.decoderIds;
    request.positions = shownPositions(model, ids, options.wishes);
    if (!options.tensorsFile.empty())
        request.scope = LogitScope::All;
    return request;
}

/// Everything that depends on the model is checked before anything is computed.
OutputWishes wishesFor(const ReadyModel &model, const RunOptions &options, const RunTokens &tokens)
{
    OutputWishes wishes = options.wishes;
    if (wishes.position && (*wishes.position < 0 || *wishes.position >= tokens.positions()))
        throw Refusal("position " + std::to_string(*wishes.position) +
                      " is outside the text: expected 0 to " + std::to_string(tokens.positions() - 1));
    wishes.answers = options.text.ids ? AnswerBounds{0, tokens.positions() - 1} : answerBounds(tokens.text);
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
    Json json{{"name", config.name},   {"family", config.family}, {"layers", config.layers},
              {"heads", config.heads}, {"width", config.width},   {"vocabulary", config.vocabulary}};
    if (config.decoder) {
        json["decoder_layers"] = config.decoder->layers;
        json["decoder_heads"] = config.decoder->heads;
    }
    return json;
}

Json documentFor(ReadyModel &model, const RunTokens &tokens, const RunResult &result,
                 const RunResult &baseline, const OutputWishes &wishes)
{
    Json document;
    document["model"] = modelJson(model.config);
    document["tokens"] = tokensJson(tokens.text, model.tokenizer.get());
    if (!tokens.decoder.empty())
        document["decoder_tokens"] = tokensJson(tokens.decoder, model.outputTokenizer.get());
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
    options.planned.refuse();
    if (!options.text.text && !options.text.ids)
        throw UsageError("run: expected --text or --ids");
    ReadyModel model = openForRunning(options.model);
    RunTokens tokens{tokensFor(model, options.text), {}};
    const Interventions interventions = interventionsFor(model.config, options.specs);
    tokens.decoder = decoderTokensFor(model, options.decoder, sequenceOf(tokens.text));
    const OutputWishes wishes = wishesFor(model, options, tokens);
    RunRequest request = requestFor(model, options, tokens);
    const auto baseline = model.session->run(request);
    request.interventions = interventions;
    const auto result = interventions.empty() ? baseline : model.session->run(request);
    if (!options.tensorsFile.empty())
        writeRunTensors(options.tensorsFile, *model.session, *result);
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
    options->decoder.addTo(*command);
    addRepeated(*command, "--intervene", options->specs,
                "HEADS=KIND: 3.5=zero, 7.*=mean, 2.0,2.4=scale:0.5; d3.5 decoder, x3.5 cross attention");
    options->planned.addPatchText(*command);
    asWhole(command->add_option("--top", options->wishes.top, "How many predictions"))
        ->check(CLI::Range(1, 1'000'000));
    addPlace(*command, "--position", options->wishes.position, "The position whose prediction is shown");
    addRepeated(*command, "--track", options->tracked, "Also show this token (text or #id)");
    command->add_flag(
        "--json", options->json,
        "Print one JSON document; its output.kind is next-token, masked-token, labels, token-labels, "
        "answer-span (start, end and answers instead of predictions) or embedding (movement and "
        "cosine)");
    asFile(command->add_option("--tensors", options->tensorsFile,
                               "Write attention, layer inputs and logits as safetensors"));
    command->callback([&body, options] { body = [options] { return run(*options); }; });
}

} // namespace headscope
