#include "core/text/readers/model_lists.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/readers/json_part.h"
#include "core/text/readers/stage_reader.h"

#include <array>
#include <charconv>
#include <cmath>

namespace headscope {

namespace {

/// A score as the reference reads it: its digits as a whole number, divided by a power of ten, each rounded.
/// That is one unit in the last place off now and then, and decides between ways through a word that are
/// equally good.
double scoreOf(double exact)
{
    std::array<char, 32> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), std::abs(exact), std::chars_format::fixed);
    if (error != std::errc())
        return exact;
    std::uint64_t digits = 0;
    int decimals = 0;
    bool isBehindPoint = false;
    for (const char *place = text.data(); place != end; ++place) {
        isBehindPoint = isBehindPoint || *place == '.';
        if (*place == '.')
            continue;
        if (digits > (UINT64_MAX - 9) / 10)
            return exact;
        digits = digits * 10 + static_cast<std::uint64_t>(*place - '0');
        decimals += isBehindPoint ? 1 : 0;
    }
    return std::copysign(static_cast<double>(digits) / std::pow(10.0, decimals), exact);
}

void addPiece(ModelLists &lists, const std::string &piece, const nlohmann::json &id, const std::string &place)
{
    if (!id.is_number_integer())
        throw LoadError(sentence("core", "%1: expected a whole number as id of %2, found %3")
                            .with(place, inQuotes(piece), inQuotes(id.dump())));
    if (lists.vocabulary->find(piece))
        throw LoadError(
            sentence("core", "%1: expected each key once, found %2 twice").with(place, inQuotes(piece)));
    lists.vocabulary->add(piece, JsonPart(id, place).number());
}

void addScoredPiece(ModelLists &lists, const nlohmann::json &entry, const std::string &place)
{
    if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string() || !entry[1].is_number())
        throw LoadError(sentence("core", "%1: expected a piece and its score, found %2")
                            .with(place, inQuotes(entry.dump())));
    lists.vocabulary->add(entry[0].get<std::string>(), static_cast<std::int64_t>(lists.scores.size()));
    lists.scores.push_back(scoreOf(entry[1].get<double>()));
}

/// A line "left right", or a list of both.
void addMerge(PieceMerges &merges, const nlohmann::json &merge, const std::string &place)
{
    if (merge.is_string()) {
        addMergeLine(merges, merge.get_ref<const std::string &>(), place);
        return;
    }
    if (!merge.is_array() || merge.size() != 2 || !merge[0].is_string() || !merge[1].is_string())
        throw LoadError(sentence("core", "%1[%2]: expected two pieces, found %3")
                            .with(place, merges.size(), inQuotes(merge.dump())));
    merges.add(merge[0].get_ref<const std::string &>(), merge[1].get_ref<const std::string &>());
}

} // namespace

std::vector<JsonStream> streamsInto(ModelLists &lists, const std::string &name)
{
    const auto takePiece = [&lists, place = name + ".model.vocab"](const std::string *key,
                                                                   nlohmann::json &&value) {
        if (key != nullptr)
            addPiece(lists, *key, value, place);
        else
            addScoredPiece(lists, value, place);
    };
    const auto takeMerge = [&lists, place = name + ".model.merges"](const std::string *key,
                                                                    nlohmann::json &&value) {
        if (key != nullptr)
            throw LoadError(sentence("core", "%1: expected a list, found an object").with(place));
        addMerge(lists.merges, value, place);
    };
    return {{{"model", "vocab"}, takePiece}, {{"model", "merges"}, takeMerge}};
}

} // namespace headscope
