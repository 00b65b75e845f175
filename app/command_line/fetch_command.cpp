#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/json_output.h"
#include "app/gallery/fetch_model.h"

#include <atomic>
#include <csignal>
#include <iostream>
#include <memory>
#include <thread>
#include <unistd.h>
#include <utility>

namespace headscope {

namespace {

std::atomic<bool> interrupted = false;

void interrupt(int /*signal*/)
{
    interrupted = true;
}

/// On a terminal one line that is written over itself; in a log one line for each step.
void showProgress(const FetchProgress &progress)
{
    static std::string lastStep;
    if (isatty(STDERR_FILENO) == 0) {
        if (std::exchange(lastStep, progress.step) != progress.step)
            std::cerr << progress.step << std::endl;
        return;
    }
    std::cerr << '\r' << static_cast<int>(100 * progress.share) << " %  " << progress.step << "\x1B[K"
              << std::flush;
}

void clearProgress()
{
    if (isatty(STDERR_FILENO) != 0)
        std::cerr << "\r\x1B[K" << std::flush;
}

int fetch(const std::string &name)
{
    const auto entry = findGalleryEntry(name);
    if (!entry)
        throw Refusal("'" + name + "' is not in the gallery; 'headscope models' lists what is");
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    std::stop_source stop;
    // A signal handler may only set a flag; this thread carries it to the fetch.
    const std::jthread watcher([&stop](const std::stop_token &done) {
        while (!done.stop_requested() && !interrupted)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        if (interrupted)
            stop.request_stop();
    });
    std::filesystem::path path;
    try {
        path = fetchModel(*entry, showProgress, stop.get_token());
    } catch (...) {
        clearProgress();
        throw;
    }
    clearProgress();
    if (path.empty())
        throw Refusal("fetching '" + name + "' was stopped; nothing was kept");
    printLine(path.string());
    return 0;
}

} // namespace

void addFetchCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command = program.add_subcommand("fetch", "Bring a gallery model to this machine");
    auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "A gallery name: smollm2, minilm")->required();
    command->callback([&body, name] { body = [name] { return fetch(*name); }; });
}

} // namespace headscope
