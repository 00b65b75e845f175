#pragma once

#include <string>
#include <string_view>

namespace headscope {

/// Scheme, host and port: what a token is bound to.
struct WebOrigin {
    std::string scheme; ///< lower case
    std::string host;   ///< lower case, an IPv6 address without its brackets
    int port = 0;
    [[nodiscard]] bool isLoopback() const;
    bool operator==(const WebOrigin &) const = default;
};

/// The origin of an absolute http or https address; throws FetchFailure for anything else, and for an address
/// that carries a user or a password.
[[nodiscard]] WebOrigin originOf(const std::string &address);

/// Throws FetchFailure unless the address is https, or http on this machine and the journey began here too.
void refuseUnsafe(const std::string &address, const WebOrigin &beginning);

/// `location`, which may be relative, as seen from `address`.
[[nodiscard]] std::string resolvedAddress(const std::string &address, const std::string &location);

/// A to Z as small letters, every other byte as it is.
[[nodiscard]] std::string lowerCased(const std::string &text);

/// Everything but letters, digits and `-._~` becomes %XX; the separators between segments stay.
[[nodiscard]] std::string escapedPath(std::string_view path);
/// The same, with separators escaped too.
[[nodiscard]] std::string escapedSegment(std::string_view text);

} // namespace headscope
