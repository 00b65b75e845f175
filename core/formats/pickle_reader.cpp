#include "core/formats/pickle_reader.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/formats/pickle_cursor.h"

namespace headscope {

namespace {

constexpr std::size_t kMostTensors = 50'000;
constexpr std::size_t kMostDimensions = 8;

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

class Machine {
public:
    Machine(std::span<const std::byte> pickle, const std::string &name)
        : m_name(name)
        , m_cursor(pickle, [this](const Message &found) { refuse(found); })
        , m_stack([this](const Message &found) { refuse(found); })
    {
    }

    [[nodiscard]] std::vector<PickledTensor> run()
    {
        if (m_cursor.next<std::uint8_t>() != 0x80 || m_cursor.next<std::uint8_t>() != 2)
            refuse(sentence("core", "expected a pickle of protocol 2, as PyTorch writes it, found another"));
        for (char instruction = 0; (instruction = m_cursor.next<char>()) != '.';)
            if (!makeValue(instruction) && !collect(instruction) && !rebuild(instruction))
                refuse(sentence("core",
                                "expected the instructions of a state dict, found number %1; nothing was run")
                           .with(static_cast<unsigned char>(instruction)));
        return result();
    }

private:
    bool makeValue(char instruction)
    {
        switch (instruction) {
        case '(':
            m_stack.push({PickleKind::Mark, 0, 0});
            return true;
        case 'G': // a float
            m_cursor.skip(sizeof(double));
            [[fallthrough]];
        case 'N':
        case '\x88': // true
        case '\x89': // false
        case ']':
            m_stack.push({});
            return true;
        case '}':
            m_stack.push(newDictionary());
            return true;
        case 'X':
            m_stack.push(m_cursor.nextText(m_cursor.next<std::uint32_t>()));
            return true;
        case 'U':
            m_stack.push(m_cursor.nextText(m_cursor.next<std::uint8_t>()));
            return true;
        default:
            return makeNumber(instruction);
        }
    }

    bool makeNumber(char instruction)
    {
        const auto push = [this](std::int64_t number) {
            m_stack.push({PickleKind::Whole, 0, number});
            return true;
        };
        switch (instruction) {
        case 'K':
            return push(m_cursor.next<std::uint8_t>());
        case 'M':
            return push(m_cursor.next<std::uint16_t>());
        case 'J':
            return push(m_cursor.next<std::int32_t>());
        case '\x8a':
            return push(m_cursor.nextLong());
        default:
            return false;
        }
    }

    /// Tuples, lists (read and forgotten) and the items of dictionaries.
    bool collect(char instruction)
    {
        switch (instruction) {
        case ')':
            m_stack.makeTuple(0);
            return true;
        case '\x85':
        case '\x86':
        case '\x87':
            m_stack.makeTuple(static_cast<unsigned char>(instruction) - 0x84U);
            return true;
        case 't':
            m_stack.makeTuple(m_stack.countToMark(), 1);
            return true;
        case 'a':
            m_stack.drop(1);
            return true;
        case 'e':
            m_stack.drop(m_stack.countToMark() + 1);
            return true;
        case 's':
            setItems(2, 0);
            return true;
        case 'u':
            setItems(m_stack.countToMark(), 1);
            return true;
        default:
            return remember(instruction);
        }
    }

    bool remember(char instruction)
    {
        switch (instruction) {
        case 'q':
            m_stack.rememberTop(m_cursor.next<std::uint8_t>());
            return true;
        case 'r':
            m_stack.rememberTop(m_cursor.next<std::uint32_t>());
            return true;
        case 'h':
            m_stack.pushRemembered(m_cursor.next<std::uint8_t>());
            return true;
        case 'j':
            m_stack.pushRemembered(m_cursor.next<std::uint32_t>());
            return true;
        default:
            return false;
        }
    }

    bool rebuild(char instruction)
    {
        switch (instruction) {
        case 'c': {
            const std::string_view module = m_cursor.nextLine();
            m_stack.push(known(module, m_cursor.nextLine()));
            return true;
        }
        case 'Q':
            m_stack.push(newStorage(m_stack.pop()));
            return true;
        case 'R': {
            const PickleValue arguments = m_stack.pop();
            m_stack.push(rebuilt(nameOf(m_stack.pop()), m_stack.partsOf(arguments)));
            return true;
        }
        case 'b': // attributes, such as a state dict's _metadata
            m_stack.drop(1);
            if (m_stack.top().kind != PickleKind::Dictionary)
                refuse(sentence("core", "expected attributes of a dictionary only, found others"));
            return true;
        default:
            return false;
        }
    }

    [[nodiscard]] PickleValue known(std::string_view module, std::string_view name) const
    {
        const int number = knownPickleName(module, name);
        if (number < 0)
            refuse(sentence("core", "expected the names of a state dict, found %1; nothing was run")
                       .with(inQuotes(std::string(module.substr(0, 80)) + "." +
                                      std::string(name.substr(0, 80)))));
        return {PickleKind::Known, 0, number};
    }

    /// ('storage', type, key, device, elements)
    [[nodiscard]] PickleValue newStorage(const PickleValue &tuple)
    {
        const auto parts = m_stack.partsOf(tuple);
        const KnownPickleName *type = parts.size() == 5 ? nameOf(parts[1]) : nullptr;
        if (type == nullptr || type->meaning != PickleName::Storage ||
            m_cursor.textOf(parts[0]) != "storage" || parts[2].kind != PickleKind::Text ||
            parts[4].kind != PickleKind::Whole || parts[4].number < 0)
            refuse(sentence("core", "expected a storage of tensors, found something else"));
        m_stack.checkCount(m_storages.size(), kMostTensors);
        m_storages.push_back({type, parts[2], parts[4].number});
        return {PickleKind::Storage, 0, std::ssize(m_storages) - 1};
    }

    [[nodiscard]] PickleValue rebuilt(const KnownPickleName *name, std::span<const PickleValue> parts)
    {
        if (name == nullptr)
            refuse(sentence(
                "core",
                "expected a tensor or a dictionary to be made, found something else; nothing was run"));
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
            refuse(sentence("core",
                            "expected a tensor or a dictionary to be made, found %1 called; nothing was run")
                       .with(inQuotes(name->name)));
        }
    }

    /// (storage, offset, shape, strides, …)
    [[nodiscard]] PickleValue newTensor(std::span<const PickleValue> parts, const KnownPickleName *type)
    {
        if (parts.size() < 4 || parts[0].kind != PickleKind::Storage || parts[1].kind != PickleKind::Whole ||
            parts[1].number < 0)
            refuse(sentence("core",
                            "expected a tensor's storage, offset, shape and strides, found something else"));
        const auto storage = static_cast<std::size_t>(parts[0].number);
        const std::string_view own = m_storages[storage].type->type;
        if (own.empty() != (type != nullptr) || (type != nullptr && type->meaning != PickleName::Type))
            refuse(sentence("core", "expected a tensor of a known element type, found another"));
        checkSizes(parts[2], parts[3]);
        m_stack.checkCount(m_tensors.size(), kMostTensors);
        m_tensors.push_back({storage, own.empty() ? type->type : own, parts[1].number, parts[2], parts[3]});
        return {PickleKind::Tensor, 0, std::ssize(m_tensors) - 1};
    }

    void checkSizes(const PickleValue &shape, const PickleValue &strides) const
    {
        for (const PickleValue &tuple : {shape, strides})
            for (const PickleValue &part : m_stack.partsOf(tuple))
                if (part.kind != PickleKind::Whole || part.number < 0)
                    refuse(sentence("core", "expected sizes and strides from 0, found something else"));
        if (shape.length != strides.length || shape.length > kMostDimensions)
            refuse(sentence("core", "expected up to 8 sizes and as many strides, found %1 and %2")
                       .with(shape.length, strides.length));
    }

    [[nodiscard]] PickleValue newDictionary() { return {PickleKind::Dictionary, 0, m_dictionaries++}; }

    /// The topmost values, keys and values in turn, go to the dictionary below them and below their marks.
    void setItems(std::size_t count, std::size_t marks)
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

    [[nodiscard]] std::vector<PickledTensor> result() const
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

    [[nodiscard]] PickledTensor pickledTensor(const Item &item) const
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

    [[nodiscard]] static const KnownPickleName *nameOf(const PickleValue &value)
    {
        return value.kind == PickleKind::Known ? &pickleName(static_cast<int>(value.number)) : nullptr;
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        throw LoadError(sentence("core", "%1: %2").with(m_name, found));
    }

    const std::string &m_name;
    PickleCursor m_cursor;
    PickleStack m_stack;
    std::vector<Storage> m_storages;
    std::vector<TensorView> m_tensors;
    std::vector<Item> m_items;
    std::int64_t m_dictionaries = 0;
};

} // namespace

std::vector<PickledTensor> readPickledTensors(std::span<const std::byte> pickle, const std::string &name)
{
    return Machine(pickle, name).run();
}

} // namespace headscope
