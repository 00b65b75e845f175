#include "app/command_line/command_line.h"

#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"
#include "app/command_line/json_output.h"
#include "app/command_line/warnings.h"
#include "app/gallery/model_locator.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <iostream>

namespace headscope {

namespace {

constexpr int kRefused = 1;
constexpr int kWrongUsage = 2;

int complain(const std::string &message, int status)
{
    std::cerr << "headscope: " << escapeControls(message) << '\n';
    return status;
}

bool isCommand(const CLI::App &program, const std::string &word)
{
    return !program.get_subcommands([&word](const CLI::App *command) { return command->get_name() == word; })
                .empty();
}

/// True when the first word is no command and no option of the program: then `open` is meant.
bool meansOpen(const CLI::App &program, const std::vector<std::string> &words)
{
    if (words.empty())
        return true;
    const std::string &first = words.front();
    if (first == "--help" || first == "-h" || first == "--version")
        return false;
    if (isCommand(program, first))
        return false;
    return first.starts_with("-") || looksLikeModel(first);
}

/// `--text=` as two words; CLI11 takes the word behind it for the value.
std::vector<std::string> withEmptyValues(const CLI::App &command, const std::vector<std::string> &words)
{
    std::vector<std::string> parted;
    const auto takesValue = [&command](const std::string &name) {
        const CLI::Option *option = name.starts_with("--") ? command.get_option_no_throw(name) : nullptr;
        return option != nullptr && option->get_items_expected_min() > 0;
    };
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (*word == "--") {
            parted.insert(parted.end(), word, words.end());
            break;
        }
        const std::string name = word->substr(0, word->find('='));
        const bool isEmpty = name.size() + 1 == word->size();
        const bool takes = takesValue(name);
        parted.push_back(takes && isEmpty ? name : *word);
        if (takes && isEmpty)
            parted.emplace_back();
        else if (takes && name == *word && word + 1 != words.end())
            parted.push_back(*++word);
    }
    return parted;
}

int parseAndRun(CLI::App &program, std::vector<std::string> words, const CommandBody &body)
{
    if (meansOpen(program, words))
        words.insert(words.begin(), "open");
    else if (!words.front().starts_with('-') && !isCommand(program, words.front()))
        throw UsageError("'" + words.front() +
                         "' is no command and no model; 'headscope --help' lists the commands");
    if (isCommand(program, words.front()))
        words = withEmptyValues(*program.get_subcommand(words.front()), words);
    std::ranges::reverse(words); // CLI11 takes its vector from the back
    try {
        program.parse(std::move(words));
    } catch (const CLI::ParseError &error) {
        if (error.get_exit_code() != 0)
            throw UsageError(error.what());
        program.exit(error); // prints the help or the version
        checkStandardOutput();
        return 0;
    }
    const int status = body();
    writeWarnings();
    return status;
}

} // namespace

int runCommandLine(int argumentCount, char **arguments)
{
    // A reader that goes away is a refused output, not a signal.
    std::signal(SIGPIPE, SIG_IGN);
    // Nor is a file that may not grow further (ulimit -f): the write says so.
    std::signal(SIGXFSZ, SIG_IGN);
    CLI::App program("See and test what the attention heads of a transformer do.", "headscope");
    program.set_version_flag("--version", "headscope " HEADSCOPE_VERSION);
    program.require_subcommand(1);
    CommandBody body;
    for (const auto add :
         {addOpenCommand, addModelsCommand, addFetchCommand, addInspectCommand, addTokenizeCommand,
          addRunCommand, addRenderCommand, addScoreCommand, addBenchCommand})
        add(program, body);
    try {
        return parseAndRun(program, {arguments + 1, arguments + argumentCount}, body);
    } catch (const UsageError &error) {
        return complain(error.what(), kWrongUsage);
    } catch (const std::bad_alloc &) {
        return complain("there is not enough memory", kRefused);
    } catch (const std::exception &error) {
        return complain(error.what(), kRefused);
    }
}

} // namespace headscope
