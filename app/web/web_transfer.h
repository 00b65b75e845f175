#pragma once

#include "app/web/web_client.h"

#include <array>
#include <curl/curl.h>
#include <exception>
#include <string_view>

namespace headscope {

/// One hop at a time through one curl handle, whose connections are kept. The only place that names curl's
/// transfers.
class WebTransfer {
public:
    explicit WebTransfer(WebLimits limits);

    /// What to send to the address of the journey's last hop.
    struct Hop {
        std::vector<std::string> lines; ///< of the header
        bool headOnly = false;
    };

    /// Fills in the head of the journey's last hop. Throws WebFailure, FetchStopped, or what `body` throws.
    void perform(std::vector<WebHead> &journey, const Hop &hop, const WebBody &body,
                 const std::stop_token &stop);

private:
    [[nodiscard]] WebHead &head() const { return m_journey->back(); }
    void set(CURLoption option, long value);
    void set(CURLoption option, const void *value);
    void prepare(const Hop &hop, curl_slist *lines);
    void prepareConnection();
    void prepareCallbacks();
    [[nodiscard]] CURLcode wait(const std::stop_token &stop);
    void takeHeader(std::string_view line);
    [[nodiscard]] bool takeBytes(std::span<const std::byte> bytes);
    [[noreturn]] void fail(CURLcode code) const;

    // No exception may pass through curl: it is kept, and thrown when curl has returned.
    static std::size_t takeLine(char *text, std::size_t size, std::size_t count, void *self);
    static std::size_t takeBody(char *bytes, std::size_t size, std::size_t count, void *self);

    struct CloseEasy {
        void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
    };
    struct CloseMulti {
        void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
    };
    std::unique_ptr<CURLM, CloseMulti> m_multi;
    std::unique_ptr<CURL, CloseEasy> m_easy;
    WebLimits m_limits;
    std::vector<WebHead> *m_journey = nullptr;
    const WebBody *m_body = nullptr;
    std::exception_ptr m_problem;
    std::size_t m_headBytes = 0;
    std::size_t m_unwantedBytes = 0;
    std::array<char, CURL_ERROR_SIZE> m_detail{};
};

} // namespace headscope
