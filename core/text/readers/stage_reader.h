#pragma once

#include "core/text/pipeline_tokenizer.h"
#include "core/text/readers/json_part.h"

namespace headscope {

struct ModelLists;

// Each reads one stage as a `tokenizer.json` describes it. A kind of stage that is not known is refused by
// name: leaving it out would give other ids.

[[nodiscard]] NormalizerPointer readNormalizer(const JsonPart &part);
[[nodiscard]] PreTokenizerPointer readPreTokenizer(const JsonPart &part);
[[nodiscard]] PostProcessorPointer readPostProcessor(const JsonPart &part, const Vocabulary &vocabulary);
/// Fills model and, for WordPiece, style. The model keeps a reference to the vocabulary of `lists`.
void readModel(const JsonPart &part, ModelLists &lists, TokenizerStages &stages);

/// Adds a line "left right".
void addMergeLine(PieceMerges &merges, std::string_view line, const std::string &place);
/// The pieces of `merges.txt`: a pair a line, behind an optional line `#version`.
[[nodiscard]] PieceMerges parseMergeLines(std::span<const std::string> lines, const std::string &place);

} // namespace headscope
