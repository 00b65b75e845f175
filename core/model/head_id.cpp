#include "core/model/head_id.h"

#include <string_view>

namespace headscope {

std::string headSpelling(const HeadId &head)
{
    const std::string_view letter = head.stack == Stack::Decoder ? "d"
                                    : head.stack == Stack::Cross ? "x"
                                                                 : "";
    return std::string(letter) + std::to_string(head.layer) + '.' + std::to_string(head.head);
}

} // namespace headscope
