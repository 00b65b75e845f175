#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/offscreen_application.h"
#include "app/command_line/opened_model.h"
#include "app/command_line/render_picture.h"
#include "app/window/export_picture.h"
#include "app/window/language.h"
#include "core/model/decoder_text.h"
#include "ui/session/session_text.h"
#include "ui/session/wanted_patterns.h"
#include "ui/views/matrix_view.h"

#include <memory>

namespace headscope {

namespace {

/// Patterns are read as they are drawn, with the interventions; an effect is that of each head alone.
HeadScores boardScores(const ReadyModel &model, const ScoreRequest &request, const RunResult &result)
{
    if (needsOf(request.choice.id) != MetricNeeds::Pattern || !result.keepsPatterns())
        return scoreWithProgress(model, request);
    return {request.choice, request.tokens, {}, {}, metricOfHeads(result, request.choice, request.stack)};
}

/// A long text's patterns are not kept: those in the picture are computed again.
std::shared_ptr<const RunResult> withDrawnPatterns(ReadyModel &model, std::shared_ptr<const RunResult> result,
                                                   const RenderOptions &options)
{
    const bool drawsPatterns = options.view == RenderView::Lines || options.view == RenderView::Matrix;
    if (result->keepsPatterns() || !drawsPatterns)
        return result;
    const Look look = lookOf(model.config, options);
    const std::vector<HeadId> wanted = wantedPatterns(*result, look);
    for (const HeadId &head : wanted)
        result = withPattern(*result, head, model.session->pattern(*result, head), wanted);
    if (options.view == RenderView::Matrix && MatrixView::patternOf(*result, look).isEmpty())
        throw Refusal("a text of " + std::to_string(result->tokenCount()) +
                      " tokens has room for the patterns of " +
                      std::to_string(patternsAtOnce(result->tokenCount())) +
                      " heads at once: choose as many with --heads");
    return result;
}

int render(const RenderWords &words)
{
    checkSpecs(words.specs);
    words.planned.refuse();
    if (!words.text.text && !words.text.ids)
        throw UsageError("render: expected --text or --ids");
    const RenderOptions options = understood(words);
    ReadyModel model = openForRunning(words.model);
    const std::vector<Token> tokens =
        tokensFor(model, words.text, words.cut ? TooLong::Cut : TooLong::Refuse);
    const std::vector<Token> decoder = decoderTokensFor(model, words.decoder, sequenceOf(tokens));
    checkInside(options, model.config, {static_cast<int>(tokens.size()), static_cast<int>(decoder.size())});
    std::optional<ScoreRequest> score;
    if (options.view == RenderView::Board)
        score = scoreRequest(model, options.metric, {sequenceOf(tokens), idsOf(decoder), options.stack});
    if (options.part != TextPart::All && !beginOfSecond(tokens))
        throw Refusal("--part: expected a second text (--text-b) with at least one token");
    const Interventions interventions = interventionsFor(model.config, words.specs);
    const auto result = withDrawnPatterns(
        model, model.session->run({sequenceOf(tokens), interventions, LogitScope::Last, {}, idsOf(decoder)}),
        options);
    const auto scores = score ? boardScores(model, *score, *result) : HeadScores();

    const OffscreenApplication offscreen;
    applyLanguage(QString::fromStdString(words.language));
    applyTheme(offscreen.application(), options.dark ? ThemeKind::Dark : ThemeKind::Light);
    const RenderSource source{model.config, model.tokenizer, model.outputTokenizer,
                              result,       scores,          beginOfSecond(tokens)};
    if (isVectorFile(QString::fromStdString(words.file)))
        writeVector(options.size, options.scale, words.file,
                    [&](QPainter &painter) { drawView(painter, source, options); });
    else
        writePng(renderPicture(source, options), words.file);
    return 0;
}

void addViewOptions(CLI::App &command, RenderWords &words)
{
    command.add_option("--stack", words.stack,
                       "Whose heads of an encoder-decoder: encoder, decoder or cross (attention); encoder");
    addPlace(command, "--layer", words.layer, "The layer that lines and matrix show");
    command.add_option("--heads", words.heads, "The heads that are drawn: 0,3, or none (matrix: their mean)");
    command.add_option("--combine", words.combine, "mean or max: what the matrix shows of several heads");
    command.add_option("--area", words.area,
                       "FIRSTKEY,FIRSTQUERY,CELLS or …,KEYS,QUERIES: the part of the matrix that is drawn");
    command.add_option("--metric", words.metric.metric, "What the colours of the board show");
    command.add_option("--kind", words.metric.kind, "What an effect metric does to each head");
    command.add_flag("--log", words.logarithmic, "Logarithmic colours on the board");
    asDecimal(command.add_option("--threshold", words.threshold, "Attentions below are not drawn"));
    asWhole(command.add_option("--top-k", words.topKeys, "Only the strongest lines of each token"));
    command.add_option("--part", words.part,
                       "Lines of a pair from text A or B to A or B: a-a, a-b, b-a or b-b; all");
    command.add_flag("--hide-first", words.hideFirstToken, "Without the lines to the first token");
    command.add_option("--pin", words.pin,
                       "Only the lines of the token at this position; key:P on the right");
    asDecimal(command.add_option(
        "--scroll", words.scroll,
        "Lines begin so many pixels down and keep their height (else all are made to fit)"));
    command.add_flag("--cut", words.cut, "Read the part of a too long text that the model takes");
    addPlace(command, "--position", words.metric.position, "The position whose prediction is meant");
    command.add_option("--theme", words.theme, "light or dark");
    command.add_option("--language", words.language, "en or fr");
    command.add_option("--font", words.font, "FAMILY,PIXELS of the picture's words (Sans Serif,12)");
    command.add_option("--size", words.size, "WIDTHxHEIGHT");
    asDecimal(command.add_option("--scale", words.scale, "Pixels are size times scale"));
}

} // namespace

void addRenderCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command = program.add_subcommand("render", "Draw a view into a file; needs no display");
    auto words = std::make_shared<RenderWords>();
    command->add_option("MODEL", words->model, "A path, an embedded, gallery or cached model");
    words->text.addTo(*command);
    words->decoder.addTo(*command);
    command->add_option("--view", words->view, "lines, matrix, all or board")->required();
    addRepeated(*command, "--intervene", words->specs, "HEADS=KIND: 3.5=zero, 7.*=mean, 2.0,2.4=scale:0.5");
    words->planned.addPatchText(*command);
    addViewOptions(*command, *words);
    command->add_option("--out", words->file, "FILE.png, .svg or .pdf")->required();
    command->callback([&body, words] { body = [words] { return render(*words); }; });
}

} // namespace headscope
