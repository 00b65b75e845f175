#include "ui/views/pattern_image.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace headscope {

namespace {

/// The cells that a pixel shows; empty when it lies outside.
struct CellRange {
    int first = 0, end = 0;
    bool operator==(const CellRange &) const = default;
};

std::vector<CellRange> rangesOf(double begin, double length, int pixels, int tokens)
{
    std::vector<CellRange> ranges;
    const double step = length / pixels;
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const double from = begin + pixel * step;
        const double centre = from + step / 2;
        CellRange range;
        if (step <= 1)
            range = {static_cast<int>(std::floor(centre)), static_cast<int>(std::floor(centre)) + 1};
        else
            range = {static_cast<int>(std::lround(from)), static_cast<int>(std::lround(from + step))};
        range.first = std::max(range.first, 0);
        range.end = std::min(range.end, tokens);
        ranges.push_back(range.first < range.end ? range : CellRange{});
    }
    return ranges;
}

/// The largest attention of each key over some queries.
void poolQueries(const HeadPattern &pattern, CellRange queries, std::vector<float> &pooled)
{
    const auto first = pattern.row(queries.first);
    std::ranges::copy(first, pooled.begin());
    for (int query = queries.first + 1; query < queries.end; ++query) {
        const float *row = pattern.row(query).data();
        for (std::size_t key = 0; key < pooled.size(); ++key)
            pooled[key] = row[key] > pooled[key] ? row[key] : pooled[key];
    }
}

void paintLine(const std::vector<float> &pooled, const std::vector<CellRange> &columns,
               const ColorScale &scale, QRgb *line)
{
    for (const CellRange &keys : columns) {
        *line++ = keys == CellRange{} ? 0
                                      : scale.rgb(static_cast<double>(*std::max_element(
                                            pooled.begin() + keys.first, pooled.begin() + keys.end)));
    }
}

constexpr double kSeam = 0.2;         ///< neighbours overlap, or smoothed edges would let the ground through
constexpr double kMostCells = 40'000; ///< drawn as rectangles; more make a file that nothing opens

/// Where cells of one row and one colour end.
int endOfRun(const HeadPattern &pattern, int query, int key, int end, const ColorScale &scale)
{
    const QRgb color = scale.rgb(static_cast<double>(pattern.attention(query, key)));
    while (++key < end && scale.rgb(static_cast<double>(pattern.attention(query, key))) == color) {
    }
    return key;
}

} // namespace

void drawPatternCells(QPainter &painter, const QRectF &area, const HeadPattern &pattern, const QRectF &cells,
                      const ColorScale &scale)
{
    if (pattern.isEmpty())
        return;
    if (cells.width() * cells.height() > kMostCells) {
        const QSize pixels(std::max(qRound(cells.width()), qRound(4 * area.width())),
                           std::max(qRound(cells.height()), qRound(4 * area.height())));
        painter.drawImage(area, patternImage(pattern, cells, pixels, scale));
        return;
    }
    const double width = area.width() / cells.width();
    const double height = area.height() / cells.height();
    const int keys = std::min(pattern.keys(), static_cast<int>(std::ceil(cells.right())));
    const int queries = std::min(pattern.queries(), static_cast<int>(std::ceil(cells.bottom())));
    painter.fillRect(area, scale.color(0));
    for (int query = std::max(0, static_cast<int>(cells.top())); query < queries; ++query) {
        for (int key = std::max(0, static_cast<int>(cells.left())), end = 0; key < keys; key = end) {
            end = endOfRun(pattern, query, key, keys, scale);
            const QRectF run(area.left() + (key - cells.left()) * width,
                             area.top() + (query - cells.top()) * height, (end - key) * width, height);
            const double attention = static_cast<double>(pattern.attention(query, key));
            if (scale.rgb(attention) != scale.rgb(0))
                painter.fillRect(run.adjusted(0, 0, kSeam, kSeam) & area, scale.color(attention));
        }
    }
}

QImage patternImage(const HeadPattern &pattern, const QRectF &cells, QSize pixels, const ColorScale &scale)
{
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (pattern.isEmpty() || image.isNull())
        return image;
    const auto columns = rangesOf(cells.left(), cells.width(), pixels.width(), pattern.keys());
    const auto rows = rangesOf(cells.top(), cells.height(), pixels.height(), pattern.queries());
    std::vector<float> pooled(static_cast<std::size_t>(pattern.keys()));
    const auto bytes = static_cast<std::size_t>(image.bytesPerLine());
    for (int y = 0; y < pixels.height(); ++y) {
        const CellRange queries = rows[static_cast<std::size_t>(y)];
        if (queries == CellRange{})
            continue;
        if (y > 0 && queries == rows[static_cast<std::size_t>(y) - 1]) {
            std::copy_n(image.constScanLine(y - 1), bytes, image.scanLine(y));
            continue;
        }
        poolQueries(pattern, queries, pooled);
        paintLine(pooled, columns, scale, reinterpret_cast<QRgb *>(image.scanLine(y)));
    }
    return image;
}

} // namespace headscope
