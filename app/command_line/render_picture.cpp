#include "app/command_line/render_picture.h"

#include "ui/style/token_text.h"
#include "ui/views/head_shape.h"
#include "ui/views/lines_scene.h"
#include "ui/views/matrix_view.h"

#include <algorithm>

namespace headscope {

namespace {

/// The heads that are not drawn.
std::set<int> hiddenHeads(const ModelConfig &config, const RenderOptions &options)
{
    std::set<int> hidden;
    const int heads = config.bounds().headsOf(options.stack);
    for (int head = 0; options.heads && head < heads; ++head)
        if (std::ranges::find(*options.heads, head) == options.heads->end())
            hidden.insert(head);
    return hidden;
}

} // namespace

std::vector<QString> RenderSource::tokenTexts(Stack stack, TokenSide side) const
{
    const bool ofDecoder = stack == Stack::Decoder || (stack == Stack::Cross && side == TokenSide::Query);
    const auto &reader = ofDecoder ? outputTokenizer : tokenizer;
    std::vector<QString> texts;
    for (const TokenId id : ofDecoder ? result->decoderIds : result->tokens.ids)
        texts.push_back(reader ? tokenDisplay(*reader, id) : isolated(QString::number(id)));
    return texts;
}

Look lookOf(const ModelConfig &config, const RenderOptions &options)
{
    Look look;
    look.view = options.view == RenderView::Matrix ? CentreView::Matrix : CentreView::Lines;
    look.stack = options.stack;
    look.layer = options.layer.value_or(0);
    look.hiddenHeads = hiddenHeads(config, options);
    look.focusedHead = {look.stack, look.layer,
                        options.heads && !options.heads->empty() ? options.heads->front() : 0};
    if (!options.heads || options.heads->size() != 1)
        look.matrix = options.combination == Combination::Maximum ? MatrixContent::MaximumOfShown
                                                                  : MatrixContent::MeanOfShown;
    return look;
}

LinesPicture linesToRender(const RenderSource &source, const RenderOptions &options)
{
    const Look look = lookOf(source.config, options);
    const int heads = source.config.bounds().headsOf(look.stack);
    LinesPicture picture;
    picture.layer = look.layer;
    picture.scroll = options.scroll;
    LinesScene &scene = picture.scene;
    scene.stack = look.stack;
    scene.patterns = drawnPatterns(*source.result, look, heads);
    for (int head = 0; head < source.config.bounds().headsIn(look.stack, look.layer); ++head) {
        const bool hasRoom =
            source.result->keepsPatterns() || !scene.patterns[static_cast<std::size_t>(head)].isEmpty();
        picture.squares.push_back({head, !look.hiddenHeads.contains(head) && hasRoom,
                                   source.result->interventions.contains({look.stack, look.layer, head})});
    }
    if (options.stack == Stack::Encoder)
        scene.part = drawnPart(options.part, source.secondBegins);
    scene.lines = attentionLines(
        {scene.patterns, options.threshold, options.topKeys, options.hideFirstToken, scene.part});
    scene.queryTexts = source.tokenTexts(options.stack, TokenSide::Query);
    scene.keyTexts = source.tokenTexts(options.stack, TokenSide::Key);
    scene.isolated = options.pinned;
    return picture;
}

MatrixPicture matrixToRender(const RenderSource &source, const RenderOptions &options)
{
    const Look look = lookOf(source.config, options);
    MatrixPicture picture;
    for (const QString &text : source.tokenTexts(options.stack, TokenSide::Query))
        picture.queries.append(text);
    for (const QString &text : source.tokenTexts(options.stack, TokenSide::Key))
        picture.keys.append(text);
    picture.pattern = MatrixView::patternOf(*source.result, look);
    picture.title = MatrixView::titleOf(*source.result, look);
    picture.cells = options.cells;
    if (options.stack == Stack::Encoder)
        picture.part = drawnPart(options.part, source.secondBegins);
    return picture;
}

AllHeadsPicture allHeadsToRender(const RenderSource &source, const RenderOptions &options)
{
    AllHeadsPicture picture;
    picture.shape = shapeOf(source.config, options.stack);
    picture.result = source.result;
    picture.interventions = source.result->interventions;
    picture.currentLayer = options.layer;
    return picture;
}

HeadBoardPicture boardToRender(const RenderSource &source, const RenderOptions &options)
{
    HeadBoardPicture picture;
    picture.shape = shapeOf(source.config, options.stack);
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
