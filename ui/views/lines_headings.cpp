#include "ui/views/lines_headings.h"

#include <QCoreApplication>
#include <QPainter>

namespace headscope {

namespace {

/// lupdate looks for strings by class.
struct Headings {
    Q_DECLARE_TR_FUNCTIONS(LinesHeadings)
};

QString headingOf(const LinesScene &scene, TokenSide side)
{
    if (scene.stack == Stack::Cross)
        return side == TokenSide::Query ? Headings::tr("decoder: looks")
                                        : Headings::tr("encoder: is looked at");
    return side == TokenSide::Query ? Headings::tr("looks", "a token looks")
                                    : Headings::tr("is looked at", "a token is looked at");
}

/// In a narrow column it reaches into the empty space between the columns.
void paintHeading(QPainter &painter, QRectF box, Qt::AlignmentFlag side, const QString &text)
{
    const double missing = QFontMetricsF(painter.font()).horizontalAdvance(text) - box.width();
    if (missing > 0)
        side == Qt::AlignLeft ? box.setLeft(box.left() - missing) : box.setRight(box.right() + missing);
    painter.setPen(currentTheme().mutedText);
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine | side, text);
}

} // namespace

void paintHeadings(QPainter &painter, const LinesScene &scene, const LinesWindow &window)
{
    if (scene.counts().rows() == 0)
        return;
    const auto inside = [&](TokenSide side) {
        return window.layout.heading(side)
            .translated(0, -window.scroll)
            .adjusted(grid::kHalf, 0, -grid::kHalf, 0);
    };
    paintHeading(painter, inside(TokenSide::Query), Qt::AlignRight, headingOf(scene, TokenSide::Query));
    paintHeading(painter, inside(TokenSide::Key), Qt::AlignLeft, headingOf(scene, TokenSide::Key));
}

void paintNumbersHeading(QPainter &painter, const LinesWindow &window)
{
    paintHeading(painter, window.layout.numbersHeading().translated(0, -window.scroll), Qt::AlignLeft,
                 Headings::tr("strongest head"));
}

} // namespace headscope
