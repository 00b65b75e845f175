#include "app/command_line/render_options.h"

#include "app/command_line/command_error.h"
#include "app/command_line/output_place.h"
#include "core/formats/lower_case.h"
#include "core/model/free_memory.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>

namespace headscope {

namespace {

constexpr double kLargestSide = 20'000;
/// The picture itself and the lines, which are drawn in one of their own.
constexpr std::size_t kBytesOfPixel = 2 * 4;

[[noreturn]] void refuseUnbuilt(const std::string &what)
{
    throw Refusal(what + " is not built yet");
}

/// Throws UsageError unless the whole of `text` is a number.
int wholeNumber(std::string_view text, const std::string &option, const std::string &expected)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        throw UsageError(option + ": expected " + expected + ", found '" + std::string(text) + "'");
    return number;
}

RenderView viewOf(const std::string &name)
{
    if (name == "lines")
        return RenderView::Lines;
    if (name == "matrix")
        return RenderView::Matrix;
    if (name == "all")
        return RenderView::AllHeads;
    if (name == "board")
        return RenderView::Board;
    if (name == "neuron")
        refuseUnbuilt("the view neuron");
    throw UsageError("--view: expected lines, matrix, all, board or neuron, found '" + name + "'");
}

TextPart partOf(const std::string &name)
{
    const auto found = std::ranges::find(kPartNames, name);
    if (found == kPartNames.end())
        throw UsageError("--part: expected all, a-a, a-b, b-a or b-b, found '" + name + "'");
    return static_cast<TextPart>(found - kPartNames.begin());
}

std::vector<int> headsOf(const std::string &text)
{
    std::vector<int> heads;
    if (text == "none")
        return heads;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        heads.push_back(wholeNumber(std::string_view(text).substr(begin, end - begin), "--heads",
                                    "head numbers separated by commas or none"));
        begin = end + 1;
    }
    std::ranges::sort(heads);
    heads.erase(std::ranges::unique(heads).begin(), heads.end());
    return heads;
}

Combination combinationOf(const std::string &name)
{
    if (name != "mean" && name != "max")
        throw UsageError("--combine: expected mean or max, found '" + name + "'");
    return name == "max" ? Combination::Maximum : Combination::Mean;
}

/// FIRSTKEY,FIRSTQUERY,CELLS or FIRSTKEY,FIRSTQUERY,KEYS,QUERIES: what a zoomed matrix shows.
QRectF areaOf(const std::string &text)
{
    const QStringList parts = QString::fromStdString(text).split(QLatin1Char(','));
    std::vector<double> numbers;
    bool isRight = parts.size() == 3 || parts.size() == 4;
    for (const QString &part : parts) {
        bool isNumber = false;
        numbers.push_back(part.toDouble(&isNumber));
        isRight = isRight && isNumber && std::isfinite(numbers.back()) && numbers.back() >= 0;
    }
    if (!isRight || numbers[2] <= 0 || numbers.back() <= 0)
        throw UsageError(
            "--area: expected FIRSTKEY,FIRSTQUERY,CELLS or FIRSTKEY,FIRSTQUERY,KEYS,QUERIES, found '" + text +
            "'");
    return {numbers[0], numbers[1], numbers[2], numbers.back()};
}

/// FAMILY,PIXELS
PictureFont fontOf(const std::string &text)
{
    const QString whole = QString::fromStdString(text);
    const qsizetype comma = whole.lastIndexOf(QLatin1Char(','));
    bool isNumber = false;
    const PictureFont font{whole.left(comma), whole.mid(comma + 1).toInt(&isNumber)};
    if (comma <= 0 || !isNumber || font.pixels < 4 || font.pixels > 100)
        throw UsageError("--font: expected FAMILY,PIXELS with 4 to 100 pixels, found '" + text + "'");
    return font;
}

PinnedToken pinOf(std::string_view text)
{
    constexpr std::string_view kKey = "key:";
    const bool isKey = text.starts_with(kKey);
    if (isKey)
        text.remove_prefix(kKey.size());
    return {isKey ? TokenSide::Key : TokenSide::Query, wholeNumber(text, "--pin", "a position")};
}

QSize sizeOf(const std::string &text)
{
    const std::string expected = "WIDTHxHEIGHT, such as 1600x1000";
    const std::size_t cross = text.find('x');
    if (cross == std::string::npos)
        throw UsageError("--size: expected " + expected + ", found '" + text + "'");
    const int width = wholeNumber(std::string_view(text).substr(0, cross), "--size", expected);
    const int height = wholeNumber(std::string_view(text).substr(cross + 1), "--size", expected);
    if (width <= 0 || height <= 0)
        throw UsageError("--size: expected at least 1x1, found '" + text + "'");
    return {width, height};
}

/// True for the dark one.
bool isDark(const std::string &theme)
{
    if (theme != "light" && theme != "dark")
        throw UsageError("--theme: expected light or dark, found '" + theme + "'");
    return theme == "dark";
}

void checkNumbers(const RenderWords &words)
{
    if (words.language != "en" && words.language != "fr")
        throw UsageError("--language: expected en or fr, found '" + words.language + "'");
    if (!std::isfinite(words.scale) || words.scale <= 0)
        throw UsageError("--scale: expected a number above 0");
    if (!(words.threshold >= 0 && words.threshold <= 1))
        throw UsageError("--threshold: expected a number from 0 to 1");
    if (words.scroll && !(std::isfinite(*words.scroll) && *words.scroll >= 0))
        throw UsageError("--scroll: expected a number of pixels, 0 or more");
    if (words.topKeys < 0)
        throw UsageError("--top-k: expected 0 (all) or more");
}

/// The ending says the format.
void checkFormat(const std::string &file)
{
    const std::string ending = lowerCase(std::filesystem::path(file).extension().string());
    if (ending != ".png" && ending != ".svg" && ending != ".pdf")
        throw UsageError("--out: expected a name that ends in .png, .svg or .pdf, found '" + file + "'");
}

void checkPixels(const QSize &size, double scale)
{
    const double width = size.width() * scale;
    const double height = size.height() * scale;
    const auto told = [](double side) { return std::to_string(std::llround(std::min(side, 1e12))); };
    if (std::max(width, height) > kLargestSide)
        throw Refusal("the picture is too large: expected at most 20000 pixels a side, found " + told(width) +
                      " x " + told(height));
    if (width < 0.5 || height < 0.5)
        throw Refusal("the picture is too small: expected at least one pixel");
    const std::size_t needed = static_cast<std::size_t>(width * height) * kBytesOfPixel;
    if (const std::size_t free = freeMemory(); needed > free)
        throw Refusal("the picture does not fit into memory: it needs " + readableBytes(needed) + ", free " +
                      readableBytes(free));
}

void checkNumber(const std::string &what, int number, int count, const std::string &whole)
{
    if (number < 0 || number >= count)
        throw Refusal(what + " " + std::to_string(number) + " is outside the " + whole + ": expected 0 to " +
                      std::to_string(count - 1));
}

} // namespace

QSize RenderOptions::pixels() const
{
    return {std::max(1, static_cast<int>(std::lround(size.width() * scale))),
            std::max(1, static_cast<int>(std::lround(size.height() * scale)))};
}

RenderOptions understood(const RenderWords &words)
{
    // Wrong usage is told before what is merely not built yet.
    RenderOptions options;
    options.layer = words.layer;
    if (words.heads)
        options.heads = headsOf(*words.heads);
    if (words.pin)
        options.pinned = pinOf(*words.pin);
    options.combination = combinationOf(words.combine);
    if (words.area)
        options.cells = areaOf(*words.area);
    if (words.font)
        options.font = fontOf(*words.font);
    options.spacing = words.logarithmic ? Spacing::Logarithmic : Spacing::Linear;
    options.scroll = words.scroll;
    options.size = sizeOf(words.size);
    options.dark = isDark(words.theme);
    checkNumbers(words);
    options.scale = words.scale;
    options.threshold = words.threshold;
    options.topKeys = words.topKeys;
    options.hideFirstToken = words.hideFirstToken;
    options.view = viewOf(words.view);
    options.stack = stackOf(words.stack);
    options.part = partOf(words.part);
    options.metric = understood(words.metric);
    checkFormat(words.file);
    checkPlace(words.file);
    checkPixels(options.size, options.scale);
    return options;
}

LinesCounts TextLengths::sidesOf(Stack stack) const
{
    return {stack == Stack::Encoder ? text : decoder, stack == Stack::Decoder ? decoder : text};
}

void checkInside(const RenderOptions &options, const ModelConfig &config, const TextLengths &lengths)
{
    const HeadBounds bounds = config.bounds();
    const LinesCounts tokens = lengths.sidesOf(options.stack);
    if (options.stack != Stack::Encoder && !bounds.hasDecoder())
        throw Refusal("this model has one stack of layers, which --stack calls encoder");
    if (options.layer)
        checkNumber("layer", *options.layer, bounds.layersOf(options.stack), "model");
    if (options.heads)
        for (const int head : *options.heads)
            checkNumber("head", head, bounds.headsOf(options.stack), "model");
    if (options.pinned)
        checkNumber("position", options.pinned->position, tokens.of(options.pinned->side), "text");
    if (options.metric.position)
        checkNumber("position", *options.metric.position, lengths.predicting(), "text");
    if (options.cells && (options.cells->right() > tokens.keys || options.cells->bottom() > tokens.queries))
        throw Refusal("the area reaches outside the matrix: expected at most " + std::to_string(tokens.keys) +
                      " columns and " + std::to_string(tokens.queries) + " rows");
}

} // namespace headscope
