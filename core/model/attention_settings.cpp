#include "core/model/attention_settings.h"

#include <cmath>

namespace headscope {

std::vector<float> RotaryTable::frequenciesFor(std::ptrdiff_t tokens) const
{
    if (tokens <= longFrom)
        return frequencies;
    if (growth > 0) {
        const double longer = static_cast<double>(tokens) / longFrom - 1;
        const double power = width / (width - 2.0);
        const double grown = base * std::pow(1 + static_cast<double>(growth) * longer, power);
        return rotaryTable(static_cast<float>(grown), width).frequencies;
    }
    return longFrequencies.empty() ? frequencies : longFrequencies;
}

RotaryTable rotaryTable(float base, int width)
{
    RotaryTable table;
    for (int i = 0; i < (width + 1) / 2; ++i) {
        // Rounded to float where the reference implementation rounds: angles of far positions depend on it.
        const auto exponent = static_cast<double>(static_cast<float>(2 * i) / static_cast<float>(width));
        table.frequencies.push_back(1.0F / static_cast<float>(std::pow(static_cast<double>(base), exponent)));
    }
    return table;
}

} // namespace headscope
