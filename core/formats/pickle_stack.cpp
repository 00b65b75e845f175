#include "core/formats/pickle_stack.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace headscope {

namespace {

constexpr std::size_t kMostValues = 100'000;  // on the stack: PyTorch writes a dictionary in thousands
constexpr std::size_t kMostMemos = 1'000'000; // 16 MB
constexpr std::size_t kMostParts = 1'000'000;

} // namespace

PickleStack::PickleStack(RefusePickle refuse)
    : m_refuse(std::move(refuse))
{
}

void PickleStack::push(const PickleValue &value)
{
    checkCount(m_stack.size(), kMostValues);
    m_stack.push_back(value);
}

PickleValue PickleStack::pop()
{
    const PickleValue value = top();
    m_stack.pop_back();
    return value;
}

const PickleValue &PickleStack::top() const
{
    if (m_stack.empty())
        refuse(sentence("core", "expected a value, found none"));
    return m_stack.back();
}

std::span<const PickleValue> PickleStack::topmost(std::size_t count) const
{
    if (count > m_stack.size())
        refuse(sentence("core", "expected more values, found too few"));
    return std::span(m_stack).last(count);
}

void PickleStack::drop(std::size_t count)
{
    m_stack.resize(m_stack.size() - topmost(count).size());
}

std::size_t PickleStack::countToMark() const
{
    const auto mark = std::find_if(m_stack.rbegin(), m_stack.rend(),
                                   [](const PickleValue &value) { return value.kind == PickleKind::Mark; });
    if (mark == m_stack.rend())
        refuse(sentence("core", "expected a mark, found none"));
    return static_cast<std::size_t>(mark - m_stack.rbegin());
}

void PickleStack::makeTuple(std::size_t count, std::size_t marks)
{
    checkCount(m_parts.size() + count, kMostParts);
    const auto parts = topmost(count);
    const PickleValue tuple{PickleKind::Tuple, static_cast<std::uint32_t>(count), std::ssize(m_parts)};
    m_parts.insert(m_parts.end(), parts.begin(), parts.end());
    drop(count + marks);
    push(tuple);
}

std::span<const PickleValue> PickleStack::partsOf(const PickleValue &tuple) const
{
    if (tuple.kind != PickleKind::Tuple)
        refuse(sentence("core", "expected a tuple, found something else"));
    return std::span(m_parts).subspan(static_cast<std::size_t>(tuple.number), tuple.length);
}

void PickleStack::rememberTop(std::uint32_t place)
{
    checkCount(place, kMostMemos);
    if (place >= m_memos.size())
        m_memos.resize(place + 1U, {PickleKind::Mark, 0, 0});
    m_memos[place] = top();
}

void PickleStack::pushRemembered(std::uint32_t place)
{
    if (place >= m_memos.size() || m_memos[place].kind == PickleKind::Mark)
        refuse(sentence("core", "expected a value that was remembered, found none"));
    push(m_memos[place]);
}

void PickleStack::checkCount(std::size_t count, std::size_t most) const
{
    if (count >= most)
        refuse(
            sentence("core", "expected a state dict of ordinary size, found more than %1 parts").with(most));
}

void PickleStack::refuse(const Message &found) const
{
    m_refuse(found);
    std::abort(); // not reached: it throws
}

} // namespace headscope
