#pragma once

#include "core/formats/tensor_source.h"
#include "core/message/message.h"
#include "core/model/config_reader.h"
#include "core/model/model_config.h"
#include "core/model/weight_places.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// Which two rows of a query or key turn together under rotary positions; n pairs turn.
enum class RotaryPairs { HalfApart /* i, i + n */, Neighbours /* 2i, 2i + 1 */ };
/// How a fused projection lays out its rows.
enum class FusedRows {
    ByKind,   ///< all queries, all keys, all values
    ByGroup,  ///< of each key/value head: the queries that share it, its key, its value
    ByQuarter ///< of each fourth of the heads: their queries, their values, their keys
};

/// What a file keeps otherwise than we do, turned around when it is read.
struct FileHabits {
    RotaryPairs pairs = RotaryPairs::HalfApart;
    FusedRows fused = FusedRows::ByKind;
    float addedToNorms = 0; ///< norms' scales are kept as their distance from this
    bool upFirst = false;   ///< the MLP's gate and up projection in one matrix stand the other way round
};

/// One line of a family's name table: a name in the file, and where that tensor goes.
struct TensorRow {
    std::string_view name; ///< `*` stands for the prefix, `#` for the layer's number, `@` for a head's
    WeightPlace place;
    bool (*isNeeded)(const ModelConfig &) = nullptr; ///< null = always
    std::string_view otherName = {};                 ///< an older spelling
    int firstLayer = 0;                              ///< layers below do not have it
    bool mayBeAbsent = false;        ///< in all layers at once: a bias for which zeros are taken
    bool isOfDecoder = false;        ///< of an encoder-decoder's second stack
    std::optional<float> value = {}; ///< what all of it is, where a family has learned nothing there
    [[nodiscard]] bool isOfLayer() const { return name.find('#') != std::string_view::npos; }
    /// A tensor for each head, which stand behind each other in their place.
    [[nodiscard]] bool isOfHead() const { return name.find('@') != std::string_view::npos; }
};

[[nodiscard]] constexpr TensorRow inDecoder(TensorRow row)
{
    row.isOfDecoder = true;
    return row;
}

/// Nothing that a file has: `#` for every layer, or nothing, and what all of its numbers are.
[[nodiscard]] constexpr TensorRow constant(std::string_view layers, const WeightPlace &place, float value)
{
    return {.name = layers, .place = place, .value = value};
}

/// What a family's `describe` makes of a configuration.
struct Description {
    ModelConfig config;
    std::vector<Message> warnings;
};

/// A transformer family as one kind of file spells it: configuration keys and tensor names. Nothing else in
/// the program knows a family's name.
struct Family {
    std::string_view name;                      ///< for people
    std::string_view modelType;                 ///< `model_type` of a config.json, the architecture of a GGUF
    std::span<const std::string_view> prefixes; ///< of the names in the file, tried in order
    std::span<const TensorRow> rows;            ///< the token embedding first
    MatrixLayout layerMatrices = MatrixLayout::OutIn;
    Description (*describe)(const ConfigReader &, const TensorSource &) = nullptr;
    FileHabits habits = {};
    std::string_view marker =
        {}; ///< a tensor by which one of several kinds of files is known, spelled as those of `rows`

    /// Matrices of the layers that the file keeps as [in, out] stay so.
    [[nodiscard]] bool isTransposed(const TensorRow &row) const
    {
        return layerMatrices == MatrixLayout::InOut && row.isOfLayer() && row.place.isMatrix();
    }
};

/// The families of Hugging Face folders and of GGUF files.
[[nodiscard]] std::span<const Family> folderFamilies();
[[nodiscard]] std::span<const Family> ggufFamilies();

[[nodiscard]] const Family &bertFamily();
/// BERT's and Nomic BERT's bare stacks.
[[nodiscard]] std::span<const Family> bertGgufFamilies();
/// T5 and UMT5.
[[nodiscard]] std::span<const Family> ggufEncoderDecoders();
[[nodiscard]] const Family &robertaFamily();
[[nodiscard]] const Family &camembertFamily();
[[nodiscard]] const Family &data2VecTextFamily();
[[nodiscard]] const Family &ernieFamily();
[[nodiscard]] const Family &robertaPreLayerNormFamily();
[[nodiscard]] const Family &xlmRobertaFamily();
[[nodiscard]] const Family &distilBertFamily();
[[nodiscard]] const Family &electraFamily();
[[nodiscard]] const Family &albertFamily();
[[nodiscard]] const Family &mpnetFamily();
[[nodiscard]] const Family &debertaFamily();
[[nodiscard]] const Family &debertaV2Family();
[[nodiscard]] const Family &modernBertFamily();
[[nodiscard]] const Family &modernBertDecoderFamily();
[[nodiscard]] const Family &euroBertFamily();
[[nodiscard]] const Family &t5Family();
[[nodiscard]] const Family &mt5Family();
[[nodiscard]] const Family &umt5Family();
/// BART and the encoder-decoders that keep its names: mBART, Blenderbot, Pegasus, M2M100, Marian.
[[nodiscard]] std::span<const Family> bartFamilies();
/// XLM and FlauBERT.
[[nodiscard]] std::span<const Family> xlmFamilies();
/// BERT with rotary positions and a gated MLP: Nomic BERT, GTE.
[[nodiscard]] std::span<const Family> rotaryEncoders();

/// A name table in two parts.
template <std::size_t First, std::size_t Second>
constexpr std::array<TensorRow, First + Second> joined(const std::array<TensorRow, First> &first,
                                                       const std::array<TensorRow, Second> &second)
{
    std::array<TensorRow, First + Second> all{};
    std::ranges::copy(first, all.begin());
    std::ranges::copy(second, all.begin() + First);
    return all;
}

/// The same family for files that hold `tensor`.
[[nodiscard]] inline Family withMarker(std::string_view tensor, Family family)
{
    family.marker = tensor;
    return family;
}

/// The name of a row as a file with that prefix spells it.
[[nodiscard]] std::string spelledName(std::string_view pattern, std::string_view prefix, int layer,
                                      int head = 0);

/// What a model was seen to be made of, for the sentence that refuses it.
struct SeenModel {
    std::string file;
    const TensorSource &tensors;
};

/// The one called `modelType`; throws LoadError naming the file, some of its tensors and the nearest known.
[[nodiscard]] const Family &familyOf(std::span<const Family> families, std::string_view modelType,
                                     const SeenModel &seen);

// What the families' `describe` functions share.

[[nodiscard]] std::optional<Activation> activationNamed(std::string_view name);
/// Throws LoadError for a name whose function is not available.
[[nodiscard]] Activation activationOf(const ConfigReader &config, ConfigReader::Spellings keys,
                                      std::string_view fallback);
/// Throws LoadError for everything that any family would compute wrongly.
void refuseUnsupported(const ConfigReader &config);
/// Throws LoadError naming the class of an encoder-decoder that cannot be opened, and the endings of those
/// that can.
[[noreturn]] void refuseOtherHead(const ConfigReader &config, std::string_view known);
/// Throws LoadError where the configuration names positions of another kind than the family's.
void refuseOtherPositions(const ConfigReader &config, const ModelConfig &model);
/// The rows of the token embedding in the file, for configurations that do not say it.
[[nodiscard]] int embeddingRows(const ConfigReader &config, const TensorSource &tensors,
                                std::string_view tensor);
/// True when one of the architectures ends so.
[[nodiscard]] bool hasArchitecture(const ConfigReader &config, std::string_view ending);

// The usual answers to "is this tensor needed?".
[[nodiscard]] inline bool hasAttentionBias(const ModelConfig &c)
{
    return c.attentionBias;
}
[[nodiscard]] inline bool hasAttentionOutputBias(const ModelConfig &c)
{
    return c.attentionOutputBias;
}
[[nodiscard]] inline bool hasMlpBias(const ModelConfig &c)
{
    return c.mlpBias;
}
[[nodiscard]] inline bool hasOutputBias(const ModelConfig &c)
{
    return c.outputBias;
}
[[nodiscard]] inline bool hasOwnOutput(const ModelConfig &c)
{
    return c.output != OutputKind::Embedding && !c.tiedOutput;
}

} // namespace headscope
