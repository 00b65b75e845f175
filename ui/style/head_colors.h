#pragma once

#include <QColor>

namespace headscope {

/// After this many heads the colours begin again; a head's number stands in its square, so colour is never
/// the only sign.
inline constexpr int kHeadColors = 16;

/// Built on Okabe and Ito's eight, chosen to be seen on the light and on the dark background.
[[nodiscard]] QColor headColor(int head);

/// The colour of the head's number on its square.
[[nodiscard]] QColor headNumberColor(int head);

} // namespace headscope
