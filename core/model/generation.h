#pragma once

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace headscope {

/// How an encoder-decoder begins and ends what it writes.
struct Generation {
    int startToken = 0;
    int firstToken = -1;          ///< forced after the start token (a language); -1 = none
    std::vector<int> endTokens;   ///< any of them ends the text
    std::vector<int> neverTokens; ///< never written
    bool operator==(const Generation &) const = default;
};

/// Takes what a config.json or generation_config.json says of it; what it does not say stays. Ids outside the
/// vocabulary are left out.
void readGeneration(const nlohmann::json &config, int vocabulary, Generation &generation);

} // namespace headscope
