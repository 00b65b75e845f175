#pragma once

#include "ui/session/analysis_session.h"

#include <QString>

#include <vector>

namespace headscope {

/// One outcome of the output panel: baseline beside now.
struct OutputRow {
    QString text;
    int id = -1; ///< vocabulary token or label; -1 = nothing more to say of it (a token of the text, a value)
    double now = 0, baseline = 0; ///< on the table's scale
    float nowLogit = 0, baselineLogit = 0;
    int rank = 0;       ///< now
    bool isTop = false; ///< the most likely now
};

/// What the numbers of a table are: probabilities, lengths of vectors' movements, a regression's values.
enum class OutputScale { Probability, Length, Value };

/// A titled list of outcomes: of a position, a mask, the whole text.
struct OutputTable {
    QString title;
    OutputScale scale = OutputScale::Probability;
    std::vector<OutputRow> rows;
};

/// What the model predicts as tables of at most `count` outcomes each, ordered by the larger of both
/// probabilities.
[[nodiscard]] std::vector<OutputTable> outputTables(const AnalysisSession &session, int count);

/// The tracked tokens at the first shown position, which the title names where there are several; empty
/// without any.
[[nodiscard]] OutputTable trackedTable(const AnalysisSession &session);

/// KL(baseline ‖ now), mean over the shown positions, and the cosine of the texts' vectors.
struct OutputDistance {
    std::optional<double> divergence;
    int positions = 0; ///< that the mean is over
    std::optional<double> cosine;
};
[[nodiscard]] OutputDistance outputDistance(const AnalysisSession &session);

} // namespace headscope
