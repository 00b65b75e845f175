#pragma once

namespace headscope {

/// The whole program: reads the arguments and does what they say. Returns the exit status: 0 done, 1 refused
/// with one line on standard error, 2 wrong usage.
int runCommandLine(int argumentCount, char **arguments);

} // namespace headscope
