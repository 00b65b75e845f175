#pragma once

#include <string>
#include <vector>

namespace headscope {

/// How a program ended and what it said.
struct ProgramResult {
    int status = -1; ///< exit status; -1 when a signal ended it
    std::string output;
    std::string errors;

    [[nodiscard]] int errorLines() const;
};

/// The built `headscope`.
[[nodiscard]] std::string programPath();

/// Runs a program with these arguments; `environment` entries (`NAME=value`) are added.
[[nodiscard]] ProgramResult runProgram(const std::string &program, const std::vector<std::string> &arguments,
                                       const std::string &input = {},
                                       const std::vector<std::string> &environment = {});

/// Runs `programPath()` with these arguments; `environment` entries (`NAME=value`) are added.
[[nodiscard]] ProgramResult runHeadscope(const std::vector<std::string> &arguments,
                                         const std::string &input = {},
                                         const std::vector<std::string> &environment = {});

} // namespace headscope
