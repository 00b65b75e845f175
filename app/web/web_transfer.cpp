#include "app/web/web_transfer.h"

#include "app/web/web_address.h"

#include <cstdlib>
#include <mutex>
#include <new>

namespace headscope {

namespace {

constexpr long kSlowestBytesASecond = 100;
constexpr int kPollMilliseconds = 50;
constexpr std::size_t kLongestHead = 256U << 10U;
constexpr std::size_t kLongestUnwanted = 64U << 10U; ///< of the body of an answer that is not wanted

bool isWanted(const WebHead &head)
{
    return head.status == 200 || head.status == 206;
}

std::string trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

/// A list of header lines as curl wants it.
class HeaderLines {
public:
    explicit HeaderLines(const std::vector<std::string> &lines)
    {
        for (const std::string &line : lines)
            m_list = curl_slist_append(m_list, line.c_str());
    }
    ~HeaderLines() { curl_slist_free_all(m_list); }
    HeaderLines(const HeaderLines &) = delete;
    HeaderLines &operator=(const HeaderLines &) = delete;
    [[nodiscard]] curl_slist *list() const { return m_list; }

private:
    curl_slist *m_list = nullptr;
};

} // namespace

WebTransfer::WebTransfer(WebLimits limits)
    : m_limits(limits)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_easy.reset(curl_easy_init());
    m_multi.reset(curl_multi_init());
    if (!m_easy || !m_multi)
        throw std::bad_alloc();
}

void WebTransfer::perform(std::vector<WebHead> &journey, const Hop &hop, const WebBody &body,
                          const std::stop_token &stop)
{
    const HeaderLines lines(hop.lines);
    m_journey = &journey;
    m_body = &body;
    m_problem = nullptr;
    m_headBytes = m_unwantedBytes = 0;
    m_detail.fill('\0');
    prepare(hop, lines.list());
    const CURLcode code = wait(stop);
    if (m_problem)
        std::rethrow_exception(m_problem);
    // The body of an unwanted answer may be given up in the middle.
    if (code != CURLE_OK && (isWanted(head()) || head().status < 200))
        fail(code);
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(m_easy.get(), CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK && seconds > 0)
        head().retryAfter = seconds;
}

void WebTransfer::set(CURLoption option, long value)
{
    if (curl_easy_setopt(m_easy.get(), option, value) != CURLE_OK)
        throw std::bad_alloc();
}

void WebTransfer::set(CURLoption option, const void *value)
{
    if (curl_easy_setopt(m_easy.get(), option, value) != CURLE_OK)
        throw std::bad_alloc();
}

void WebTransfer::prepare(const Hop &hop, curl_slist *lines)
{
    curl_easy_reset(m_easy.get()); // keeps the connections
    set(CURLOPT_URL, head().address.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOBODY, hop.headOnly ? 1L : 0L);
    set(CURLOPT_USERAGENT, "headscope/" HEADSCOPE_VERSION);
    set(CURLOPT_HTTPHEADER, lines);
    prepareConnection();
    prepareCallbacks();
}

void WebTransfer::prepareConnection()
{
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // a name server that does not answer holds up nobody who cancels
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(m_limits.connect.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesASecond);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(m_limits.stall.count()));
    if (originOf(head().address).isLoopback())
        set(CURLOPT_PROXY, "");
    for (const char *name : {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"})
        // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets variables
        if (const char *file = std::getenv(name); file != nullptr && *file != '\0')
            set(CURLOPT_CAINFO, file);
}

void WebTransfer::prepareCallbacks()
{
    set(CURLOPT_ERRORBUFFER, m_detail.data());
    curl_easy_setopt(m_easy.get(), CURLOPT_HEADERFUNCTION, &WebTransfer::takeLine);
    curl_easy_setopt(m_easy.get(), CURLOPT_WRITEFUNCTION, &WebTransfer::takeBody);
    set(CURLOPT_HEADERDATA, this);
    set(CURLOPT_WRITEDATA, this);
}

CURLcode WebTransfer::wait(const std::stop_token &stop)
{
    /// Removes the one from the other on every way out, so that the next hop can add it again.
    struct Added {
        CURLM *multi;
        CURL *easy;
        ~Added() { curl_multi_remove_handle(multi, easy); }
    };
    if (curl_multi_add_handle(m_multi.get(), m_easy.get()) != CURLM_OK)
        throw std::bad_alloc();
    const Added added{m_multi.get(), m_easy.get()};
    for (int running = 1; running > 0;) {
        if (stop.stop_requested())
            throw FetchStopped{};
        if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK)
            throw std::bad_alloc();
        if (running > 0)
            curl_multi_poll(m_multi.get(), nullptr, 0, kPollMilliseconds, nullptr);
    }
    int left = 0;
    const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left);
    return message != nullptr ? message->data.result : CURLE_RECV_ERROR;
}

void WebTransfer::takeHeader(std::string_view line)
{
    m_headBytes += line.size();
    if (m_headBytes > kLongestHead)
        throw WebFailure(WebFailure::Kind::Interrupted,
                         FetchText::tr("the answer of %1 has no end of headers").arg(head().host()));
    if (line.starts_with("HTTP/")) {
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        head().status = static_cast<int>(status);
        head().fields.clear();
    } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
        head().fields[lowerCased(std::string(line.substr(0, colon)))] = trimmed(line.substr(colon + 1));
    }
}

/// False to give the rest up.
bool WebTransfer::takeBytes(std::span<const std::byte> bytes)
{
    if (isWanted(head())) {
        (*m_body)(*m_journey, bytes);
        return true;
    }
    m_unwantedBytes += bytes.size();
    return m_unwantedBytes <= kLongestUnwanted;
}

std::size_t WebTransfer::takeLine(char *text, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<WebTransfer *>(self);
    try {
        transfer->takeHeader({text, size * count});
        return size * count;
    } catch (...) {
        transfer->m_problem = std::current_exception();
        return 0;
    }
}

std::size_t WebTransfer::takeBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto *transfer = static_cast<WebTransfer *>(self);
    try {
        return transfer->takeBytes(std::as_bytes(std::span(bytes, size * count))) ? size * count : 0;
    } catch (...) {
        transfer->m_problem = std::current_exception();
        return 0;
    }
}

void WebTransfer::fail(CURLcode code) const
{
    using Kind = WebFailure::Kind;
    const QString host = head().host();
    const std::string detail = m_detail.data();
    const QString reason =
        QString::fromStdString(detail.empty() ? curl_easy_strerror(code) : detail).left(300);
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
        throw WebFailure(Kind::Unreachable,
                         FetchText::tr("%1 cannot be reached (%2); is there a network?").arg(host, reason));
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
        throw WebFailure(Kind::Forbidden,
                         FetchText::tr("the connection to %1 cannot be trusted: %2").arg(host, reason));
    case CURLE_OPERATION_TIMEDOUT:
        throw WebFailure(Kind::Interrupted,
                         FetchText::tr("%1 sent nothing, or nearly nothing, for %2 seconds")
                             .arg(host)
                             .arg(m_limits.stall.count()));
    default:
        throw WebFailure(Kind::Interrupted,
                         FetchText::tr("the connection to %1 was cut: %2").arg(host, reason));
    }
}

} // namespace headscope
