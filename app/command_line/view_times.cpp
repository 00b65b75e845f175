#include "app/command_line/view_times.h"

#include "app/command_line/offscreen_application.h"
#include "app/command_line/render_picture.h"

#include <algorithm>
#include <chrono>
#include <random>

namespace headscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr QSize kSize(1600, 1000);
constexpr auto kBudgetOfOneView = std::chrono::milliseconds(600);
constexpr int kMostRepeats = 15;

/// The median time in milliseconds of `draw` on an empty picture, repeated at least once.
template <typename Draw>
double medianFrame(Draw draw)
{
    QImage image(kSize, QImage::Format_ARGB32_Premultiplied);
    std::vector<double> times;
    const auto end = Clock::now() + kBudgetOfOneView;
    do {
        image.fill(currentTheme().background);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto start = Clock::now();
        draw(painter);
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    } while (Clock::now() < end && static_cast<int>(times.size()) < kMostRepeats);
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

TokenSequence randomTokens(const ModelConfig &config, int tokens)
{
    std::mt19937 random(11);
    std::uniform_int_distribution<int> id(0, config.vocabulary - 1);
    TokenSequence sequence;
    for (int token = 0; token < tokens; ++token)
        sequence.ids.push_back(id(random));
    sequence.types.assign(static_cast<std::size_t>(tokens), 0);
    return sequence;
}

/// What the window draws before the weaker lines follow.
LinesScene strongestOnly(LinesScene scene)
{
    if (scene.lines.size() > kFirstPictureLines)
        scene.lines.erase(scene.lines.begin(),
                          scene.lines.end() - static_cast<std::ptrdiff_t>(kFirstPictureLines));
    return scene;
}

/// One token's lines over the picture that is there already, as while hovering.
void drawOverlay(QPainter &painter, const LinesScene &scene, const QImage &complete)
{
    const LinesWindow window{layOutLines(scene.counts(), kSize), 0, kSize};
    painter.setOpacity(kDimmedLines);
    painter.drawImage(0, 0, complete);
    painter.setOpacity(1);
    QImage overlay = emptyLinesPicture(window, 1);
    rasterColumns(rasterLines(linesOfToken(scene.lines, *scene.isolated), scene.drawnHeads(), window, 1),
                  static_cast<float>(kLineThickness), 0, overlay.width(), overlay);
    painter.drawImage(linesArea(window).topLeft(), overlay);
    paintTexts(painter, scene, window);
    paintNumbers(painter, scene, window);
}

class ViewTimes {
public:
    ViewTimes(int tokens, int heads)
        : m_tokens(tokens)
        , m_heads(heads)
    {
    }

    template <typename Draw>
    void add(const char *name, Draw draw)
    {
        m_times.push_back(
            {{"name", name}, {"tokens", m_tokens}, {"heads", m_heads}, {"frame_ms", medianFrame(draw)}});
    }

    [[nodiscard]] Json times() const { return m_times; }

private:
    int m_tokens, m_heads;
    Json m_times = Json::array();
};

/// Finding the lines of the layer belongs to their first picture and to the complete one.
void measureLines(ViewTimes &times, const RenderSource &source, const RenderOptions &options)
{
    times.add("lines-first", [&](QPainter &painter) {
        paintLines(painter, strongestOnly(linesToRender(source, options).scene), kSize);
    });
    times.add("lines",
              [&](QPainter &painter) { paintLines(painter, linesToRender(source, options).scene, kSize); });

    LinesScene scene = linesToRender(source, options).scene;
    QImage complete(kSize, QImage::Format_ARGB32_Premultiplied);
    complete.fill(Qt::transparent);
    QPainter once(&complete);
    paintLines(once, scene, kSize);
    once.end();
    scene.isolated = PinnedToken{TokenSide::Query, source.result->tokenCount() - 1};
    times.add("lines-hover", [&](QPainter &painter) { drawOverlay(painter, scene, complete); });
}

} // namespace

Json measureViews(ReadyModel &model, int tokens, const std::stop_token &stop)
{
    const OffscreenApplication offscreen;
    const auto result =
        model.session->run({randomTokens(model.config, tokens), {}, LogitScope::Last, {}}, stop);
    if (!result || !result->keepsPatterns())
        return Json::array();
    const RenderSource source{model.config,
                              model.tokenizer,
                              model.outputTokenizer,
                              result,
                              {{}, {}, {}, {}, metricOfHeads(*result, {})}};
    RenderOptions options;
    options.threshold = Look{}.threshold;
    options.size = kSize;
    const QRectF area(0, 0, kSize.width(), kSize.height());
    const Theme &theme = currentTheme();

    ViewTimes times(tokens, model.config.heads);
    measureLines(times, source, options);
    times.add("matrix", [&](QPainter &painter) {
        drawMatrixPicture(painter, area, matrixToRender(source, options), theme);
    });
    times.add("board", [&](QPainter &painter) {
        drawBoardPicture(painter, area, boardToRender(source, options), theme);
    });
    times.add("all", [&](QPainter &painter) {
        drawAllHeadsPicture(painter, area, allHeadsToRender(source, options), theme);
    });
    return times.times();
}

} // namespace headscope
