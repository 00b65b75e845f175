#pragma once

#include <compare>
#include <string>
#include <vector>

namespace headscope {

enum class Stack { Encoder, Decoder, Cross }; ///< models with one stack use Encoder

/// Which head: both numbers start at 0, written `layer.head`.
struct HeadId {
    Stack stack = Stack::Encoder;
    int layer = 0;
    int head = 0;
    auto operator<=>(const HeadId &) const = default;
};

/// `3.5`, `d3.5`, `x3.5`: as a SPEC and files spell it.
[[nodiscard]] std::string headSpelling(const HeadId &head);

/// Sizes that heads are checked against.
struct HeadBounds {
    int layers = 0;        ///< of the encoder, or of the only stack
    int heads = 0;         ///< of the layer that has most
    int decoderLayers = 0; ///< of the decoder and its cross attention; 0 = the model has one stack
    int decoderHeads = 0;
    std::vector<int> ofLayers{}; ///< heads of each layer of the encoder; empty when all have as many

    [[nodiscard]] bool hasDecoder() const { return decoderLayers > 0; }
    [[nodiscard]] int layersOf(Stack stack) const { return stack == Stack::Encoder ? layers : decoderLayers; }
    [[nodiscard]] int headsOf(Stack stack) const { return stack == Stack::Encoder ? heads : decoderHeads; }
    /// Of one of the stack's layers.
    [[nodiscard]] int headsIn(Stack stack, int layer) const
    {
        const bool isEven = stack != Stack::Encoder || ofLayers.empty();
        return isEven ? headsOf(stack) : ofLayers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] bool contain(const HeadId &head) const
    {
        return head.layer >= 0 && head.layer < layersOf(head.stack) && head.head >= 0 &&
               head.head < headsIn(head.stack, head.layer);
    }
};

/// How many layers the stacks have: the encoder's are counted first, then the decoder's; the cross attention
/// of a decoder layer belongs to that layer.
struct StackDepths {
    int encoder = 0;
    int decoder = 0;
    [[nodiscard]] int all() const { return encoder + decoder; }
    [[nodiscard]] int indexOf(const HeadId &head) const
    {
        return head.stack == Stack::Encoder ? head.layer : encoder + head.layer;
    }
};

} // namespace headscope
