#pragma once

#include <compare>

namespace headscope {

enum class Stack { Encoder, Decoder, Cross }; ///< models with one stack use Encoder

/// Which head: both numbers start at 0, written `layer.head`.
struct HeadId {
    Stack stack = Stack::Encoder;
    int layer = 0;
    int head = 0;
    auto operator<=>(const HeadId &) const = default;
};

} // namespace headscope
