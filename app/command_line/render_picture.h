#pragma once

#include "app/command_line/render_options.h"
#include "core/analysis/run_result.h"
#include "ui/views/all_heads_paint.h"
#include "ui/views/head_board_paint.h"
#include "ui/views/lines_paint.h"
#include "ui/views/matrix_plot.h"

#include <QImage>

#include <memory>

namespace headscope {

/// What the pictures of one run are made from.
struct RenderSource {
    ModelConfig config;
    std::shared_ptr<const Tokenizer> tokenizer;       ///< null: tokens are shown as ids
    std::shared_ptr<const Tokenizer> outputTokenizer; ///< of a decoder's tokens
    std::shared_ptr<const RunResult> result;
    HeadScores scores;                    ///< what the board shows
    std::optional<int> secondBegins = {}; ///< the position of a pair's second text

    /// How the tokens on one side of a stack's patterns read on screen, as in the window.
    [[nodiscard]] std::vector<QString> tokenTexts(Stack stack, TokenSide side) const;
};

/// What of a result a picture shows.
[[nodiscard]] Look lookOf(const ModelConfig &config, const RenderOptions &options);

[[nodiscard]] LinesPicture linesToRender(const RenderSource &source, const RenderOptions &options);
[[nodiscard]] MatrixPicture matrixToRender(const RenderSource &source, const RenderOptions &options);
[[nodiscard]] AllHeadsPicture allHeadsToRender(const RenderSource &source, const RenderOptions &options);
[[nodiscard]] HeadBoardPicture boardToRender(const RenderSource &source, const RenderOptions &options);

/// The view in the current theme and language, from (0, 0) to `options.size`.
void drawView(QPainter &painter, const RenderSource &source, const RenderOptions &options);

/// The same as pixels. Needs a QApplication.
[[nodiscard]] QImage renderPicture(const RenderSource &source, const RenderOptions &options);

} // namespace headscope
