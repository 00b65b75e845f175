#include "ui/views/text_edit.h"

#include "ui/style/token_text.h"

#include <QHelpEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace headscope {

TextEdit::TextEdit(AnalysisSession &session, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_session(session)
{
}

std::optional<int> TextEdit::unitAt(const QPoint &point) const
{
    constexpr double kSlack = 2; // pixels beside the first and the last character
    const QTextBlock block = cursorForPosition(point).block();
    const QPointF inBlock = point - blockBoundingGeometry(block).translated(contentOffset()).topLeft();
    const QTextLayout &layout = *block.layout();
    for (int i = 0; i < layout.lineCount(); ++i) {
        const QTextLine line = layout.lineAt(i);
        if (line.textLength() == 0 ||
            !line.naturalTextRect().adjusted(-kSlack, 0, kSlack, 0).contains(inBlock))
            continue;
        const int unit = line.xToCursor(inBlock.x(), QTextLine::CursorOnCharacter);
        return block.position() + std::min(unit, line.textStart() + line.textLength() - 1);
    }
    return {};
}

QString TextEdit::markTip(const QPoint &point) const
{
    const std::optional<int> unit = unitAt(point);
    if (!unit)
        return {};
    const QList<QTextEdit::ExtraSelection> marks = extraSelections();
    const auto found = std::ranges::find_if(marks, [unit](const QTextEdit::ExtraSelection &mark) {
        return mark.cursor.selectionStart() <= *unit && *unit < mark.cursor.selectionEnd();
    });
    return found == marks.end() ? QString() : found->format.toolTip();
}

bool TextEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const QString tip = markTip(help->pos()); !tip.isEmpty()) {
            QToolTip::showText(help->globalPos(), plainToolTip(tip), viewport());
            return true;
        }
    }
    return QPlainTextEdit::viewportEvent(event);
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
