#include "ui/style/wrap_layout.h"

#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QWidget>

#include <algorithm>

namespace headscope {

WrapLayout::WrapLayout(int gap, QWidget *parent)
    : QLayout(parent)
    , m_gap(gap)
{
}

WrapLayout::~WrapLayout() = default;

void WrapLayout::addGroup(const std::vector<QWidget *> &widgets)
{
    auto *group = new QHBoxLayout;
    group->setSpacing(grid::kUnit);
    for (QWidget *widget : widgets)
        group->addWidget(widget);
    addChildLayout(group);
    addItem(group);
}

void WrapLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

QLayoutItem *WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    const auto place = m_items.begin() + index;
    QLayoutItem *item = place->release();
    m_items.erase(place);
    return item;
}

/// One place for each item; the rows' heights are those of their highest items.
std::vector<QRect> WrapLayout::placesIn(const QRect &area) const
{
    std::vector<QRect> places;
    QPoint corner = area.topLeft();
    std::size_t rowBegin = 0;
    int rowHeight = 0;
    const auto endRow = [&] {
        for (std::size_t item = rowBegin; item < places.size(); ++item)
            places[item].moveTop(corner.y() + (rowHeight - places[item].height()) / 2);
        corner = {area.left(), corner.y() + rowHeight + grid::kHalf};
        rowBegin = places.size();
        rowHeight = 0;
    };
    for (const auto &item : m_items) {
        const QSize size = item->sizeHint().boundedTo({std::max(area.width(), 1), QLAYOUTSIZE_MAX});
        if (places.size() > rowBegin && corner.x() + size.width() > area.left() + area.width())
            endRow();
        places.emplace_back(corner, size);
        corner.rx() += size.width() + m_gap;
        rowHeight = std::max(rowHeight, size.height());
    }
    endRow();
    return places;
}

int WrapLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int bottom = 0;
    for (const QRect &place : placesIn({0, 0, width - margins.left() - margins.right(), 0}))
        bottom = std::max(bottom, place.y() + place.height());
    return bottom + margins.top() + margins.bottom();
}

QSize WrapLayout::withMargins(QSize size) const
{
    return size.grownBy(contentsMargins());
}

/// All items in one row.
QSize WrapLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const auto &item : m_items) {
        const QSize each = item->sizeHint();
        size = {size.width() + each.width() + (size.width() > 0 ? m_gap : 0),
                std::max(size.height(), each.height())};
    }
    return withMargins(size);
}

/// One item a row.
QSize WrapLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const auto &item : m_items)
        size = size.expandedTo(item->minimumSize());
    return withMargins(size);
}

void WrapLayout::setGeometry(const QRect &area)
{
    QLayout::setGeometry(area);
    const std::vector<QRect> places = placesIn(area.marginsRemoved(contentsMargins()));
    for (std::size_t item = 0; item < places.size(); ++item)
        m_items[item]->setGeometry(places[item]);
}

} // namespace headscope

#include "moc_wrap_layout.cpp"
