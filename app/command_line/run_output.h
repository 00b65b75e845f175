#pragma once

#include "app/command_line/json_output.h"
#include "app/command_line/opened_model.h"
#include "core/analysis/answer_span.h"
#include "core/analysis/prediction.h"

#include <optional>
#include <string_view>

namespace headscope {

/// `next-token`, `masked-token`, `labels`, `token-labels`, `answer-span`, `embedding`, `seq2seq`.
[[nodiscard]] std::string_view outputKindName(OutputKind kind);

/// What the user wants to see of an output.
struct OutputWishes {
    int top = 10;
    std::optional<int> position;
    std::vector<int> tracked; ///< vocabulary ids, or label numbers of a classifier
    AnswerBounds answers;     ///< where a question's answer may lie
};

/// The positions whose predictions are shown: the wished one, else the last, every mask, every token, or
/// none. `ids` are the tokens that have these positions: of an encoder-decoder, the decoder's.
[[nodiscard]] std::vector<int> shownPositions(const ReadyModel &model, std::span<const TokenId> ids,
                                              const OutputWishes &wishes);

/// A label or a vocabulary token as text.
[[nodiscard]] std::string outcomeText(const ReadyModel &model, int id);

/// `#id`, or the text of a vocabulary token or label. Throws Refusal for one that the model does not know.
[[nodiscard]] int outcomeId(const ReadyModel &model, const std::string &name);

/// The contract's `output` object. `baseline` is what movement is measured against.
[[nodiscard]] Json outputJson(ReadyModel &model, const RunResult &result, const RunResult &baseline,
                              const OutputWishes &wishes);

} // namespace headscope
