#include "ui/views/metric_controls.h"

#include "core/inference/score_heads.h"
#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/metric_choices.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QWhatsThis>

#include <array>

namespace headscope {

namespace {

constexpr int kChoiceRole = Qt::UserRole;

/// Every kind of ablation that needs no number of its own, and half of what a head writes.
const std::array<Intervention, 5> &kinds()
{
    static const std::array<Intervention, 5> all{Zero{}, Mean{}, Scale{0.5F}, Uniform{}, First{}};
    return all;
}

QComboBox *narrowBox(const QString &name, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(4);
    return box;
}

} // namespace

MetricControls::MetricControls(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_metric(narrowBox(QStringLiteral("metric"), this))
    , m_first(narrowBox(QStringLiteral("metricFirst"), this))
    , m_second(narrowBox(QStringLiteral("metricSecond"), this))
    , m_kind(narrowBox(QStringLiteral("metricKind"), this))
    , m_help(new QToolButton(this))
{
    buildUp();
    connect(&session, &AnalysisSession::modelChanged, this, &MetricControls::fillList);
    connect(&session, &AnalysisSession::lookChanged, this, &MetricControls::showLook);
    connect(&session, &AnalysisSession::resultChanged, this, &MetricControls::showParameters);
    connect(m_metric, &QComboBox::activated, this, &MetricControls::changeMetric);
    for (QComboBox *box : {m_first, m_second, m_kind})
        connect(box, &QComboBox::activated, this, &MetricControls::changeParameters);
    connect(m_help, &QToolButton::clicked, this, &MetricControls::explain);
}

void MetricControls::buildUp()
{
    m_help->setObjectName(QStringLiteral("metricHelp"));
    m_help->setText(QStringLiteral("ƒ"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kHalf);
    layout->addWidget(m_metric, 0, 0, 1, 3);
    layout->addWidget(m_help, 0, 3);
    layout->addWidget(m_first, 1, 0);
    layout->addWidget(m_second, 1, 1);
    layout->addWidget(m_kind, 1, 2, 1, 2);
    retranslate();
}

void MetricControls::fillList()
{
    const QSignalBlocker quiet(m_metric);
    m_metric->clear();
    for (const Metric &each : metrics()) {
        if (each.needs == MetricNeeds::Effect &&
            metrics()[static_cast<std::size_t>(each.id) - 1].needs != MetricNeeds::Effect)
            m_metric->insertSeparator(m_metric->count());
        m_metric->addItem(metricName(each.id), static_cast<int>(each.id));
        const int row = m_metric->count() - 1;
        m_metric->setItemData(row,
                              plainToolTip(metricHelp(each.id) + QLatin1Char('\n') + metricFormula(each.id)),
                              Qt::ToolTipRole);
    }
    showLook();
}

/// Those that this model, or this stack of it, has nothing to say about are grey.
void MetricControls::enableEntries()
{
    const auto model = m_session.model();
    auto *items = qobject_cast<QStandardItemModel *>(m_metric->model());
    const bool isCross = m_session.look().stack == Stack::Cross;
    for (int row = 0; model && items != nullptr && row < m_metric->count(); ++row) {
        const QVariant id = m_metric->itemData(row);
        if (!id.isValid()) // the line between the groups
            continue;
        const auto metric = static_cast<MetricId>(id.toInt());
        const bool comparesPositions = needsOf(metric) != MetricNeeds::Effect && readsOneText(metric);
        items->item(row)->setEnabled(canScore(model->config, metric) && !(isCross && comparesPositions));
    }
}

void MetricControls::retranslate()
{
    m_metric->setAccessibleName(tr("Colour of the heads"));
    m_metric->setToolTip(plainToolTip(tr("Which number of each head the colours show")));
    m_kind->setAccessibleName(tr("What is done to each head in turn"));
    m_kind->setToolTip(plainToolTip(tr("What is done to each head in turn, alone")));
    m_help->setAccessibleName(tr("What this number means"));
    m_help->setToolTip(plainToolTip(tr("What this number means and how it is computed")));
    const QSignalBlocker quiet(m_kind);
    m_kind->clear();
    for (const Intervention &kind : kinds())
        m_kind->addItem(interventionName(kind));
    fillList();
}

void MetricControls::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MetricControls::showLook()
{
    const QSignalBlocker quiet(m_metric);
    enableEntries();
    m_metric->setCurrentIndex(m_metric->findData(static_cast<int>(m_session.look().metric.id)));
    showParameters();
}

void MetricControls::showParameters()
{
    const MetricChoice &choice = m_session.look().metric;
    const MetricParameters parameters = parametersOf(choice.id);
    const bool two = parameters == MetricParameters::Positions || parameters == MetricParameters::Outcomes;
    m_first->setVisible(parameters != MetricParameters::None);
    m_second->setVisible(two);
    m_kind->setVisible(needsOf(choice.id) == MetricNeeds::Effect);
    const auto found = std::ranges::find(kinds(), choice.kind);
    m_kind->setCurrentIndex(static_cast<int>(found - kinds().begin()));

    const auto fill = [](QComboBox &box, const std::vector<MetricOption> &options, std::optional<int> now) {
        const QSignalBlocker quiet(&box);
        box.clear();
        for (const MetricOption &option : options)
            box.addItem(option.text, option.value ? QVariant(*option.value) : QVariant());
        box.setCurrentIndex(box.findData(now ? QVariant(*now) : QVariant()));
    };
    const MetricOptionLists lists = metricOptions(m_session);
    const bool positions = parameters == MetricParameters::Positions;
    fill(*m_first, lists.first, positions ? choice.query : choice.outcome);
    fill(*m_second, lists.second, positions ? std::optional(choice.key) : choice.against);
    m_first->setToolTip(plainToolTip(lists.firstHelp));
    m_first->setAccessibleName(lists.firstHelp);
    m_second->setToolTip(plainToolTip(lists.secondHelp));
    m_second->setAccessibleName(lists.secondHelp);
}

MetricChoice MetricControls::firstChoice(MetricId id) const
{
    MetricChoice choice{id};
    choice.kind = m_session.look().metric.kind;
    if (id == MetricId::Pair)
        choice.query = std::max(
            0, static_cast<int>(m_session.shownTokens(m_session.look().stack, TokenSide::Query).size()) - 1);
    if (parametersOf(id) == MetricParameters::Outcomes || parametersOf(id) == MetricParameters::Label)
        choice.outcome = likeliestOutcome(m_session).value_or(0);
    return choice;
}

void MetricControls::changeMetric(int index)
{
    Look look = m_session.look();
    const auto id = static_cast<MetricId>(m_metric->itemData(index).toInt());
    if (id == look.metric.id)
        return m_session.isScoringStopped() ? m_session.computeAgain() : void(); // it goes on
    look.metric = firstChoice(id);
    m_session.setLook(look);
}

void MetricControls::changeParameters()
{
    Look look = m_session.look();
    const auto value = [](const QComboBox &box) {
        const QVariant chosen = box.currentData();
        return chosen.isValid() ? std::optional(chosen.toInt()) : std::nullopt;
    };
    if (look.metric.id == MetricId::Pair) {
        look.metric.query = value(*m_first).value_or(0);
        look.metric.key = value(*m_second).value_or(0);
    } else {
        look.metric.outcome = value(*m_first).value_or(0);
        look.metric.against = look.metric.id == MetricId::EffectLogit ? value(*m_second) : std::nullopt;
    }
    if (m_kind->currentIndex() >= 0)
        look.metric.kind = kinds()[static_cast<std::size_t>(m_kind->currentIndex())];
    m_session.setLook(look);
}

void MetricControls::explain()
{
    const MetricId id = m_session.look().metric.id;
    QString text = metricHelp(id) + QStringLiteral("\n\n") + metricFormula(id);
    if (const std::string_view source = headscope::metric(id).source; !source.empty())
        text +=
            QStringLiteral("\n\n") + QString::fromUtf8(source.data(), static_cast<qsizetype>(source.size()));
    QWhatsThis::showText(m_help->mapToGlobal(m_help->rect().bottomLeft()), plainToolTip(text), this);
}

void MetricControls::choose()
{
    m_metric->setFocus(Qt::OtherFocusReason);
    m_metric->showPopup();
}

} // namespace headscope

#include "moc_metric_controls.cpp"
