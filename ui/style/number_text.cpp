#include "ui/style/number_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace headscope {

namespace {

constexpr QChar kMinus(0x2212);
constexpr QChar kNarrowNoBreakSpace(0x202f);

struct Words {
    Q_DECLARE_TR_FUNCTIONS(NumberText)
};

/// Rounded as it will be shown, so that nothing reads "▼ 0.0".
double rounded(double value, int decimals)
{
    const double power = std::pow(10.0, decimals);
    return std::round(value * power) / power;
}

QString withUnit(const QString &number, const QString &unit)
{
    return number + kNarrowNoBreakSpace + unit;
}

} // namespace

QString decimalText(double value, int decimals)
{
    if (std::isnan(value))
        return Words::tr("not a number");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : kMinus + QStringLiteral("∞");
    const double shown = rounded(value, decimals);
    QString text = QLocale().toString(std::abs(shown), 'f', decimals);
    if (shown < 0)
        text.prepend(kMinus);
    return text;
}

QString attentionText(double attention)
{
    return decimalText(attention, 3);
}

QString logitText(double logit)
{
    return decimalText(logit, 2);
}

QString percentText(double share)
{
    if (std::isnan(share))
        return decimalText(share, 1);
    return withUnit(decimalText(share * 100, 1), QStringLiteral("%"));
}

QString millisecondsText(double duration)
{
    if (duration >= 1000)
        return withUnit(decimalText(duration / 1000, 1), Words::tr("s", "seconds"));
    return withUnit(decimalText(duration, duration < 10 ? 1 : 0), Words::tr("ms", "milliseconds"));
}

QString byteSizeText(std::size_t bytes)
{
    const std::array units = {Words::tr("B", "bytes"), Words::tr("kB"), Words::tr("MB"), Words::tr("GB"),
                              Words::tr("TB")};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 999.5 && unit + 1 < units.size(); ++unit)
        value /= 1000;
    return withUnit(decimalText(value, unit > 0 && value < 9.95 ? 1 : 0), units.at(unit));
}

QString countText(long long count)
{
    return QLocale().toString(count).replace(QLatin1Char('-'), kMinus);
}

QString differenceText(double difference, int decimals)
{
    const double shown = rounded(difference, decimals);
    const QString magnitude = decimalText(std::abs(difference), decimals);
    if (std::isnan(shown) || shown == 0)
        return magnitude;
    return (shown > 0 ? QStringLiteral("▲") : QStringLiteral("▼")) + kNarrowNoBreakSpace + magnitude;
}

QString percentDifferenceText(double difference)
{
    return differenceText(difference * 100, 1);
}

QString signedText(double value, int decimals)
{
    const QString text = decimalText(value, decimals);
    return rounded(value, decimals) > 0 ? QLatin1Char('+') + text : text;
}

QFont tabularFont(QFont font)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    return font; // before 6.7 Qt cannot ask; the usual interface fonts have tabular figures by default
}

} // namespace headscope
