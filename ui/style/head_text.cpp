#include "ui/style/head_text.h"

#include "ui/style/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace headscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HeadText)
};

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

QString factorText(float factor)
{
    static const QRegularExpression trailingZeros(QStringLiteral("\\D?0+$"));
    return decimalText(static_cast<double>(factor), 3).remove(trailingZeros);
}

bool areAllOfOneKind(const Interventions &interventions)
{
    return std::ranges::all_of(
        interventions, [&](const auto &entry) { return entry.second == interventions.begin()->second; });
}

} // namespace

QString headName(const HeadId &head)
{
    return QString::fromStdString(headSpelling(head));
}

QString noAttentionText()
{
    return Words::tr("no attention");
}

QString missingHeadText(const HeadId &place, int heads)
{
    if (heads == 0)
        return Words::tr("Layer %1 has no attention: there is nothing to change.").arg(place.layer);
    return Words::tr("No head %1: layer %2 has %n head(s).", nullptr, heads)
        .arg(headName(place))
        .arg(place.layer);
}

QString interventionName(const Intervention &intervention)
{
    return std::visit(
        Overloaded{[](const Zero &) { return Words::tr("zero", "intervention"); },
                   [](const Mean &) { return Words::tr("mean", "intervention"); },
                   [](const Scale &scale) { return QStringLiteral("× ") + factorText(scale.factor); },
                   [](const Uniform &) { return Words::tr("uniform", "intervention"); },
                   [](const First &) { return Words::tr("first", "intervention"); }},
        intervention);
}

QString interventionSign(const Intervention &intervention)
{
    return std::visit(Overloaded{[](const Zero &) { return QString(); },
                                 [](const Mean &) { return QStringLiteral("M"); },
                                 [](const Scale &) { return QStringLiteral("×"); },
                                 [](const Uniform &) { return QStringLiteral("U"); },
                                 [](const First &) { return QStringLiteral("1"); }},
                      intervention);
}

QString interventionSummary(const Interventions &interventions)
{
    const auto count = static_cast<int>(interventions.size());
    if (count == 0)
        return Words::tr("all heads active");
    const Intervention &first = interventions.begin()->second;
    if (!areAllOfOneKind(interventions))
        return Words::tr("%1 interventions").arg(count);
    if (first == Intervention(Zero{}))
        return count == 1 ? Words::tr("1 head off · zero") : Words::tr("%1 heads off · zero").arg(count);
    return count == 1 ? Words::tr("1 head · %1").arg(interventionName(first))
                      : Words::tr("%1 heads · %2").arg(count).arg(interventionName(first));
}

} // namespace headscope
