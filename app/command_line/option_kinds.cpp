#include "app/command_line/option_kinds.h"

#include "app/command_line/command_error.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace headscope {

namespace {

/// The largest int for a whole number above it; everything else as it is.
std::string withinInt(std::string text)
{
    const std::string largest = std::to_string(std::numeric_limits<int>::max());
    const bool isWhole = std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
    const auto digits = text.substr(std::min(text.find_first_not_of('0'), text.size()));
    const bool isLarger =
        digits.size() > largest.size() || (digits.size() == largest.size() && digits > largest);
    return isWhole && isLarger ? largest : text;
}

} // namespace

CLI::Option *addRepeated(CLI::App &command, const std::string &name, std::vector<std::string> &values,
                         const std::string &help)
{
    return command.add_option(name, values, help)->allow_extra_args(false);
}

CLI::Option *addPlace(CLI::App &command, const std::string &name, std::optional<int> &place,
                      const std::string &help)
{
    return command.add_option(name, place, help)->transform(withinInt);
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
