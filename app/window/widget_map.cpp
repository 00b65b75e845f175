#include "app/window/widget_map.h"

#include "ui/views/head_board_canvas.h"

#include <QSaveFile>
#include <QTimer>
#include <QWidget>

namespace headscope {

namespace {

constexpr int kInterval = 200; ///< milliseconds

QString line(const QString &name, const QWidget &widget, const QRect &rect)
{
    const QPoint corner = widget.mapToGlobal(rect.topLeft());
    return QStringLiteral("%1 %2 %3 %4 %5\n")
        .arg(name)
        .arg(corner.x())
        .arg(corner.y())
        .arg(rect.width())
        .arg(rect.height());
}

QString mapOf(const QWidget &window)
{
    QString map;
    for (const QWidget *widget : window.findChildren<QWidget *>())
        if (widget->isVisible() && !widget->objectName().isEmpty() &&
            !widget->objectName().startsWith(QLatin1String("qt_")))
            map += line(widget->objectName(), *widget, widget->rect());
    if (const auto *board = window.findChild<HeadBoardCanvas *>(); board != nullptr && board->isVisible())
        for (int layer = 0; layer < board->boardLayout().shape.layers; ++layer)
            for (const HeadId &head : headsOfLayer(board->boardLayout().shape, layer))
                map += line(QStringLiteral("head.%1.%2").arg(head.layer).arg(head.head), *board->viewport(),
                            board->boardLayout().cell(head).toRect());
    return map;
}

} // namespace

void keepWidgetMap(QWidget &window, const QString &file)
{
    auto *timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, file, written = QString()]() mutable {
        const QString map = mapOf(window);
        if (map == written)
            return;
        QSaveFile output(file);
        if (output.open(QIODevice::WriteOnly) && output.write(map.toUtf8()) >= 0 && output.commit())
            written = map;
    });
    timer->start(kInterval);
}

} // namespace headscope
