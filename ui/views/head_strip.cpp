#include "ui/views/head_strip.h"

#include "ui/style/head_square.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolTip>

#include <algorithm>

namespace headscope {

namespace {

using head_square::kStep;

} // namespace

HeadSquares::HeadSquares(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("headSquares"));
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    const auto refresh = [this] {
        updateGeometry();
        update();
    };
    connect(&session, &AnalysisSession::modelChanged, this, refresh);
    connect(&session, &AnalysisSession::lookChanged, this, refresh);
    connect(&session, &AnalysisSession::resultChanged, this, refresh);
}

int HeadSquares::heads() const
{
    return m_session.model() ? m_session.model()->config.bounds().headsOf(m_session.look().stack) : 0;
}

int HeadSquares::headsOfLayer() const
{
    const Look &look = m_session.look();
    return m_session.model() ? m_session.model()->config.bounds().headsIn(look.stack, look.layer) : 0;
}

QSize HeadSquares::sizeHint() const
{
    return {std::min(heads(), 16) * kStep, heightForWidth(width())};
}

int HeadSquares::heightForWidth(int width) const
{
    const int columns = std::max(1, width / kStep);
    return std::max(1, (heads() + columns - 1) / columns) * kStep;
}

QRect HeadSquares::squareOf(int head) const
{
    const int columns = std::max(1, width() / kStep);
    return {head % columns * kStep, head / columns * kStep + (kStep - head_square::kSide) / 2,
            head_square::kSide, head_square::kSide};
}

int HeadSquares::headAt(QPoint point) const
{
    for (int head = 0; head < headsOfLayer(); ++head)
        if (squareOf(head).contains(point))
            return head;
    return -1;
}

void HeadSquares::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int head = 0; head < headsOfLayer(); ++head)
        paintSquare(painter, head);
}

void HeadSquares::paintSquare(QPainter &painter, int head) const
{
    const QRectF square(squareOf(head));
    const Look &look = m_session.look();
    drawHeadSquare(painter, square,
                   {head, !look.hiddenHeads.contains(head),
                    m_session.shownInterventions().contains({look.stack, look.layer, head})});
    if (hasFocus() && head == m_focused) {
        painter.setPen(QPen(currentTheme().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(square.adjusted(-1.5, -1.5, 1.5, 1.5), head_square::kRadius,
                                head_square::kRadius);
    }
}

void HeadSquares::toggle(int head)
{
    Look look = m_session.look();
    if (look.hiddenHeads.erase(head) == 0)
        look.hiddenHeads.insert(head);
    m_session.setLook(look);
}

/// Only this one; all again when it is alone already.
void HeadSquares::showOnly(int head)
{
    std::set<int> others;
    for (int other = 0; other < heads(); ++other)
        if (other != head)
            others.insert(other);
    Look look = m_session.look();
    look.hiddenHeads = look.hiddenHeads == others ? std::set<int>() : others;
    m_session.setLook(look);
}

void HeadSquares::mousePressEvent(QMouseEvent *event)
{
    const int head = headAt(event->pos());
    if (event->button() != Qt::LeftButton || head < 0)
        return;
    m_focused = head;
    toggle(head);
}

void HeadSquares::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int head = headAt(event->pos());
    if (event->button() != Qt::LeftButton || head < 0)
        return;
    toggle(head); // takes back what the first click did
    showOnly(head);
}

void HeadSquares::keyPressEvent(QKeyEvent *event)
{
    const int last = headsOfLayer() - 1;
    if (last < 0)
        return QWidget::keyPressEvent(event);
    m_focused = std::min(m_focused, last);
    switch (event->key()) {
    case Qt::Key_Left:
        m_focused = std::max(0, m_focused - 1);
        break;
    case Qt::Key_Right:
        m_focused = std::min(last, m_focused + 1);
        break;
    case Qt::Key_Space:
        toggle(m_focused);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        showOnly(m_focused);
        break;
    default:
        return QWidget::keyPressEvent(event);
    }
    update();
}

bool HeadSquares::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int head = headAt(help->pos());
        if (head >= 0)
            QToolTip::showText(
                help->globalPos(),
                tr("Head %1: click shows or hides it, double-click shows only it; Space, Enter").arg(head),
                this);
        return true;
    }
    return QWidget::event(event);
}

HeadStrip::HeadStrip(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_label(new QLabel(this))
    , m_layer(new QComboBox(this))
    , m_squares(new HeadSquares(session, this))
{
    m_layer->setObjectName(QStringLiteral("layer"));
    m_label->setBuddy(m_layer);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, grid::kHalf, 0, grid::kHalf);
    layout->addWidget(m_label);
    layout->addWidget(m_layer);
    layout->addSpacing(grid::kUnit);
    layout->addWidget(m_squares, 1);
    retranslate();
    takeModel();
    connect(&session, &AnalysisSession::modelChanged, this, &HeadStrip::takeModel);
    connect(&session, &AnalysisSession::lookChanged, this, &HeadStrip::takeModel);
    connect(m_layer, &QComboBox::activated, this, &HeadStrip::chooseLayer);
}

void HeadStrip::chooseLayer(int layer)
{
    Look look = m_session.look();
    look.layer = layer;
    m_session.setLook(look);
}

/// Page Up and Page Down, as in the lines below.
void HeadStrip::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_PageUp ? -1 : event->key() == Qt::Key_PageDown ? 1 : 0;
    if (by == 0 || m_layer->count() == 0)
        return QWidget::keyPressEvent(event);
    chooseLayer(std::clamp(m_layer->currentIndex() + by, 0, m_layer->count() - 1));
}

void HeadStrip::takeModel()
{
    const QSignalBlocker quiet(m_layer);
    const int layers =
        m_session.model() ? m_session.model()->config.bounds().layersOf(m_session.look().stack) : 0;
    if (m_layer->count() != layers) { // of another model or stack
        m_layer->clear();
        for (int layer = 0; layer < layers; ++layer)
            m_layer->addItem(QString::number(layer));
    }
    m_layer->setCurrentIndex(m_session.look().layer);
}

void HeadStrip::retranslate()
{
    m_label->setText(tr("Layer"));
    m_layer->setAccessibleName(tr("Layer"));
    m_layer->setToolTip(tr("The layer in the centre (Page Up, Page Down)"));
    m_squares->setAccessibleName(tr("Heads that are drawn"));
    m_squares->setAccessibleDescription(
        tr("Arrows move from head to head, Space shows or hides it, Enter shows only it."));
}

void HeadStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace headscope
