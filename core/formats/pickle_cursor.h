#pragma once

#include "core/formats/pickle_stack.h"

#include <cstring>
#include <string_view>

namespace headscope {

/// Reads a pickle's bytes from its start.
class PickleCursor {
public:
    PickleCursor(std::span<const std::byte> pickle, RefusePickle refuse);

    template <typename T>
    [[nodiscard]] T next()
    {
        T value;
        std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
        return value;
    }

    /// How many bytes were read.
    [[nodiscard]] std::size_t place() const { return m_place; }

    void skip(std::size_t count) { (void)bytes(count); }
    /// A whole number of up to eight bytes, preceded by how many they are.
    [[nodiscard]] std::int64_t nextLong();
    [[nodiscard]] PickleValue nextText(std::uint32_t length);
    /// Up to the end of the line.
    [[nodiscard]] std::string_view nextLine();

    /// What a text says; nothing for any other value.
    [[nodiscard]] std::string_view textOf(const PickleValue &value) const;

private:
    [[nodiscard]] std::span<const std::byte> bytes(std::size_t count);
    [[nodiscard]] std::string_view letters(std::size_t begin, std::size_t length) const;

    std::span<const std::byte> m_pickle;
    RefusePickle m_refuse;
    std::size_t m_place = 0;
};

} // namespace headscope
