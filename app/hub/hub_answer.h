#pragma once

#include "app/web/fetch_failure.h"
#include "app/web/web_client.h"

#include <span>
#include <string>

namespace headscope {

/// What was asked for, for sentences about the answer.
struct HubQuestion {
    std::string repository;
    std::string revision;
    std::string file; ///< empty: the repository's list
    std::string site; ///< where a person accepts a licence
    bool hasToken = false;
};

/// The sentence for an answer other than 200, 206, 429 and 5xx: not there, gated, refused.
[[nodiscard]] FetchFailure explained(std::span<const WebHead> journey, const HubQuestion &question);

/// The hash that the Hub, not the server it sends us to, gives for a file: X-Linked-Etag, else ETag. Empty
/// when that is no hash.
[[nodiscard]] std::string hashIn(std::span<const WebHead> journey);
/// Likewise the size: X-Linked-Size, else Content-Length of the file's own answer; -1 when it does not say.
[[nodiscard]] std::int64_t sizeIn(std::span<const WebHead> journey);

/// The first byte and the size of the whole that a 206 is about, `bytes 100-199/200`; -1 when it does not
/// say.
struct ContentRange {
    std::int64_t first = -1;
    std::int64_t whole = -1;
};
[[nodiscard]] ContentRange contentRange(const WebHead &head);

/// A decimal number of at most 18 digits; -1 for anything else.
[[nodiscard]] std::int64_t decimal(std::string_view text);

} // namespace headscope
