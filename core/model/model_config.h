#pragma once

#include "core/model/attention_settings.h"
#include "core/model/generation.h"
#include "core/model/head_id.h"
#include "core/model/output_spec.h"
#include "core/tensor/activation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

enum class NormKind { LayerNorm, RmsNorm };
/// Where a block (attention or MLP) is normed.
enum class NormPlace {
    BeforeBlock, ///< what enters it (GPT-2, Llama)
    AfterBlock,  ///< the residual stream after its update was added (BERT)
    OnUpdate,    ///< its update, before that is added (OLMo-2)
    AroundBlock, ///< what enters it and its update (Gemma 2)
    OnStream     ///< the residual stream before the block, which goes on normed (an option of BLOOM's)
};
/// Where the MLP reads.
enum class MlpPlace {
    AfterAttention,  ///< the residual stream that attention has updated
    BesideAttention, ///< the layer's input, through a norm of its own (GPT-NeoX)
    SharesNorm       ///< the layer's input, through attention's norm (GPT-J)
};
/// Norms of queries and keys before rotary positions.
enum class QueryKeyNorm {
    None,
    EachHead,        ///< with one scale for all of them (Qwen3)
    EachHeadItsOwn,  ///< each with a scale of its own (Cohere, StableLM)
    WholeProjection, ///< all heads together (OLMo-2)
};
enum class PositionScheme { Learned, Rotary, LinearBias /* ALiBi */, Sinusoids /* Marian */, None };
enum class AttentionScope { Causal, Bidirectional };

/// Of models whose positions have no end: far more than memory allows.
inline constexpr int kUnlimitedPositions = 1 << 20;

/// ALiBi: slope of the head * position of the key, times `scale`, is added to a score.
struct LinearBias {
    std::vector<float> slopes; ///< of each head
    float scale = 1;
    bool roundsToBfloat16 = false; ///< slope, and slope * position, as the reference of some families does
    bool operator==(const LinearBias &) const = default;
};

/// DeBERTa-v2: what a convolution over neighbouring tokens makes of the embeddings joins the first layer's
/// output, which is normed again.
struct Convolution {
    int tokens = 0; ///< that it sees at a time, an odd number; 0 = there is none
    Activation activation = Activation::Tanh;
    bool operator==(const Convolution &) const = default;
};

/// The second stack of an encoder-decoder, where it differs from the first; the rest they share.
struct DecoderConfig {
    int layers = 0;
    int heads = 0; ///< of the decoder's own attention and of the cross attention
    int headWidth = 0;
    int mlpWidth = 0;
    int vocabulary = 0;
    bool ownEmbedding = false; ///< its tokens are embedded by a table of its own
    Generation generation;
    bool positionsBehindNorm = false; ///< Blenderbot-small: positions join the embeddings after their norm
    bool beginsWithLastToken = false; ///< mBART's, where it reads the encoder's text: no start token then

    bool operator==(const DecoderConfig &) const = default;
};

/// What a transformer is, without its learned numbers. A family is nothing but values of these fields.
struct ModelConfig {
    std::string name;   ///< for people: the folder's or the file's name
    std::string family; ///< for people: BERT, GPT-2, Llama

    int layers = 0;
    int heads = 0;         ///< of the layer that has most
    int keyValueHeads = 0; ///< heads / keyValueHeads query heads share one key and one value
    int width = 0;         ///< of the residual stream
    int headWidth = 0;
    int mlpWidth = 0;
    int vocabulary = 0;
    int positions = 0; ///< the longest text
    int tokenTypes = 0;
    int taskTypes = 0; ///< ERNIE: rows of a second table of types, whose first is added to every token
    int embeddingWidth =
        0; ///< ELECTRA and ALBERT: of the embeddings, before their projection; 0 = no projection
    bool positionsJoinProjection =
        false;             ///< OPT: positions have the stream's width, behind the norm and the projection
    int firstPosition = 0; ///< the row of the position embedding that the first token takes
    int paddingToken = -1; ///< RoBERTa: takes the row before the first, and no position of its own; -1 = none
    int distinctLayers = 0; ///< ALBERT runs the same learned layer several times; 0 = each layer is its own

    NormKind normKind = NormKind::LayerNorm;
    NormPlace normPlace = NormPlace::BeforeBlock;
    MlpPlace mlpPlace = MlpPlace::AfterAttention;
    QueryKeyNorm queryKeyNorm = QueryKeyNorm::None;
    float normEpsilon = 1e-5F;
    bool normShift = true;    ///< layer norms add something, too
    bool finalNorm = true;    ///< behind the last layer, where layers norm what enters them
    float embeddingScale = 1; ///< the token embedding times this enters layer 0
    float residualScale = 1;  ///< what a block adds to the residual stream is multiplied by this
    float outputScale = 1;    ///< the last hidden state times this enters the output matrix
    float scoreScale = 0;     ///< of queries times keys; 0 = 1 / sqrt(headWidth)
    Activation activation = Activation::Gelu;
    bool gatedMlp = false;
    bool attentionBias = true;       ///< on queries, keys and values
    bool attentionOutputBias = true; ///< on the attention's output
    bool mlpBias = true;
    PositionScheme positionScheme = PositionScheme::Learned;
    std::vector<RotaryTable>
        rotary; ///< the tables that layers choose from; with rotary positions at least one
    LinearBias linearBias;
    float qkvLimit = 0; ///< queries, keys and values are cut to this at either side; 0 = they are not
    DisentangledPositions disentangled;
    Convolution convolution;
    int relativeBuckets =
        0; ///< T5: a learned number for each bucket of distances is added to the scores; 0 = none
    int relativeReach = 0;             ///< distances from here on share one bucket
    bool relativeBiasOfLayers = false; ///< UMT5: every layer has such numbers of its own
    bool sinusoidsReachEnd =
        false; ///< M2M100: the last pair turns 10000 times slower than the first, in others not quite
    AttentionScope attentionScope = AttentionScope::Causal;
    std::vector<AttentionSettings> layerAttention; ///< a layer each; empty when all are `usualAttention()`

    OutputKind output = OutputKind::NextToken;
    Activation headActivation = Activation::None; ///< of a masked-token head's transform
    std::vector<std::string> labels;
    LabelScale labelScale = LabelScale::OneOf;
    Summary summary = Summary::First; ///< what a classifier of whole texts reads
    int summaryPadding = -1;          ///< the token that Summary::Last passes over at the end; -1 = none
    int summaryToken = -1;            ///< the one that Summary::LastOf reads at
    Activation summaryActivation = Activation::Tanh; ///< of the dense layer on the summary, if there is one
    SentenceVector sentenceVector;                   ///< of bare encoders
    bool outputBias = false;                         ///< of the output matrix, where a model may have none
    bool headBias = true;                            ///< of the dense layer in a head's transform
    float logitSoftCap = 0;                          ///< logits become cap * tanh(logit / cap); 0 = none
    bool tiedOutput = false;                         ///< the output head is the token embedding
    std::size_t weightBytes = 0;                     ///< of the float32 weights in the file, read or not
    std::optional<DecoderConfig> decoder;            ///< encoder-decoders: all the rest describes the encoder
    bool crossAttention = false; ///< of the decoder's stack: every layer looks at the encoder's tokens too

    bool operator==(const ModelConfig &) const = default;

    [[nodiscard]] bool normsInput() const
    {
        return normPlace == NormPlace::BeforeBlock || normPlace == NormPlace::AroundBlock ||
               normPlace == NormPlace::OnStream;
    }
    [[nodiscard]] bool normsUpdate() const
    {
        return normPlace == NormPlace::OnUpdate || normPlace == NormPlace::AroundBlock;
    }

    /// How a layer attends.
    [[nodiscard]] AttentionSettings attention(int layer) const;
    /// How a layer attends that nothing special is known of.
    [[nodiscard]] AttentionSettings usualAttention() const;
    /// The heads of one layer; 0 when it does not attend.
    [[nodiscard]] int headsIn(int layer) const;

    /// Whether its decoder writes a text. Any other decoder reads the encoder's, moved one place right.
    [[nodiscard]] bool writes() const { return decoder && output == OutputKind::Seq2Seq; }

    /// The decoder as a model of its own; only with `decoder`.
    [[nodiscard]] ModelConfig decoderStack() const;
    /// Which heads there are.
    [[nodiscard]] HeadBounds bounds() const;
    [[nodiscard]] StackDepths depths() const { return {layers, decoder ? decoder->layers : 0}; }

    [[nodiscard]] int keyValueWidth() const { return keyValueHeads * headWidth; }
    [[nodiscard]] int attentionWidth() const { return heads * headWidth; }
    /// Of the token, position and type embeddings.
    [[nodiscard]] int tokenWidth() const { return embeddingWidth > 0 ? embeddingWidth : width; }
    /// Of what the output matrix multiplies: a tied one is as narrow as the embedding.
    [[nodiscard]] int outputWidth() const
    {
        const bool isToken = output == OutputKind::MaskedToken || output == OutputKind::NextToken;
        return isToken ? tokenWidth() : width;
    }
    /// Of the position embedding.
    [[nodiscard]] int positionWidth() const { return positionsJoinProjection ? width : tokenWidth(); }
    /// How many layers have learned numbers of their own, and which of these a layer runs.
    [[nodiscard]] int learnedLayers() const { return distinctLayers > 0 ? distinctLayers : layers; }
    [[nodiscard]] int learnedLayer(int layer) const
    {
        return static_cast<int>(std::int64_t{layer} * learnedLayers() / layers);
    }
    /// How many numbers the output has at a position.
    [[nodiscard]] int outputs() const;

    /// Throws LoadError naming `file` and the field when the numbers cannot be a model.
    void validate(const std::string &file) const;
};

} // namespace headscope
