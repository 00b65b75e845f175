#include "core/model/generation.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace headscope {

namespace {

void addId(const nlohmann::json &value, int vocabulary, std::vector<int> &ids)
{
    if (!value.is_number_integer())
        return;
    const auto id = value.get<std::int64_t>();
    if (id >= 0 && id < vocabulary)
        ids.push_back(static_cast<int>(id));
}

/// A number, or a list of numbers.
std::vector<int> idsIn(const nlohmann::json &config, const char *key, int vocabulary)
{
    std::vector<int> ids;
    const auto found = config.find(key);
    if (found == config.end())
        return ids;
    if (!found->is_array())
        addId(*found, vocabulary, ids);
    else
        for (const nlohmann::json &one : *found)
            addId(one, vocabulary, ids);
    return ids;
}

/// Of a list of words, each a list of ids, those that are one token.
std::vector<int> oneTokenWords(const nlohmann::json &config, const char *key, int vocabulary)
{
    std::vector<int> ids;
    const auto found = config.find(key);
    if (found == config.end() || !found->is_array())
        return ids;
    for (const nlohmann::json &word : *found)
        if (word.is_array() && word.size() == 1)
            addId(word.front(), vocabulary, ids);
    return ids;
}

} // namespace

void readGeneration(const nlohmann::json &config, int vocabulary, Generation &generation)
{
    if (const auto start = idsIn(config, "decoder_start_token_id", vocabulary); !start.empty())
        generation.startToken = start.front();
    if (const auto first = idsIn(config, "forced_bos_token_id", vocabulary); !first.empty())
        generation.firstToken = first.front();
    if (auto ends = idsIn(config, "eos_token_id", vocabulary); !ends.empty())
        generation.endTokens = std::move(ends);
    if (auto never = oneTokenWords(config, "bad_words_ids", vocabulary); !never.empty())
        generation.neverTokens = std::move(never);
}

} // namespace headscope
