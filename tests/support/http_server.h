#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace headscope {

/// A request as it came in.
struct HttpRequest {
    std::string method;
    std::string target;
    std::map<std::string, std::string> fields; ///< names in lower case

    [[nodiscard]] std::string field(const std::string &name) const;
};

/// One connection to a client; what is sent and when it ends is the test's choice.
class HttpConnection {
public:
    explicit HttpConnection(int socket)
        : m_socket(socket)
    {
    }
    /// False when the client has gone.
    bool send(std::string_view bytes) const;
    /// Waits until the client goes, or ten seconds.
    void waitForClient() const;

    /// A whole answer with its length; the connection ends after it.
    void answer(int status, std::string_view body, const std::vector<std::string> &fields = {}) const;
    /// Only the head, with no length of its own.
    void head(int status, const std::vector<std::string> &fields) const;

private:
    int m_socket;
};

/// A small HTTP server on this machine that behaves as badly as a test asks for. One connection at a time,
/// each for one request.
class HttpServer {
public:
    using Handler = std::function<void(const HttpRequest &, const HttpConnection &)>;

    /// `host` is a loopback address.
    explicit HttpServer(Handler handler, const std::string &host = "127.0.0.1");
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// `http://127.0.0.1:port`
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::vector<HttpRequest> requests() const;
    /// Those whose target contains `part`.
    [[nodiscard]] std::vector<HttpRequest> requests(const std::string &part) const;

private:
    void serve();

    Handler m_handler;
    std::string m_host;
    int m_socket = -1;
    int m_port = 0;
    mutable std::mutex m_mutex;
    std::vector<HttpRequest> m_requests;
    std::jthread m_thread;
};

} // namespace headscope
