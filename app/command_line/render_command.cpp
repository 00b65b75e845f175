#include "app/command_line/command_error.h"
#include "app/command_line/commands.h"

namespace headscope {

void addRenderCommand(CLI::App &program, CommandBody &body)
{
    program.add_subcommand("render", "Draw a view into a file; needs no display")->callback([&body] {
        body = []() -> int { throw Refusal("render is not built yet"); };
    });
}

} // namespace headscope
