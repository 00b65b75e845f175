#include "core/analysis/pattern_metrics.h"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <numeric>

namespace headscope {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Queries {
    int first = 0, end = 0;
};

/// Mean over `queries` of what `ofQuery(query)` says; NaN without queries.
template <typename OfQuery>
double meanOver(Queries queries, OfQuery ofQuery)
{
    double sum = 0;
    for (int query = queries.first; query < queries.end; ++query)
        sum += ofQuery(query);
    return queries.end > queries.first ? sum / (queries.end - queries.first) : kNone;
}

/// Mean attention on the key that stands `offset` after the query, where there is one.
double onOffset(const PatternReading &reading, int offset)
{
    const int end = std::min(reading.pattern.queries(), reading.pattern.keys() - offset);
    return meanOver({std::max(0, -offset), end}, [&](int query) {
        return static_cast<double>(reading.pattern.attention(query, query + offset));
    });
}

/// How long the block is whose repetition ends the text: the distance of the last token to its first
/// occurrence; 0 without one.
int repeatedBlock(std::span<const TokenId> ids)
{
    const auto count = static_cast<int>(ids.size());
    for (int key = 0; key + 1 < count; ++key) {
        if (ids[static_cast<std::size_t>(key)] == ids.back())
            return count - 1 - key;
    }
    return 0;
}

} // namespace

double entropy(const PatternReading &reading)
{
    return meanOver({0, reading.pattern.tokens()}, [&](int query) {
        const auto row = reading.pattern.row(query);
        return std::accumulate(row.begin(), row.end(), 0.0, [](double sum, float attention) {
            const auto p = static_cast<double>(attention);
            return attention == 0.0F ? sum : sum - p * std::log(p);
        });
    });
}

double meanDistance(const PatternReading &reading)
{
    return meanOver({0, reading.pattern.queries()}, [&](int query) {
        const auto row = reading.pattern.row(query);
        double sum = 0;
        for (int key = 0; key < reading.pattern.keys(); ++key)
            sum += static_cast<double>(row[static_cast<std::size_t>(key)]) * std::abs(query - key);
        return sum;
    });
}

double onFirstToken(const PatternReading &reading)
{
    return meanOver({0, reading.pattern.tokens()},
                    [&](int query) { return static_cast<double>(reading.pattern.attention(query, 0)); });
}

double onSelf(const PatternReading &reading)
{
    return onOffset(reading, 0);
}

double onPreviousToken(const PatternReading &reading)
{
    return onOffset(reading, -1);
}

double onNextToken(const PatternReading &reading)
{
    return onOffset(reading, 1);
}

double onDuplicates(const PatternReading &reading)
{
    std::map<TokenId, std::vector<int>> seen;
    double sum = 0;
    int queries = 0;
    for (int query = 0; query < reading.pattern.tokens(); ++query) {
        std::vector<int> &earlier = seen[reading.ids[static_cast<std::size_t>(query)]];
        for (const int key : earlier)
            sum += static_cast<double>(reading.pattern.attention(query, key));
        queries += earlier.empty() ? 0 : 1;
        earlier.push_back(query);
    }
    return queries > 0 ? sum / queries : kNone;
}

double induction(const PatternReading &reading)
{
    const int block = repeatedBlock(reading.ids);
    const int tokens = reading.pattern.tokens();
    if (block < 2)
        return kNone;
    return meanOver({tokens - block, tokens}, [&](int query) {
        return static_cast<double>(reading.pattern.attention(query, query - block + 1));
    });
}

double ofPair(const PatternReading &reading)
{
    const auto [query, key] = std::pair(reading.choice.query, reading.choice.key);
    const bool inside =
        query >= 0 && query < reading.pattern.queries() && key >= 0 && key < reading.pattern.keys();
    return inside ? static_cast<double>(reading.pattern.attention(query, key)) : kNone;
}

} // namespace headscope
