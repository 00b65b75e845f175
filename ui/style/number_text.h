#pragma once

#include <QFont>
#include <QString>

#include <cstddef>

namespace headscope {

/// Numbers as people read them on screen: the locale's decimal mark, a true minus sign, as many digits as
/// mean something. Files and commands never use these.
[[nodiscard]] QString decimalText(double value, int decimals);

[[nodiscard]] QString attentionText(double attention);   ///< 0.912
[[nodiscard]] QString logitText(double logit);           ///< −3.04
[[nodiscard]] QString percentText(double share);         ///< 0.174 -> 17.4 %
[[nodiscard]] QString millisecondsText(double duration); ///< 31 ms, 4.7 ms, 1.2 s
[[nodiscard]] QString byteSizeText(std::size_t bytes);   ///< 538 MB, 1.4 MB; in French Mo
[[nodiscard]] QString countText(long long count);        ///< 50,257

/// A change with its sign and shape: `▲ 0.80`, `▼ 80.3`; `0.00` has neither.
[[nodiscard]] QString differenceText(double difference, int decimals);
/// The change of a probability, in points of a percent: `▼ 80.3`.
[[nodiscard]] QString percentDifferenceText(double difference);
/// With a true plus or minus sign: `+0.80`, `−3.04`.
[[nodiscard]] QString signedText(double value, int decimals);

/// The font with figures of equal width, so that a number that changes keeps its column.
[[nodiscard]] QFont tabularFont(QFont font);

} // namespace headscope
