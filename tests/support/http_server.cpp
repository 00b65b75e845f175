#include "tests/support/http_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace headscope {

namespace {

constexpr int kPollMilliseconds = 20;
constexpr int kLongestWait = 10'000;

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// Everything up to the empty line.
std::string readHead(int socket)
{
    std::string head;
    std::array<char, 4096> buffer{};
    while (head.find("\r\n\r\n") == std::string::npos) {
        const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return {};
        head.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return head;
}

HttpRequest parsed(const std::string &head)
{
    HttpRequest request;
    const auto firstEnd = head.find("\r\n");
    const auto space = head.find(' ');
    request.method = head.substr(0, space);
    request.target = head.substr(space + 1, head.find(' ', space + 1) - space - 1);
    for (auto begin = firstEnd + 2; begin < head.size();) {
        const auto end = head.find("\r\n", begin);
        const std::string line = head.substr(begin, end - begin);
        if (const auto colon = line.find(": "); colon != std::string::npos)
            request.fields[lowerCase(line.substr(0, colon))] = line.substr(colon + 2);
        begin = end == std::string::npos ? head.size() : end + 2;
    }
    return request;
}

} // namespace

std::string HttpRequest::field(const std::string &name) const
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

bool HttpConnection::send(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void HttpConnection::waitForClient() const
{
    char byte = 0;
    pollfd waiting{m_socket, POLLIN, 0};
    if (::poll(&waiting, 1, kLongestWait) > 0)
        static_cast<void>(::recv(m_socket, &byte, 1, 0));
}

void HttpConnection::head(int status, const std::vector<std::string> &fields) const
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " status\r\nConnection: close\r\n";
    for (const std::string &field : fields)
        text += field + "\r\n";
    send(text + "\r\n");
}

void HttpConnection::answer(int status, std::string_view body, const std::vector<std::string> &fields) const
{
    std::vector<std::string> all = fields;
    all.push_back("Content-Length: " + std::to_string(body.size()));
    head(status, all);
    send(body);
}

HttpServer::HttpServer(Handler handler, const std::string &host)
    : m_handler(std::move(handler))
    , m_host(host)
    , m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    ::inet_pton(AF_INET, host.c_str(), &name.sin_addr);
    socklen_t length = sizeof name;
    auto *address = reinterpret_cast<sockaddr *>(&name);
    constexpr int backlog = 16;
    if (::bind(m_socket, address, length) != 0 || ::listen(m_socket, backlog) != 0 ||
        ::getsockname(m_socket, address, &length) != 0)
        std::abort();
    m_port = ntohs(name.sin_port);
    m_thread = std::jthread([this](const std::stop_token &stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{m_socket, POLLIN, 0};
            if (::poll(&waiting, 1, kPollMilliseconds) > 0)
                serve();
        }
    });
}

HttpServer::~HttpServer()
{
    m_thread.request_stop();
    m_thread.join();
    ::close(m_socket);
}

void HttpServer::serve()
{
    const int client = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    const std::string head = readHead(client);
    if (!head.empty()) {
        const HttpRequest request = parsed(head);
        {
            const std::scoped_lock lock(m_mutex);
            m_requests.push_back(request);
        }
        m_handler(request, HttpConnection(client));
    }
    ::shutdown(client, SHUT_RDWR);
    ::close(client);
}

std::string HttpServer::address() const
{
    return "http://" + m_host + ":" + std::to_string(m_port);
}

std::vector<HttpRequest> HttpServer::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

std::vector<HttpRequest> HttpServer::requests(const std::string &part) const
{
    std::vector<HttpRequest> found;
    for (const HttpRequest &request : requests())
        if (request.target.find(part) != std::string::npos)
            found.push_back(request);
    return found;
}

} // namespace headscope
