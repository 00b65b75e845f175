#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/decoder_options.h"
#include "app/command_line/json_output.h"
#include "app/command_line/option_kinds.h"
#include "app/command_line/output_place.h"
#include "app/command_line/score_options.h"
#include "core/formats/write_file.h"
#include "core/model/decoder_text.h"

#include <array>
#include <cstdio>
#include <memory>

namespace headscope {

namespace {

struct ScoreOptions {
    std::string model = "negation";
    TextOptions text;
    DecoderOptions decoder;
    MetricOptions metric;
    PlannedOptions planned;
    std::string stack = "encoder";
    std::string csvFile;
    bool json = false;
};

bool isEffect(const HeadScores &scores)
{
    return needsOf(scores.choice.id) == MetricNeeds::Effect;
}

template <typename Value>
Json orNull(const std::optional<Value> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json documentOf(const HeadScores &scores, const UnderstoodMetric &metric)
{
    Json document;
    document["metric"] = toText(metric.words);
    document["kind"] = isEffect(scores) ? Json(kindSpec(scores.choice.kind)) : Json(nullptr);
    document["baseline"] = orNull(scores.baseline);
    document["values"] = scores.values;
    return document;
}

/// `layer,head,value` with a point in numbers; the value is empty where there is none.
void writeCsv(const std::string &file, const HeadScores &scores)
{
    std::string text = "layer,head,value\n";
    for (std::size_t layer = 0; layer < scores.values.size(); ++layer) {
        for (std::size_t head = 0; head < scores.values[layer].size(); ++head) {
            const double value = scores.values[layer][head];
            text += std::to_string(layer) + ',' + std::to_string(head) + ',' +
                    (std::isfinite(value) ? Json(value).dump() : "") + '\n';
        }
    }
    writeWhole(file, std::as_bytes(std::span(text)));
}

void printTable(const HeadScores &scores, const UnderstoodMetric &words)
{
    const Metric &of = metric(scores.choice.id);
    printLine(escapeControls(toText(words.words)) + " = " + std::string(of.formula) +
              (of.unit.empty() ? "" : ", " + std::string(of.unit)));
    if (isEffect(scores))
        printLine("kind " + kindSpec(scores.choice.kind) + ", baseline " + orNull(scores.baseline).dump() +
                  ", position " + orNull(scores.position).dump());
    for (std::size_t layer = 0; layer < scores.values.size(); ++layer) {
        std::array<char, 32> cell{};
        std::snprintf(cell.data(), cell.size(), "%4zu", layer);
        std::string line = cell.data();
        for (const double value : scores.values[layer]) {
            std::snprintf(cell.data(), cell.size(), " %8.4f", value);
            line += std::isfinite(value) ? cell.data() : "        –";
        }
        printLine(line);
    }
}

int score(const ScoreOptions &options)
{
    const UnderstoodMetric metric = understood(options.metric);
    options.planned.refuse();
    const bool hasText = options.text.text || options.text.ids;
    if (!hasText && needsText(metric))
        throw UsageError("score: expected --text or --ids");
    if (!options.csvFile.empty())
        checkPlace(options.csvFile);
    const Stack stack = stackOf(options.stack);
    ReadyModel model = openForRunning(options.model);
    ScoredTexts texts{{}, {}, stack};
    if (hasText) {
        texts.tokens = sequenceOf(tokensFor(model, options.text));
        texts.decoderIds = idsOf(decoderTokensFor(model, options.decoder, texts.tokens));
    }
    const HeadScores scores = scoreWithProgress(model, scoreRequest(model, metric, texts));
    if (!options.csvFile.empty())
        writeCsv(options.csvFile, scores);
    else if (options.json)
        printJson(documentOf(scores, metric));
    else
        printTable(scores, metric);
    return 0;
}

} // namespace

void addScoreCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command = program.add_subcommand("score", "Give every head one number: what it looks at, or "
                                                        "what changes without it");
    auto options = std::make_shared<ScoreOptions>();
    command->add_option("MODEL", options->model, "A path, an embedded, gallery or cached model");
    command
        ->add_option("--metric", options->metric.metric,
                     "entropy, distance, first, self, previous, next, duplicate, induction, pair:Q,K, "
                     "effect:loss, effect:kl, effect:logit:A[-B] or effect:label:NAME")
        ->required();
    options->text.addTo(*command);
    options->decoder.addTo(*command);
    command->add_option("--stack", options->stack,
                        "Whose heads of an encoder-decoder: encoder, decoder or cross (attention); encoder");
    addPlace(*command, "--position", options->metric.position, "Whose prediction an effect is read from");
    command->add_option("--kind", options->metric.kind,
                        "What an effect does to each head: zero, mean, scale:F, uniform or first");
    options->planned.addPatchText(*command);
    options->planned.addTreebank(*command);
    CLI::Option *json = command->add_flag("--json", options->json, "Print one JSON document");
    asFile(command->add_option("--csv", options->csvFile, "Write layer,head,value lines"))->excludes(json);
    command->callback([&body, options] { body = [options] { return score(*options); }; });
}

} // namespace headscope
