#include "core/model/attention_settings.h"

#include <cmath>

namespace headscope {

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
