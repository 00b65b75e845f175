#pragma once

#include "tests/support/zip_bytes.h"

#include <cstdint>
#include <string>

namespace headscope {

/// The instructions that push a number, a text, a tuple of what `parts` push.
inline std::string number(std::int32_t value)
{
    return "J" + littleEndian(value);
}

inline std::string text(const std::string &letters)
{
    return "X" + littleEndian(static_cast<std::uint32_t>(letters.size())) + letters;
}

inline std::string tuple(const std::string &parts)
{
    return "(" + parts + "t";
}

/// What a pickle says of one tensor.
struct Tensor12 {
    std::int32_t elements = 12;
    std::int32_t offset = 0;
    std::string shape = tuple(number(4) + number(3));
    std::string strides = tuple(number(3) + number(1));
    std::string type = "ctorch\nFloatStorage\n";
    std::string key = "0";
};

/// The instructions that push that tensor.
inline std::string pickled(const Tensor12 &tensor)
{
    const std::string storage =
        tuple(text("storage") + tensor.type + text(tensor.key) + text("cpu") + number(tensor.elements)) + "Q";
    return "ctorch._utils\n_rebuild_tensor_v2\n" +
           tuple(storage + number(tensor.offset) + tensor.shape + tensor.strides + "\x89}") + "R";
}

/// A dictionary with that tensor under the name `w`.
inline std::string dictionary(const Tensor12 &tensor)
{
    return "}" + text("w") + pickled(tensor) + "s.";
}

/// An archive with this pickle, whose first two bytes are put before it, and 48 bytes for storage 0.
inline ZipBytes archiveOf(const std::string &pickle)
{
    return ZipBytes().add("x/data.pkl", "\x80\x02" + pickle).add("x/data/0", std::string(48, '\0'));
}

} // namespace headscope
