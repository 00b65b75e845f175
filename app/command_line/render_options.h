#pragma once

#include "app/command_line/score_options.h"
#include "app/command_line/text_options.h"
#include "core/model/model_config.h"
#include "ui/session/look.h"

#include <QSize>

#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What `render` was told, as it was typed.
struct RenderWords {
    std::string model = "negation";
    TextOptions text;
    std::string view, file;
    std::optional<std::string> heads, pin;
    MetricOptions metric;
    std::vector<std::string> specs;
    std::string size = "1600x1000";
    std::string theme = "light", language = "en";
    std::optional<int> layer;
    double threshold = Look{}.threshold;
    double scale = 1;
    int topKeys = 0;
    bool hideFirstToken = false;
};

enum class RenderView { Lines, Matrix, AllHeads, Board };

/// The same, understood as far as that goes without the model.
struct RenderOptions {
    RenderView view = RenderView::Lines;
    std::optional<int> layer;
    std::optional<std::vector<int>> heads; ///< empty optional: all of them
    UnderstoodMetric metric;
    std::optional<PinnedToken> pinned;
    double threshold = 0;
    int topKeys = 0;
    bool hideFirstToken = false;
    bool dark = false;
    QSize size; ///< in device-independent pixels
    double scale = 1;

    [[nodiscard]] QSize pixels() const;
};

/// Throws UsageError for what is malformed, Refusal for what is not built yet or too large.
[[nodiscard]] RenderOptions understood(const RenderWords &words);

/// Throws Refusal naming the first layer, head or position that this model or text does not have.
void checkInside(const RenderOptions &options, const ModelConfig &config, int tokens);

} // namespace headscope
