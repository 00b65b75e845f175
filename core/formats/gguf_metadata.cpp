#include "core/formats/gguf_metadata.h"

#include "core/formats/in_quotes.h"

#include <bit>
#include <limits>

namespace headscope {

namespace {

enum class ValueType : std::uint32_t {
    Uint8,
    Int8,
    Uint16,
    Int16,
    Uint32,
    Int32,
    Float32,
    Bool,
    Text,
    Array,
    Uint64,
    Int64,
    Float64
};

constexpr std::uint64_t kLeastPairBytes = 8 + 4 + 1; // length of the key, type, value
constexpr std::uint64_t kTextCost = 32;
constexpr std::uint64_t kNumberCost = 8;
constexpr std::uint64_t kPairCost = 200;
constexpr std::uint64_t kAnyLength = std::numeric_limits<std::uint64_t>::max();

class MetadataReader {
public:
    MetadataReader(const FileReader &file, FileCursor &cursor)
        : m_file(file)
        , m_cursor(cursor)
    {
    }

    [[nodiscard]] GgufMetadata read(std::uint64_t count)
    {
        m_cursor.checkCount(count, kLeastPairBytes, sentence("core", "metadata values"));
        for (std::uint64_t i = 0; i < count; ++i)
            readPair();
        return std::move(m_metadata);
    }

private:
    void readPair()
    {
        m_cursor.charge(kPairCost);
        m_key = m_cursor.nextText(kLongestGgufName, sentence("core", "a metadata key"));
        if (!isUtf8(m_key))
            refuse(sentence("core", "expected a key in UTF-8, found broken text"));
        if (m_metadata.values.contains(m_key))
            refuse(sentence("core", "expected each key once, found it twice"));
        const ValueType type = nextType();
        GgufValue value = type == ValueType::Array ? nextArray() : nextValue(type);
        if (m_key == "general.alignment")
            setAlignment(type, value);
        m_metadata.values.emplace(m_key, std::move(value));
    }

    [[nodiscard]] ValueType nextType()
    {
        const auto number = m_cursor.next<std::uint32_t>();
        if (number > static_cast<std::uint32_t>(ValueType::Float64))
            refuse(sentence("core", "expected a value type from 0 to 12, found %1").with(number));
        return static_cast<ValueType>(number);
    }

    [[nodiscard]] GgufValue nextValue(ValueType type)
    {
        switch (type) {
        case ValueType::Bool:
            return nextBool() != 0;
        case ValueType::Float32:
        case ValueType::Float64:
            return nextReal(type);
        case ValueType::Text: {
            std::string text = nextText();
            if (!isUtf8(text))
                refuse(sentence("core", "expected a text in UTF-8, found broken text"));
            return text;
        }
        default:
            return nextWhole(type);
        }
    }

    [[nodiscard]] std::int64_t nextBool()
    {
        const auto value = m_cursor.next<std::uint8_t>();
        if (value > 1)
            refuse(sentence("core", "expected a truth value 0 or 1, found %1").with(value));
        return value;
    }

    [[nodiscard]] double nextReal(ValueType type)
    {
        return type == ValueType::Float32 ? static_cast<double>(m_cursor.next<float>())
                                          : m_cursor.next<double>();
    }

    [[nodiscard]] std::string nextText()
    {
        std::string text = m_cursor.nextText(kAnyLength, sentence("core", "a text"));
        m_cursor.charge(kTextCost + text.size());
        return text;
    }

    [[nodiscard]] std::int64_t nextWhole(ValueType type)
    {
        switch (type) {
        case ValueType::Uint8:
            return m_cursor.next<std::uint8_t>();
        case ValueType::Int8:
            return m_cursor.next<std::int8_t>();
        case ValueType::Uint16:
            return m_cursor.next<std::uint16_t>();
        case ValueType::Int16:
            return m_cursor.next<std::int16_t>();
        case ValueType::Uint32:
            return m_cursor.next<std::uint32_t>();
        case ValueType::Int32:
            return m_cursor.next<std::int32_t>();
        case ValueType::Bool:
            return nextBool();
        case ValueType::Int64:
            return m_cursor.next<std::int64_t>();
        default:
            return nextUint64();
        }
    }

    [[nodiscard]] std::int64_t nextUint64()
    {
        const auto value = m_cursor.next<std::uint64_t>();
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            refuse(sentence("core", "expected a number below 2^63, found %1").with(value));
        return static_cast<std::int64_t>(value);
    }

    [[nodiscard]] GgufValue nextArray()
    {
        const ValueType type = nextType();
        const auto count = m_cursor.next<std::uint64_t>();
        if (type == ValueType::Array)
            refuse(sentence("core", "expected a list of plain values, found a list of lists"));
        m_cursor.checkCount(count, sizeOf(type), sentence("core", "values of %1").with(inQuotes(m_key)));
        if (type == ValueType::Text)
            return nextList<std::string>(count, kTextCost, [this] {
                return m_cursor.nextText(kAnyLength, sentence("core", "a text"));
            });
        if (type == ValueType::Float32 || type == ValueType::Float64)
            return nextList<double>(count, kNumberCost, [this, type] { return nextReal(type); });
        return nextList<std::int64_t>(count, kNumberCost, [this, type] { return nextWhole(type); });
    }

    template <typename T, typename Next>
    [[nodiscard]] std::vector<T> nextList(std::uint64_t count, std::uint64_t cost, const Next &next)
    {
        m_cursor.charge(count * cost);
        std::vector<T> list;
        list.reserve(static_cast<std::size_t>(count));
        for (std::uint64_t i = 0; i < count; ++i) {
            list.push_back(next());
            if constexpr (std::is_same_v<T, std::string>)
                m_cursor.charge(list.back().size());
        }
        return list;
    }

    [[nodiscard]] static std::uint64_t sizeOf(ValueType type)
    {
        switch (type) {
        case ValueType::Uint8:
        case ValueType::Int8:
        case ValueType::Bool:
            return 1;
        case ValueType::Uint16:
        case ValueType::Int16:
            return 2;
        case ValueType::Uint32:
        case ValueType::Int32:
        case ValueType::Float32:
            return 4;
        default:
            return 8; // a text's length is the least of it
        }
    }

    void setAlignment(ValueType type, const GgufValue &value)
    {
        if (type != ValueType::Uint32)
            refuse(sentence("core", "expected a value of the type UINT32, found type %1")
                       .with(static_cast<std::uint32_t>(type)));
        const auto alignment = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
        if (!std::has_single_bit(alignment))
            refuse(sentence("core", "expected a power of two, found %1").with(alignment));
        m_metadata.alignment = alignment;
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        m_file.refuse(sentence("core", "metadata %1: %2").with(inQuotes(m_key), found));
    }

    const FileReader &m_file;
    FileCursor &m_cursor;
    std::string m_key;
    GgufMetadata m_metadata;
};

} // namespace

GgufMetadata readGgufMetadata(const FileReader &file, FileCursor &cursor, std::uint64_t count)
{
    return MetadataReader(file, cursor).read(count);
}

} // namespace headscope
