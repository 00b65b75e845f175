#include "app/hub/needed_files.h"

#include "app/web/fetch_failure.h"
#include "core/formats/in_quotes.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/formats/lower_case.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace headscope {

namespace {

constexpr std::string_view kConfig = "config.json";
constexpr std::string_view kWeights = "model.safetensors";
constexpr std::string_view kIndex = "model.safetensors.index.json";
constexpr std::string_view kPytorchWeights = "pytorch_model.bin";
constexpr std::string_view kPytorchIndex = "pytorch_model.bin.index.json";

using Names = std::vector<std::string>;

QString quoted(const std::string &text)
{
    return QString::fromStdString(text);
}

bool isAtTop(const std::string &name)
{
    return name.find('/') == std::string::npos;
}

bool has(const HubListing &listing, std::string_view name)
{
    return listing.find(name) != nullptr;
}

void addIfThere(const HubListing &listing, std::initializer_list<std::string_view> names, Names &files)
{
    for (const std::string_view name : names)
        if (has(listing, name))
            files.emplace_back(name);
}

/// One complete description of the tokenizer, and the small files that amend it.
void addTokenizer(const HubListing &listing, Names &files)
{
    addIfThere(listing, {"tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"}, files);
    if (has(listing, "tokenizer.json"))
        return files.emplace_back("tokenizer.json"), void();
    addIfThere(listing,
               {"vocab.txt", "vocab.json", "merges.txt", "tokenizer.model", "spiece.model", "spm.model",
                "sentencepiece.bpe.model", "source.spm", "target.spm"},
               files);
}

/// `1_Pooling/config.json` and its like, of sentence-transformers.
bool isModuleConfig(const std::string &name)
{
    const auto slash = name.find('/');
    return slash != std::string::npos && name.substr(slash) == "/config.json" && name[0] >= '0' &&
           name[0] <= '9' && name.find('_') < slash;
}

void addModules(const HubListing &listing, Names &files)
{
    if (!has(listing, "modules.json"))
        return;
    files.emplace_back("modules.json");
    for (const HubFile &file : listing.files)
        if (isModuleConfig(file.name))
            files.push_back(file.name);
}

/// Where `-00001-of-00003.gguf` begins in the name of a split file's part; npos for a whole file.
std::size_t partNumberAt(const std::string &name)
{
    constexpr std::string_view pattern = "-#####-of-#####.gguf";
    if (name.size() <= pattern.size())
        return std::string::npos;
    const std::size_t begin = name.size() - pattern.size();
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isDigit = name[begin + i] >= '0' && name[begin + i] <= '9';
        if (pattern[i] == '#' ? !isDigit : name[begin + i] != pattern[i])
            return std::string::npos;
    }
    return begin;
}

/// One name for each GGUF model: of a split one, its first part.
Names ggufModels(const HubListing &listing)
{
    Names names;
    for (const HubFile &file : listing.files)
        if (file.name.ends_with(".gguf") && isFirstGgufPart(file.name))
            names.push_back(file.name);
    return names;
}

Names partsOf(const HubListing &listing, const std::string &first)
{
    const std::size_t part = partNumberAt(first);
    if (part == std::string::npos)
        return {first};
    Names names;
    for (const HubFile &file : listing.files)
        if (partNumberAt(file.name) == part && file.name.compare(0, part, first, 0, part) == 0)
            names.push_back(file.name);
    return names;
}

[[noreturn]] void refuseChoice(const Names &found, const std::string &repository)
{
    constexpr std::size_t most = 12;
    QStringList names;
    for (const std::string &name : found)
        if (names.size() < static_cast<qsizetype>(most))
            names.append(quoted(name));
    if (found.size() > most)
        names.append(QStringLiteral("…"));
    throw FetchFailure(
        FetchText::tr("%1 has %2 GGUF files; say which one: headscope fetch %1:%3 (there are: %4)")
            .arg(quoted(repository))
            .arg(found.size())
            .arg(quoted(found.front()), names.join(QStringLiteral(", "))));
}

std::string chosenGguf(const Names &models, const std::string &repository, const std::string &wanted)
{
    if (std::ranges::find(models, wanted) != models.end())
        return wanted;
    Names matching;
    for (const std::string &name : models)
        if (lowerCase(name).find(lowerCase(wanted)) != std::string::npos)
            matching.push_back(name);
    if (matching.size() == 1)
        return matching.front();
    // `Q4_K` is also in `Q4_K_M`: the whole end decides.
    Names ending;
    for (const std::string &name : matching)
        if (lowerCase(name).ends_with(lowerCase("-" + wanted + ".gguf")) ||
            lowerCase(name).ends_with(lowerCase("." + wanted + ".gguf")))
            ending.push_back(name);
    if (ending.size() == 1)
        return ending.front();
    if (matching.empty())
        throw FetchFailure(
            FetchText::tr("%1 has no GGUF file called %2").arg(quoted(repository), quoted(inQuotes(wanted))));
    refuseChoice(matching, repository);
}

NeededFiles ofGguf(const HubListing &listing, const std::string &file)
{
    NeededFiles needed;
    needed.weights = partsOf(listing, file);
    needed.opens = file;
    return needed;
}

/// A whole file, or the index that names its shards; false when there is neither.
bool addWhole(const HubListing &listing, std::string_view whole, std::string_view index, NeededFiles &needed)
{
    if (has(listing, whole)) {
        needed.weights.emplace_back(whole);
        return true;
    }
    if (!has(listing, index))
        return false;
    needed.index = index;
    needed.first.emplace_back(index);
    return true;
}

/// The weights beside config.json, those that are no pickle rather than those that are; false when there are
/// none.
bool addWeights(const HubListing &listing, NeededFiles &needed)
{
    if (addWhole(listing, kWeights, kIndex, needed))
        return true;
    Names others;
    for (const HubFile &file : listing.files)
        if (isAtTop(file.name) && file.name.ends_with(".safetensors"))
            others.push_back(file.name);
    if (others.size() == 1) {
        needed.weights = others;
        return true;
    }
    return addWhole(listing, kPytorchWeights, kPytorchIndex, needed);
}

[[noreturn]] void refuseRepository(const HubListing &listing, const std::string &repository)
{
    const bool isPickled = std::ranges::any_of(listing.files, [](const HubFile &file) {
        return isAtTop(file.name) && (file.name.ends_with(".bin") || file.name.ends_with(".pt"));
    });
    if (isPickled)
        throw FetchFailure(
            FetchText::tr("%1 has its weights only as a pickled file that is not opened; expected "
                          "safetensors, GGUF or pytorch_model.bin")
                .arg(quoted(repository)));
    throw FetchFailure(FetchText::tr("%1 has nothing that can be opened: expected config.json with "
                                     "safetensors or pytorch_model.bin, or a GGUF file")
                           .arg(quoted(repository)));
}

} // namespace

bool isFirstGgufPart(const std::string &name)
{
    const std::size_t part = partNumberAt(name);
    return part == std::string::npos || name.compare(part, 7, "-00001-") == 0;
}

NeededFiles neededFiles(const HubListing &listing, const std::string &repository, const std::string &wanted)
{
    const Names ggufs = ggufModels(listing);
    if (!wanted.empty())
        return ofGguf(listing, chosenGguf(ggufs, repository, wanted));
    NeededFiles needed;
    if (has(listing, kConfig) && addWeights(listing, needed)) {
        needed.first.insert(needed.first.begin(), std::string(kConfig));
        addTokenizer(listing, needed.first);
        addModules(listing, needed.first);
        addIfThere(listing, {"generation_config.json"}, needed.first);
        return needed;
    }
    if (ggufs.size() == 1)
        return ofGguf(listing, ggufs.front());
    if (ggufs.size() > 1)
        refuseChoice(ggufs, repository);
    refuseRepository(listing, repository);
}

std::vector<std::string> shardsOf(const std::filesystem::path &index, const HubListing &listing,
                                  const std::string &repository)
{
    nlohmann::json json;
    try {
        json = readJsonFile(index);
    } catch (const LoadError &error) {
        throw FetchFailure(quoted(repository) + QStringLiteral(": ") + QString::fromUtf8(error.what()));
    }
    std::set<std::string> shards;
    if (json.is_object() && json.contains("weight_map") && json.at("weight_map").is_object())
        for (const nlohmann::json &name : json.at("weight_map"))
            shards.insert(name.is_string() ? name.get<std::string>() : std::string());
    for (const std::string &name : shards)
        if (!isAtTop(name) || !has(listing, name))
            throw FetchFailure(
                FetchText::tr("%1: the index of the shards names %2, which the repository does not have")
                    .arg(quoted(repository), quoted(inQuotes(name))));
    if (shards.empty())
        throw FetchFailure(
            FetchText::tr("%1: the index of the shards names no file").arg(quoted(repository)));
    return {shards.begin(), shards.end()};
}

} // namespace headscope
