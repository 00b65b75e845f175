#include "tests/support/awkward_text.h"

#include "core/text/characters/unicode.h"
#include "tests/support/source_folder.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <fstream>

namespace headscope {

namespace {

using nlohmann::json;

/// Numbers by the splitmix64 generator.
class Source {
public:
    explicit Source(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t below(std::uint64_t limit)
    {
        m_state += 0x9E3779B97F4A7C15;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31U)) % limit;
    }

    std::uint64_t between(const json &limits)
    {
        const auto first = limits[0].get<std::uint64_t>();
        return first + below(limits[1].get<std::uint64_t>() - first + 1);
    }

private:
    std::uint64_t m_state;
};

std::string line(Source &source, const json &kind)
{
    const json &parts = kind["parts"], &ranges = kind["ranges"];
    std::string text;
    const std::uint64_t length = source.between(kind["length"]);
    for (std::uint64_t index = 0; index < length; ++index) {
        if (source.below(100) < kind["spaces"].get<std::uint64_t>()) {
            text += " ";
            continue;
        }
        std::string part;
        if (!parts.empty() && (ranges.empty() || source.below(2) == 0))
            part = parts[source.below(parts.size())].get<std::string>();
        else
            part = toUtf8(static_cast<char32_t>(source.between(ranges[source.below(ranges.size())])));
        const std::uint64_t repetitions = source.between(kind["repeat"]);
        for (std::uint64_t repetition = 0; repetition < repetitions; ++repetition)
            text += part;
    }
    return text;
}

} // namespace

std::vector<std::string> awkwardLines(std::size_t count)
{
    std::ifstream file(sourceFolder() + "/tests/golden/tokenizers/awkward.json");
    const json kinds = json::parse(file);
    Source source(2026);
    std::vector<std::string> lines;
    for (std::size_t index = 0; index < count; ++index)
        lines.push_back(line(source, kinds[index % kinds.size()]));
    return lines;
}

} // namespace headscope
