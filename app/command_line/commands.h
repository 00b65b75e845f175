#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace headscope {

/// What is called when a command was chosen; returns the exit status.
using CommandBody = std::function<int()>;

// Each adds one command with its options to the program and says what it does through `body`.
void addOpenCommand(CLI::App &program, CommandBody &body);
void addModelsCommand(CLI::App &program, CommandBody &body);
void addFetchCommand(CLI::App &program, CommandBody &body);
void addInspectCommand(CLI::App &program, CommandBody &body);
void addTokenizeCommand(CLI::App &program, CommandBody &body);
void addRunCommand(CLI::App &program, CommandBody &body);
void addRenderCommand(CLI::App &program, CommandBody &body);
void addScoreCommand(CLI::App &program, CommandBody &body);
void addBenchCommand(CLI::App &program, CommandBody &body);

} // namespace headscope
