#pragma once

#include "app/command_line/render_options.h"
#include "core/analysis/intervention.h"
#include "ui/session/analysis_session.h"

#include <QString>
#include <QStringList>

namespace headscope {

/// A picture in the window, and where it came from.
struct PictureDescription {
    QString model;
    QString text;
    std::optional<QString> second; ///< of a pair
    QStringList decoder;           ///< the arguments that give the decoder's text
    bool isIds = false;            ///< the text holds the ids of a model without a tokenizer
    bool isCut = false;            ///< the model takes only the beginning of the text
    qsizetype neededText = -1;     ///< how much of a cut text its tokens reach; -1 = all
    HeadBounds bounds;
    Interventions interventions;
    RenderOptions options;
    QString language;
};

/// A chosen metric as a METRIC names it: tokens by their ids, labels by their names.
[[nodiscard]] UnderstoodMetric metricOf(const MetricChoice &choice, const ModelConfig &config);

/// What `headscope render` must be told to draw what a look shows.
[[nodiscard]] RenderOptions optionsOf(const Look &look, const ModelConfig &config);

/// `--decoder-text …` or another option that gives the decoder what it reads now; empty for models with one
/// stack.
[[nodiscard]] QStringList decoderArguments(const AnalysisSession &session);

/// The command that draws this picture again, pixel for pixel: `headscope render …`, quoted for a shell.
[[nodiscard]] QString renderLine(const PictureDescription &picture);

/// One argument as a POSIX shell reads it back.
[[nodiscard]] QString shellQuoted(const QString &argument);

} // namespace headscope
