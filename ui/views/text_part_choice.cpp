#include "ui/views/text_part_choice.h"

#include "ui/session/session_text.h"
#include "ui/style/token_text.h"

#include <QEvent>
#include <QSignalBlocker>

namespace headscope {

TextPartChoice::TextPartChoice(AnalysisSession &session, const QString &name, QWidget *parent)
    : QComboBox(parent)
    , m_session(session)
{
    setObjectName(name);
    for (const char *part : {"", "A → A", "A → B", "B → A", "B → B"})
        addItem(QString::fromUtf8(part));
    retranslate();
    takeLook();
    connect(&session, &AnalysisSession::resultChanged, this, &TextPartChoice::takeLook);
    connect(&session, &AnalysisSession::lookChanged, this, &TextPartChoice::takeLook);
    connect(this, &QComboBox::activated, this, [this](int index) {
        Look look = m_session.look();
        look.part = static_cast<TextPart>(index);
        m_session.setLook(look);
    });
}

void TextPartChoice::takeLook()
{
    const QSignalBlocker quiet(this);
    const Look &look = m_session.look();
    setVisible(look.stack == Stack::Encoder && beginOfSecond(m_session.shownTokens()));
    setCurrentIndex(static_cast<int>(look.part));
}

void TextPartChoice::retranslate()
{
    setItemText(0, tr("A and B", "both texts"));
    setAccessibleName(tr("Between which texts"));
    setToolTip(
        plainToolTip(tr("Between which texts attention is shown: A is the first, B the second, → looks at")));
}

void TextPartChoice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QComboBox::changeEvent(event);
}

} // namespace headscope

#include "moc_text_part_choice.cpp"
