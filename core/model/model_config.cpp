#include "core/model/model_config.h"

#include "core/formats/load_error.h"

#include <array>
#include <cmath>
#include <string_view>

namespace headscope {

namespace {

struct BoundedField {
    std::string_view name;
    int ModelConfig::*value;
    int largest;
};

constexpr int kWidest = 1 << 24;

// Far above any model there is; low enough that a product of two of them cannot wrap.
constexpr std::array kBoundedFields{
    BoundedField{"number of layers", &ModelConfig::layers, 1 << 16},
    BoundedField{"number of attention heads", &ModelConfig::heads, 1 << 16},
    BoundedField{"number of key/value heads", &ModelConfig::keyValueHeads, 1 << 16},
    BoundedField{"width", &ModelConfig::width, kWidest},
    BoundedField{"width of a head", &ModelConfig::headWidth, 1 << 13},
    BoundedField{"width of the MLP", &ModelConfig::mlpWidth, 1 << 26},
    BoundedField{"size of the vocabulary", &ModelConfig::vocabulary, 1 << 26},
    BoundedField{"number of positions", &ModelConfig::positions, 1 << 28},
};

constexpr int kMostTokenTypes = 1 << 20;

[[noreturn]] void refuse(const std::string &file, const std::string &sentence)
{
    throw LoadError(file + ": " + sentence + ".");
}

} // namespace

int ModelConfig::outputs() const
{
    switch (output) {
    case OutputKind::NextToken:
    case OutputKind::MaskedToken:
        return vocabulary;
    case OutputKind::Labels:
    case OutputKind::TokenLabels:
        return static_cast<int>(labels.size());
    case OutputKind::AnswerSpan:
        return 2; // where an answer starts, where it ends
    case OutputKind::Embedding:
        break;
    }
    return 0;
}

void ModelConfig::validate(const std::string &file) const
{
    for (const auto &[what, field, largest] : kBoundedFields)
        if (this->*field < 1 || this->*field > largest)
            refuse(file, "the " + std::string(what) + " should be from 1 to " + std::to_string(largest) +
                             ", found " + std::to_string(this->*field));
    if (embeddingWidth < 0 || embeddingWidth > kWidest)
        refuse(file, "the width of the embedding is " + std::to_string(embeddingWidth));
    if (distinctLayers < 0 || distinctLayers > layers)
        refuse(file, "the number of groups of layers should be from 1 to " + std::to_string(layers) +
                         ", found " + std::to_string(distinctLayers));
    if (tokenTypes < 0 || tokenTypes > kMostTokenTypes)
        refuse(file, "the number of token types is " + std::to_string(tokenTypes));
    if (heads % keyValueHeads != 0)
        refuse(file, "the number of attention heads should be a multiple of the number of key/value heads, "
                     "found " +
                         std::to_string(heads) + " and " + std::to_string(keyValueHeads));
    if (positionScheme == PositionScheme::Rotary && headWidth % 2 != 0)
        refuse(file, "rotary positions need heads of even width, found " + std::to_string(headWidth));
    if (!std::isfinite(normEpsilon) || normEpsilon < 0 || normEpsilon > 1)
        refuse(file, "the norms' epsilon should be from 0 to 1, found " + std::to_string(normEpsilon));
    if (!std::isfinite(rotaryBase) || rotaryBase < 1)
        refuse(file, "the rotary base should be at least 1, found " + std::to_string(rotaryBase));
    const bool classifies = output == OutputKind::Labels || output == OutputKind::TokenLabels;
    if (classifies && labels.empty())
        refuse(file, "a classifier should have at least one label, found none");
}

} // namespace headscope
