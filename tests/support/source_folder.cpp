#include "tests/support/source_folder.h"

namespace headscope {

std::string sourceFolder()
{
    return HEADSCOPE_SOURCE_DIR;
}

} // namespace headscope
