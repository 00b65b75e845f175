#include "app/command_line/render_picture.h"

#include "ui/style/head_text.h"
#include "ui/style/token_text.h"
#include "ui/views/combined_pattern.h"
#include "ui/views/lines_view.h"
#include "ui/views/matrix_view.h"

#include <algorithm>

namespace headscope {

namespace {

/// The heads that are not drawn.
std::set<int> hiddenHeads(const RenderSource &source, const RenderOptions &options)
{
    std::set<int> hidden;
    for (int head = 0; options.heads && head < source.config.heads; ++head)
        if (std::ranges::find(*options.heads, head) == options.heads->end())
            hidden.insert(head);
    return hidden;
}

HeadBoardShape shapeOf(const ModelConfig &config)
{
    return {config.layers, config.heads, config.keyValueHeads};
}

/// All rows of a long text, smaller rather than cut off: a file cannot be scrolled.
double shrinkToFit(int tokens, const QSizeF &size)
{
    return std::min(1.0, size.height() / layOutLines(tokens, size).contentHeight);
}

} // namespace

QString RenderSource::tokenText(int position) const
{
    const TokenId id = result->tokens.ids[static_cast<std::size_t>(position)];
    return tokenizer ? tokenDisplay(*tokenizer, id) : isolated(QString::number(id));
}

LinesScene linesToRender(const RenderSource &source, const RenderOptions &options)
{
    Look look;
    look.layer = options.layer.value_or(0);
    look.hiddenHeads = hiddenHeads(source, options);
    LinesScene scene;
    scene.patterns = drawnPatterns(*source.result, look, source.config.heads);
    scene.lines =
        attentionLines({scene.patterns, options.threshold, options.topKeys, options.hideFirstToken});
    for (int position = 0; position < source.result->tokenCount(); ++position)
        scene.texts.push_back(source.tokenText(position));
    scene.isolated = options.pinned;
    return scene;
}

MatrixPicture matrixToRender(const RenderSource &source, const RenderOptions &options)
{
    MatrixPicture picture;
    for (int position = 0; position < source.result->tokenCount(); ++position)
        picture.tokens.append(source.tokenText(position));
    const int layer = options.layer.value_or(0);
    if (!options.heads || options.heads->size() != 1) {
        picture.pattern =
            combinedPattern(*source.result, layer, hiddenHeads(source, options), Combination::Mean);
        picture.title = MatrixView::tr("Mean of the shown heads of layer %1").arg(layer);
        return picture;
    }
    const HeadId head{Stack::Encoder, layer, options.heads->front()};
    picture.pattern = source.result->pattern(head);
    picture.title = MatrixView::tr("Head %1").arg(headName(head));
    const auto changed = source.result->interventions.find(head);
    if (changed != source.result->interventions.end())
        picture.title += QStringLiteral(" · ") + interventionName(changed->second);
    return picture;
}

AllHeadsPicture allHeadsToRender(const RenderSource &source, const RenderOptions &options)
{
    AllHeadsPicture picture;
    picture.shape = shapeOf(source.config);
    picture.result = source.result;
    picture.interventions = source.result->interventions;
    picture.currentLayer = options.layer;
    return picture;
}

HeadBoardPicture boardToRender(const RenderSource &source, const RenderOptions &options)
{
    HeadBoardPicture picture;
    picture.shape = shapeOf(source.config);
    picture.metric = source.scores.choice;
    picture.values = source.scores.values;
    picture.interventions = source.result->interventions;
    picture.currentLayer = options.layer;
    return picture;
}

QImage renderPicture(const RenderSource &source, const RenderOptions &options)
{
    QImage image(options.pixels(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    QSizeF size = options.size;
    double scale = options.scale;
    if (options.view == RenderView::Lines) {
        const double smaller = shrinkToFit(source.result->tokenCount(), size);
        scale *= smaller;
        size /= smaller;
    }
    image.setDevicePixelRatio(std::max(1.0, scale));
    image.fill(currentTheme().background);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (scale < 1) // QPainter takes a pixel ratio below 1 for 1
        painter.scale(scale, scale);
    const QRectF area(0, 0, size.width(), size.height());
    switch (options.view) {
    case RenderView::Lines:
        paintLines(painter, linesToRender(source, options), size);
        break;
    case RenderView::Matrix:
        drawMatrixPicture(painter, area, matrixToRender(source, options), currentTheme());
        break;
    case RenderView::AllHeads:
        drawAllHeadsPicture(painter, area, allHeadsToRender(source, options), currentTheme());
        break;
    case RenderView::Board:
        drawBoardPicture(painter, area, boardToRender(source, options), currentTheme());
        break;
    }
    return image;
}

} // namespace headscope
