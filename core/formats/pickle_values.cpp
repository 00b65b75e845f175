#include "core/formats/pickle_values.h"

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr std::array kNames{
    KnownPickleName{"collections", "OrderedDict", PickleName::OrderedDict, ""},
    KnownPickleName{"torch._utils", "_rebuild_tensor", PickleName::RebuildTensor, ""},
    KnownPickleName{"torch._utils", "_rebuild_tensor_v2", PickleName::RebuildTensor, ""},
    KnownPickleName{"torch._utils", "_rebuild_tensor_v3", PickleName::RebuildTensor3, ""},
    KnownPickleName{"torch._utils", "_rebuild_parameter", PickleName::RebuildParameter, ""},
    KnownPickleName{"torch", "DoubleStorage", PickleName::Storage, "F64"},
    KnownPickleName{"torch", "FloatStorage", PickleName::Storage, "F32"},
    KnownPickleName{"torch", "HalfStorage", PickleName::Storage, "F16"},
    KnownPickleName{"torch", "BFloat16Storage", PickleName::Storage, "BF16"},
    KnownPickleName{"torch", "LongStorage", PickleName::Storage, "I64"},
    KnownPickleName{"torch", "IntStorage", PickleName::Storage, "I32"},
    KnownPickleName{"torch", "ShortStorage", PickleName::Storage, "I16"},
    KnownPickleName{"torch", "CharStorage", PickleName::Storage, "I8"},
    KnownPickleName{"torch", "ByteStorage", PickleName::Storage, "U8"},
    KnownPickleName{"torch", "BoolStorage", PickleName::Storage, "BOOL"},
    KnownPickleName{"torch", "UntypedStorage", PickleName::Storage, ""},
    KnownPickleName{"torch.storage", "UntypedStorage", PickleName::Storage, ""},
    KnownPickleName{"torch", "float8_e4m3fn", PickleName::Type, "F8_E4M3"},
    KnownPickleName{"torch", "float8_e5m2", PickleName::Type, "F8_E5M2"},
};

} // namespace

int knownPickleName(std::string_view module, std::string_view name)
{
    const auto *const found = std::ranges::find_if(
        kNames, [&](const KnownPickleName &known) { return known.module == module && known.name == name; });
    return found != kNames.end() ? static_cast<int>(found - kNames.begin()) : -1;
}

const KnownPickleName &pickleName(int number)
{
    return kNames.at(static_cast<std::size_t>(number));
}

} // namespace headscope
