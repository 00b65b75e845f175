#include "app/web/patience.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace headscope {

namespace {

constexpr int kMostAsked = 5;

/// `"api";r=0;t=55`, the form that the Hub uses beside Retry-After (IETF draft-httpapi-ratelimit-headers).
std::int64_t secondsOfRateLimit(const std::string &field)
{
    const auto at = field.find(";t=");
    if (at == std::string::npos)
        return -1;
    return std::strtol(field.c_str() + at + 3, nullptr, 10);
}

} // namespace

Patience::Patience(Limits limits, const FetchReport &report, std::stop_token stop)
    : m_limits(limits)
    , m_report(report)
    , m_stop(std::move(stop))
{
}

void Patience::waitAfter(const FetchFailure &failure)
{
    if (++m_tries >= m_limits.mostTries)
        throw failure;
    wait(m_limits.backOff * (1 << (m_tries - 1)), QString::fromUtf8(failure.what()));
}

void Patience::waitAsAsked(const WebHead &head)
{
    const QString host = head.host();
    std::int64_t seconds = head.retryAfter;
    if (seconds < 0)
        seconds = secondsOfRateLimit(head.field("ratelimit"));
    if (seconds < 0)
        return waitAfter(FetchFailure(FetchText::tr("%1 answers no more requests for now").arg(host)));
    if (seconds > m_limits.longestWait.count() || ++m_askedFor > kMostAsked)
        throw FetchFailure(FetchText::tr("%1 answers no more requests for now (429); try again in %2 minutes")
                               .arg(host)
                               .arg(std::max<std::int64_t>(1, (seconds + 59) / 60)));
    wait(std::chrono::seconds(std::max<std::int64_t>(1, seconds)),
         FetchText::tr("%1 asks to wait").arg(host));
}

void Patience::wait(std::chrono::milliseconds time, const QString &why)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds tick{1000};
    const auto end = Clock::now() + time;
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    while (Clock::now() < end) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(end - Clock::now());
        if (m_report.progress)
            m_report.progress(FetchText::tr("%1; trying again in %2 s")
                                  .arg(why, QString::number(left.count()))
                                  .toStdString(),
                              -1);
        const auto until = std::min(end, Clock::now() + tick);
        static_cast<void>(stopped.wait_until(lock, m_stop, until, [] { return false; }));
        if (m_stop.stop_requested())
            throw FetchStopped{};
    }
}

} // namespace headscope
