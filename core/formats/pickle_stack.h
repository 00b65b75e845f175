#pragma once

#include "core/formats/pickle_values.h"
#include "core/message/message.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace headscope {

/// Refuses the pickle that is being read. Throws.
using RefusePickle = std::function<void(const Message &found)>;

/// The values that a pickle works with: those on its stack, those it remembers, and the parts of its tuples.
/// How many there may be is bounded, and each is a few bytes: shared ones are told by number, never copied.
class PickleStack {
public:
    explicit PickleStack(RefusePickle refuse);

    [[nodiscard]] std::size_t size() const { return m_stack.size(); }
    void push(const PickleValue &value);
    PickleValue pop();
    [[nodiscard]] const PickleValue &top() const;
    [[nodiscard]] std::span<const PickleValue> topmost(std::size_t count) const;
    void drop(std::size_t count);

    /// How many values lie above the last mark.
    [[nodiscard]] std::size_t countToMark() const;

    /// The topmost values become the parts of a tuple, which takes their place.
    void makeTuple(std::size_t count, std::size_t marks = 0);
    [[nodiscard]] std::span<const PickleValue> partsOf(const PickleValue &tuple) const;

    void rememberTop(std::uint32_t place);
    void pushRemembered(std::uint32_t place);

    /// Refuses one more where `most` are there already.
    void checkCount(std::size_t count, std::size_t most) const;

private:
    [[noreturn]] void refuse(const Message &found) const;

    RefusePickle m_refuse;
    std::vector<PickleValue> m_stack;
    std::vector<PickleValue> m_memos;
    std::vector<PickleValue> m_parts; // of tuples, one behind the other
};

} // namespace headscope
