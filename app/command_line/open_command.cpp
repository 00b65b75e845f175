#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/decoder_options.h"
#include "app/command_line/opened_model.h"
#include "app/command_line/option_kinds.h"
#include "app/command_line/text_options.h"
#include "app/command_line/warnings.h"
#include "app/gallery/model_locator.h"
#include "app/window/run_window.h"
#include "core/model/model.h"

#include <QStringList>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace headscope {

namespace {

struct OpenCommandOptions {
    std::string model;
    TextOptions text;
    DecoderOptions decoder;
    std::vector<std::string> specs;
    PlannedOptions planned;
};

DecoderChoice decoderChoice(const DecoderOptions &options)
{
    DecoderChoice choice;
    if (options.greedy)
        choice.mostTokens = *options.greedy;
    if (options.text) {
        choice.source = DecoderChoice::Source::Given;
        choice.text = QString::fromStdString(readText(*options.text));
    } else if (options.ids) {
        choice.source = DecoderChoice::Source::Ids;
        QStringList ids;
        for (const TokenId id : parseIds(*options.ids, "--decoder-ids"))
            ids.append(QString::number(id));
        choice.text = ids.join(QLatin1Char(' '));
    }
    return choice;
}

/// What Qt says while the application comes up is of no use to the user, who is told what it means; a display
/// that does not answer ends the program there, and Qt would do that with a signal.
void sayThatThereIsNoDisplay(QtMsgType type, const QMessageLogContext & /*context*/, const QString & /*text*/)
{
    if (type != QtFatalMsg)
        return;
    std::cerr << "headscope: there is no window to be had from the display: expected one that DISPLAY, "
                 "WAYLAND_DISPLAY or QT_QPA_PLATFORM names, found none that answers\n"
              << std::flush;
    std::_Exit(1);
}

/// The variables are asked first; whether somebody answers, Qt finds out.
void requireDisplay()
{
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (const char *value = std::getenv(name); value != nullptr && *value != '\0')
            return;
    throw Refusal("there is no display to open a window on: expected DISPLAY or WAYLAND_DISPLAY to be set");
}

/// The heads of the specs are in the model; it is read only for that, and only as far as it has to be.
void checkHeads(const std::filesystem::path &model, const std::vector<std::string> &specs)
{
    if (!specs.empty())
        static_cast<void>(interventionsFor(readConfig(model), specs));
}

int open(const OpenCommandOptions &options)
{
    checkSpecs(options.specs);
    checkUsage(options.decoder);
    options.planned.refuse();
    if (!options.model.empty())
        checkHeads(locateModel(options.model), options.specs);
    WindowOptions window{options.model, std::nullopt, options.specs};
    if (options.text.text)
        window.text = readText(*options.text.text);
    if (options.text.second)
        window.others.second = QString::fromStdString(readText(*options.text.second));
    window.others.decoder = decoderChoice(options.decoder);
    window.hasMendedText = hasWarnings(); // of reading the texts
    window.hasDecoderText = options.decoder.isGiven();
    requireDisplay();
    writeWarnings(); // the command succeeds only when the window is closed
    const auto usual = qInstallMessageHandler(sayThatThereIsNoDisplay);
    return runWindow(window, [usual] { qInstallMessageHandler(usual); });
}

} // namespace

void addOpenCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command = program.add_subcommand("open", "Open the window (what happens without a command)");
    auto options = std::make_shared<OpenCommandOptions>();
    command->add_option("MODEL", options->model, "A path, an embedded, gallery or cached model");
    command->add_option("--text", options->text.text,
                        "The text; - is standard input, @FILE a file, @@x a literal @x");
    command->add_option("--text-b", options->text.second, "The second text of a pair");
    options->decoder.addTo(*command);
    addRepeated(*command, "--intervene", options->specs, "HEADS=KIND: 3.5=zero, 7.*=mean, 2.0,2.4=scale:0.5");
    options->planned.addPatchText(*command);
    command->callback([&body, options] { body = [options] { return open(*options); }; });
}

} // namespace headscope
