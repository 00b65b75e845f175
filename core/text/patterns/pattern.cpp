#include "core/text/patterns/pattern.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/patterns/code_classes.h"
#include "core/text/patterns/pattern_parser.h"

#include <unicode/uregex.h>

#include <chrono>
#include <mutex>
#include <optional>

namespace headscope {

namespace {

struct CloseMatcher {
    void operator()(URegularExpression *matcher) const { uregex_close(matcher); }
};
using Matcher = std::unique_ptr<URegularExpression, CloseMatcher>;

constexpr std::int32_t kStackBytes = 128 << 20;
constexpr std::chrono::seconds kLongestSearch{20};

/// In ICU's units of some 10,000 steps: half a second and a hundred steps a character.
std::int32_t stepLimit(std::size_t characters)
{
    constexpr std::size_t kFewest = 5'000, kMost = 1U << 30U;
    return static_cast<std::int32_t>(std::min(kFewest + characters / 100, kMost));
}

/// What ICU asks on its way: whether to go on.
struct Watch {
    const std::stop_token &stop;
    std::chrono::steady_clock::time_point end = std::chrono::steady_clock::now() + kLongestSearch;
    int looks = 0;

    [[nodiscard]] bool goesOn()
    {
        constexpr int kLooksBetweenTimes = 64;
        if (stop.stop_requested())
            return false;
        return ++looks % kLooksBetweenTimes != 0 || std::chrono::steady_clock::now() < end;
    }
};

UBool U_CALLCONV goesOnMatching(const void *watch, std::int32_t /*steps*/)
{
    return static_cast<UBool>(static_cast<Watch *>(const_cast<void *>(watch))->goesOn());
}

UBool U_CALLCONV goesOnSearching(const void *watch, std::int64_t /*place*/)
{
    return static_cast<UBool>(static_cast<Watch *>(const_cast<void *>(watch))->goesOn());
}

std::string icuExpression(const ParsedPattern &pattern, const CodeClasses &classes)
{
    std::string expression = "(?:)"; // ICU refuses an empty pattern
    for (const PatternPart &part : pattern.parts)
        expression += part.set == PatternPart::kNoSet
                          ? part.glue
                          : classes.expression(static_cast<std::size_t>(part.set));
    return expression;
}

} // namespace

class Pattern::Engine {
public:
    Engine(const std::string &expression, const ParsedPattern &parsed)
        : m_expression(expression)
        , m_classes(parsed.sets)
    {
        UErrorCode status = U_ZERO_ERROR;
        m_idle.emplace_back(uregex_openC(icuExpression(parsed, m_classes).c_str(), 0, nullptr, &status));
        if (U_SUCCESS(status) != 0)
            uregex_setStackLimit(m_idle.back().get(), kStackBytes, &status);
        if (U_FAILURE(status) != 0)
            refuse(sentence("core", "expected a pattern that can be matched, found %1")
                       .with(u_errorName(status)));
        m_first = m_idle.back().get();
    }

    std::vector<Match> matches(AlignedPiece text, const std::stop_token &stop)
    {
        std::u16string letters(text.size(), u'\0');
        for (std::size_t index = 0; index < text.size(); ++index)
            letters[index] = m_classes.letter(text[index].code);
        Matcher matcher = borrow();
        std::vector<Match> found;
        const UErrorCode status = search(*matcher, letters, stop, found);
        giveBack(std::move(matcher));
        if (U_FAILURE(status) != 0 && !stop.stop_requested())
            refuse(sentence("core", "gave up a search that takes too many steps on this text"));
        return found;
    }

private:
    static UErrorCode search(URegularExpression &matcher, const std::u16string &letters,
                             const std::stop_token &stop, std::vector<Match> &found)
    {
        Watch watch{stop};
        UErrorCode status = U_ZERO_ERROR;
        uregex_setTimeLimit(&matcher, stepLimit(letters.size()), &status);
        uregex_setMatchCallback(&matcher, goesOnMatching, &watch, &status);
        uregex_setFindProgressCallback(&matcher, goesOnSearching, &watch, &status);
        uregex_setText(&matcher, letters.data(), static_cast<std::int32_t>(letters.size()), &status);
        std::optional<std::size_t> lastEnd;
        while (uregex_findNext(&matcher, &status) != 0 && U_SUCCESS(status) != 0) {
            const auto begin = static_cast<std::size_t>(uregex_start(&matcher, 0, &status));
            const auto end = static_cast<std::size_t>(uregex_end(&matcher, 0, &status));
            if (begin == end && lastEnd == end)
                continue;
            found.push_back({begin, end});
            lastEnd = end;
        }
        return status;
    }

    // ICU's matchers carry the state of a search, so each search has its own.
    Matcher borrow()
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_idle.empty()) {
            Matcher matcher = std::move(m_idle.back());
            m_idle.pop_back();
            return matcher;
        }
        UErrorCode status = U_ZERO_ERROR;
        Matcher matcher(uregex_clone(m_first, &status));
        uregex_setStackLimit(matcher.get(), kStackBytes, &status);
        if (U_FAILURE(status) != 0)
            refuse(sentence("core", "expected a pattern that can be matched, found %1")
                       .with(u_errorName(status)));
        return matcher;
    }

    void giveBack(Matcher matcher)
    {
        const std::scoped_lock lock(m_mutex);
        m_idle.push_back(std::move(matcher));
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        throw LoadError(sentence("core", "the pattern %1: %2").with(inQuotes(m_expression), found));
    }

    std::string m_expression;
    CodeClasses m_classes;
    std::mutex m_mutex;
    std::vector<Matcher> m_idle;
    URegularExpression *m_first = nullptr;
};

Pattern::Pattern(const std::string &expression)
    : m_engine(std::make_unique<Engine>(expression, parsePattern(expression)))
{
}

Pattern::~Pattern() = default;

std::vector<Pattern::Match> Pattern::matches(AlignedPiece text, const std::stop_token &stop) const
{
    if (text.empty())
        return {};
    return m_engine->matches(text, stop);
}

} // namespace headscope
