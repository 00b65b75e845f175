#pragma once

#include <cstdint>
#include <string_view>

namespace headscope {

/// What a name means that a pickled state dict may ask for.
enum class PickleName : std::uint8_t {
    OrderedDict,
    RebuildTensor,
    RebuildTensor3,
    RebuildParameter,
    Storage,
    Type
};

/// Such a name, and the element type it stands for.
struct KnownPickleName {
    std::string_view module, name;
    PickleName meaning;
    std::string_view type; ///< as safetensors says it; empty for bytes of any type
};

/// Its number among the names that are known, or -1.
[[nodiscard]] int knownPickleName(std::string_view module, std::string_view name);
[[nodiscard]] const KnownPickleName &pickleName(int number);

enum class PickleKind : std::uint8_t { Mark, Other, Whole, Text, Tuple, Dictionary, Known, Storage, Tensor };

/// Anything that a pickle makes, told by number: a text by its place in the pickle, a tuple by its first
/// part.
struct PickleValue {
    PickleKind kind = PickleKind::Other;
    std::uint32_t length = 0; ///< of a text or a tuple
    std::int64_t number = 0;
};

} // namespace headscope
