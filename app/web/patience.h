#pragma once

#include "app/web/web_client.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace headscope {

/// What a fetch tells while it goes on. Called on the fetch's thread; either may be empty.
struct FetchReport {
    std::function<void(const std::string &step, double share)> progress; ///< one line for people, 0…1
    std::function<void(const std::string &sentence)> note;               ///< to be kept in sight
};

/// How often and after what wait a request is tried again: a bounded number of times without progress,
/// doubling the wait; as long as the Hub asks for, within reason.
class Patience {
public:
    struct Limits {
        std::chrono::milliseconds backOff{1000};
        std::chrono::seconds longestWait{120};
        int mostTries = 5; ///< in a row without progress
    };

    Patience(Limits limits, const FetchReport &report, std::stop_token stop);

    /// Waits after a failed connection or a 5xx; throws `failure` when that happened too often.
    void waitAfter(const FetchFailure &failure);
    /// Waits as a 429 asks; throws FetchFailure when that is too long or was asked for too often.
    void waitAsAsked(const WebHead &head);
    /// Something arrived: tries are counted anew.
    void progressed() { m_tries = 0; }

private:
    void wait(std::chrono::milliseconds time, const QString &why);

    Limits m_limits;
    const FetchReport &m_report;
    std::stop_token m_stop;
    int m_tries = 0;
    int m_askedFor = 0;
};

} // namespace headscope
