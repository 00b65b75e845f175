#include "app/command_line/opened_model.h"

#include "app/command_line/command_error.h"
#include "app/command_line/warnings.h"
#include "app/gallery/model_locator.h"
#include "ui/session/session_text.h"

#include <chrono>
#include <limits>

namespace headscope {

namespace {

Interventions parseSpecs(const HeadBounds &bounds, const std::vector<std::string> &specs)
{
    Interventions interventions;
    for (const std::string &spec : specs) {
        try {
            addSpec(spec, bounds, interventions);
        } catch (const std::invalid_argument &error) {
            throw UsageError(error.what());
        } catch (const std::logic_error &error) {
            throw Refusal(error.what());
        }
    }
    return interventions;
}

} // namespace

ReadyModel openForRunning(const std::string &name)
{
    const auto start = std::chrono::steady_clock::now();
    std::unique_ptr<Model> opened = openModel(locateModel(name));
    for (const Message &warning : opened->warnings)
        warn(warning.english());
    ReadyModel model{opened->config, opened->tokenizer, opened->outputTokenizer,
                     std::make_unique<InferenceSession>(opened->config, std::move(opened->weights)), 0};
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    model.loadMilliseconds = took.count();
    return model;
}

std::vector<Token> tokensFor(const ReadyModel &model, const TextOptions &options, TooLong tooLong)
{
    std::vector<Token> tokens = readTokens(options, model.tokenizer.get());
    if (tokens.empty())
        throw Refusal("the text gives no tokens: expected at least one");
    if (tooLong == TooLong::Cut)
        return cutToPositions(std::move(tokens), model.config.positions).tokens;
    if (static_cast<std::ptrdiff_t>(tokens.size()) > model.config.positions)
        throw Refusal("the text is too long: expected at most " + std::to_string(model.config.positions) +
                      " tokens, found " + std::to_string(tokens.size()));
    return tokens;
}

Interventions interventionsFor(const ModelConfig &config, const std::vector<std::string> &specs)
{
    return parseSpecs(config.bounds(), specs);
}

void checkSpecs(const std::vector<std::string> &specs)
{
    // Only the form counts here: any head a number can name is inside, and one head stands for a whole layer.
    for (const std::string &spec : specs) {
        try {
            Interventions ignored;
            constexpr int any = std::numeric_limits<int>::max();
            addSpec(spec, {any, 1, any, 1}, ignored);
        } catch (const std::invalid_argument &error) {
            throw UsageError(error.what());
        } catch (const std::logic_error &) {
            continue;
        }
    }
}

} // namespace headscope
