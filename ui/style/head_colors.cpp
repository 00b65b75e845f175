#include "ui/style/head_colors.h"

#include "ui/style/theme.h"

#include <array>

namespace headscope {

QColor headColor(int head)
{
    // Okabe–Ito's yellow is darkened and its black is a grey: both must show on light and on dark.
    static constexpr std::array<QRgb, kHeadColors> colors = {
        0xff0072b2, 0xffe69f00, 0xff009e73, 0xffd55e00, 0xffcc79a7, 0xff56b4e9, 0xffb8a400, 0xff7f3fbf,
        0xff7d848f, 0xff8c510a, 0xffe7298a, 0xff66a61e, 0xffb2182b, 0xffa29bd6, 0xffc2a57a, 0xff5e60ce};
    return {colors[static_cast<std::size_t>(head % kHeadColors)]};
}

QColor headNumberColor(int head)
{
    return readableOn(headColor(head));
}

} // namespace headscope
