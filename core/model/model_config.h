#pragma once

#include "core/tensor/activation.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace headscope {

enum class NormKind { LayerNorm, RmsNorm };
enum class NormPlace {
    BeforeBlock,
    AfterBlock
}; ///< GPT-2 and Llama norm what enters a block, BERT what leaves it
enum class PositionScheme { Learned, Rotary };
enum class AttentionScope { Causal, Bidirectional };
enum class OutputKind { NextToken, MaskedToken, Labels, TokenLabels, Embedding };

/// What a transformer is, without its learned numbers. A family is nothing but values of these fields.
struct ModelConfig {
    std::string name;   ///< for people: the folder's or the file's name
    std::string family; ///< for people: BERT, GPT-2, Llama

    int layers = 0;
    int heads = 0;
    int keyValueHeads = 0; ///< heads / keyValueHeads query heads share one key and one value
    int width = 0;         ///< of the residual stream
    int headWidth = 0;
    int mlpWidth = 0;
    int vocabulary = 0;
    int positions = 0; ///< the longest text
    int tokenTypes = 0;

    NormKind normKind = NormKind::LayerNorm;
    NormPlace normPlace = NormPlace::BeforeBlock;
    float normEpsilon = 1e-5F;
    Activation activation = Activation::Gelu;
    bool gatedMlp = false;
    bool attentionBias = true; ///< on queries, keys, values and the attention's output
    bool mlpBias = true;
    PositionScheme positionScheme = PositionScheme::Learned;
    float rotaryBase = 10000.0F;
    AttentionScope attentionScope = AttentionScope::Causal;

    OutputKind output = OutputKind::NextToken;
    Activation headActivation = Activation::None; ///< of a masked-token head's transform
    std::vector<std::string> labels;
    bool tiedOutput = false; ///< the output head is the token embedding

    bool operator==(const ModelConfig &) const = default;

    [[nodiscard]] int keyValueWidth() const { return keyValueHeads * headWidth; }
    [[nodiscard]] int attentionWidth() const { return heads * headWidth; }
    /// How many numbers the output has at a position.
    [[nodiscard]] int outputs() const;

    /// Throws LoadError naming `file` and the field when the numbers cannot be a model.
    void validate(const std::string &file) const;
};

/// Bytes of everything that a run of `tokens` keeps and needs, beside the weights.
[[nodiscard]] std::size_t runBytes(const ModelConfig &config, std::ptrdiff_t tokens,
                                   std::ptrdiff_t logitRows);

/// Bytes of the float32 weights.
[[nodiscard]] std::size_t weightBytes(const ModelConfig &config);

} // namespace headscope
