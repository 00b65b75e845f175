#include "core/message/system_error.h"

#include <cerrno>
#include <system_error>

namespace headscope {

Message systemError(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return sentence("core", "there is no such file or folder");
    case EACCES:
    case EPERM:
        return sentence("core", "no permission");
    case ENOSPC:
    case EDQUOT:
        return sentence("core", "the disk is full");
    case EFBIG:
        return sentence("core", "files may not grow that large here");
    case EROFS:
        return sentence("core", "nothing can be written there");
    case EIO:
        return sentence("core", "the disk fails");
    default:
        return std::generic_category().message(code);
    }
}

} // namespace headscope
