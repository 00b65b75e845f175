#include "ui/views/line_raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace headscope {

namespace {

/// Premultiplied red, green, blue, alpha: one vector register.
struct alignas(16) Pixel {
    std::array<float, 4> channels{};
};

void blend(Pixel &pixel, const Pixel &color, float coverage)
{
    const float keep = 1 - color.channels[3] * coverage;
    for (std::size_t channel = 0; channel < 4; ++channel)
        pixel.channels[channel] = pixel.channels[channel] * keep + color.channels[channel] * coverage;
}

Pixel premultiplied(const RasterLine &line)
{
    return {{line.red * line.alpha, line.green * line.alpha, line.blue * line.alpha, line.alpha}};
}

/// The pixels of one column that a span of the line covers.
void drawSpan(std::vector<Pixel> &column, float top, float bottom, const Pixel &color)
{
    const auto height = static_cast<float>(column.size());
    top = std::max(top, 0.0F);
    bottom = std::min(bottom, height);
    if (top >= bottom)
        return;
    const auto firstRow = static_cast<std::size_t>(top);
    const auto lastRow = std::min(static_cast<std::size_t>(bottom), column.size() - 1);
    for (std::size_t row = firstRow; row <= lastRow; ++row) {
        const auto y = static_cast<float>(row);
        const float covered = std::min(bottom, y + 1) - std::max(top, y);
        if (covered > 0)
            blend(column[row], color, covered);
    }
}

QRgb toRgb(const Pixel &pixel)
{
    const auto byte = [&pixel](std::size_t channel) {
        return static_cast<int>(std::clamp(pixel.channels[channel], 0.0F, 1.0F) * 255.0F + 0.5F);
    };
    return qRgba(byte(0), byte(1), byte(2), byte(3));
}

} // namespace

void rasterColumns(std::span<const RasterLine> lines, float thickness, int first, int last, QImage &picture)
{
    const auto width = static_cast<float>(picture.width());
    const int stride = static_cast<int>(picture.bytesPerLine() / 4);
    auto *pixels = reinterpret_cast<QRgb *>(picture.bits());
    std::vector<Pixel> column(static_cast<std::size_t>(picture.height()));
    std::vector<Pixel> colors(lines.size());
    std::vector<float> halves(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float slope = (lines[i].right - lines[i].left) / width;
        halves[i] = thickness / 2 * std::sqrt(1 + slope * slope);
        colors[i] = premultiplied(lines[i]);
    }
    for (int x = first; x < last; ++x) {
        std::ranges::fill(column, Pixel{});
        const float share = (static_cast<float>(x) + 0.5F) / width;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const float centre = lines[i].left + (lines[i].right - lines[i].left) * share;
            drawSpan(column, centre - halves[i], centre + halves[i], colors[i]);
        }
        for (int y = 0; y < picture.height(); ++y)
            pixels[static_cast<std::ptrdiff_t>(y) * stride + x] = toRgb(column[static_cast<std::size_t>(y)]);
    }
}

} // namespace headscope
