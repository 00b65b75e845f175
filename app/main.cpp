#include "app/command_line/command_line.h"

int main(int argumentCount, char **arguments)
{
    return headscope::runCommandLine(argumentCount, arguments);
}
