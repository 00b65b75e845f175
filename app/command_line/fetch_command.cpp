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

/// On a terminal one line that is written over itself; in a log one line for each step. Notes stay.
class ErrorOutput {
public:
    [[nodiscard]] FetchReport report()
    {
        return {[this](const std::string &step, double share) { showStep(step, share); },
                [this](const std::string &sentence) { showNote(sentence); }};
    }
    void clear() const
    {
        if (m_isTerminal)
            std::cerr << "\r\x1B[K" << std::flush;
    }

private:
    void showStep(const std::string &step, double share)
    {
        if (share >= 0) // a wait does not know how far the whole has come
            m_share = share;
        if (m_isTerminal)
            std::cerr << '\r' << static_cast<int>(100 * m_share) << " %  " << escapeControls(step) << "\x1B[K"
                      << std::flush;
        else if (share >= 0 && std::exchange(m_step, step) != step)
            std::cerr << escapeControls(step) << std::endl;
        else if (share < 0 && !std::exchange(m_hasWaited, true))
            std::cerr << escapeControls(step) << std::endl;
        m_hasWaited = m_hasWaited && share < 0;
    }
    void showNote(const std::string &sentence)
    {
        clear();
        std::cerr << escapeControls(sentence) << std::endl;
    }

    bool m_isTerminal = isatty(STDERR_FILENO) != 0;
    bool m_hasWaited = false;
    double m_share = 0;
    std::string m_step;
};

int fetch(const std::string &name)
{
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
    ErrorOutput output;
    std::filesystem::path path;
    try {
        path = fetchModel(name, output.report(), stop.get_token());
    } catch (...) {
        output.clear();
        throw;
    }
    output.clear();
    if (path.empty())
        throw Refusal("fetching '" + name + "' was stopped; the next fetch goes on from here");
    printLine(path.string());
    return 0;
}

} // namespace

void addFetchCommand(CLI::App &program, CommandBody &body)
{
    CLI::App *command =
        program.add_subcommand("fetch", "Bring a model of the gallery or of the Hub to this machine");
    auto name = std::make_shared<std::string>();
    command
        ->add_option("NAME", *name,
                     "A gallery name (smollm2, minilm, …), or owner/name[@revision][:file.gguf] of the Hub")
        ->required();
    command->callback([&body, name] { body = [name] { return fetch(*name); }; });
}

} // namespace headscope
