#include "app/window/notice_bar.h"

#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

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
        const auto act = m_notices.at(m_shown).action.act;
        close();
        act();
    });
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::close);
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
    const Theme &theme = currentTheme();
    const bool isFailure = m_shown <= static_cast<std::size_t>(NoticeOf::Run);
    QPainter(this).fillRect(rect(), blended(theme.background, isFailure ? theme.error : theme.accent, 0.12));
}

void NoticeBar::say(NoticeOf about, const QString &sentence, const NoticeAction &action)
{
    m_notices.at(static_cast<std::size_t>(about)) = {sentence, action};
    showMostPressing();
}

void NoticeBar::close()
{
    m_notices.at(m_shown) = {};
    showMostPressing();
}

void NoticeBar::showMostPressing()
{
    const auto found =
        std::ranges::find_if(m_notices, [](const Notice &notice) { return !notice.sentence.isEmpty(); });
    setVisible(found != m_notices.end());
    if (found == m_notices.end())
        return;
    m_shown = static_cast<std::size_t>(found - m_notices.begin());
    m_sentence->setText(found->sentence);
    m_act->setVisible(!found->action.button.isEmpty());
    m_act->setText(found->action.button);
    m_act->setAccessibleName(found->action.button);
    m_act->setToolTip(plainToolTip(found->sentence));
    update();
}

} // namespace headscope
