#include "app/window/export_picture.h"

#include "core/formats/write_file.h"
#include "ui/views/lines_view.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QWidget>

#include <new>
#include <span>

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

/// Not by QSaveFile, which finds nothing wrong with a disk that is full.
void writeBytes(const QByteArray &bytes, const std::filesystem::path &file)
{
    writeWhole(file, std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
}

} // namespace

void writePng(const QImage &picture, const std::filesystem::path &file)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !picture.save(&buffer, "PNG"))
        throw std::bad_alloc();
    writeBytes(bytes, file);
}

bool isVectorFile(const QString &file)
{
    return file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ||
           file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
}

void writeVector(QSizeF size, double scale, const std::filesystem::path &file,
                 const std::function<void(QPainter &)> &draw)
{
    const bool isPdf = QString::fromStdString(file.extension().string())
                           .compare(QLatin1String(".pdf"), Qt::CaseInsensitive) == 0;
    writeBytes(isPdf ? pdfOf(size, scale, draw) : svgOf(size, scale, draw), file);
}

} // namespace headscope
