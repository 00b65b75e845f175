#include "ui/views/line_raster.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace headscope {

namespace {

/// Premultiplied red, green, blue, alpha, 0…255: one vector register.
using Pixel = Eigen::Array4f;

constexpr int kColumnsTogether = 4; ///< written to the picture at once
constexpr int kRowsTogether = 4;    ///< blended at once
constexpr std::size_t kSpareRows =
    kRowsTogether; ///< below the picture: a span's last four rows may end there

/// A line as the columns need it.
struct Stroke {
    Pixel color;
    float centre = 0, step = 0; ///< y before the first column, and from column to column
    float half = 0;             ///< of the vertical span
    float alpha = 0;
};

/// The pixels that a span covers, four at a time whether covered or not: branches on single rows would be
/// mispredicted for every second line.
void drawSpan(Pixel *column, float top, float bottom, const Stroke &stroke)
{
    const Pixel steps(0, 1, 2, 3);
    const int first = static_cast<int>(top);
    const int end = static_cast<int>(std::ceil(bottom));
    for (int row = first; row < end; row += kRowsTogether) {
        const Pixel above = steps + static_cast<float>(row);
        const Pixel covered = ((above + 1).min(bottom) - above.max(top)).max(0.0F);
        const Pixel kept = 1 - covered * stroke.alpha;
        for (int i = 0; i < kRowsTogether; ++i)
            column[row + i] = column[row + i] * kept[i] + stroke.color * covered[i];
    }
}

std::vector<Stroke> strokesOf(std::span<const RasterLine> lines, float thickness, float width)
{
    std::vector<Stroke> strokes;
    strokes.reserve(lines.size());
    for (const RasterLine &line : lines) {
        const float slope = (line.right - line.left) / width;
        const float full = 255 * line.alpha;
        strokes.push_back({Pixel(line.red * full, line.green * full, line.blue * full, full), line.left,
                           slope, thickness / 2 * std::sqrt(1 + slope * slope), line.alpha});
    }
    return strokes;
}

void fillColumn(const std::vector<Stroke> &strokes, int x, std::vector<Pixel> &column)
{
    std::ranges::fill(column, Pixel::Zero());
    const auto height = static_cast<float>(column.size() - kSpareRows);
    const float along = static_cast<float>(x) + 0.5F;
    for (const Stroke &stroke : strokes) {
        const float centre = stroke.centre + stroke.step * along;
        const float top = std::max(centre - stroke.half, 0.0F);
        const float bottom = std::min(centre + stroke.half, height);
        if (top < bottom)
            drawSpan(column.data(), top, bottom, stroke);
    }
}

/// Rounded to bytes; most pixels of a sparse picture are empty.
QRgb toRgb(const Pixel &pixel)
{
    if (pixel[3] <= 0)
        return 0;
    const Eigen::Array4i bytes = (pixel.min(255.0F) + 0.5F).cast<int>();
    return qRgba(bytes[0], bytes[1], bytes[2], bytes[3]);
}

} // namespace

void rasterColumns(std::span<const RasterLine> lines, float thickness, int first, int last, QImage &picture)
{
    const auto strokes = strokesOf(lines, thickness, static_cast<float>(picture.width()));
    const auto height = static_cast<std::size_t>(picture.height());
    const auto stride = static_cast<std::size_t>(picture.bytesPerLine()) / sizeof(QRgb);
    auto *pixels = reinterpret_cast<QRgb *>(picture.bits());
    std::array<std::vector<Pixel>, kColumnsTogether> columns;
    columns.fill(std::vector<Pixel>(height + kSpareRows));
    for (int x = first; x < last; x += kColumnsTogether) {
        const int count = std::min(kColumnsTogether, last - x);
        for (int i = 0; i < count; ++i)
            fillColumn(strokes, x + i, columns[static_cast<std::size_t>(i)]);
        for (std::size_t y = 0; y < height; ++y)
            for (int i = 0; i < count; ++i)
                pixels[y * stride + static_cast<std::size_t>(x + i)] =
                    toRgb(columns[static_cast<std::size_t>(i)][y]);
    }
}

} // namespace headscope
