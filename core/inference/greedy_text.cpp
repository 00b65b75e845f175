#include "core/inference/greedy_text.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace headscope {

namespace {

/// The likeliest token that may be written; ties go to the smaller id.
TokenId likeliest(std::span<const float> logits, const Generation &rules)
{
    TokenId best = -1;
    for (TokenId id = 0; id < std::ssize(logits); ++id) {
        const float logit = logits[static_cast<std::size_t>(id)];
        const bool isAllowed = std::ranges::find(rules.neverTokens, id) == rules.neverTokens.end();
        if (isAllowed && (best < 0 || logit > logits[static_cast<std::size_t>(best)]))
            best = id;
    }
    return std::max(best, 0);
}

} // namespace

std::vector<TokenId> greedyText(InferenceSession &session, RunRequest request, const GreedyLimits &limits,
                                const std::stop_token &stop, const std::function<void(TokenId)> &written)
{
    if (!session.config().writes())
        throw std::invalid_argument("only encoder-decoders that generate text write one");
    const Generation &rules = session.config().decoder->generation;
    const auto most = static_cast<std::size_t>(std::min(limits.mostTokens, session.config().positions));
    request.scope = LogitScope::Last;
    request.positions.clear();
    request.decoderIds = {rules.startToken};
    while (request.decoderIds.size() < most) {
        const bool isForced = request.decoderIds.size() == 1 && rules.firstToken >= 0;
        const auto result = isForced ? nullptr : session.run(request, stop);
        if (!isForced && !result)
            return {};
        const int last = static_cast<int>(request.decoderIds.size()) - 1;
        const TokenId next = isForced ? rules.firstToken : likeliest(result->logitsAt(last), rules);
        if (std::ranges::find(rules.endTokens, next) != rules.endTokens.end())
            break;
        request.decoderIds.push_back(next);
        if (written)
            written(next);
    }
    return request.decoderIds;
}

} // namespace headscope
