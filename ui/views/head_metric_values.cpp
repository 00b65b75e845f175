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
    Stack stack = Stack::Encoder;

    /// The values of a layer whose pattern is the very same object, or nullptr.
    [[nodiscard]] const std::vector<double> *of(const RunResult &newer, std::size_t layer) const
    {
        const bool same = result && layer < values.size() && layer < result->patternsOf(stack).size() &&
                          result->patternsOf(stack)[layer] &&
                          result->patternsOf(stack)[layer] == newer.patternsOf(stack)[layer];
        return same ? &values[layer] : nullptr;
    }
};

std::size_t attentionsToRead(const RunResult &result, const Known &known)
{
    std::size_t count = 0;
    const auto &patterns = result.patternsOf(known.stack);
    for (std::size_t layer = 0; layer < patterns.size(); ++layer) {
        if (patterns[layer] && known.of(result, layer) == nullptr)
            count += static_cast<std::size_t>(patterns[layer]->size());
    }
    return count;
}

/// Shorter than the result when it was stopped.
Values compute(const RunResult &result, const MetricChoice &choice, const Known &known,
               const std::stop_token &stop)
{
    Values values;
    const std::size_t layers = result.patternsOf(known.stack).size();
    for (std::size_t layer = 0; layer < layers && !stop.stop_requested(); ++layer) {
        const auto *kept = known.of(result, layer);
        values.push_back(
            kept != nullptr ? *kept : metricOfLayer(result, static_cast<int>(layer), choice, known.stack));
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

void HeadMetricValues::request(const std::shared_ptr<const RunResult> &result, const MetricChoice &choice,
                               Stack stack)
{
    m_running.request_stop();
    const int revision = ++m_revision;
    if (!result)
        return deliver(nullptr, choice, {});
    Known known{nullptr, {}, stack};
    if (choice == m_metric && stack == m_stack)
        known = {m_result, m_values, stack};
    m_stack = stack;
    if (attentionsToRead(*result, known) <= kAtOnce)
        return deliver(result, choice, compute(*result, choice, known, {}));

    m_running = std::stop_source();
    m_pool.start([this, result, choice, known, revision, stop = m_running.get_token()] {
        Values values = compute(*result, choice, known, stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, result, choice, revision, values = std::move(values)] {
                if (revision == m_revision)
                    deliver(result, choice, values);
            },
            Qt::QueuedConnection);
    });
}

void HeadMetricValues::deliver(std::shared_ptr<const RunResult> result, const MetricChoice &choice,
                               Values values)
{
    m_result = std::move(result);
    m_metric = choice;
    m_values = std::move(values);
    emit changed();
}

} // namespace headscope

#include "moc_head_metric_values.cpp"
