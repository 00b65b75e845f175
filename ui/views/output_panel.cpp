#include "ui/views/output_panel.h"

#include "ui/style/head_text.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/elided_label.h"
#include "ui/views/output_figure.h"
#include "ui/views/output_table_view.h"
#include "ui/views/output_tables.h"
#include "ui/views/written_text.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headscope {

namespace {

constexpr int kOutcomes = 8;
constexpr int kLeastTableHeight = 112; ///< a title and three rows

bool predictsTokens(const OpenedModel *model)
{
    return model != nullptr &&
           (model->config.output == OutputKind::NextToken || model->config.output == OutputKind::Seq2Seq ||
            model->config.output == OutputKind::MaskedToken);
}

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString natText(double value)
{
    const QString number = decimalText(value, 3);
    return std::isnan(value) ? number : OutputPanel::tr("%1 nat").arg(number);
}

} // namespace

OutputPanel::OutputPanel(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(plainLabel(QStringLiteral("outputTitle"), this))
    , m_legend(plainLabel(QStringLiteral("outputLegend"), this))
    , m_divergence(new OutputFigure(QStringLiteral("divergence"), this))
    , m_loss(new OutputFigure(QStringLiteral("loss"), this))
    , m_written(new WrittenText(this))
    , m_trackedDifference(new ElidedLabel(this))
    , m_summary(new ElidedLabel(this))
    , m_position(new QComboBox(this))
    , m_tables(new OutputTableView(this))
    , m_track(new QLineEdit(this))
{
    buildUp();
    retranslate();
    connect(&session, &AnalysisSession::resultChanged, this, &OutputPanel::refresh);
    connect(&session, &AnalysisSession::modelChanged, this, &OutputPanel::refresh);
    connect(&session, &AnalysisSession::trackedChanged, this, &OutputPanel::refresh);
    connect(&session, &AnalysisSession::lossChanged, this, &OutputPanel::refreshNumbers);
    connect(&session, &AnalysisSession::writtenChanged, this, &OutputPanel::refreshNumbers);
    connect(&session, &AnalysisSession::interventionsChanged, this, &OutputPanel::refreshNumbers);
    connect(&session, &AnalysisSession::modelChanged, m_tables, &OutputTableView::forgetNames);
    connect(&session, &AnalysisSession::textChanged, m_tables, &OutputTableView::forgetNames);
    connect(m_position, &QComboBox::activated, this, &OutputPanel::choosePosition);
    connect(m_track, &QLineEdit::returnPressed, this, &OutputPanel::trackTyped);
    connect(m_tables, &OutputTableView::menuWanted, this, &OutputPanel::showMenu);
}

void OutputPanel::buildUp()
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_position->setObjectName(QStringLiteral("outputPosition"));
    m_position->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_position->setMinimumContentsLength(12);
    m_track->setObjectName(QStringLiteral("trackToken"));
    m_trackedDifference->setObjectName(QStringLiteral("trackedDifference"));
    m_trackedDifference->setFont(tabularFont(m_trackedDifference->font()));
    m_summary->setObjectName(QStringLiteral("interventionSummary"));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("outputScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_tables);
    scroll->setMinimumHeight(kLeastTableHeight);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(m_tables->minimumWidth() + scroll->verticalScrollBar()->sizeHint().width());
    auto *top = new QHBoxLayout;
    top->addWidget(m_title);
    top->addStretch();
    top->addWidget(m_position);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid::kWide, grid::kUnit, grid::kWide, grid::kUnit);
    layout->addLayout(top);
    layout->addWidget(m_legend);
    layout->addWidget(scroll, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_divergence, m_loss, m_written,
                                                            m_trackedDifference, m_track, m_summary})
        layout->addWidget(widget);
}

void OutputPanel::retranslate()
{
    m_title->setText(tr("Output"));
    auto *scroll = findChild<QScrollArea *>(QStringLiteral("outputScroll"));
    scroll->setAccessibleName(tr("Predictions, baseline beside now"));
    scroll->setAccessibleDescription(tr("Arrows and Page Up, Page Down scroll."));
    m_position->setAccessibleName(tr("Position whose prediction is shown"));
    m_position->setToolTip(tr("The position whose prediction is shown"));
    m_track->setPlaceholderText(tr("track a token: type it, Enter"));
    m_track->setAccessibleName(tr("Track a token"));
    m_track->setToolTip(
        tr("Follow a vocabulary token or #id: logit, probability and rank, baseline beside now"));
    m_divergence->setToolTip(tr(
        "KL(baseline ‖ now) = Σ p · ln(p / q), p the baseline's and q the present probabilities, in nats"));
    m_loss->setToolTip(tr("Mean next-token cross-entropy over the text, in nats"));
    refresh();
}

void OutputPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        refreshNumbers();
    QWidget::changeEvent(event);
}

void OutputPanel::refresh()
{
    auto tables = outputTables(m_session, kOutcomes);
    if (OutputTable tracked = trackedTable(m_session); !tracked.rows.empty())
        tables.push_back(std::move(tracked));
    m_tables->setTables(std::move(tables));
    const auto model = m_session.model();
    const bool isMovement = model && model->config.output == OutputKind::Embedding;
    m_legend->setText(isMovement ? tr("■ distance from the baseline") : tr("■ now   □ baseline"));
    m_track->setVisible(predictsTokens(model.get()));
    refreshPositions();
    refreshNumbers();
}

void OutputPanel::refreshPositions()
{
    const QSignalBlocker quiet(m_position);
    m_position->clear();
    const auto model = m_session.model();
    const bool hasPositions = model && model->config.output != OutputKind::Labels &&
                              model->config.output != OutputKind::Embedding &&
                              model->config.output != OutputKind::AnswerSpan;
    m_position->setVisible(hasPositions);
    if (!hasPositions)
        return;
    const OutputKind kind = model->config.output;
    const bool isCausal = kind == OutputKind::NextToken || kind == OutputKind::Seq2Seq;
    m_position->addItem(isCausal                          ? tr("last position")
                        : kind == OutputKind::MaskedToken ? tr("every mask")
                                                          : tr("every token"));
    const int tokens = static_cast<int>(m_session.shownOutputTokens().size());
    for (int position = 0; position < tokens; ++position)
        m_position->addItem(
            QStringLiteral("%1  %2").arg(position).arg(isolated(m_session.outputTokenText(position))));
    m_position->setCurrentIndex(m_session.look().outputPosition.value_or(-1) + 1);
}

void OutputPanel::refreshNumbers()
{
    const OutputDistance distance = outputDistance(m_session);
    m_divergence->setVisible(distance.divergence || distance.cosine);
    if (distance.divergence)
        m_divergence->say(distance.positions > 1
                              ? tr("KL(baseline ‖ now), mean of %n position(s)", nullptr, distance.positions)
                              : tr("KL(baseline ‖ now)"),
                          natText(*distance.divergence));
    if (distance.cosine)
        m_divergence->say(tr("cosine of the text's vectors"), decimalText(*distance.cosine, 4));
    refreshLoss();
    refreshWritten();
    refreshTrackedDifference();
    refreshSummary();
}

void OutputPanel::refreshLoss()
{
    const auto model = m_session.model();
    m_loss->setVisible(model && (model->config.writes() || model->config.output == OutputKind::NextToken));
    const Comparison comparison = m_session.shownComparison();
    if (comparison.nowLoss && comparison.baselineLoss) {
        const double change = *comparison.nowLoss - *comparison.baselineLoss;
        m_loss->say(std::isfinite(change) ? tr("loss on the text  %1").arg(signedText(change, 3))
                                          : tr("loss on the text"),
                    natText(*comparison.nowLoss));
    } else { // a loss needs a token that predicts and one that is predicted
        const bool isToCome = m_session.shownOutputTokens().size() >= 2;
        m_loss->say(tr("loss on the text"), isToCome ? QStringLiteral("…") : QStringLiteral("–"));
    }
}

void OutputPanel::refreshTrackedDifference()
{
    const OutputTable tracked = trackedTable(m_session);
    m_trackedDifference->setVisible(tracked.rows.size() >= 2);
    if (tracked.rows.size() < 2)
        return;
    const OutputRow &a = tracked.rows[0];
    const OutputRow &b = tracked.rows[1];
    const double now = static_cast<double>(a.nowLogit - b.nowLogit);
    const double before = static_cast<double>(a.baselineLogit - b.baselineLogit);
    m_trackedDifference->setText(
        tr("logit %1 − logit %2:  %3  (baseline %4)").arg(a.text, b.text, logitText(now), logitText(before)));
}

void OutputPanel::refreshSummary()
{
    QPalette palette = m_summary->palette();
    const bool changed = !m_session.interventions().empty() && !m_session.isBaselineHeld();
    palette.setColor(QPalette::WindowText, changed ? currentTheme().ablated : currentTheme().mutedText);
    m_summary->setPalette(palette);
    m_summary->setText(m_session.isBaselineHeld() && !m_session.interventions().empty()
                           ? tr("baseline: all heads active")
                           : interventionSummary(m_session.interventions()));
}

/// What an encoder-decoder writes by itself, with and without the interventions.
void OutputPanel::refreshWritten()
{
    m_written->setVisible(m_session.model() && m_session.model()->config.writes());
    const auto &[baseline, now] = m_session.written();
    const bool isOne = now == baseline || m_session.isBaselineHeld();
    m_written->say(isOne ? tr("writes  %1").arg(isolated(baseline))
                         : tr("writes  %1\nbaseline  %2").arg(isolated(now), isolated(baseline)));
}

void OutputPanel::choosePosition(int index)
{
    m_session.selectOutputPosition(index <= 0 ? std::nullopt : std::optional(index - 1));
}

void OutputPanel::trackTyped()
{
    const auto model = m_session.model();
    if (!model || m_track->text().isEmpty())
        return;
    std::optional<TokenId> id;
    if (model->outputTokenizer) {
        id = model->outputTokenizer->find(m_track->text().toStdString());
        if (!id) // people forget the leading space of byte-level vocabularies
            id = model->outputTokenizer->find(" " + m_track->text().toStdString());
    }
    bool isNumber = false;
    const int number = m_track->text().mid(1).toInt(&isNumber);
    if (!id && m_track->text().startsWith(QLatin1Char('#')) && isNumber && number >= 0 &&
        number < model->config.outputs())
        id = number;
    if (!id) {
        QToolTip::showText(
            m_track->mapToGlobal(QPoint(0, m_track->height())),
            plainToolTip(tr("“%1” is no single token of this vocabulary").arg(m_track->text())), m_track);
        m_track->selectAll();
        return;
    }
    m_session.trackToken(*id, true);
    m_track->clear();
}

void OutputPanel::showMenu(int id, const QString &text, const QPoint &position)
{
    const auto model = m_session.model();
    if (!predictsTokens(model.get()))
        return;
    const auto &tracked = m_session.trackedTokens();
    const bool isTracked = std::ranges::find(tracked, id) != tracked.end();
    QMenu menu(this);
    menu.addAction(isTracked ? tr("Stop tracking %1").arg(text) : tr("Track %1").arg(text),
                   [this, id, isTracked] { m_session.trackToken(id, !isTracked); });
    menu.exec(position);
}

} // namespace headscope
