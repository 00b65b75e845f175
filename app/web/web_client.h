#pragma once

#include "app/web/fetch_failure.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// How long the other side may take.
struct WebLimits {
    std::chrono::seconds connect{15};
    std::chrono::seconds stall{30}; ///< with less than 100 bytes a second
};

/// Status and header fields of one answer.
struct WebHead {
    std::string address;
    int status = 0;
    std::map<std::string, std::string> fields; ///< names in lower case

    /// Empty when there is none.
    [[nodiscard]] std::string field(const std::string &name) const;
    /// Who answered, for sentences.
    [[nodiscard]] QString host() const;
    /// Seconds to wait before the next request, as the other side asks; -1 when it does not say.
    std::int64_t retryAfter = -1;
};

struct WebRequest {
    std::string address;
    std::string token;               ///< sent to this address's host only, never to where it redirects
    std::vector<std::string> fields; ///< further header lines, likewise
    std::int64_t from = 0;           ///< the first byte wanted; sent wherever the journey goes
    bool headOnly = false;           ///< no body; a redirect to another host is not followed
};

/// Takes the body of a 200 or 206 as it arrives, with the heads of every hop up to its own. What it throws
/// ends the request and reaches the caller.
using WebBody = std::function<void(std::span<const WebHead>, std::span<const std::byte>)>;

/// The connection failed, not the question. Trying again makes sense after `Interrupted`, hardly after
/// `Unreachable`, and never after `Forbidden`.
class WebFailure : public FetchFailure {
public:
    enum class Kind { Unreachable, Interrupted, Forbidden };
    WebFailure(Kind kind, const QString &sentence)
        : FetchFailure(sentence)
        , m_kind(kind)
    {
    }
    [[nodiscard]] Kind kind() const { return m_kind; }

private:
    Kind m_kind;
};

class WebTransfer;

/// Asks web servers, over connections that are kept. Redirects are followed by rules of our own: https only
/// (this machine excepted), and a token stays with the host it was meant for. Proxies are taken from
/// `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`. For one thread.
class WebClient {
public:
    explicit WebClient(WebLimits limits = {});
    ~WebClient();
    WebClient(const WebClient &) = delete;
    WebClient &operator=(const WebClient &) = delete;

    /// The heads of every hop; the last one is the answer. Throws WebFailure, FetchStopped, or what `body`
    /// throws.
    std::vector<WebHead> get(const WebRequest &request, const WebBody &body, const std::stop_token &stop);

private:
    std::unique_ptr<WebTransfer> m_transfer; // hides curl from everyone who includes this header
};

} // namespace headscope
