#include "app/command_line/command_line.h"
#include "core/inference/short_waits.h"

int main(int argumentCount, char **arguments)
{
    headscope::restartWithShortWaits(arguments);
    return headscope::runCommandLine(argumentCount, arguments);
}
