#pragma once

#include "core/formats/pickle_cursor.h"
#include "core/formats/pickle_reader.h"
#include "core/formats/pickle_stack.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headscope {

/// What the names in a pickled state dict make: storages, tensors and dictionaries of them. Whatever is not
/// as PyTorch writes it is refused.
class PickledStateDict {
public:
    /// `cursor` and `stack` are those of the pickle and have to outlive it.
    PickledStateDict(const PickleCursor &cursor, PickleStack &stack, RefusePickle refuse);

    /// A name that a state dict may ask for.
    [[nodiscard]] PickleValue known(std::string_view module, std::string_view name) const;
    /// A storage, from what PyTorch says of it: ('storage', type, key, device, elements).
    [[nodiscard]] PickleValue newStorage(const PickleValue &tuple);
    [[nodiscard]] PickleValue newDictionary();
    /// What a name makes of its arguments; nothing is called.
    [[nodiscard]] PickleValue rebuilt(const PickleValue &called, std::span<const PickleValue> parts);
    /// The topmost values, keys and values in turn, go to the dictionary below them and below their marks.
    void setItems(std::size_t count, std::size_t marks);

    /// The tensors of the dictionary that is left at the end.
    [[nodiscard]] std::vector<PickledTensor> result() const;

private:
    struct Storage {
        const KnownPickleName *type;
        PickleValue key;
        std::int64_t elements;
    };
    struct TensorView {
        std::size_t storage;
        std::string_view type;
        std::int64_t offset;
        PickleValue shape, strides; // tuples of whole numbers
    };
    /// A tensor in a dictionary.
    struct Item {
        std::int64_t dictionary;
        PickleValue key;
        std::size_t tensor;
    };

    [[nodiscard]] PickleValue newTensor(std::span<const PickleValue> parts, const KnownPickleName *type);
    void checkSizes(const PickleValue &shape, const PickleValue &strides) const;
    [[nodiscard]] PickledTensor pickledTensor(const Item &item) const;
    [[noreturn]] void refuse(const Message &found) const;

    const PickleCursor &m_cursor;
    PickleStack &m_stack;
    RefusePickle m_refuse;
    std::vector<Storage> m_storages;
    std::vector<TensorView> m_tensors;
    std::vector<Item> m_items;
    std::int64_t m_dictionaries = 0;
};

} // namespace headscope
