#include "app/command_line/render_picture.h"

#include "ui/style/token_text.h"
#include "ui/views/lines_scene.h"
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

} // namespace

QString RenderSource::tokenText(int position) const
{
    const TokenId id = result->tokens.ids[static_cast<std::size_t>(position)];
    return tokenizer ? tokenDisplay(*tokenizer, id) : isolated(QString::number(id));
}

LinesPicture linesToRender(const RenderSource &source, const RenderOptions &options)
{
    Look look;
    look.layer = options.layer.value_or(0);
    look.hiddenHeads = hiddenHeads(source, options);
    LinesPicture picture;
    picture.layer = look.layer;
    picture.scroll = options.scroll;
    for (int head = 0; head < source.config.heads; ++head)
        picture.squares.push_back(
            {head, !look.hiddenHeads.contains(head),
             source.result->interventions.contains({Stack::Encoder, look.layer, head})});
    LinesScene &scene = picture.scene;
    scene.patterns = drawnPatterns(*source.result, look, source.config.heads);
    scene.lines =
        attentionLines({scene.patterns, options.threshold, options.topKeys, options.hideFirstToken});
    for (int position = 0; position < source.result->tokenCount(); ++position)
        scene.texts.push_back(source.tokenText(position));
    scene.isolated = options.pinned;
    return picture;
}

MatrixPicture matrixToRender(const RenderSource &source, const RenderOptions &options)
{
    Look look;
    look.layer = options.layer.value_or(0);
    if (options.heads && options.heads->size() == 1) {
        look.focusedHead = {Stack::Encoder, look.layer, options.heads->front()};
    } else {
        look.hiddenHeads = hiddenHeads(source, options);
        look.matrix = options.combination == Combination::Maximum ? MatrixContent::MaximumOfShown
                                                                  : MatrixContent::MeanOfShown;
    }
    MatrixPicture picture;
    for (int position = 0; position < source.result->tokenCount(); ++position)
        picture.tokens.append(source.tokenText(position));
    picture.pattern = MatrixView::patternOf(*source.result, look);
    picture.title = MatrixView::titleOf(*source.result, look);
    picture.cells = options.cells;
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
    picture.spacing = options.spacing;
    picture.interventions = source.result->interventions;
    picture.currentLayer = options.layer;
    return picture;
}

void drawView(QPainter &painter, const RenderSource &source, const RenderOptions &options)
{
    QFont font(options.font.family);
    font.setPixelSize(options.font.pixels); // the same on every device and desktop
    painter.setFont(font);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF area(QPointF(), QSizeF(options.size));
    const Theme &theme = currentTheme();
    switch (options.view) {
    case RenderView::Lines:
        return drawLinesPicture(painter, area, linesToRender(source, options), theme);
    case RenderView::Matrix:
        return drawMatrixPicture(painter, area, matrixToRender(source, options), theme);
    case RenderView::AllHeads:
        return drawAllHeadsPicture(painter, area, allHeadsToRender(source, options), theme);
    case RenderView::Board:
        return drawBoardPicture(painter, area, boardToRender(source, options), theme);
    }
}

QImage renderPicture(const RenderSource &source, const RenderOptions &options)
{
    QImage image(options.pixels(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    image.setDevicePixelRatio(std::max(1.0, options.scale));
    image.fill(currentTheme().background);
    QPainter painter(&image);
    if (options.scale < 1) // QPainter takes a pixel ratio below 1 for 1
        painter.scale(options.scale, options.scale);
    drawView(painter, source, options);
    return image;
}

} // namespace headscope
