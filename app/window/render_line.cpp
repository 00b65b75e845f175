#include "app/window/render_line.h"

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
    if (picture.look.hiddenHeads.empty())
        return {};
    QStringList heads;
    for (int head = 0; head < picture.heads; ++head)
        if (!picture.look.hiddenHeads.contains(head))
            heads.append(QString::number(head));
    return heads.join(QLatin1Char(','));
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
        words << QStringLiteral("--threshold") << QString::number(look.threshold);
        if (look.topKeys > 0)
            words << QStringLiteral("--top-k") << QString::number(look.topKeys);
        if (look.hideFirstToken)
            words << QStringLiteral("--hide-first");
        if (look.pinned && look.pinned->side == TokenSide::Query)
            words << QStringLiteral("--pin") << QString::number(look.pinned->position);
    }
    return words;
}

} // namespace

QString shellQuoted(const QString &argument)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,+-]+$"));
    if (plain.match(argument).hasMatch())
        return argument;
    QString quoted = argument;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

QString renderLine(const PictureDescription &picture)
{
    // A text that begins with - or @ would be read as standard input or a file.
    const bool literal = picture.text.startsWith(QLatin1Char('@'));
    QStringList words{QStringLiteral("headscope"),
                      QStringLiteral("render"),
                      picture.model,
                      QStringLiteral("--text=") + (literal ? QStringLiteral("@") : QString()) + picture.text,
                      QStringLiteral("--view"),
                      viewName(picture.look.view)};
    words += lookArguments(picture);
    for (const std::string &spec : toSpecs(picture.interventions, {picture.layers, picture.heads}))
        words << QStringLiteral("--intervene") << QString::fromStdString(spec);
    words << QStringLiteral("--theme") << (picture.dark ? QStringLiteral("dark") : QStringLiteral("light"))
          << QStringLiteral("--language") << picture.language << QStringLiteral("--out")
          << QStringLiteral("headscope.png");
    std::ranges::transform(words, words.begin(), shellQuoted);
    return words.join(QLatin1Char(' '));
}

} // namespace headscope
