#include "ui/views/head_metric_values.h"

#include <cmath>

namespace headscope {

namespace {

/// Below this many attentions the thread would cost more than it saves; about 5 ms.
constexpr std::size_t kAtOnce = 1'000'000;

using Values = HeadMetricValues::Values;

struct Known {
    std::shared_ptr<const RunResult> result;
    Values values;

    /// The values of a layer whose pattern is the very same object, or nullptr.
    [[nodiscard]] const std::vector<double> *of(const RunResult &newer, std::size_t layer) const
    {
        const bool same = result && layer < values.size() && layer < result->patterns.size() &&
                          result->patterns[layer] && result->patterns[layer] == newer.patterns[layer];
        return same ? &values[layer] : nullptr;
    }
};

std::size_t attentionsToRead(const RunResult &result, const Known &known)
{
    std::size_t count = 0;
    for (std::size_t layer = 0; layer < result.patterns.size(); ++layer) {
        if (result.patterns[layer] && known.of(result, layer) == nullptr)
            count += static_cast<std::size_t>(result.patterns[layer]->size());
    }
    return count;
}

std::vector<double> ofLayer(const RunResult &result, std::size_t layer, const Metric &metric)
{
    const auto heads = result.patterns[layer] ? result.patterns[layer]->shape().front() : 0;
    std::vector<double> values;
    for (int head = 0; head < heads; ++head)
        values.push_back(metric.compute(result.pattern({Stack::Encoder, static_cast<int>(layer), head})));
    return values;
}

/// Shorter than the result when it was stopped.
Values compute(const RunResult &result, MetricId id, const Known &known, const std::stop_token &stop)
{
    Values values;
    for (std::size_t layer = 0; layer < result.patterns.size() && !stop.stop_requested(); ++layer) {
        const auto *kept = known.of(result, layer);
        values.push_back(kept != nullptr ? *kept : ofLayer(result, layer, metric(id)));
    }
    return values;
}

} // namespace

HeadMetricValues::HeadMetricValues(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

HeadMetricValues::~HeadMetricValues()
{
    m_running.request_stop();
    m_pool.waitForDone();
}

void HeadMetricValues::request(const std::shared_ptr<const RunResult> &result, MetricId id)
{
    m_running.request_stop();
    const int revision = ++m_revision;
    if (!result)
        return deliver(nullptr, id, {});
    Known known;
    if (id == m_metric)
        known = {m_result, m_values};
    if (attentionsToRead(*result, known) <= kAtOnce)
        return deliver(result, id, compute(*result, id, known, {}));

    m_running = std::stop_source();
    m_pool.start([this, result, id, known, revision, stop = m_running.get_token()] {
        Values values = compute(*result, id, known, stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, result, id, revision, values = std::move(values)] {
                if (revision == m_revision)
                    deliver(result, id, values);
            },
            Qt::QueuedConnection);
    });
}

void HeadMetricValues::deliver(std::shared_ptr<const RunResult> result, MetricId id, Values values)
{
    m_result = std::move(result);
    m_metric = id;
    m_values = std::move(values);
    emit changed();
}

} // namespace headscope

#include "moc_head_metric_values.cpp"
