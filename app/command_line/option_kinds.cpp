#include "app/command_line/option_kinds.h"

#include "app/command_line/command_error.h"

#include <charconv>
#include <limits>
#include <system_error>

namespace headscope {

namespace {

[[noreturn]] void refuseValue(const std::string &option, const std::string &expected,
                              const std::string &found)
{
    throw UsageError(option + ": expected " + expected + ", found '" + found + "'");
}

/// Digits in the base of ten, nothing around them: CLI11 itself reads 010 as 8, `true` as 1 and nothing as
/// not given. A number too large for an int is the largest.
std::string wholeNumber(const std::string &option, const std::string &text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        refuseValue(option, "a whole number", text);
    const int outside =
        text.starts_with('-') ? std::numeric_limits<int>::min() : std::numeric_limits<int>::max();
    return std::to_string(error == std::errc::result_out_of_range ? outside : number);
}

/// A number with a point, in the base of ten, nothing around it.
std::string decimalNumber(const std::string &option, const std::string &text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        refuseValue(option, "a number", text);
    return text;
}

std::string fileName(const std::string &option, const std::string &text)
{
    if (text.empty())
        refuseValue(option, "the name of a file", text);
    return text;
}

/// Reads what is given for `option` with `read` before anything else looks at it.
template <typename Read>
CLI::Option *readBy(Read read, CLI::Option *option)
{
    const std::string name = option->get_name();
    return option->transform([read, name](const std::string &text) { return read(name, text); });
}

} // namespace

CLI::Option *addRepeated(CLI::App &command, const std::string &name, std::vector<std::string> &values,
                         const std::string &help)
{
    return command.add_option(name, values, help)->allow_extra_args(false);
}

CLI::Option *asWhole(CLI::Option *option)
{
    return readBy(wholeNumber, option);
}

CLI::Option *asDecimal(CLI::Option *option)
{
    return readBy(decimalNumber, option);
}

CLI::Option *asFile(CLI::Option *option)
{
    return readBy(fileName, option);
}

CLI::Option *addPlace(CLI::App &command, const std::string &name, std::optional<int> &place,
                      const std::string &help)
{
    return asWhole(command.add_option(name, place, help));
}

void PlannedOptions::addPatchText(CLI::App &command)
{
    command.add_option("--patch-text", m_patchText, "The text of the second run of 'patch'; not built yet");
}

void PlannedOptions::addTreebank(CLI::App &command)
{
    command.add_option("--treebank", m_treebank, "The sentences of the metric 'relation'; not built yet");
}

void PlannedOptions::refuse() const
{
    if (m_patchText)
        throw Refusal("--patch-text: the kind 'patch' and the metric 'patch' are not built yet");
    if (m_treebank)
        throw Refusal("--treebank: the metric 'relation' is not built yet");
}

} // namespace headscope
