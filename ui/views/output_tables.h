#pragma once

#include "ui/session/analysis_session.h"

#include <QString>

#include <vector>

namespace headscope {

/// One outcome of the output panel: baseline beside now.
struct OutputRow {
    QString text;
    int id = -1;                  ///< vocabulary token or label; -1 = not an outcome (a token of the text)
    double now = 0, baseline = 0; ///< probabilities, or lengths where the table says so
    float nowLogit = 0, baselineLogit = 0;
    int rank = 0;       ///< now
    bool isTop = false; ///< the most likely now
};

/// A titled list of outcomes: of a position, a mask, the whole text.
struct OutputTable {
    QString title;
    bool isLength = false; ///< rows are lengths of vectors' movements, not probabilities
    std::vector<OutputRow> rows;
};

/// What the model predicts as tables of at most `count` outcomes each, ordered by the larger of both
/// probabilities.
[[nodiscard]] std::vector<OutputTable> outputTables(const AnalysisSession &session, int count);

/// The tracked tokens at the first shown position; empty without any.
[[nodiscard]] OutputTable trackedTable(const AnalysisSession &session);

/// KL(baseline ‖ now) of the first shown position, and the cosine of the mean final vectors.
struct OutputDistance {
    std::optional<double> divergence;
    std::optional<double> cosine;
};
[[nodiscard]] OutputDistance outputDistance(const AnalysisSession &session);

} // namespace headscope
