#include "ui/views/head_board_view.h"

#include "ui/style/head_text.h"
#include "ui/style/metric_text.h"
#include "ui/style/token_text.h"
#include "ui/views/head_menu.h"
#include "ui/views/head_shape.h"
#include "ui/views/metric_choices.h"
#include "ui/views/metric_controls.h"
#include "ui/views/scale_legend_bar.h"
#include "ui/views/stack_selector.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace headscope {

namespace {

/// A pointer that crosses the board inspects where it slows down.
constexpr int kInspectDelay = 30;

} // namespace

HeadBoardView::HeadBoardView(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_canvas(new HeadBoardCanvas(this))
    , m_title(new QLabel(this))
    , m_metric(new MetricControls(session, this))
    , m_logarithmic(new QToolButton(this))
    , m_legend(new ScaleLegendBar(this))
    , m_summary(new QLabel(this))
    , m_missing(new QLabel(this))
    , m_measureRest(new QToolButton(this))
    , m_inspectSoon(new QTimer(this))
{
    buildUp();
    listen();
    takeModel();
    takeLook();
    takeResult();
}

void HeadBoardView::buildUp()
{
    m_logarithmic->setObjectName(QStringLiteral("logarithmic"));
    m_logarithmic->setCheckable(true);
    m_summary->setObjectName(QStringLiteral("interventionSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_missing->setObjectName(QStringLiteral("notMeasured"));
    m_missing->setTextFormat(Qt::PlainText);
    m_measureRest->setObjectName(QStringLiteral("measureRest"));
    m_inspectSoon->setSingleShot(true);
    m_inspectSoon->setInterval(kInspectDelay);

    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto *choice = new QHBoxLayout;
    m_title->setFixedHeight(grid::kControlHeight); // in line with the metric, not with what is below it
    choice->addWidget(m_title, 0, Qt::AlignTop);
    choice->addWidget(m_metric, 1);
    auto *legend = new QHBoxLayout;
    legend->addWidget(m_legend, 1);
    legend->addWidget(m_logarithmic);
    auto *missing = new QHBoxLayout;
    missing->addWidget(m_missing, 1);
    missing->addWidget(m_measureRest);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::kWide, grid::kUnit, grid::kWide, grid::kUnit);
    column->addWidget(new StackSelector(m_session, this));
    column->addLayout(choice);
    column->addWidget(m_canvas, 1);
    column->addLayout(legend);
    column->addLayout(missing);
    column->addWidget(m_summary);
    retranslate();
}

void HeadBoardView::retranslate()
{
    m_title->setText(tr("Heads"));
    m_logarithmic->setText(tr("log", "logarithmic colours"));
    m_logarithmic->setToolTip(plainToolTip(tr("Spread small values: logarithmic colours")));
    m_logarithmic->setAccessibleName(tr("Logarithmic colours"));
    m_measureRest->setText(tr("Measure"));
    m_measureRest->setToolTip(plainToolTip(tr("Measure the heads that are left; the others are kept")));
    m_measureRest->setAccessibleName(tr("Measure the heads that are left; the others are kept"));
}

void HeadBoardView::listen()
{
    connect(&m_session, &AnalysisSession::modelChanged, this, &HeadBoardView::takeModel);
    connect(&m_session, &AnalysisSession::resultChanged, this, &HeadBoardView::takeResult);
    connect(&m_session, &AnalysisSession::interventionsChanged, this, &HeadBoardView::takeInterventions);
    connect(&m_session, &AnalysisSession::lookChanged, this, &HeadBoardView::takeLook);
    connect(&m_values, &HeadMetricValues::changed, this, &HeadBoardView::publish);
    connect(&m_session, &AnalysisSession::scoresChanged, this, &HeadBoardView::publish);
    connect(m_logarithmic, &QToolButton::toggled, this, &HeadBoardView::publish);
    connect(m_measureRest, &QToolButton::clicked, &m_session, &AnalysisSession::computeAgain);
    connect(m_inspectSoon, &QTimer::timeout, this, [this] { inspect(m_toInspect); });
    connect(m_canvas, &HeadBoardCanvas::painted, &m_session, &AnalysisSession::editInterventionsInGesture);
    connect(m_canvas, &HeadBoardCanvas::edited, &m_session, &AnalysisSession::editInterventions);
    connect(m_canvas, &HeadBoardCanvas::inspected, this, [this](const HeadId &head) {
        m_toInspect = head;
        m_inspectSoon->start();
        m_picture.focused = head;
        m_canvas->setPicture(m_picture);
    });
    connect(m_canvas, &HeadBoardCanvas::opened, this,
            [this](const HeadId &head) { lookAt(head, m_session.look().view); });
    connect(m_canvas, &HeadBoardCanvas::layerChosen, this, [this](int layer) {
        Look look = m_session.look();
        look.layer = layer;
        m_session.setLook(look);
    });
    connect(m_canvas, &HeadBoardCanvas::menuRequested, this, &HeadBoardView::showMenu);
}

void HeadBoardView::takeModel()
{
    const auto model = m_session.model();
    m_picture.shape = model ? shapeOf(model->config, m_session.look().stack) : HeadBoardShape{};
    requestValues();
    takeInterventions();
}

void HeadBoardView::takeResult()
{
    requestValues();
    takeInterventions();
}

bool HeadBoardView::isOfKeptPatterns() const
{
    const auto result = m_session.shown();
    return needsOf(m_session.look().metric.id) == MetricNeeds::Pattern &&
           (!result || result->keepsPatterns());
}

/// Only those that the patterns give; the session has the others.
void HeadBoardView::requestValues()
{
    const Look &look = m_session.look();
    m_values.request(isOfKeptPatterns() ? m_session.shown() : nullptr, look.metric, look.stack);
}

void HeadBoardView::takeInterventions()
{
    const Interventions &now = m_session.interventions();
    m_picture.interventions = m_session.isBaselineHeld() ? Interventions{} : now;
    m_canvas->setEditable(now);
    publish();
}

void HeadBoardView::takeLook()
{
    const Look &look = m_session.look();
    m_picture.currentLayer = look.layer;
    m_picture.focused = m_inspectSoon->isActive() ? m_toInspect : look.focusedHead;
    const bool isOtherStack = look.stack != m_picture.shape.stack;
    if (isOtherStack && m_session.model())
        m_picture.shape = shapeOf(m_session.model()->config, look.stack);
    if (look.metric != m_picture.metric || isOtherStack) {
        m_picture.metric = look.metric;
        requestValues();
    }
    publish();
}

/// While another metric is on its way the squares stay empty: an old number under a new name would lie.
const HeadMetricValues::Values &HeadBoardView::values() const
{
    static const HeadMetricValues::Values none;
    if (isOfKeptPatterns())
        return m_values.metric() == m_picture.metric ? m_values.values() : none;
    const SessionScores &scores = m_session.scores();
    return isScored(scores, m_picture.metric, m_picture.shape.stack) ? scores.scores.values : none;
}

void HeadBoardView::chooseMetric()
{
    m_metric->choose();
}

void HeadBoardView::publish()
{
    m_picture.values = values();
    m_picture.spacing = m_logarithmic->isChecked() ? Spacing::Logarithmic : Spacing::Linear;
    m_canvas->setPicture(m_picture);
    m_legend->setScale(scaleOf(m_picture, currentTheme()), metricUnit(m_picture.metric.id));
    m_legend->setToolTip(plainToolTip(metricName(m_picture.metric.id) + QLatin1Char('\n') +
                                      metricFormula(m_picture.metric.id)));
    const QString &problem = m_session.scores().problem;
    m_summary->setText(
        !isOfKeptPatterns() && !problem.isEmpty() ? problem : interventionSummary(m_picture.interventions));
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText,
                    m_picture.interventions.empty() ? currentTheme().mutedText : currentTheme().ablated);
    m_summary->setPalette(colors);
    publishMissing();
}

/// What a stopped sweep left.
void HeadBoardView::publishMissing()
{
    const int missing = m_picture.notMeasured();
    const bool isStopped = !isOfKeptPatterns() && m_session.isScoringStopped() && missing > 0;
    m_missing->setVisible(isStopped);
    m_measureRest->setVisible(isStopped);
    int all = 0;
    for (int layer = 0; layer < m_picture.shape.layers; ++layer)
        all += m_picture.shape.headsIn(layer);
    m_missing->setText(tr("%1 of %n head(s) not measured", nullptr, all).arg(missing));
}

void HeadBoardView::inspect(const HeadId &head)
{
    Look look = m_session.look();
    look.focusedHead = head;
    m_session.setLook(look);
}

void HeadBoardView::lookAt(const HeadId &head, CentreView view)
{
    Look look = m_session.look();
    look.stack = head.stack;
    look.layer = head.layer;
    look.focusedHead = head;
    look.hiddenHeads.erase(head.head);
    look.view = view == CentreView::AllHeads ? CentreView::Lines : view;
    m_session.setLook(look);
}

void HeadBoardView::showMenu(const std::vector<HeadId> &heads, const QPoint &position)
{
    HeadMenuRequest request;
    request.shape = m_picture.shape;
    request.heads = heads;
    request.interventions = m_session.interventions();
    request.edit = [this](const Interventions &interventions, const QString &what) {
        m_session.editInterventions(interventions, what);
    };
    request.showLines = [this](const HeadId &head) { lookAt(head, CentreView::Lines); };
    request.showMatrix = [this](const HeadId &head) { lookAt(head, CentreView::Matrix); };
    makeHeadMenu(request, this)->popup(position);
}

void HeadBoardView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        publish();
}

} // namespace headscope

#include "moc_head_board_view.cpp"
