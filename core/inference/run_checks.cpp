#include "core/inference/run_checks.h"

#include "core/message/message.h"
#include "core/model/free_memory.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace headscope {

namespace {

[[noreturn]] void refuse(const Message &message)
{
    throw Said<std::invalid_argument>(message);
}

void checkTokens(const ModelConfig &config, const PackedModel &model, const TokenSequence &tokens)
{
    if (tokens.ids.empty())
        refuse(sentence("core", "the text has no tokens"));
    if (std::ssize(tokens.ids) > config.positions)
        refuse(sentence("core", "the text has %1 tokens, the model takes at most %2")
                   .with(tokens.ids.size(), config.positions));
    for (const TokenId id : tokens.ids) {
        if (id < 0 || id >= config.vocabulary)
            refuse(sentence("core", "token id %1 is outside the vocabulary (0 to %2)")
                       .with(id, config.vocabulary - 1));
    }
    if (!tokens.types.empty() && tokens.types.size() != tokens.ids.size())
        refuse(sentence("core", "the tokens and their segments differ in number"));
    const std::ptrdiff_t types = model.typeEmbedding.isEmpty() ? 0 : model.typeEmbedding.rows();
    for (const int type : tokens.types) {
        if (types > 0 && (type < 0 || type >= types))
            refuse(sentence("core", "segment %1 is outside the model (0 to %2)").with(type, types - 1));
    }
}

void checkDecoder(const ModelConfig &config, const PackedModel &model, const RunRequest &request)
{
    if (!config.decoder && !request.decoderIds.empty())
        refuse(sentence("core", "this model has no decoder that could read a second text"));
    if (config.decoder)
        checkTokens(config.decoderStack(), *model.decoder, {request.decoderIds, {}});
}

void checkHeads(const ModelConfig &config, const Interventions &interventions)
{
    const HeadBounds bounds = config.bounds();
    for (const auto &[id, intervention] : interventions) {
        if (bounds.layersOf(id.stack) == 0)
            refuse(sentence("core", "head %1 is outside the model, which has no decoder")
                       .with(headSpelling(id)));
        if (!bounds.contain(id))
            refuse(sentence("core", "head %1 is outside the model (%2 layers × %3 heads)")
                       .with(headSpelling(id), bounds.layersOf(id.stack), bounds.headsOf(id.stack)));
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
            refuse(sentence("core", "position %1 is outside the text (0 to %2)").with(position, tokens - 1));
    }
    if (std::ranges::adjacent_find(request.positions, std::greater_equal()) != request.positions.end())
        refuse(sentence("core", "the positions are not in ascending order"));
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
        throw Said<std::runtime_error>(sentence("core", "a run of %1 tokens needs %2 of memory, %3 are free")
                                           .with(tokens, readableBytes(needed), readableBytes(limit)));
}

} // namespace headscope
