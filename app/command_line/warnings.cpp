#include "app/command_line/warnings.h"

#include "app/command_line/command_error.h"

#include <iostream>
#include <utility>
#include <vector>

namespace headscope {

namespace {

/// A program runs one command.
std::vector<std::string> &kept()
{
    static std::vector<std::string> warnings;
    return warnings;
}

} // namespace

void warn(const std::string &sentence)
{
    kept().push_back(sentence);
}

bool hasWarnings()
{
    return !kept().empty();
}

void writeWarnings()
{
    for (const std::string &sentence : std::exchange(kept(), {}))
        std::cerr << "headscope: warning: " << escapeControls(sentence) << '\n';
}

} // namespace headscope
