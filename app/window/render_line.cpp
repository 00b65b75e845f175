#include "app/window/render_line.h"

#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace headscope {

namespace {

QString viewName(CentreView view)
{
    switch (view) {
    case CentreView::Lines:
        return QStringLiteral("lines");
    case CentreView::Matrix:
        return QStringLiteral("matrix");
    case CentreView::AllHeads:
        return QStringLiteral("all");
    }
    return {};
}

/// The heads that are drawn; empty when all are.
QString shownHeads(const PictureDescription &picture)
{
    if (picture.look.view == CentreView::Matrix)
        return QString::number(picture.look.focusedHead.head);
    QStringList heads;
    for (int head = 0; head < picture.heads; ++head)
        if (!picture.look.hiddenHeads.contains(head))
            heads.append(QString::number(head));
    if (heads.size() == picture.heads)
        return {};
    return heads.isEmpty() ? QStringLiteral("none") : heads.join(QLatin1Char(','));
}

QStringList lookArguments(const PictureDescription &picture)
{
    const Look &look = picture.look;
    QStringList words;
    if (look.view != CentreView::AllHeads) {
        const int layer = look.view == CentreView::Matrix ? look.focusedHead.layer : look.layer;
        words << QStringLiteral("--layer") << QString::number(layer);
        if (const QString heads = shownHeads(picture); !heads.isEmpty())
            words << QStringLiteral("--heads") << heads;
    }
    if (look.view == CentreView::Lines) {
        words << QStringLiteral("--threshold")
              << QString::number(look.threshold, 'g', QLocale::FloatingPointShortest);
        if (look.topKeys > 0)
            words << QStringLiteral("--top-k") << QString::number(look.topKeys);
        if (look.hideFirstToken)
            words << QStringLiteral("--hide-first");
        if (look.pinned) {
            const bool isKey = look.pinned->side == TokenSide::Key;
            words << QStringLiteral("--pin")
                  << (isKey ? QStringLiteral("key:") : QString()) + QString::number(look.pinned->position);
        }
    }
    return words;
}

/// So that nothing in the text reads as an option, a file or standard input.
QStringList textArguments(const QString &text)
{
    if (text.isEmpty())
        return {QStringLiteral("--text"), QString()};
    return {QStringLiteral("--text=") +
            (text.startsWith(QLatin1Char('@')) ? QStringLiteral("@") : QString()) + text};
}

/// A path that begins with - would be read as an option.
QString modelArgument(const QString &model)
{
    return model.startsWith(QLatin1Char('-')) ? QStringLiteral("./") + model : model;
}

} // namespace

QString shellQuoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_./:=,+-]+\\z"));
    if (plain.match(argument).hasMatch())
        return argument;
    QString quoted = argument;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString renderLine(const PictureDescription &picture)
{
    QStringList words{QStringLiteral("headscope"), QStringLiteral("render"), modelArgument(picture.model)};
    words += textArguments(picture.text);
    words << QStringLiteral("--view") << viewName(picture.look.view);
    words += lookArguments(picture);
    for (const std::string &spec : toSpecs(picture.interventions, {picture.layers, picture.heads}))
        words << QStringLiteral("--intervene") << QString::fromStdString(spec);
    words << QStringLiteral("--theme") << (picture.dark ? QStringLiteral("dark") : QStringLiteral("light"))
          << QStringLiteral("--language") << picture.language;
    if (!picture.size.isEmpty())
        words << QStringLiteral("--size")
              << QStringLiteral("%1x%2").arg(picture.size.width()).arg(picture.size.height());
    words << QStringLiteral("--out") << QStringLiteral("headscope.png");
    std::ranges::transform(words, words.begin(), shellQuoted);
    // A single - stands for standard input, so there it is written.
    const bool isDash = picture.text == QLatin1String("-");
    return (isDash ? QStringLiteral("printf %s - | ") : QString()) + words.join(QLatin1Char(' '));
}

} // namespace headscope
