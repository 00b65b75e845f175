#include "ui/views/stale_veil.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>
#include <QTimer>

namespace headscope {

namespace {

constexpr int kMoment = 150; ///< milliseconds: typing is not to flicker
constexpr double kOpaque = 0.6;

} // namespace

StaleVeil::StaleVeil(AnalysisSession &session, QWidget *below)
    : QWidget(below->parentWidget())
    , m_session(session)
    , m_below(below)
    , m_soon(new QTimer(this))
{
    setObjectName(QStringLiteral("staleVeil"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    m_soon->setSingleShot(true);
    m_soon->setInterval(kMoment);
    below->installEventFilter(this);
    connect(m_soon, &QTimer::timeout, this, &StaleVeil::cover);
    connect(&session, &AnalysisSession::textChanged, this, &StaleVeil::follow);
    connect(&session, &AnalysisSession::decoderChoiceChanged, this, &StaleVeil::follow);
    connect(&session, &AnalysisSession::resultChanged, this, &StaleVeil::follow);
}

void StaleVeil::follow()
{
    if (m_session.shownLag() != ShownLag::Text) {
        m_soon->stop();
        hide();
    } else if (!isVisible() && !m_soon->isActive()) {
        m_soon->start();
    }
}

void StaleVeil::cover()
{
    setGeometry(m_below->geometry());
    raise();
    show();
    emit raised();
}

bool StaleVeil::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_below && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        setGeometry(m_below->geometry());
    return QWidget::eventFilter(object, event);
}

void StaleVeil::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = currentTheme();
    QPainter painter(this);
    painter.setOpacity(kOpaque);
    painter.fillRect(rect(), theme.background);
    painter.setOpacity(1);
    const QString words = tr("of the previous text");
    QRect label =
        fontMetrics().boundingRect(words).adjusted(-grid::kWide, -grid::kUnit, grid::kWide, grid::kUnit);
    label.moveCenter(rect().center());
    painter.fillRect(label, theme.panel);
    painter.setPen(theme.cellBorder);
    painter.drawRect(label.adjusted(0, 0, -1, -1));
    painter.setPen(theme.text);
    painter.drawText(label, Qt::AlignCenter, words);
}

} // namespace headscope

#include "moc_stale_veil.cpp"
