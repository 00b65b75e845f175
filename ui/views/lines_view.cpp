#include "ui/views/lines_view.h"

#include "ui/style/theme.h"
#include "ui/views/lines_scene.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace headscope {

namespace {

constexpr qint64 kFrameMilliseconds = 10; ///< of refinement
constexpr int kColumnsAtOnce = 64;

/// What changes the lines themselves; the rest of a look does not.
bool sameLines(const Look &a, const Look &b)
{
    return a.stack == b.stack && a.layer == b.layer && a.hiddenHeads == b.hiddenHeads &&
           a.threshold == b.threshold && a.topKeys == b.topKeys && a.hideFirstToken == b.hideFirstToken &&
           a.part == b.part;
}

} // namespace

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
    connect(&session, &AnalysisSession::busyChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&session, &AnalysisSession::lookChanged, this, [this] {
        const auto result = m_session.shown();
        const bool drawsTheFocused = result && !result->keepsPatterns();
        const bool sameHeads = !drawsTheFocused || m_session.look().focusedHead == m_drawnLook.focusedHead;
        if (!sameLines(m_session.look(), m_drawnLook) || !sameHeads)
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
        tr("Left: the looking tokens; right: the looked-at tokens. Arrows move from token to token, Space or "
           "Enter pins, Esc lets go, Page Up and Page Down change the layer."));
}

void LinesView::rebuild()
{
    if (m_scrollWhenHidden)
        return;
    m_drawnLook = m_session.look();
    m_scene = linesScene(m_session);
    const auto isGone = [this](const std::optional<PinnedToken> &token) {
        return token && !m_scene.has(*token);
    };
    if (isGone(m_hovered))
        m_hovered.reset();
    if (isGone(m_focused))
        m_focused.reset();
    layOut();
}

void LinesView::layOut()
{
    m_window.size = viewport()->size();
    m_window.layout = layOutLines(m_scene.counts(), m_window.size);
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
    m_toRaster = rasterLines(m_scene.lines, m_scene.drawnHeads(), m_window, ratio);
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

std::optional<double> LinesView::scrolledBy() const
{
    return verticalScrollBar()->maximum() > 0 ? std::optional(m_window.scroll) : std::nullopt;
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
    m_scene.focused = m_focused;
    m_scene.isolated = token ? token : m_focused ? m_focused : m_session.look().pinned;
    if (m_scene.isolated && !m_scene.has(*m_scene.isolated))
        m_scene.isolated.reset();
    if (m_scene.isolated) {
        const double ratio = pixelRatio();
        m_isolatedPicture = emptyLinesPicture(m_window, ratio);
        rasterColumns(rasterLines(linesOfToken(m_scene.lines, *m_scene.isolated), m_scene.drawnHeads(),
                                  m_window, ratio),
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
    if (m_scene.keyTexts.empty()) {
        painter.setPen(currentTheme().faintText);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         m_session.isBusy() ? tr("computing…")
                                            : tr("The lines appear as soon as there is a text."));
        return;
    }
    if (m_shownPicture.devicePixelRatio() != pixelRatio())
        restartPicture(); // the window came to another screen
    painter.setOpacity(m_scene.isolated ? kDimmedLines : 1);
    painter.drawImage(linesArea(m_window).topLeft(), m_shownPicture);
    painter.setOpacity(1);
    if (m_scene.isolated)
        painter.drawImage(linesArea(m_window).topLeft(), m_isolatedPicture);
    paintTexts(painter, m_scene, m_window);
    paintNumbers(painter, m_scene, m_window);
    paintNote(painter);
}

void LinesView::paintNote(QPainter &painter) const
{
    const QString note = linesNote(m_session, m_scene);
    if (note.isEmpty())
        return;
    const QFontMetrics metrics(painter.font());
    QRect box(0, 0, metrics.horizontalAdvance(note) + 2 * grid::kUnit, metrics.height() + grid::kUnit);
    box.moveCenter({viewport()->width() / 2, viewport()->height() - box.height()});
    painter.fillRect(box, currentTheme().background);
    painter.setPen(currentTheme().mutedText);
    painter.drawText(box, Qt::AlignCenter, note);
}

void LinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

/// The patterns of a long text and its lines are large: they are there while somebody looks.
void LinesView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_scrollWhenHidden = verticalScrollBar()->value();
    m_refiner->stop();
    m_scene = {};
    m_toRaster = {};
    m_nextColumn = -1;
}

void LinesView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (const auto scroll = std::exchange(m_scrollWhenHidden, std::nullopt)) {
        rebuild();
        verticalScrollBar()->setValue(*scroll);
    }
}

void LinesView::scrollContentsBy(int /*dx*/, int /*dy*/)
{
    m_window.scroll = verticalScrollBar()->value();
    restartPicture();
}

void LinesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace headscope
