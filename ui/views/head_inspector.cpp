#include "ui/views/head_inspector.h"

#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QInputDialog>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

enum Choice { kActive, kZero, kMean, kScale, kUniform, kFirst };

int choiceOf(const Interventions &interventions, const HeadId &head)
{
    const auto found = interventions.find(head);
    return found == interventions.end() ? kActive : static_cast<int>(found->second.index()) + 1;
}

/// Those that the pattern on the text gives without a choice of more; they come first in the table.
std::span<const Metric> plainMetrics()
{
    const auto isPlain = [](const Metric &entry) {
        return entry.needs == MetricNeeds::Pattern && entry.parameters == MetricParameters::None;
    };
    return {metrics().begin(), std::ranges::find_if_not(metrics(), isPlain)};
}

bool isFinite(const HeadPattern &pattern)
{
    for (int query = 0; query < pattern.queries(); ++query)
        if (!std::ranges::all_of(pattern.row(query), [](float share) { return std::isfinite(share); }))
            return false;
    return true;
}

} // namespace

HeadInspector::HeadInspector(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_intervention(new QComboBox(this))
{
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_intervention->setObjectName(QStringLiteral("inspectorIntervention"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(grid::kWide, grid::kUnit, grid::kWide, grid::kUnit);
    layout->setVerticalSpacing(grid::kHalf);
    layout->addWidget(m_title, 0, 0);
    layout->addWidget(m_intervention, 0, 1, 1, 2, Qt::AlignRight);
    layout->setColumnStretch(1, 1);
    for (const Metric &entry : plainMetrics()) {
        const int row = static_cast<int>(entry.id) + 1;
        Line line{new QLabel(this), new QLabel(this), new QLabel(this)};
        line.value->setFont(tabularFont(line.value->font()));
        line.value->setAlignment(Qt::AlignRight);
        line.value->setObjectName(QStringLiteral("inspector_%1").arg(row));
        layout->addWidget(line.name, row, 0);
        layout->addWidget(line.value, row, 1);
        layout->addWidget(line.unit, row, 2);
        m_lines.push_back(line);
    }
    retranslate();
    connect(&session, &AnalysisSession::resultChanged, this, &HeadInspector::refresh);
    connect(&session, &AnalysisSession::interventionsChanged, this, &HeadInspector::refresh);
    connect(&session, &AnalysisSession::lookChanged, this, &HeadInspector::refresh);
    connect(m_intervention, &QComboBox::activated, this, &HeadInspector::choose);
}

void HeadInspector::retranslate()
{
    const QSignalBlocker quiet(m_intervention);
    m_intervention->clear();
    m_intervention->addItems(
        {tr("active"), tr("zero"), tr("mean"), tr("scale…"), tr("uniform"), tr("first")});
    m_intervention->setAccessibleName(tr("Intervention on this head"));
    m_intervention->setToolTip(tr("What is done to this head (Space on the board: zero)"));
    refresh();
}

void HeadInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HeadInspector::refresh()
{
    const HeadId head = m_session.look().focusedHead;
    m_title->setText(tr("Head %1").arg(headName(head)));
    {
        const QSignalBlocker quiet(m_intervention);
        m_intervention->setCurrentIndex(
            m_session.isBaselineHeld() ? int{kActive} : choiceOf(m_session.interventions(), head));
        m_intervention->setEnabled(m_session.model() != nullptr && !m_session.isBaselineHeld());
    }
    const auto result = m_session.shown();
    if (result)
        measure(*result, head);
    const bool isKnown = result && isMeasured(*result, head);
    for (const Metric &entry : plainMetrics()) {
        const Line &line = m_lines[static_cast<std::size_t>(entry.id)];
        line.name->setText(metricName(entry.id));
        line.unit->setText(metricUnit(entry.id));
        for (QLabel *label : {line.name, line.value, line.unit})
            label->setToolTip(metricFormula(entry.id));
        line.value->setText(isKnown ? figure(entry) : QStringLiteral("…"));
    }
}

bool HeadInspector::isMeasured(const RunResult &result, const HeadId &head) const
{
    return m_measured.head == head && result.final && m_measured.run.lock() == result.final &&
           m_measured.decoderIds == result.decoderIds;
}

/// Once: a long text's pattern has 67 million numbers, and may be gone when the figures are wanted again.
void HeadInspector::measure(const RunResult &result, const HeadId &head)
{
    const HeadPattern pattern = result.pattern(head);
    if (pattern.isEmpty() || isMeasured(result, head))
        return;
    m_measured = {result.final, result.decoderIds, head, isFinite(pattern), {}};
    const auto &ids = head.stack == Stack::Encoder ? result.tokens.ids : result.decoderIds;
    for (const Metric &entry : plainMetrics()) {
        const bool isOfTwo = head.stack == Stack::Cross && readsOneText(entry.id);
        m_measured.values.push_back(isOfTwo ? std::nullopt
                                            : std::optional(entry.ofPattern({pattern, ids, {}})));
    }
}

/// `–` where the text has nothing to measure; of a pattern that is no number itself "not a number".
QString HeadInspector::figure(const Metric &entry) const
{
    const auto place = static_cast<std::size_t>(&entry - plainMetrics().data());
    const std::optional<double> value = m_measured.values[place];
    const bool isNone = !value || (std::isnan(*value) && m_measured.isFinite);
    return isNone ? QStringLiteral("–") : metricNumberText(entry.id, *value);
}

void HeadInspector::choose(int index)
{
    const HeadId head = m_session.look().focusedHead;
    std::optional<Intervention> intervention;
    switch (index) {
    case kZero:
        intervention = Zero{};
        break;
    case kMean:
        intervention = Mean{};
        break;
    case kScale: {
        bool accepted = false;
        const double factor =
            QInputDialog::getDouble(this, tr("Scale head %1").arg(headName(head)),
                                    tr("Factor (0 = zero, 1 = untouched)"), 0.5, -100, 100, 2, &accepted);
        if (!accepted)
            return refresh();
        intervention = Scale{static_cast<float>(factor)};
        break;
    }
    case kUniform:
        intervention = Uniform{};
        break;
    case kFirst:
        intervention = First{};
        break;
    default:
        break;
    }
    m_session.editIntervention(head, intervention);
}

} // namespace headscope
