#include "app/window/export_picture.h"

#include "ui/views/lines_view.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QWidget>

namespace headscope {

QImage pictureOf(QWidget &widget, double scale)
{
    QImage picture((QSizeF(widget.size()) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(scale);
    picture.fill(widget.palette().window().color());
    const auto lines = widget.findChildren<LinesView *>();
    for (LinesView *view : lines)
        view->drawForFile(scale);
    widget.render(&picture);
    for (LinesView *view : lines)
        view->drawForFile(std::nullopt);
    return picture;
}

QString writePng(const QImage &picture, const QString &file)
{
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && picture.save(&output, "PNG") && output.commit())
        return {};
    return QCoreApplication::translate("Export", "%1 cannot be written: %2").arg(file, output.errorString());
}

} // namespace headscope
