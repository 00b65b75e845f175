#include "ui/style/hairline.h"

#include "ui/style/theme.h"

#include <QPainter>

namespace headscope {

Hairline::Hairline(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(grid::kHairline);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Hairline::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), currentTheme().line);
}

} // namespace headscope
