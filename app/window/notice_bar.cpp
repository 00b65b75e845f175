#include "app/window/notice_bar.h"

#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace headscope {

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_sentence(new QLabel(this))
    , m_act(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("notice"));
    m_sentence->setObjectName(QStringLiteral("noticeText"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_act->setObjectName(QStringLiteral("noticeAction"));
    m_close->setText(QStringLiteral("✕"));
    m_close->setAutoRaise(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid::kWide, grid::kHalf, grid::kUnit, grid::kHalf);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_act);
    layout->addWidget(m_close);
    connect(m_act, &QToolButton::clicked, this, [this] {
        hide();
        if (const auto action = std::exchange(m_action, {}))
            action();
    });
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
    ++m_said;
    m_action = {};
    m_act->hide();
    m_sentence->setText(sentence);
    setVisible(!sentence.isEmpty());
}

int NoticeBar::offer(const QString &sentence, const QString &button, std::function<void()> act)
{
    say(sentence);
    m_action = std::move(act);
    m_act->setText(button);
    m_act->setAccessibleName(button);
    m_act->setToolTip(plainToolTip(sentence));
    m_act->show();
    return m_said;
}

void NoticeBar::withdraw(int offer)
{
    if (offer == m_said)
        hide();
}

} // namespace headscope
