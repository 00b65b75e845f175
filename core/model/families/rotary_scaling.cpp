#include "core/model/families/rotary_scaling.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace headscope {

namespace {

constexpr auto kTurn = 2 * std::numbers::pi;

/// The pair, as a fraction, that turns so many times over the trained positions.
double pairThatTurns(double times, const RotaryBasis &basis, double trained)
{
    return basis.width * std::log(trained / (times * kTurn)) / (2 * std::log(basis.base));
}

} // namespace

void scaleAsLlama3(RotaryTable &table, const Llama3Scaling &scaling)
{
    const auto [factor, low, high, trained] = scaling;
    for (float &frequency : table.frequencies) {
        const float wave = static_cast<float>(kTurn) / frequency;
        if (wave < trained / high)
            continue;
        if (wave > trained / low) {
            frequency /= factor;
            continue;
        }
        const float blend = (trained / wave - low) / (high - low);
        frequency = (1 - blend) * frequency / factor + blend * frequency;
    }
}

void scaleAsYarn(RotaryTable &table, const RotaryBasis &basis, const YarnScaling &scaling)
{
    double first = pairThatTurns(scaling.fast, basis, scaling.trained);
    double last = pairThatTurns(scaling.slow, basis, scaling.trained);
    if (scaling.wholePairs) {
        first = std::floor(first);
        last = std::ceil(last);
    }
    first = std::max(first, 0.0);
    last = std::min(last, static_cast<double>(basis.width - 1));
    if (first == last)
        last += 0.001;
    for (std::size_t i = 0; i < table.frequencies.size(); ++i) {
        const auto ramp = static_cast<float>((static_cast<double>(i) - first) / (last - first));
        const float kept = 1 - std::clamp(ramp, 0.0F, 1.0F);
        float &frequency = table.frequencies[i];
        const float slowed = 1.0F / (scaling.factor * (1.0F / frequency));
        frequency = slowed * (1 - kept) + frequency * kept;
    }
}

void slowDown(RotaryTable &table, float factor)
{
    for (float &frequency : table.frequencies)
        frequency /= factor;
}

std::vector<float> slowedDown(const RotaryBasis &basis, std::span<const float> factors)
{
    std::vector<float> frequencies;
    for (std::size_t i = 0; i < factors.size(); ++i) {
        // Rounded to float where the reference implementation rounds.
        const float exponent = static_cast<float>(2 * i) / static_cast<float>(basis.width);
        const auto power = static_cast<float>(std::pow(basis.base, static_cast<double>(exponent)));
        frequencies.push_back(1.0F / (factors[i] * power));
    }
    return frequencies;
}

} // namespace headscope
