#include "ui/style/token_text.h"

#include <QFontMetricsF>

namespace headscope {

namespace {

constexpr QChar kFirstStrongIsolate(0x2068);
constexpr QChar kPopDirectionalIsolate(0x2069);

bool turnsDirection(QChar character)
{
    const ushort code = character.unicode();
    return code == 0x200e || code == 0x200f || code == 0x061c || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

bool isIsolated(const QString &text)
{
    return text.size() >= 2 && text.front() == kFirstStrongIsolate && text.back() == kPopDirectionalIsolate;
}

} // namespace

QString isolated(const QString &text)
{
    QString result(kFirstStrongIsolate);
    for (const QChar character : isIsolated(text) ? text.sliced(1, text.size() - 2) : text) {
        if (turnsDirection(character))
            result += QStringLiteral("⟨%1⟩").arg(QString::number(character.unicode(), 16).toUpper());
        else
            result += character;
    }
    return result + kPopDirectionalIsolate;
}

QString elided(const QString &text, const QFontMetricsF &metrics, double width)
{
    if (!isIsolated(text))
        return metrics.elidedText(text, Qt::ElideRight, width);
    const QString inner = text.sliced(1, text.size() - 2);
    return kFirstStrongIsolate + metrics.elidedText(inner, Qt::ElideRight, width) + kPopDirectionalIsolate;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString escaped = text.toHtmlEscaped();
    escaped.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
    return QStringLiteral("<span style=\"white-space:pre\">") + escaped + QStringLiteral("</span>");
}

} // namespace headscope
