#include "core/analysis/effect_metrics.h"

#include "core/analysis/prediction.h"

namespace headscope {

namespace {

/// What the effect is the change of.
double value(const MetricChoice &choice, const OutputReading &output)
{
    const auto logit = [&](int id) { return static_cast<double>(predictionOf(output.logits, id).logit); };
    switch (choice.id) {
    case MetricId::EffectLoss:
        return output.loss;
    case MetricId::EffectLogit:
        return logit(choice.outcome) - (choice.against ? logit(*choice.against) : 0);
    case MetricId::EffectLabel:
        // Values (of a regression) have no probability: there the change is that of the value.
        return output.scale == LabelScale::Values
                   ? logit(choice.outcome)
                   : predictionOf(output.logits, choice.outcome, output.scale).probability;
    default:
        return 0;
    }
}

double change(const EffectReading &reading)
{
    return value(reading.choice, reading.ablated) - value(reading.choice, reading.baseline);
}

} // namespace

double effectOnLoss(const EffectReading &reading)
{
    return change(reading);
}

double effectAsKl(const EffectReading &reading)
{
    return klDivergence(reading.baseline.logits, reading.ablated.logits, reading.baseline.scale);
}

double effectOnLogit(const EffectReading &reading)
{
    return change(reading);
}

double effectOnLabel(const EffectReading &reading)
{
    return change(reading);
}

double effectBaseline(const MetricChoice &choice, const OutputReading &baseline)
{
    return value(choice, baseline);
}

} // namespace headscope
