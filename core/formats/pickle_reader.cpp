#include "core/formats/pickle_reader.h"

#include "core/formats/load_error.h"
#include "core/formats/pickle_cursor.h"
#include "core/formats/pickled_state_dict.h"

namespace headscope {

namespace {

class Machine {
public:
    Machine(std::span<const std::byte> pickle, const std::string &name)
        : m_name(name)
        , m_cursor(pickle, [this](const Message &found) { refuse(found); })
        , m_stack([this](const Message &found) { refuse(found); })
        , m_values(m_cursor, m_stack, [this](const Message &found) { refuse(found); })
    {
    }

    [[nodiscard]] PickledDictionary readTensors()
    {
        run();
        return {m_values.result(), m_cursor.place()};
    }

    /// How long the pickle is.
    std::size_t run()
    {
        if (m_cursor.next<std::uint8_t>() != 0x80 || m_cursor.next<std::uint8_t>() != 2)
            refuse(sentence("core", "expected a pickle of protocol 2, as PyTorch writes it, found another"));
        for (char instruction = 0; (instruction = m_cursor.next<char>()) != '.';)
            if (!makeValue(instruction) && !collect(instruction) && !rebuild(instruction))
                refuse(sentence("core",
                                "expected the instructions of a state dict, found number %1; nothing was run")
                           .with(static_cast<unsigned char>(instruction)));
        return m_cursor.place();
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
            m_stack.push(m_values.newDictionary());
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
            m_values.setItems(2, 0);
            return true;
        case 'u':
            m_values.setItems(m_stack.countToMark(), 1);
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
            m_stack.push(m_values.known(module, m_cursor.nextLine()));
            return true;
        }
        case 'Q':
            m_stack.push(m_values.newStorage(m_stack.pop()));
            return true;
        case 'R': {
            const PickleValue arguments = m_stack.pop();
            const PickleValue called = m_stack.pop();
            m_stack.push(m_values.rebuilt(called, m_stack.partsOf(arguments)));
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

    [[noreturn]] void refuse(const Message &found) const
    {
        throw LoadError(sentence("core", "%1: %2").with(m_name, found));
    }

    const std::string &m_name;
    PickleCursor m_cursor;
    PickleStack m_stack;
    PickledStateDict m_values;
};

} // namespace

PickledDictionary readPickledTensors(std::span<const std::byte> pickle, const std::string &name)
{
    return Machine(pickle, name).readTensors();
}

std::size_t pickleBytes(std::span<const std::byte> pickle, const std::string &name)
{
    return Machine(pickle, name).run();
}

std::vector<std::string_view> readPickledTexts(std::span<const std::byte> pickle, const std::string &name)
{
    constexpr std::size_t kMost = 50'000;
    const auto refuse = [&name](const Message &found) {
        throw LoadError(sentence("core", "%1: %2").with(name, found));
    };
    PickleCursor cursor(pickle, refuse);
    if (cursor.next<std::uint8_t>() != 0x80 || cursor.next<std::uint8_t>() != 2 || cursor.next<char>() != ']')
        refuse(sentence("core", "expected a list of texts, found something else"));
    std::vector<std::string_view> texts;
    for (char instruction = 0; (instruction = cursor.next<char>()) != '.';) {
        if (instruction == 'X' || instruction == 'U') {
            const std::uint32_t length =
                instruction == 'X' ? cursor.next<std::uint32_t>() : cursor.next<std::uint8_t>();
            texts.push_back(cursor.textOf(cursor.nextText(length)));
        } else if (instruction == 'q' || instruction == 'r') { // remembered, and never asked for again
            cursor.skip(instruction == 'q' ? 1 : 4);
        } else if (instruction != '(' && instruction != 'a' && instruction != 'e') {
            refuse(sentence("core", "expected a list of texts, found something else"));
        }
        if (texts.size() > kMost)
            refuse(
                sentence("core", "expected a list of ordinary size, found more than %1 texts").with(kMost));
    }
    return texts;
}

} // namespace headscope
