#include "app/command_line/run_table.h"

#include "app/command_line/command_error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace headscope {

namespace {

bool isFinite(const Json &number)
{
    return number.is_number() && std::isfinite(number.get<double>());
}

/// As many digits as mean something; `--json` has them all.
std::string rounded(const Json &number, int decimals)
{
    if (!isFinite(number))
        return "–";
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, number.get<double>());
    return text.data();
}

std::string percent(const Json &probability)
{
    if (!isFinite(probability))
        return "     –";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%5.1f %%", 100 * probability.get<double>());
    return text.data();
}

/// An outcome's text; its id where the model came without a tokenizer.
std::string named(const Json &outcome)
{
    const auto text = outcome.at("text").get<std::string>();
    return text.empty() ? "#" + outcome.at("id").dump() : "'" + escapeControls(text) + "'";
}

/// An outcome's probability; its value where it has none (a regression).
std::string measure(const Json &outcome)
{
    if (isFinite(outcome.at("probability")) || !isFinite(outcome.at("logit")))
        return percent(outcome.at("probability"));
    return rounded(outcome.at("logit"), 3);
}

/// The measure of outcome `id` in a list of predictions, when it is there.
std::string measureOf(const Json &top, const Json &id)
{
    const auto found = std::ranges::find_if(top, [&id](const Json &entry) { return entry.at("id") == id; });
    return found == top.end() ? percent(nullptr) : measure(*found);
}

void printPredictions(const Json &document)
{
    const bool compared = document.contains("baseline");
    const Json &predictions = document.at("output").at("predictions");
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        const Json &position = predictions[i].at("position");
        printLine(position.is_null() ? "labels" : "position " + position.dump());
        for (const Json &entry : predictions[i].at("top")) {
            std::string line = "  " + measure(entry);
            if (compared)
                line += "  (baseline " +
                        measureOf(document.at("baseline").at("predictions")[i].at("top"), entry.at("id")) +
                        ")";
            printLine(line + "  " + named(entry));
        }
    }
}

void printAnswers(const std::string &name, const Json &output)
{
    if (!output.contains("answers"))
        return;
    for (const Json &answer : output.at("answers"))
        printLine(name + " answer  " + percent(answer.at("probability")) + "  tokens " +
                  answer.at("first").dump() + "–" + answer.at("last").dump() + "  '" +
                  escapeControls(answer.at("text").get<std::string>()) + "'");
}

std::string inBrackets(const Json &tokens)
{
    std::string text;
    for (const Json &token : tokens)
        text += "[" +
                (token.at("text") == "" ? "#" + token.at("id").dump()
                                        : escapeControls(token.at("text").get<std::string>())) +
                "]";
    return text;
}

void printNumbers(const std::string &name, const Json &output)
{
    if (output.at("loss").is_number())
        printLine(name + " loss: " + rounded(output.at("loss"), 3) + " nat a token");
    if (output.contains("cosine"))
        printLine(name +
                  " cosine of the text's vector to the baseline's: " + rounded(output.at("cosine"), 4));
    for (const Json &entry : output.at("tracked"))
        printLine(name + " " + named(entry) + ": logit " + rounded(entry.at("logit"), 2) + ", " +
                  percent(entry.at("probability")) + ", rank " + entry.at("rank").dump());
}

std::string counted(std::size_t count, const std::string &what)
{
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string sizes(const Json &layers, const Json &heads)
{
    return counted(layers.get<std::size_t>(), "layer") + " × " + counted(heads.get<std::size_t>(), "head");
}

} // namespace

void printRunTable(const Json &document)
{
    const Json &model = document.at("model");
    printLine(escapeControls(model.at("name").get<std::string>()) + " · " +
              model.at("family").get<std::string>() + " · " + sizes(model.at("layers"), model.at("heads")) +
              (model.contains("decoder_layers")
                   ? ", decoder " + sizes(model.at("decoder_layers"), model.at("decoder_heads"))
                   : std::string()));
    printLine(inBrackets(document.at("tokens")));
    if (document.contains("decoder_tokens"))
        printLine("decoder: " + inBrackets(document.at("decoder_tokens")));
    if (!document.at("interventions").empty())
        printLine(counted(document.at("interventions").size(), "head") + " changed; layers from " +
                  document.at("timing").at("first_layer_computed").dump() + " on computed again");
    printPredictions(document);
    printAnswers("now", document.at("output"));
    if (document.contains("baseline"))
        printAnswers("baseline", document.at("baseline"));
    printNumbers("now", document.at("output"));
    if (document.contains("baseline"))
        printNumbers("baseline", document.at("baseline"));
}

} // namespace headscope
