#include "ui/views/lines_view.h"

#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include <algorithm>

namespace headscope {

namespace {

constexpr qint64 kFrameMilliseconds = 10; ///< of refinement
constexpr int kColumnsAtOnce = 64;

/// What changes the lines themselves; the rest of a look does not.
bool sameLines(const Look &a, const Look &b)
{
    return a.layer == b.layer && a.hiddenHeads == b.hiddenHeads && a.threshold == b.threshold &&
           a.topKeys == b.topKeys && a.hideFirstToken == b.hideFirstToken;
}

} // namespace

std::vector<HeadPattern> drawnPatterns(const RunResult &result, const Look &look, int heads)
{
    std::vector<HeadPattern> patterns(static_cast<std::size_t>(heads));
    for (int head = 0; head < heads; ++head) {
        const HeadId id{Stack::Encoder, look.layer, head};
        const auto changed = result.interventions.find(id);
        const bool isZero = changed != result.interventions.end() && changed->second == Intervention{Zero{}};
        if (!isZero && !look.hiddenHeads.contains(head))
            patterns[static_cast<std::size_t>(head)] = result.pattern(id);
    }
    return patterns;
}

LinesScene linesScene(const AnalysisSession &session)
{
    LinesScene scene;
    const auto result = session.shown();
    if (!result || !session.model())
        return scene;
    const Look &look = session.look();
    scene.patterns = drawnPatterns(*result, look, session.model()->config.heads);
    scene.lines = attentionLines({scene.patterns, look.threshold, look.topKeys, look.hideFirstToken});
    for (int position = 0; position < static_cast<int>(session.shownTokens().size()); ++position)
        scene.texts.push_back(isolated(session.tokenText(position)));
    if (look.pinned && look.pinned->position < static_cast<int>(scene.texts.size()))
        scene.isolated = look.pinned;
    return scene;
}

LinesView::LinesView(AnalysisSession &session, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_session(session)
    , m_refiner(new QTimer(this))
{
    setObjectName(QStringLiteral("lines"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    m_refiner->setInterval(0);
    retranslate();
    connect(m_refiner, &QTimer::timeout, this, &LinesView::refine);
    connect(&session, &AnalysisSession::resultChanged, this, &LinesView::rebuild);
    connect(&session, &AnalysisSession::modelChanged, this, &LinesView::rebuild);
    connect(&session, &AnalysisSession::lookChanged, this, [this] {
        if (!sameLines(m_session.look(), m_drawnLook))
            return rebuild();
        m_drawnLook = m_session.look();
        hover(m_hovered);
    });
    rebuild();
}

void LinesView::retranslate()
{
    setAccessibleName(tr("Attention lines"));
    setAccessibleDescription(
        tr("Left: the looking tokens; right: the looked-at tokens. Up and Down move the pinned token, "
           "Esc lets it go, Page Up and Page Down change the layer."));
}

void LinesView::rebuild()
{
    m_drawnLook = m_session.look();
    m_scene = linesScene(m_session);
    if (m_hovered && m_hovered->position >= static_cast<int>(m_scene.texts.size()))
        m_hovered.reset();
    layOut();
}

void LinesView::layOut()
{
    m_window.size = viewport()->size();
    m_window.layout = layOutLines(static_cast<int>(m_scene.texts.size()), m_window.size);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(static_cast<int>(m_window.layout.rowHeight));
    verticalScrollBar()->setRange(
        0, std::max(0, static_cast<int>(m_window.layout.contentHeight) - viewport()->height()));
    m_window.scroll = verticalScrollBar()->value();
    restartPicture();
}

/// The strongest lines at once; all of them over the next frames.
void LinesView::restartPicture()
{
    const double ratio = pixelRatio();
    m_toRaster = rasterLines(m_scene.lines, m_window, ratio);
    m_shownPicture = emptyLinesPicture(m_window, ratio);
    m_refinedPicture = m_shownPicture.copy();
    const std::span<const RasterLine> all(m_toRaster);
    const auto strongest = m_fileRatio ? all : all.last(std::min(all.size(), kFirstPictureLines));
    rasterColumns(strongest, static_cast<float>(kLineThickness * ratio), 0, m_shownPicture.width(),
                  m_shownPicture);
    m_nextColumn = all.size() > strongest.size() ? 0 : -1;
    if (m_nextColumn == 0)
        m_refiner->start();
    else
        m_refiner->stop();
    hover(m_hovered);
}

void LinesView::drawForFile(std::optional<double> pixelRatio)
{
    m_fileRatio = pixelRatio;
    restartPicture();
}

void LinesView::refine()
{
    QElapsedTimer frame;
    frame.start();
    const float thickness = static_cast<float>(kLineThickness * pixelRatio());
    while (m_nextColumn < m_refinedPicture.width() && frame.elapsed() < kFrameMilliseconds) {
        const int last = std::min(m_nextColumn + kColumnsAtOnce, m_refinedPicture.width());
        rasterColumns(m_toRaster, thickness, m_nextColumn, last, m_refinedPicture);
        m_nextColumn = last;
    }
    if (m_nextColumn < m_refinedPicture.width())
        return;
    m_refiner->stop();
    m_nextColumn = -1;
    m_shownPicture = m_refinedPicture;
    viewport()->update();
}

void LinesView::hover(const std::optional<PinnedToken> &token)
{
    m_hovered = token;
    const auto pinned = m_session.look().pinned;
    m_scene.isolated = token ? token : pinned;
    if (m_scene.isolated && m_scene.isolated->position >= static_cast<int>(m_scene.texts.size()))
        m_scene.isolated.reset();
    if (m_scene.isolated) {
        const double ratio = pixelRatio();
        m_isolatedPicture = emptyLinesPicture(m_window, ratio);
        rasterColumns(rasterLines(linesOfToken(m_scene.lines, *m_scene.isolated), m_window, ratio),
                      static_cast<float>(kLineThickness * ratio), 0, m_isolatedPicture.width(),
                      m_isolatedPicture);
    }
    viewport()->update();
}

void LinesView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), currentTheme().background);
    if (m_scene.texts.empty()) {
        painter.setPen(currentTheme().faintText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("The lines appear as soon as there is a text."));
        return;
    }
    painter.setOpacity(m_scene.isolated ? kDimmedLines : 1);
    painter.drawImage(linesArea(m_window).topLeft(), m_shownPicture);
    painter.setOpacity(1);
    if (m_scene.isolated)
        painter.drawImage(linesArea(m_window).topLeft(), m_isolatedPicture);
    paintTexts(painter, m_scene, m_window);
    paintNumbers(painter, m_scene, m_window);
}

void LinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void LinesView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    m_window.scroll = verticalScrollBar()->value();
    restartPicture();
}

std::optional<PinnedToken> LinesView::tokenAt(QPoint point) const
{
    return m_window.layout.tokenAt(QPointF(point) + QPointF(0, m_window.scroll));
}

void LinesView::mouseMoveEvent(QMouseEvent *event)
{
    const auto token = tokenAt(event->pos());
    if (token != m_hovered)
        hover(token);
}

void LinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const auto token = tokenAt(event->pos());
    pin(token == m_session.look().pinned ? std::nullopt : token);
}

void LinesView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void LinesView::pin(const std::optional<PinnedToken> &token)
{
    Look look = m_session.look();
    look.pinned = token;
    m_session.setLook(look);
}

void LinesView::stepLayer(int by)
{
    if (!m_session.model())
        return;
    Look look = m_session.look();
    look.layer = std::clamp(look.layer + by, 0, m_session.model()->config.layers - 1);
    m_session.setLook(look);
}

void LinesView::keyPressEvent(QKeyEvent *event)
{
    const int tokens = static_cast<int>(m_scene.texts.size());
    const PinnedToken now = m_session.look().pinned.value_or(PinnedToken{TokenSide::Query, -1});
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int next = now.position + (event->key() == Qt::Key_Up ? -1 : 1);
        if (tokens > 0)
            pin(PinnedToken{now.side, std::clamp(next, 0, tokens - 1)});
        return;
    }
    case Qt::Key_Left:
        return pin(PinnedToken{TokenSide::Query, std::max(now.position, 0)});
    case Qt::Key_Right:
        return pin(PinnedToken{TokenSide::Key, std::max(now.position, 0)});
    case Qt::Key_Escape:
        return pin(std::nullopt);
    case Qt::Key_PageUp:
        return stepLayer(-1);
    case Qt::Key_PageDown:
        return stepLayer(1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void LinesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

bool LinesView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hover(std::nullopt);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto token = tokenAt(help->pos());
        if (token)
            QToolTip::showText(help->globalPos(), plainToolTip(tipOf(*token)), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

/// The five strongest of the token's lines, exactly.
QString LinesView::tipOf(const PinnedToken &token) const
{
    constexpr std::size_t kMost = 5;
    const bool ofQuery = token.side == TokenSide::Query;
    const QString own = m_scene.texts[static_cast<std::size_t>(token.position)];
    QStringList tip{ofQuery ? tr("%1 (%2) looks at").arg(own, QString::number(token.position))
                            : tr("%1 (%2) is looked at by").arg(own, QString::number(token.position))};
    const auto lines = linesOfToken(m_scene.lines, token);
    for (std::size_t rank = 0; rank < std::min(kMost, lines.size()); ++rank) {
        const AttentionLine &line = lines[lines.size() - 1 - rank];
        const int other = ofQuery ? line.key : line.query;
        tip.append(tr("%1. %2 (%3)  head %4  %5")
                       .arg(QString::number(rank + 1), m_scene.texts[static_cast<std::size_t>(other)],
                            QString::number(other), QString::number(line.head),
                            attentionText(static_cast<double>(line.attention))));
    }
    return tip.join(QLatin1Char('\n'));
}

} // namespace headscope
