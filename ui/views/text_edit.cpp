#include "ui/views/text_edit.h"

#include <QMimeData>

#include <algorithm>

namespace headscope {

TextEdit::TextEdit(AnalysisSession &session, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_session(session)
{
}

bool TextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() && !source->hasUrls();
}

/// Cut before it reaches the editor: laying out megabytes would hold the window.
void TextEdit::insertFromMimeData(const QMimeData *source)
{
    if (!canInsertFromMimeData(source))
        return;
    const QString pasted = source->text();
    const QTextCursor cursor = textCursor();
    const qsizetype kept =
        document()->characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart());
    const qsizetype room = std::max<qsizetype>(0, AnalysisSession::kLongestText - kept);
    if (pasted.size() <= room)
        return insertPlainText(pasted);
    QString whole(kept, QLatin1Char(' '));
    static_cast<void>(m_session.keptText(whole + pasted)); // tells how long it would have been
    qsizetype fitting = room;
    if (fitting > 0 && pasted[fitting - 1].isHighSurrogate())
        --fitting;
    insertPlainText(pasted.left(fitting));
}

} // namespace headscope

#include "moc_text_edit.cpp"
