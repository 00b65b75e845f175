#pragma once

#include "ui/views/lines_paint.h"

namespace headscope {

/// Above the columns of tokens: which side looks, and of cross attention which is the decoder.
void paintHeadings(QPainter &painter, const LinesScene &scene, const LinesWindow &window);
/// Above the numbers: whose they are.
void paintNumbersHeading(QPainter &painter, const LinesWindow &window);

} // namespace headscope
