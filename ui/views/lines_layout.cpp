#include "ui/views/lines_layout.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace headscope {

namespace {

constexpr double kSmallestRow = 18;
constexpr double kLargestRow = 44;
constexpr double kMargin = 8;
constexpr double kTextShare = 0.2;
constexpr double kNumbersWidth = 150;
constexpr double kNarrow = 480; ///< below there is no room for numbers
constexpr double kHeading = 20; ///< height
constexpr double kTextGap = 8;  ///< between a text and its lines

/// Of one query of one head, in any order; the strongest `topKeys` when that is not 0.
void appendQuery(const AttentionLinesInput &input, int head, int query, std::vector<AttentionLine> &lines)
{
    const auto row = input.patterns[static_cast<std::size_t>(head)].row(query);
    const auto first = static_cast<std::ptrdiff_t>(lines.size());
    const int end = std::min(static_cast<int>(row.size()), input.part.keys.end);
    const auto last = static_cast<std::size_t>(std::max(end, 0));
    const int begin = std::max(input.part.keys.begin, input.hideFirstToken ? 1 : 0);
    for (auto key = static_cast<std::size_t>(begin); key < last; ++key)
        if (static_cast<double>(row[key]) >= input.threshold && row[key] > 0)
            lines.push_back({query, static_cast<int>(key), head, row[key]});
    const auto found = static_cast<std::ptrdiff_t>(lines.size()) - first;
    if (input.topKeys <= 0 || found <= input.topKeys)
        return;
    std::ranges::partial_sort(lines.begin() + first, lines.begin() + first + input.topKeys, lines.end(),
                              std::greater{}, &AttentionLine::attention);
    lines.resize(static_cast<std::size_t>(first + input.topKeys));
}

} // namespace

DrawnPart drawnPart(TextPart part, std::optional<int> secondBegins)
{
    if (part == TextPart::All || !secondBegins)
        return {};
    const TokenRange first{0, *secondBegins};
    const TokenRange second{*secondBegins};
    const bool fromFirst = part == TextPart::FirstToFirst || part == TextPart::FirstToSecond;
    const bool toFirst = part == TextPart::FirstToFirst || part == TextPart::SecondToFirst;
    return {fromFirst ? first : second, toFirst ? first : second};
}

std::vector<AttentionLine> attentionLines(const AttentionLinesInput &input)
{
    std::vector<AttentionLine> lines;
    for (std::size_t head = 0; head < input.patterns.size(); ++head)
        for (int query = input.part.queries.begin;
             query < std::min(input.patterns[head].queries(), input.part.queries.end); ++query)
            appendQuery(input, static_cast<int>(head), query, lines);
    std::ranges::stable_sort(lines, {}, &AttentionLine::attention);
    return lines;
}

std::vector<AttentionLine> linesOfToken(const std::vector<AttentionLine> &lines, const PinnedToken &token)
{
    std::vector<AttentionLine> its;
    std::ranges::copy_if(lines, std::back_inserter(its), [&token](const AttentionLine &line) {
        return (token.side == TokenSide::Query ? line.query : line.key) == token.position;
    });
    return its;
}

QRectF LinesLayout::queryBox(int position) const
{
    return {queryRight - textWidth, top + position * rowHeight, textWidth, rowHeight};
}

QRectF LinesLayout::keyBox(int position) const
{
    return {keyLeft, top + position * rowHeight, textWidth, rowHeight};
}

QRectF LinesLayout::heading(TokenSide side) const
{
    return {side == TokenSide::Query ? queryRight - textWidth : keyLeft, top - kHeading, textWidth, kHeading};
}

QRectF LinesLayout::numbersHeading() const
{
    return {numbersLeft, top - kHeading, numbersWidth, kHeading};
}

std::optional<PinnedToken> LinesLayout::tokenAt(QPointF point) const
{
    if (counts.rows() == 0 || point.y() < top)
        return std::nullopt;
    const int position = static_cast<int>((point.y() - top) / rowHeight);
    if (position < counts.queries && queryBox(position).contains(point))
        return PinnedToken{TokenSide::Query, position};
    if (position < counts.keys && keyBox(position).contains(point))
        return PinnedToken{TokenSide::Key, position};
    return std::nullopt;
}

double LinesLayout::linesLeft() const
{
    return queryRight + kTextGap;
}

double LinesLayout::linesRight() const
{
    return keyLeft - kTextGap;
}

LinesLayout layOutLines(LinesCounts counts, QSizeF viewport)
{
    LinesLayout layout;
    layout.counts = counts;
    const int tokens = counts.rows();
    layout.numbersWidth = viewport.width() >= kNarrow ? kNumbersWidth : 0;
    const double room = viewport.width() - layout.numbersWidth - 2 * kMargin;
    layout.textWidth = room * kTextShare;
    layout.queryRight = kMargin + layout.textWidth;
    layout.keyLeft = kMargin + room - layout.textWidth;
    layout.numbersLeft = kMargin + room;
    const double height = viewport.height() - 2 * kMargin - kHeading;
    layout.rowHeight = std::clamp(height / std::max(tokens, 1), kSmallestRow, kLargestRow);
    layout.contentHeight = 2 * kMargin + kHeading + tokens * layout.rowHeight;
    layout.top = kMargin + kHeading + std::max(0.0, (height - tokens * layout.rowHeight) / 4);
    return layout;
}

} // namespace headscope
