#include "ui/style/metric_text.h"

#include "ui/style/number_text.h"

#include <QCoreApplication>

#include <cmath>

namespace headscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HeadText)
};

/// Three, and for small numbers as many as show two figures.
int decimalsFor(double value)
{
    constexpr int kMost = 8;
    const double size = std::abs(value);
    if (!std::isfinite(size) || size == 0 || size >= 0.01)
        return 3;
    return std::min(kMost, 1 - static_cast<int>(std::floor(std::log10(size))));
}

} // namespace

QString metricName(MetricId id)
{
    switch (id) {
    case MetricId::Entropy:
        return Words::tr("entropy");
    case MetricId::Distance:
        return Words::tr("mean distance");
    case MetricId::FirstToken:
        return Words::tr("first-token share");
    case MetricId::Self:
        return Words::tr("self");
    case MetricId::PreviousToken:
        return Words::tr("previous token");
    case MetricId::NextToken:
        return Words::tr("next token");
    case MetricId::Duplicate:
        return Words::tr("same token earlier");
    case MetricId::Induction:
        return Words::tr("induction (probe)");
    case MetricId::Pair:
        return Words::tr("one token to another");
    case MetricId::EffectLoss:
        return Words::tr("effect on the loss");
    case MetricId::EffectKl:
        return Words::tr("effect on the prediction (KL)");
    case MetricId::EffectLogit:
        return Words::tr("effect on a token");
    case MetricId::EffectLabel:
        return Words::tr("effect on a label");
    }
    return {};
}

QString metricFormula(MetricId id)
{
    switch (id) {
    case MetricId::Entropy:
        return Words::tr("mean over q of −Σₖ p[q][k] · ln p[q][k]");
    case MetricId::Distance:
        return Words::tr("mean over q of Σₖ p[q][k] · |q − k|");
    case MetricId::FirstToken:
        return Words::tr("mean over q of p[q][0]");
    case MetricId::Self:
        return Words::tr("mean over q of p[q][q]");
    case MetricId::PreviousToken:
        return Words::tr("mean over q ≥ 1 of p[q][q − 1]");
    case MetricId::NextToken:
        return Words::tr("mean over q ≤ T − 2 of p[q][q + 1]");
    case MetricId::Duplicate:
        return Words::tr("mean over q whose token came before of Σ p[q][k] over k < q with the same token");
    case MetricId::Induction:
        return Words::tr("N random tokens twice: mean over the second half’s q of p[q][q − N + 1]");
    case MetricId::Pair:
        return Words::tr("p[Q][K]");
    case MetricId::EffectLoss:
        return Words::tr("loss(ablated) − loss(baseline)");
    case MetricId::EffectKl:
        return Words::tr("KL(baseline ‖ ablated) = Σᵢ b[i] · ln(b[i] / a[i])");
    case MetricId::EffectLogit:
        return Words::tr("(logit A − logit B)(ablated) − (logit A − logit B)(baseline)");
    case MetricId::EffectLabel:
        return Words::tr("P(label)(ablated) − P(label)(baseline)");
    }
    return {};
}

QString metricHelp(MetricId id)
{
    switch (id) {
    case MetricId::Entropy:
        return Words::tr("How spread out a head looks: 0 when each token looks at one other, ln T when at "
                         "all alike.");
    case MetricId::Distance:
        return Words::tr("How far away a head looks, in tokens.");
    case MetricId::FirstToken:
        return Words::tr("How much attention rests on the first token, where idle heads look.");
    case MetricId::Self:
        return Words::tr("How much each token looks at itself.");
    case MetricId::PreviousToken:
        return Words::tr("How much each token looks at the one before it.");
    case MetricId::NextToken:
        return Words::tr("How much each token looks at the one after it; 0 in models that read only "
                         "backwards.");
    case MetricId::Duplicate:
        return Words::tr("How much a token looks at earlier places where it stood already.");
    case MetricId::Induction:
        return Words::tr("On random tokens read twice: how much a token looks at what followed it the first "
                         "time. The text plays no part.");
    case MetricId::Pair:
        return Words::tr("How much one token of the text looks at another.");
    case MetricId::EffectLoss:
        return Words::tr("How much worse the model predicts the text’s tokens when this head alone is "
                         "changed.");
    case MetricId::EffectKl:
        return Words::tr("How much the prediction changes when this head alone is changed.");
    case MetricId::EffectLogit:
        return Words::tr("How much a token gains or loses, alone or against another, when this head alone "
                         "is changed.");
    case MetricId::EffectLabel:
        return Words::tr("How much a label’s probability gains or loses when this head alone is changed.");
    }
    return {};
}

QString metricUnit(MetricId id)
{
    const std::string_view unit = metric(id).unit;
    if (unit == "nat")
        return Words::tr("nat", "unit of entropy");
    if (unit == "tokens")
        return Words::tr("tokens", "unit of distance");
    return {};
}

QString metricNumberText(MetricId id, double value)
{
    constexpr double kLeast = 0.0005; // rounds to 0.001
    if (metric(id).needs == MetricNeeds::Pattern)
        return value > 0 && value < kLeast ? QLatin1Char('<') + decimalText(0.001, 3) : decimalText(value, 3);
    const bool isChange = metric(id).scale == MetricScale::Diverging;
    QString number = decimalText(value, decimalsFor(value));
    if (isChange && value > 0)
        number.prepend(QLatin1Char('+'));
    return number;
}

QString metricValueText(MetricId id, double value)
{
    const bool canBeUndefined =
        id == MetricId::Duplicate || id == MetricId::PreviousToken || id == MetricId::NextToken;
    if (canBeUndefined && std::isnan(value))
        return QStringLiteral("–"); // no token stands twice, or there is one alone
    const QString unit = metricUnit(id);
    const QString number = metricNumberText(id, value);
    return unit.isEmpty() || std::isnan(value) ? number : number + QChar(0x202f) + unit;
}

} // namespace headscope
