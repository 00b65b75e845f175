#pragma once

#include "core/analysis/head_metric.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <vector>

namespace headscope {

/// A metric of every head of a result, kept while its patterns are. Layers whose patterns did not change are
/// not computed again; long texts are done on a thread of their own, so that typing never waits.
class HeadMetricValues : public QObject {
    Q_OBJECT

public:
    using Values = std::vector<std::vector<double>>; // [layer][head]

    explicit HeadMetricValues(QObject *parent = nullptr);
    ~HeadMetricValues() override;

    /// Asks for a metric of a result (null: nothing). A newer request overtakes an older one.
    void request(const std::shared_ptr<const RunResult> &result, const MetricChoice &choice,
                 Stack stack = Stack::Encoder);

    /// Of the newest request that is complete.
    [[nodiscard]] const Values &values() const { return m_values; }
    [[nodiscard]] const MetricChoice &metric() const { return m_metric; }

signals:
    /// At once for short texts, else when the thread is done.
    void changed();

private:
    void deliver(std::shared_ptr<const RunResult> result, const MetricChoice &choice, Values values);

    std::shared_ptr<const RunResult> m_result; // what m_values were computed from
    MetricChoice m_metric;
    Stack m_stack = Stack::Encoder; // of the newest request
    Values m_values;
    int m_revision = 0;
    std::stop_source m_running;
    QThreadPool m_pool;
};

} // namespace headscope
