#include "app/command_line/decoder_options.h"

#include "app/command_line/command_error.h"
#include "app/command_line/option_kinds.h"
#include "core/inference/greedy_text.h"
#include "core/model/decoder_text.h"

namespace headscope {

void checkUsage(const DecoderOptions &options)
{
    const int given = (options.text ? 1 : 0) + (options.ids ? 1 : 0) + (options.greedy ? 1 : 0);
    if (given > 1)
        throw UsageError("--decoder-text, --decoder-ids and --decoder-greedy exclude each other");
}

namespace {

std::vector<Token> tokensOf(ReadyModel &model, const DecoderOptions &options, const TokenSequence &tokens)
{
    const Generation &generation = model.config.decoder->generation;
    if (!model.config.writes())
        return tokensOfIds(movedRight(tokens.ids, *model.config.decoder));
    if (options.ids)
        return tokensOfIds(parseIds(*options.ids, "--decoder-ids"));
    if (options.greedy)
        return tokensOfIds(
            greedyText(*model.session, {tokens, {}, LogitScope::Last, {}, {}}, {*options.greedy}));
    if (!options.text)
        return tokensOfIds({generation.startToken});
    if (!model.outputTokenizer)
        throw Refusal("this model came without a tokenizer: give --decoder-ids instead of --decoder-text");
    return decoderTokens(*model.outputTokenizer, generation, readText(*options.text));
}

} // namespace

void DecoderOptions::addTo(CLI::App &command)
{
    command.add_option(
        "--decoder-text", text,
        "What an encoder-decoder's decoder reads, after its start token; -, @FILE, @@x as --text");
    command.add_option("--decoder-ids", ids, "The same as ids, the start token included: 0,12,7");
    asWhole(command.add_option("--decoder-greedy", greedy,
                               "What the undisturbed model writes itself, at most so many tokens"))
        ->check(CLI::Range(1, 100'000));
}

std::vector<Token> decoderTokensFor(ReadyModel &model, const DecoderOptions &options,
                                    const TokenSequence &tokens)
{
    checkUsage(options);
    if (!model.config.decoder) {
        if (options.isGiven())
            throw Refusal("this model has no decoder that could read a second text");
        return {};
    }
    if (!model.config.writes() && options.isGiven())
        throw Refusal("this model's decoder reads the text itself: it takes no text of its own");
    std::vector<Token> decoder = tokensOf(model, options, tokens);
    if (decoder.empty())
        throw Refusal("the decoder's text gives no tokens: expected at least one");
    if (static_cast<std::ptrdiff_t>(decoder.size()) > model.config.positions)
        throw Refusal("the decoder's text is too long: expected at most " +
                      std::to_string(model.config.positions) + " tokens, found " +
                      std::to_string(decoder.size()));
    return decoder;
}

} // namespace headscope
