#include "app/command_line/output_place.h"

#include "app/command_line/command_error.h"

#include <filesystem>
#include <unistd.h>

namespace headscope {

void checkPlace(const std::string &file)
{
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    const std::string place = folder.empty() ? "." : folder.string();
    std::error_code error;
    if (!std::filesystem::is_directory(place, error))
        throw Refusal(file + ": cannot be written: there is no folder " + place);
    if (std::filesystem::is_directory(file, error))
        throw Refusal(file + ": cannot be written: expected a file, found a folder");
    if (std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error))
        throw Refusal(file + ": cannot be written: expected a regular file, found a device");
    if (::access(place.c_str(), W_OK | X_OK) != 0)
        throw Refusal(file + ": cannot be written: no permission for the folder " + place);
}

} // namespace headscope
