#include "core/model/families/family.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/model/families/decoders/decoder_families.h"
#include "core/model/families/gguf/gguf_families.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace headscope {

namespace {

struct NamedActivation {
    std::string_view name;
    Activation activation;
};

// gelu_fast and gelu_accurate are the tanh formula with its constants written differently.
constexpr std::array kActivations{
    NamedActivation{"gelu", Activation::Gelu},
    NamedActivation{"gelu_python", Activation::Gelu},
    NamedActivation{"gelu_new", Activation::GeluTanh},
    NamedActivation{"gelu_fast", Activation::GeluTanh},
    NamedActivation{"gelu_accurate", Activation::GeluTanh},
    NamedActivation{"gelu_pytorch_tanh", Activation::GeluTanh},
    NamedActivation{"gelu_python_tanh", Activation::GeluTanh},
    NamedActivation{"gelu_10", Activation::GeluCut},
    NamedActivation{"quick_gelu", Activation::GeluQuick},
    NamedActivation{"relu", Activation::Relu},
    NamedActivation{"relu2", Activation::ReluSquared},
    NamedActivation{"relu6", Activation::Relu6},
    NamedActivation{"leaky_relu", Activation::ReluLeaky},
    NamedActivation{"silu", Activation::Silu},
    NamedActivation{"swish", Activation::Silu},
    NamedActivation{"hardswish", Activation::SiluHard},
    NamedActivation{"mish", Activation::Mish},
    NamedActivation{"sigmoid", Activation::Sigmoid},
    NamedActivation{"tanh", Activation::Tanh},
    NamedActivation{"linear", Activation::None},
};

/// How many of a family's names there are, of the first layer's for those of layers.
std::ptrdiff_t countKnown(const Family &family, const TensorSource &tensors)
{
    const auto isThere = [&tensors](std::string_view pattern, std::string_view prefix) {
        return !pattern.empty() && tensors.find(spelledName(pattern, prefix, 0)) != nullptr;
    };
    std::ptrdiff_t most = 0;
    for (const std::string_view prefix : family.prefixes)
        most = std::max(most, std::ranges::count_if(family.rows, [&](const TensorRow &row) {
                            return isThere(row.name, prefix) || isThere(row.otherName, prefix);
                        }));
    return most;
}

/// How many names there are when layers and experts count once.
std::ptrdiff_t countNames(const TensorSource &tensors)
{
    std::set<std::string> names;
    for (const TensorEntry &entry : tensors.entries()) {
        std::string name;
        for (const char letter : entry.name)
            if (letter < '0' || letter > '9' || !name.ends_with('.'))
                name += letter;
        names.insert(std::move(name));
    }
    return std::ssize(names);
}

/// The first family that most tensors are called as in; null where it knows fewer than half of the names.
const Family *nearestTo(std::span<const Family> families, const TensorSource &tensors)
{
    const Family *nearest = nullptr;
    std::ptrdiff_t most = 0;
    for (const Family &family : families) {
        const std::ptrdiff_t known = countKnown(family, tensors);
        if (known > most)
            nearest = &family;
        most = std::max(most, known);
    }
    return 2 * most >= countNames(tensors) ? nearest : nullptr;
}

bool isMarked(const Family &family, const TensorSource &tensors)
{
    const auto isThere = [&](std::string_view prefix) {
        return tensors.find(spelledName(family.marker, prefix, 0)) != nullptr;
    };
    return family.marker.empty() || std::ranges::any_of(family.prefixes, isThere);
}

/// The first, the middle and the last name.
std::string someOf(std::span<const TensorEntry> entries)
{
    if (entries.empty())
        return "none";
    const auto shown = [&](std::size_t index) { return inQuotes(entries[index].name); };
    return shown(0) + ", " + shown(entries.size() / 2) + " and " + shown(entries.size() - 1);
}

} // namespace

std::span<const Family> folderFamilies()
{
    static const std::vector<Family> families = [] {
        std::vector<Family> all{bertFamily(),
                                ernieFamily(),
                                robertaFamily(),
                                camembertFamily(),
                                xlmRobertaFamily(),
                                data2VecTextFamily(),
                                robertaPreLayerNormFamily(),
                                distilBertFamily(),
                                electraFamily(),
                                albertFamily(),
                                debertaFamily(),
                                debertaV2Family(),
                                mpnetFamily(),
                                modernBertFamily(),
                                modernBertDecoderFamily(),
                                t5Family(),
                                mt5Family(),
                                umt5Family(),
                                gpt1Family(),
                                gpt2Family(),
                                gptBigCodeFamily(),
                                gptNeoFamily(),
                                gptJFamily(),
                                codeGenFamily(),
                                gptNeoXFamily(),
                                optFamily(),
                                xglmFamily(),
                                bloomFamily(),
                                falconFamily(),
                                mptFamily(),
                                llamaFamily(),
                                mistralFamily(),
                                qwen2Family(),
                                qwen3Family(),
                                smolLm3Family(),
                                olmoFamily(),
                                olmo2Family(),
                                olmo3Family(),
                                gemmaFamily(),
                                gemma2Family(),
                                gemma3Family(),
                                gemma3TextFamily(),
                                phiFamily(),
                                phi3Family(),
                                stableLmFamily(),
                                starcoder2Family()};
        for (const auto &more :
             {bartFamilies(), xlmFamilies(), rotaryEncoders(), std::span(&euroBertFamily(), 1),
              llamaRelatives(), glmFamilies(), ungatedFamilies()})
            std::ranges::copy(more, std::back_inserter(all));
        return all;
    }();
    return families;
}

std::span<const Family> ggufFamilies()
{
    static const std::vector<Family> families = [] {
        const std::span<const Family> decoders = ggufDecoders();
        std::vector<Family> all(decoders.begin(), decoders.end());
        for (const auto &more : {ggufRelatives(), bertGgufFamilies(), ggufEncoderDecoders()})
            std::ranges::copy(more, std::back_inserter(all));
        return all;
    }();
    return families;
}

const Family &familyOf(std::span<const Family> families, std::string_view modelType, const SeenModel &seen)
{
    const auto known = std::ranges::find_if(families, [&](const Family &family) {
        return family.modelType == modelType && isMarked(family, seen.tensors);
    });
    if (known != families.end())
        return *known;
    const std::string some = someOf(seen.tensors.entries());
    const Family *nearest = nearestTo(families, seen.tensors);
    if (nearest == nullptr)
        throw LoadError(
            sentence("core", "%1: models of the kind %2 cannot be opened (README.md lists those that can), "
                             "and no known kind has tensors such as %3.")
                .with(seen.file, inQuotes(modelType), some));
    throw LoadError(sentence("core",
                             "%1: models of the kind %2 cannot be opened (README.md lists those that can); "
                             "the nearest known is '%3', by tensors such as %4.")
                        .with(seen.file, inQuotes(modelType), nearest->modelType, some));
}

std::string spelledName(std::string_view pattern, std::string_view prefix, int layer, int head)
{
    std::string name;
    for (const char letter : pattern) {
        if (letter == '*')
            name += prefix;
        else if (letter == '#')
            name += std::to_string(layer);
        else if (letter == '@')
            name += std::to_string(head);
        else
            name += letter;
    }
    return name;
}

std::optional<Activation> activationNamed(std::string_view name)
{
    const auto known = std::ranges::find(kActivations, name, &NamedActivation::name);
    return known == kActivations.end() ? std::nullopt : std::optional(known->activation);
}

Activation activationOf(const ConfigReader &config, ConfigReader::Spellings keys, std::string_view fallback)
{
    const std::string name = config.text(keys, fallback);
    if (const auto known = activationNamed(name))
        return *known;
    for (const std::string_view key : keys)
        if (config.has({key}))
            config.refuse(key, sentence("core", "this activation function is not available"));
    return Activation::None;
}

void refuseUnsupported(const ConfigReader &config)
{
    struct Unsupported {
        std::string_view key;
        Sentence why;
    };
    constexpr std::array all{
        Unsupported{"quantization_config",
                    sentence("core", "quantised weights are only read from GGUF files")},
        Unsupported{"compression_config", sentence("core", "compressed weights cannot be read")},
        Unsupported{"add_cross_attention", sentence("core", "cross attention is not supported")},
        Unsupported{"attention_chunk_size", sentence("core", "chunked attention is not supported")},
        Unsupported{"expert_count", sentence("core", "mixtures of experts are not supported")},
        Unsupported{"num_local_experts", sentence("core", "mixtures of experts are not supported")},
    };
    for (const auto &[key, why] : all)
        if (config.isSet(key))
            config.refuse(key, why);
}

void refuseOtherHead(const ConfigReader &config, std::string_view known)
{
    const std::vector<std::string> architectures = config.texts("architectures");
    throw LoadError(
        sentence("core", "%1: %2 cannot be opened; of this family those can whose names end with %3.")
            .with(config.file(), inQuotes(architectures.empty() ? "" : architectures.front()), known));
}

void refuseOtherPositions(const ConfigReader &config, const ModelConfig &model)
{
    const std::string type = config.text({"position_embedding_type"}, "absolute");
    if (type != "absolute" && !(type == "rope" && model.positionScheme == PositionScheme::Rotary))
        config.refuse("position_embedding_type", sentence("core", "only absolute positions are supported"));
}

int embeddingRows(const ConfigReader &config, const TensorSource &tensors, std::string_view tensor)
{
    const TensorEntry *entry = tensors.find(tensor);
    if (entry == nullptr)
        throw LoadError(sentence("core", "%1: tensor '%2' is missing.").with(config.file(), tensor));
    constexpr std::ptrdiff_t most = std::numeric_limits<int>::max();
    const std::ptrdiff_t rows = entry->shape.empty() ? 0 : entry->shape.front();
    if (rows < 1 || rows > most)
        throw LoadError(sentence("core", "%1: tensor '%2' has %3 rows, which cannot be a vocabulary.")
                            .with(config.file(), tensor, rows));
    return static_cast<int>(rows);
}

bool hasArchitecture(const ConfigReader &config, std::string_view ending)
{
    return std::ranges::any_of(config.texts("architectures"),
                               [ending](const std::string &name) { return name.ends_with(ending); });
}

} // namespace headscope
