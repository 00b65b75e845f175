#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QPainter>

namespace headscope {

/// An image of `size` device-independent pixels at `scale`.
template <typename Draw>
QImage drawn(QSize size, double scale, Draw draw)
{
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    draw(painter);
    return image;
}

/// For the eyes: pictures lie beside the test program.
inline void keep(const QImage &image, const QString &name)
{
    const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures/");
    QDir().mkpath(folder);
    image.save(folder + name + QStringLiteral(".png"));
}

/// The colour at a device-independent position.
inline QColor colorAt(const QImage &image, QPointF position)
{
    return image.pixelColor((position * image.devicePixelRatio()).toPoint());
}

} // namespace headscope
