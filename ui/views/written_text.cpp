#include "ui/views/written_text.h"

#include "ui/style/token_text.h"

#include <QEvent>

namespace headscope {

namespace {

constexpr int kLines = 3;
constexpr int kTipLine = 80; ///< characters
constexpr int kLongestTip = 2000;

/// Lines that fit on a screen, wherever they end.
QString inLines(const QString &text)
{
    QString lines;
    for (const QString &line : text.left(kLongestTip).split(QLatin1Char('\n')))
        for (qsizetype begin = 0; begin < line.size(); begin += kTipLine)
            lines += line.mid(begin, kTipLine) + QLatin1Char('\n');
    return lines;
}

} // namespace

WrittenText::WrittenText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("written"));
    setReadOnly(true);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(0);
    viewport()->setAutoFillBackground(false);
    setFixedHeight(kLines * fontMetrics().lineSpacing());
    retranslate();
}

void WrittenText::say(const QString &text)
{
    if (text == toPlainText())
        return;
    setPlainText(text);
    retranslate();
}

void WrittenText::retranslate()
{
    setAccessibleName(tr("What the model writes by itself"));
    setToolTip(plainToolTip(
        inLines(toPlainText()) +
        tr("The text that the model writes by itself, the likeliest token each time;\nwith and without the "
           "interventions")));
}

void WrittenText::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QPlainTextEdit::changeEvent(event);
}

} // namespace headscope

#include "moc_written_text.cpp"
