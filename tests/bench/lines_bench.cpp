// How long the picture of attention lines takes: the strongest lines, all of them, those of one token.

#include "ui/views/lines_paint.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <random>

namespace headscope {
namespace {

constexpr int kHeads = 12;
constexpr std::size_t kFirstFrameLines = 1200;
constexpr QSizeF kViewport(1600, 1000);

/// Softmax of random logits; the larger `sharpness`, the fewer attentions are above the threshold.
std::vector<HeadPattern> madePatterns(int tokens, float sharpness)
{
    std::mt19937 random(1);
    std::normal_distribution<float> normal;
    auto layer = std::make_shared<Tensor>(Tensor::zeros({kHeads, tokens, tokens}));
    for (int row = 0; row < kHeads * tokens; ++row) {
        float *values = layer->data() + static_cast<std::ptrdiff_t>(row) * tokens;
        float sum = 0;
        for (int key = 0; key < tokens; ++key)
            sum += values[key] = std::exp(sharpness * normal(random));
        for (int key = 0; key < tokens; ++key)
            values[key] /= sum;
    }
    std::vector<HeadPattern> patterns;
    for (int head = 0; head < kHeads; ++head)
        patterns.emplace_back(layer, head);
    return patterns;
}

template <typename Work>
double bestMilliseconds(Work work)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
        best = std::min(best, taken.count());
    }
    return best;
}

void measure(int tokens, float sharpness)
{
    const AttentionLinesInput input{madePatterns(tokens, sharpness), 0.02, 0, false};
    const LinesWindow window{layOutLines({tokens, tokens}, kViewport), 0, kViewport};
    QImage picture = emptyLinesPicture(window, 1);
    const auto draw = [&](const std::vector<RasterLine> &lines, std::size_t count) {
        const auto strongest = std::span(lines).last(std::min(count, lines.size()));
        rasterColumns(strongest, static_cast<float>(kLineThickness), 0, picture.width(), picture);
    };
    const auto lines = attentionLines(input);
    const auto all = rasterLines(lines, kHeads, window, 1);
    const double first = bestMilliseconds(
        [&] { draw(rasterLines(attentionLines(input), kHeads, window, 1), kFirstFrameLines); });
    const double complete = bestMilliseconds([&] { draw(all, all.size()); });
    const double hover = bestMilliseconds([&] {
        const auto its = rasterLines(linesOfToken(lines, {TokenSide::Query, 5}), kHeads, window, 1);
        draw(its, its.size());
    });
    std::printf("%d tokens, %zu lines (%zu in sight), %d columns: first %.1f ms, complete %.1f ms, "
                "hover %.1f ms\n",
                tokens, lines.size(), all.size(), picture.width(), first, complete, hover);
}

} // namespace
} // namespace headscope

int main()
{
    headscope::measure(128, 1.6F);
    headscope::measure(512, 2.2F);
}
