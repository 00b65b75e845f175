#pragma once

#include "ui/session/other_texts.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// What the command line asked the window to start with.
struct WindowOptions {
    std::string model; ///< empty: the last one, else the embedded `negation`
    std::optional<std::string> text;
    std::vector<std::string> specs;
    OtherTexts others{};
    bool hasDecoderText = false; ///< something was said of a decoder's text
    bool hasMendedText = false;  ///< a text was not valid UTF-8
};

/// Opens the window and runs until it is closed. Returns the exit status. `connected` is called once there is
/// a display; Qt ends the program when there is none.
int runWindow(const WindowOptions &options, const std::function<void()> &connected);

} // namespace headscope
