#pragma once

#include "core/analysis/head_metric.h"
#include "core/model/head_id.h"

#include <cstdint>
#include <optional>
#include <set>

namespace headscope {

enum class CentreView { Lines, Matrix, AllHeads };
enum class TokenSide { Query, Key };
/// What the matrix shows: one head, or what the shown heads of a layer have in common.
enum class MatrixContent { FocusedHead, MeanOfShown, MaximumOfShown };

/// Which of a pair's lines are drawn: from the tokens of one text to those of the same or the other.
enum class TextPart { All, FirstToFirst, FirstToSecond, SecondToFirst, SecondToSecond };

/// A token whose lines are isolated.
struct PinnedToken {
    TokenSide side = TokenSide::Query;
    int position = 0;
    bool operator==(const PinnedToken &) const = default;
};

/// How the result is looked at. A value; changing it computes nothing and is not undoable.
struct Look {
    CentreView view = CentreView::Lines;
    Stack stack = Stack::Encoder; ///< whose heads all views show; always Encoder for models with one stack
    int layer = 0;                ///< the layer that lines and matrix show
    std::set<int> hiddenHeads;    ///< heads of a layer that are not drawn (shown is not the same as active)
    HeadId focusedHead;           ///< the head the inspector tells about
    std::optional<PinnedToken> pinned;
    double threshold = 0.02; ///< attentions below are not drawn
    int topKeys = 0;         ///< only the strongest keys of each query; 0 = all
    bool hideFirstToken = false;
    TextPart part = TextPart::All; ///< of two texts that one stack reads
    MatrixContent matrix = MatrixContent::FocusedHead;
    MetricChoice metric;
    std::optional<int> outputPosition; ///< whose predictions are shown; empty = the last (or the masks)
    bool operator==(const Look &) const = default;
};

} // namespace headscope
