#include "core/formats/pickled_state_dict.h"

#include "core/formats/in_quotes.h"

#include <cstdlib>

namespace headscope {

namespace {

constexpr std::size_t kMostTensors = 50'000;
constexpr std::size_t kMostDimensions = 8;

const KnownPickleName *nameOf(const PickleValue &value)
{
    return value.kind == PickleKind::Known ? &pickleName(static_cast<int>(value.number)) : nullptr;
}

} // namespace

PickledStateDict::PickledStateDict(const PickleCursor &cursor, PickleStack &stack, RefusePickle refuse)
    : m_cursor(cursor)
    , m_stack(stack)
    , m_refuse(std::move(refuse))
{
}

void PickledStateDict::refuse(const Message &found) const
{
    m_refuse(found);
    std::abort(); // not reached: it throws
}

PickleValue PickledStateDict::known(std::string_view module, std::string_view name) const
{
    const int number = knownPickleName(module, name);
    if (number < 0)
        refuse(
            sentence("core", "expected the names of a state dict, found %1; nothing was run")
                .with(inQuotes(std::string(module.substr(0, 80)) + "." + std::string(name.substr(0, 80)))));
    return {PickleKind::Known, 0, number};
}

// ('storage', type, key, device, elements), and before version 1.6 a view, which there is none of
PickleValue PickledStateDict::newStorage(const PickleValue &tuple)
{
    const auto parts = m_stack.partsOf(tuple);
    const bool isWhole = parts.size() == 5 || (parts.size() == 6 && parts[5].kind == PickleKind::Other);
    const KnownPickleName *type = isWhole ? nameOf(parts[1]) : nullptr;
    if (type == nullptr || type->meaning != PickleName::Storage || m_cursor.textOf(parts[0]) != "storage" ||
        parts[2].kind != PickleKind::Text || parts[4].kind != PickleKind::Whole || parts[4].number < 0)
        refuse(sentence("core", "expected a storage of tensors, found something else"));
    m_stack.checkCount(m_storages.size(), kMostTensors);
    m_storages.push_back({type, parts[2], parts[4].number});
    return {PickleKind::Storage, 0, std::ssize(m_storages) - 1};
}

PickleValue PickledStateDict::rebuilt(const PickleValue &called, std::span<const PickleValue> parts)
{
    const KnownPickleName *name = nameOf(called);
    if (name == nullptr)
        refuse(sentence(
            "core", "expected a tensor or a dictionary to be made, found something else; nothing was run"));
    switch (name->meaning) {
    case PickleName::OrderedDict:
        if (!parts.empty())
            refuse(sentence("core", "expected an empty dictionary at first, found a full one"));
        return newDictionary();
    case PickleName::RebuildParameter:
        if (parts.empty() || parts[0].kind != PickleKind::Tensor)
            refuse(sentence("core", "expected a parameter of a tensor, found another"));
        return parts[0];
    case PickleName::RebuildTensor:
        return newTensor(parts, nullptr);
    case PickleName::RebuildTensor3:
        return newTensor(parts, parts.size() > 6 ? nameOf(parts[6]) : nullptr);
    default:
        refuse(
            sentence("core", "expected a tensor or a dictionary to be made, found %1 called; nothing was run")
                .with(inQuotes(name->name)));
    }
}

// (storage, offset, shape, strides, …)
PickleValue PickledStateDict::newTensor(std::span<const PickleValue> parts, const KnownPickleName *type)
{
    if (parts.size() < 4 || parts[0].kind != PickleKind::Storage || parts[1].kind != PickleKind::Whole ||
        parts[1].number < 0)
        refuse(
            sentence("core", "expected a tensor's storage, offset, shape and strides, found something else"));
    const auto storage = static_cast<std::size_t>(parts[0].number);
    const std::string_view own = m_storages[storage].type->type;
    if (own.empty() != (type != nullptr) || (type != nullptr && type->meaning != PickleName::Type))
        refuse(sentence("core", "expected a tensor of a known element type, found another"));
    checkSizes(parts[2], parts[3]);
    m_stack.checkCount(m_tensors.size(), kMostTensors);
    m_tensors.push_back({storage, own.empty() ? type->type : own, parts[1].number, parts[2], parts[3]});
    return {PickleKind::Tensor, 0, std::ssize(m_tensors) - 1};
}

void PickledStateDict::checkSizes(const PickleValue &shape, const PickleValue &strides) const
{
    for (const PickleValue &tuple : {shape, strides})
        for (const PickleValue &part : m_stack.partsOf(tuple))
            if (part.kind != PickleKind::Whole || part.number < 0)
                refuse(sentence("core", "expected sizes and strides from 0, found something else"));
    if (shape.length != strides.length || shape.length > kMostDimensions)
        refuse(sentence("core", "expected up to 8 sizes and as many strides, found %1 and %2")
                   .with(shape.length, strides.length));
}

PickleValue PickledStateDict::newDictionary()
{
    return {PickleKind::Dictionary, 0, m_dictionaries++};
}

void PickledStateDict::setItems(std::size_t count, std::size_t marks)
{
    const auto values = m_stack.topmost(count + marks + 1);
    if (values[0].kind != PickleKind::Dictionary || count % 2 != 0)
        refuse(sentence("core", "expected a dictionary and its items, found something else"));
    for (std::size_t i = 1 + marks; i < values.size(); i += 2) {
        if (values[i].kind != PickleKind::Text || values[i + 1].kind != PickleKind::Tensor)
            continue;
        m_stack.checkCount(m_items.size(), kMostTensors);
        m_items.push_back({values[0].number, values[i], static_cast<std::size_t>(values[i + 1].number)});
    }
    m_stack.drop(count + marks);
}

std::vector<PickledTensor> PickledStateDict::result() const
{
    if (m_stack.size() != 1 || m_stack.top().kind != PickleKind::Dictionary)
        refuse(sentence("core", "expected a dictionary of tensors, found something else"));
    std::vector<PickledTensor> tensors;
    for (const Item &item : m_items)
        if (item.dictionary == m_stack.top().number)
            tensors.push_back(pickledTensor(item));
    if (tensors.empty())
        refuse(sentence("core", "expected a dictionary of tensors, found none in it"));
    return tensors;
}

PickledTensor PickledStateDict::pickledTensor(const Item &item) const
{
    const TensorView &view = m_tensors[item.tensor];
    const Storage &storage = m_storages[view.storage];
    PickledTensor tensor;
    tensor.name = m_cursor.textOf(item.key);
    tensor.type = view.type;
    tensor.storage = m_cursor.textOf(storage.key);
    tensor.elements = storage.elements;
    tensor.isInBytes = storage.type->type.empty();
    tensor.offset = view.offset;
    for (const PickleValue &size : m_stack.partsOf(view.shape))
        tensor.shape.push_back(size.number);
    for (const PickleValue &stride : m_stack.partsOf(view.strides))
        tensor.strides.push_back(stride.number);
    return tensor;
}

} // namespace headscope
