#pragma once

#include "core/text/patterns/code_sets.h"

#include <string>
#include <vector>

namespace headscope {

/// A part of a pattern that was read: either a set of characters, or what holds the sets together.
struct PatternPart {
    static constexpr int kNoSet = -1;
    std::string glue; ///< in a syntax that ICU shares: groups, alternatives, repetitions, anchors
    int set = kNoSet;
};

struct ParsedPattern {
    std::vector<PatternPart> parts;
    std::vector<CodeSet> sets; ///< no two are equal
};

/// Reads a pattern in Oniguruma's syntax, which tokenizer files are written in. Groups capture nothing.
/// Throws LoadError for what is no such pattern, and for what a splitter has no use for (references back, \G,
/// \K, \X).
[[nodiscard]] ParsedPattern parsePattern(const std::string &expression);

} // namespace headscope
