#include "app/window/notice_bar.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace headscope {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("notice"));
    m_sentence->setObjectName(QStringLiteral("noticeText"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid::kWide, grid::kHalf, grid::kUnit, grid::kHalf);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void NoticeBar::retranslate()
{
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), blended(currentTheme().background, currentTheme().error, 0.12));
}

void NoticeBar::say(const QString &sentence)
{
    m_sentence->setText(sentence);
    setVisible(!sentence.isEmpty());
}

} // namespace headscope
