#pragma once

#include "app/command_line/decoder_options.h"
#include "app/command_line/option_kinds.h"
#include "app/command_line/score_options.h"
#include "app/command_line/text_options.h"
#include "core/model/model_config.h"
#include "ui/session/look.h"
#include "ui/style/color_scale.h"
#include "ui/views/combined_pattern.h"
#include "ui/views/lines_layout.h"

#include <QRectF>
#include <QSize>
#include <QString>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What `render` was told, as it was typed.
struct RenderWords {
    std::string model = "negation";
    TextOptions text;
    DecoderOptions decoder;
    std::string view, file;
    std::string stack = "encoder", part = "all";
    std::optional<std::string> heads, pin, area, font;
    MetricOptions metric;
    std::vector<std::string> specs;
    PlannedOptions planned;
    std::string size = "1600x1000";
    std::string theme = "light", language = "en", combine = "mean";
    std::optional<int> layer;
    std::optional<double> scroll;
    double threshold = Look{}.threshold;
    double scale = 1;
    int topKeys = 0;
    bool hideFirstToken = false, logarithmic = false, cut = false;
};

/// `all`, `a-a`, `a-b`, `b-a`, `b-b`: as `--part` spells them, in the order of TextPart.
inline constexpr std::array<const char *, 5> kPartNames{"all", "a-a", "a-b", "b-a", "b-b"};

enum class RenderView { Lines, Matrix, AllHeads, Board };

/// What a picture in a file is written with: what a system without a desktop gives, so that a command draws
/// the same everywhere it is not told otherwise.
struct PictureFont {
    QString family = QStringLiteral("Sans Serif");
    int pixels = 12;
    bool operator==(const PictureFont &) const = default;
};

/// The same, understood as far as that goes without the model.
struct RenderOptions {
    RenderView view = RenderView::Lines;
    Stack stack = Stack::Encoder;
    std::optional<int> layer;
    std::optional<std::vector<int>> heads;       ///< empty optional: all of them
    Combination combination = Combination::Mean; ///< of several heads in the matrix
    std::optional<QRectF> cells;                 ///< of the matrix (x keys, y queries); empty: all
    UnderstoodMetric metric;
    Spacing spacing = Spacing::Linear;
    std::optional<PinnedToken> pinned;
    double threshold = 0;
    int topKeys = 0;
    bool hideFirstToken = false;
    TextPart part = TextPart::All;
    std::optional<double> scroll; ///< lines: rows keep their height and begin there
    bool dark = false;
    PictureFont font;
    QSize size; ///< in device-independent pixels
    double scale = 1;

    [[nodiscard]] QSize pixels() const;
};

/// Throws UsageError for what is malformed, Refusal for what is not built yet or too large.
[[nodiscard]] RenderOptions understood(const RenderWords &words);

/// How long the texts of a run are.
struct TextLengths {
    int text = 0;
    int decoder = 0; ///< 0 for models with one stack

    /// How many tokens look and are looked at.
    [[nodiscard]] LinesCounts sidesOf(Stack stack) const;
    /// How many positions predict.
    [[nodiscard]] int predicting() const { return decoder > 0 ? decoder : text; }
};

/// Throws Refusal naming the first layer, head or position that this model or text does not have.
void checkInside(const RenderOptions &options, const ModelConfig &config, const TextLengths &lengths);

} // namespace headscope
