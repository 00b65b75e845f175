#include "core/formats/tensor_source.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"

#include <algorithm>

namespace headscope {

const TensorEntry *TensorSource::find(std::string_view name) const
{
    const auto all = entries();
    const auto found = std::ranges::lower_bound(
        all, name, {}, [](const TensorEntry &e) { return std::string_view(e.name); });
    return found != all.end() && found->name == name ? &*found : nullptr;
}

Tensor TensorSource::load(std::string_view name) const
{
    const TensorEntry *entry = find(name);
    if (entry == nullptr)
        throw LoadError(sentence("core", "%1: expected a tensor %2, found none of that name")
                            .with(path().filename().string(), inQuotes(name)));
    Tensor tensor(entry->shape);
    read(name, tensor.values());
    return tensor;
}

} // namespace headscope
