#include "app/window/export_picture.h"

#include "ui/views/lines_view.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
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

namespace {

constexpr int kDotsPerInch = 96; ///< a pixel of the picture is one of CSS
constexpr double kPointsPerInch = 72;

QByteArray svgOf(QSizeF size, double scale, const std::function<void(QPainter &)> &draw)
{
    QBuffer bytes;
    QSvgGenerator generator;
    generator.setOutputDevice(&bytes);
    generator.setResolution(kDotsPerInch);
    generator.setSize((size * scale).toSize());
    generator.setViewBox(QRectF(QPointF(), size));
    generator.setTitle(QStringLiteral("Headscope"));
    QPainter painter(&generator);
    draw(painter);
    painter.end();
    return bytes.data();
}

QByteArray pdfOf(QSizeF size, double scale, const std::function<void(QPainter &)> &draw)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Headscope"));
    writer.setTitle(QStringLiteral("Headscope"));
    writer.setResolution(kDotsPerInch);
    writer.setPageSize(
        QPageSize(size * scale * kPointsPerInch / kDotsPerInch, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.scale(scale, scale);
    draw(painter);
    painter.end();
    return bytes;
}

QString notWritten(const QSaveFile &file)
{
    return QCoreApplication::translate("Export", "%1 cannot be written: %2")
        .arg(file.fileName(), file.errorString());
}

} // namespace

QString writePng(const QImage &picture, const QString &file)
{
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && picture.save(&output, "PNG") && output.commit())
        return {};
    return notWritten(output);
}

bool isVectorFile(const QString &file)
{
    return file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ||
           file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
}

QString writeVector(QSizeF size, double scale, const QString &file,
                    const std::function<void(QPainter &)> &draw)
{
    const bool isPdf = file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    const QByteArray bytes = isPdf ? pdfOf(size, scale, draw) : svgOf(size, scale, draw);
    QSaveFile output(file);
    if (output.open(QIODevice::WriteOnly) && output.write(bytes) == bytes.size() && output.commit())
        return {};
    return notWritten(output);
}

} // namespace headscope
