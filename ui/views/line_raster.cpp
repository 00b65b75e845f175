#include "ui/views/line_raster.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>
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

/// std::ceil of a number that is not negative; the library's is a call where the processor is not known to
/// have SSE4.1.
int roundedUp(float number)
{
    const int below = static_cast<int>(number);
    return below + (static_cast<float>(below) < number ? 1 : 0);
}

/// The pixels that a span covers, four at a time whether covered or not: branches on single rows would be
/// mispredicted for every second line.
void drawSpan(Pixel *column, float top, float bottom, const Stroke &stroke)
{
    const Pixel steps(0, 1, 2, 3);
    const int first = static_cast<int>(top);
    const int end = roundedUp(bottom);
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

/// The picture's pixels, row after row.
struct Pixels {
    QRgb *first = nullptr;
    std::size_t stride = 0, height = 0;
};

/// Rounded to bytes; most pixels of a sparse picture are empty.
QRgb toRgb(const Pixel &pixel)
{
    if (pixel[3] <= 0)
        return 0;
    const Eigen::Array4i bytes = (pixel.min(255.0F) + 0.5F).cast<int>();
    return qRgba(bytes[0], bytes[1], bytes[2], bytes[3]);
}

void drawColumns(const std::vector<Stroke> &strokes, int first, int last, const Pixels &pixels)
{
    std::array<std::vector<Pixel>, kColumnsTogether> columns;
    columns.fill(std::vector<Pixel>(pixels.height + kSpareRows));
    for (int x = first; x < last; x += kColumnsTogether) {
        const int count = std::min(kColumnsTogether, last - x);
        for (int i = 0; i < count; ++i)
            fillColumn(strokes, x + i, columns[static_cast<std::size_t>(i)]);
        for (std::size_t y = 0; y < pixels.height; ++y)
            for (int i = 0; i < count; ++i)
                pixels.first[y * pixels.stride + static_cast<std::size_t>(x + i)] =
                    toRgb(columns[static_cast<std::size_t>(i)][y]);
    }
}

/// As many as pay: a thread costs some 50 µs, a line in a column some 10 ns.
int threadsFor(std::size_t lines, int columns)
{
    constexpr std::size_t kWorthAThread = 100'000;
    const std::size_t worth = lines * static_cast<std::size_t>(columns) / kWorthAThread;
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::clamp<std::size_t>(worth, 1, processors));
}

} // namespace

void rasterColumns(std::span<const RasterLine> lines, float thickness, int first, int last, QImage &picture)
{
    const auto strokes = strokesOf(lines, thickness, static_cast<float>(picture.width()));
    const Pixels pixels{reinterpret_cast<QRgb *>(picture.bits()),
                        static_cast<std::size_t>(picture.bytesPerLine()) / sizeof(QRgb),
                        static_cast<std::size_t>(picture.height())};
    const int threads = threadsFor(lines.size(), last - first);
    const auto border = [first, last, threads](int part) { return first + (last - first) * part / threads; };
    // Plain threads: a second OpenMP pool would slow the engine down.
    std::vector<std::jthread> others;
    for (int part = 1; part < threads; ++part)
        others.emplace_back([&, part] { drawColumns(strokes, border(part), border(part + 1), pixels); });
    drawColumns(strokes, first, border(1), pixels);
}

} // namespace headscope
