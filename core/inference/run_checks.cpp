#include "core/inference/run_checks.h"

#include "core/model/free_memory.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>

namespace headscope {

namespace {

[[noreturn]] void refuse(const std::string &sentence)
{
    throw std::invalid_argument(sentence);
}

std::string range(std::ptrdiff_t count)
{
    return "0 to " + std::to_string(count - 1);
}

void checkTokens(const ModelConfig &config, const PackedModel &model, const TokenSequence &tokens)
{
    if (tokens.ids.empty())
        refuse("the text has no tokens");
    if (std::ssize(tokens.ids) > config.positions)
        refuse("the text has " + std::to_string(tokens.ids.size()) + " tokens, the model takes at most " +
               std::to_string(config.positions));
    for (const TokenId id : tokens.ids) {
        if (id < 0 || id >= config.vocabulary)
            refuse("token id " + std::to_string(id) + " is outside the vocabulary (" +
                   range(config.vocabulary) + ")");
    }
    if (!tokens.types.empty() && tokens.types.size() != tokens.ids.size())
        refuse("the tokens and their segments differ in number");
    const std::ptrdiff_t types = model.typeEmbedding.isEmpty() ? 0 : model.typeEmbedding.rows();
    for (const int type : tokens.types) {
        if (types > 0 && (type < 0 || type >= types))
            refuse("segment " + std::to_string(type) + " is outside the model (" + range(types) + ")");
    }
}

void checkDecoder(const ModelConfig &config, const PackedModel &model, const RunRequest &request)
{
    if (!config.decoder && !request.decoderIds.empty())
        refuse("this model has no decoder that could read a second text");
    if (config.decoder)
        checkTokens(config.decoderStack(), *model.decoder, {request.decoderIds, {}});
}

void checkHeads(const ModelConfig &config, const Interventions &interventions)
{
    const HeadBounds bounds = config.bounds();
    for (const auto &[id, intervention] : interventions) {
        const bool inside =
            bounds.contain(id) && (id.stack != Stack::Encoder || id.head < config.headsIn(id.layer));
        if (!inside)
            refuse("head " + headSpelling(id) + " is outside the model (" +
                   std::to_string(bounds.layersOf(id.stack)) + " layers × " +
                   std::to_string(bounds.headsOf(id.stack)) + " heads)");
    }
}

void checkPositions(const RunRequest &request)
{
    if (request.scope != LogitScope::Given)
        return;
    const auto &ids = request.decoderIds.empty() ? request.tokens.ids : request.decoderIds;
    const auto tokens = static_cast<int>(ids.size());
    for (const int position : request.positions) {
        if (position < 0 || position >= tokens)
            refuse("position " + std::to_string(position) + " is outside the text (" + range(tokens) + ")");
    }
    if (std::ranges::adjacent_find(request.positions, std::greater_equal()) != request.positions.end())
        refuse("the positions are not in ascending order");
}

} // namespace

void checkRequest(const ModelConfig &config, const PackedModel &model, const RunRequest &request)
{
    checkTokens(config, model, request.tokens);
    checkDecoder(config, model, request);
    checkHeads(config, request.interventions);
    checkPositions(request);
}

void checkMemory(std::size_t needed, std::size_t limit, std::ptrdiff_t tokens)
{
    if (needed > limit)
        throw std::runtime_error("a run of " + std::to_string(tokens) + " tokens needs " +
                                 readableBytes(needed) + " of memory, " + readableBytes(limit) + " are free");
}

} // namespace headscope
