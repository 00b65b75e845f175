#include "core/model/free_memory.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string_view>

namespace headscope {

namespace {

/// A figure of the system, in bytes.
std::size_t memoryFigure(std::string_view name)
{
    std::ifstream file("/proc/meminfo");
    std::string key;
    std::size_t kibibytes = 0;
    std::string rest;
    while (file >> key >> kibibytes) {
        if (key == name)
            return kibibytes * 1024;
        std::getline(file, rest);
    }
    return std::numeric_limits<std::size_t>::max(); // a system that does not say: nothing to refuse by
}

} // namespace

std::size_t freeMemory()
{
    return memoryFigure("MemAvailable:");
}

std::size_t installedMemory()
{
    return memoryFigure("MemTotal:");
}

std::string readableBytes(std::size_t bytes)
{
    constexpr std::array<std::string_view, 5> units{"bytes", "kB", "MB", "GB", "TB"};
    auto amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (amount >= 999.5 && unit + 1 < units.size()) {
        amount /= 1000;
        ++unit;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), unit > 0 && amount < 9.95 ? "%.1f" : "%.0f", amount);
    return std::string(text.data()) + " " + std::string(units[unit]);
}

} // namespace headscope
