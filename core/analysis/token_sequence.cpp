#include "core/analysis/token_sequence.h"

namespace headscope {

TokenSequence sequenceOf(std::span<const Token> tokens)
{
    TokenSequence sequence;
    for (const Token &token : tokens) {
        sequence.ids.push_back(token.id);
        sequence.types.push_back(token.type);
    }
    return sequence;
}

} // namespace headscope
