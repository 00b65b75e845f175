#include "ui/views/matrix_view.h"

#include "ui/session/session_text.h"
#include "ui/style/head_text.h"
#include "ui/style/number_text.h"
#include "ui/style/token_text.h"
#include "ui/style/wrap_layout.h"
#include "ui/views/combined_pattern.h"
#include "ui/views/scale_legend_bar.h"
#include "ui/views/text_part_choice.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array kContents{MatrixContent::FocusedHead, MatrixContent::MeanOfShown,
                               MatrixContent::MaximumOfShown};

} // namespace

MatrixView::MatrixView(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_choice(new QComboBox(this))
    , m_showAll(new QPushButton(this))
    , m_plot(new MatrixPlot(this))
    , m_value(new QLabel(this))
{
    buildUp();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &MatrixView::choose);
    connect(m_plot, &MatrixPlot::hovered, this, &MatrixView::tellValue);
    connect(&session, &AnalysisSession::resultChanged, this, &MatrixView::refresh);
    connect(&session, &AnalysisSession::lookChanged, this, &MatrixView::refresh);
    refresh();
}

void MatrixView::buildUp()
{
    m_choice->setObjectName(QStringLiteral("matrixChoice"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (std::size_t content = 0; content < kContents.size(); ++content)
        m_choice->addItem(QString());
    m_showAll->setObjectName(QStringLiteral("matrixShowAll"));
    m_value->setObjectName(QStringLiteral("matrixValue"));
    m_value->setTextFormat(Qt::PlainText);
    m_value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // long words never widen the view

    auto *controls = new WrapLayout(grid::kUnit);
    auto *part = new TextPartChoice(m_session, QStringLiteral("matrixPart"), this);
    for (QWidget *control :
         std::initializer_list<QWidget *>{m_choice, part, m_showAll, new ScaleLegendBar(this)})
        controls->addWidget(control);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::kHalf, 0, 0); // in line with the other views
    column->addLayout(controls);
    column->addWidget(m_value);
    column->addWidget(m_plot, 1);
    connect(m_showAll, &QPushButton::clicked, m_plot, &MatrixPlot::showAll);
    retranslate();
}

void MatrixView::retranslate()
{
    m_choice->setAccessibleName(tr("What the matrix shows"));
    m_choice->setItemText(0, tr("the focused head"));
    m_choice->setItemText(1, tr("mean of the shown heads"));
    m_choice->setItemText(2, tr("maximum of the shown heads"));
    m_choice->setToolTip(plainToolTip(
        tr("The head that the board's pointer is on, or all heads of the layer that are shown")));
    m_showAll->setText(tr("Show all"));
    m_showAll->setToolTip(plainToolTip(tr("Show the whole matrix (0, or double-click)\nZoom: wheel, + and −\n"
                                          "Pan: drag, arrow keys")));
}

QString MatrixView::titleOf(const RunResult &result, const Look &look)
{
    switch (look.matrix) {
    case MatrixContent::FocusedHead:
        break;
    case MatrixContent::MeanOfShown:
        return tr("Mean of the shown heads of layer %1").arg(look.layer);
    case MatrixContent::MaximumOfShown:
        return tr("Maximum of the shown heads of layer %1").arg(look.layer);
    }
    const QString title = tr("Head %1").arg(headName(look.focusedHead));
    const auto changed = result.interventions.find(look.focusedHead);
    return changed == result.interventions.end()
               ? title
               : title + QStringLiteral(" · ") + interventionName(changed->second);
}

HeadPattern MatrixView::patternOf(const RunResult &result, const Look &look)
{
    switch (look.matrix) {
    case MatrixContent::FocusedHead:
        break;
    case MatrixContent::MeanOfShown:
        return combinedPattern(result, {look.stack, look.layer}, look.hiddenHeads, Combination::Mean);
    case MatrixContent::MaximumOfShown:
        return combinedPattern(result, {look.stack, look.layer}, look.hiddenHeads, Combination::Maximum);
    }
    return result.pattern(look.focusedHead);
}

MatrixPicture MatrixView::makePicture() const
{
    MatrixPicture picture;
    const auto result = m_session.shown();
    if (!result)
        return picture;
    const Look &look = m_session.look();
    for (const QString &text : m_session.tokenTexts(look.stack, TokenSide::Query))
        picture.queries.append(isolated(text));
    for (const QString &text : m_session.tokenTexts(look.stack, TokenSide::Key))
        picture.keys.append(isolated(text));
    if (look.stack == Stack::Encoder)
        picture.part = drawnPart(look.part, beginOfSecond(m_session.shownTokens()));
    picture.pattern = patternOf(*result, look);
    picture.title = titleOf(*result, look);
    if (picture.pattern.isEmpty() && !result->keepsPatterns())
        prepareForAwaited(*result, picture);
    return picture;
}

/// A long text's pattern is on its way, or has no place.
void MatrixView::prepareForAwaited(const RunResult &result, MatrixPicture &picture) const
{
    const bool isOneHead = m_session.look().matrix == MatrixContent::FocusedHead;
    if (isOneHead)
        picture.preview = result.overview(m_session.look().focusedHead);
    const QString why = m_session.isAwaitingPattern() ? tr("computing…")
                        : isOneHead                   ? tr("a small picture of it")
                                                      : tr("there is no room for so many: show fewer heads");
    picture.title += QStringLiteral(" · ") + why;
}

void MatrixView::choose(int index)
{
    Look look = m_session.look();
    look.matrix = kContents.at(static_cast<std::size_t>(std::max(index, 0)));
    m_session.setLook(look);
}

QRectF MatrixView::visibleCells() const
{
    return m_plot->visibleCells();
}

QRectF MatrixView::partCells() const
{
    return m_plot->picture().partCells();
}

void MatrixView::refresh()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentIndex(static_cast<int>(m_session.look().matrix));
    if (isVisible())
        m_plot->setPicture(makePicture());
}

void MatrixView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// A pattern of a long text is large.
void MatrixView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    MatrixPicture empty = m_plot->picture(); // of the same tokens: the zoom stays
    empty.pattern = empty.preview = HeadPattern();
    m_plot->setPicture(empty);
}

void MatrixView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    refresh();
    tellValue(std::nullopt);
}

void MatrixView::tellValue(const std::optional<MatrixCell> &cell)
{
    const MatrixPicture &picture = m_plot->picture();
    if (!cell || picture.pattern.isEmpty()) {
        m_value->setText(picture.title);
        return;
    }
    //: the title of the matrix, a token and its position, the token it looks at and its position, the
    //: attention
    m_value->setText(
        tr("%1:  %2 (%3) → %4 (%5)  %6")
            .arg(picture.title, picture.queries.value(cell->query), QString::number(cell->query),
                 picture.keys.value(cell->key), QString::number(cell->key),
                 attentionText(static_cast<double>(picture.pattern.attention(cell->query, cell->key)))));
}

} // namespace headscope

#include "moc_matrix_view.cpp"
