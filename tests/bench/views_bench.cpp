// How long the views that are no lines take to draw a frame.

#include "tests/ui/views/made_result.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/all_heads_canvas.h"
#include "ui/views/matrix_plot.h"

#include <QApplication>
#include <QElapsedTimer>

#include <cstdio>

namespace headscope {
namespace {

constexpr int kFrames = 6;
constexpr QSize kView(1000, 900);

template <typename Change>
void measure(const char *what, int tokens, QWidget &view, const Change &change)
{
    view.resize(kView);
    view.show();
    for (int frame = 0; frame < kFrames; ++frame) {
        change();
        QElapsedTimer clock;
        clock.start();
        static_cast<void>(view.grab());
        std::printf("%s, %d tokens, frame %d: %.1f ms\n", what, tokens, frame,
                    static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
}

void measureAllHeads(int tokens)
{
    AllHeadsPicture picture;
    picture.shape = {6, 12, 12};
    picture.result = madeResult(picture.shape.layers, picture.shape.heads, tokens);
    AllHeadsCanvas canvas;
    canvas.setPicture(picture);
    measure("all heads", tokens, canvas, [] {});
}

void measureMatrix(int tokens)
{
    MatrixPicture picture;
    picture.pattern = madeResult(1, 4, tokens)->pattern({Stack::Encoder, 0, 3});
    for (int token = 0; token < tokens; ++token)
        picture.tokens.append(isolated(QStringLiteral("·token%1").arg(token)));
    MatrixPlot plot;
    plot.setPicture(picture);
    measure("matrix", tokens, plot, [&plot] { plot.zoom(1.1); });
}

} // namespace
} // namespace headscope

int main(int argumentCount, char **arguments)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argumentCount, arguments);
    headscope::applyTheme(*qApp, headscope::ThemeKind::Light);
    for (const int tokens : {128, 512}) {
        headscope::measureAllHeads(tokens);
        headscope::measureMatrix(tokens);
    }
}
