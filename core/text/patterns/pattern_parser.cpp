#include "core/text/patterns/pattern_parser.h"

#include "core/formats/in_quotes.h"
#include "core/formats/load_error.h"
#include "core/text/patterns/class_reader.h"

#include <algorithm>

namespace headscope {

namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kMostSets = 1000;
constexpr int kMostRepetitions = 100'000;

struct Interval {
    std::string least, most; ///< digits; `most` empty: without an end
    bool isExact = false;
    std::size_t length = 0; ///< of what was read
};

class PatternParser {
public:
    explicit PatternParser(const std::string &expression)
        : m_reader(expression)
    {
    }

    ParsedPattern parse()
    {
        parseBranches({});
        if (!m_reader.atEnd())
            m_reader.refuse(sentence("core", "a ) without its ("));
        return std::move(m_parsed);
    }

private:
    /// Until the end of the group, which is left to the caller.
    void parseBranches(PatternOptions options)
    {
        if (++m_depth > kDeepest)
            m_reader.refuse(sentence("core", "groups deeper than %1").with(kDeepest));
        std::size_t atom = kNoAtom; // where the last atom begins
        while (!m_reader.atEnd() && m_reader.peek() != U')') {
            if (m_reader.skipIgnored(options))
                continue;
            if (m_reader.accept(U'|')) {
                addGlue("|");
                atom = kNoAtom;
            } else if (const auto interval = repetition()) {
                if (atom == kNoAtom)
                    m_reader.refuse(sentence("core", "a repetition of nothing"));
                repeat(atom, *interval);
            } else {
                atom = m_parsed.parts.size();
                parseAtom(options);
            }
        }
        --m_depth;
    }

    void parseAtom(const PatternOptions &options)
    {
        switch (m_reader.peek()) {
        case U'(':
            m_reader.take();
            return parseGroup(options);
        case U'\\':
            return parseEscape(options);
        case U'[':
            m_reader.take();
            return addSet(m_reader.readClass(options));
        case U'.':
            m_reader.take();
            return addSet(options.dotTakesNewline ? allCodes() : allBut(U'\n'));
        case U'^':
            m_reader.take();
            addGlue("(?:\\A|(?<=");
            addSet({U'\n', U'\n'});
            return addGlue(")(?!\\z))");
        case U'$':
            m_reader.take();
            addGlue("(?=");
            addSet({U'\n', U'\n'});
            return addGlue("|\\z)");
        default:
            return addSet(m_reader.withCase(m_reader.take(), options));
        }
    }

    void parseGroup(PatternOptions options)
    {
        if (!m_reader.accept(U'?'))
            return parseGroupBody("(?:", options);
        if (m_reader.accept(U'#')) {
            while (m_reader.take() != U')') {
            }
            return addGlue("(?:)");
        }
        for (const std::u32string_view opening : {U"<=", U"<!", U":", U"=", U"!", U">"}) {
            if (m_reader.accept(opening))
                return parseGroupBody("(?" + std::string(opening.begin(), opening.end()), options);
        }
        if (m_reader.accept(U'<')) {
            while (m_reader.take() != U'>') {
            }
            return parseGroupBody("(?:", options);
        }
        m_reader.readOptions(options);
        if (m_reader.accept(U':'))
            return parseGroupBody("(?:", options);
        // Options without a group hold to the end of the group they stand in, alternatives included.
        if (!m_reader.accept(U')'))
            m_reader.refuse(sentence("core", "a group of an unknown kind"));
        addGlue("(?:");
        parseBranches(options);
        addGlue(")");
    }

    void parseGroupBody(const std::string &opening, const PatternOptions &options)
    {
        addGlue(opening);
        parseBranches(options);
        if (!m_reader.accept(U')'))
            m_reader.refuse(sentence("core", "a ( without its )"));
        addGlue(")");
    }

    void parseEscape(const PatternOptions &options)
    {
        if (auto codes = m_reader.readSetEscape(ClassReader::Place::Alone))
            return addSet(*codes);
        m_reader.take();
        const char32_t letter = m_reader.atEnd() ? U'\0' : m_reader.peek();
        const auto isOneOf = [letter](std::u32string_view letters) {
            return letters.find(letter) != std::u32string_view::npos;
        };
        if (isOneOf(U"GKXyYkgcCM123456789"))
            m_reader.refuse(sentence("core", "\\%1, which Headscope does not know")
                                .with(std::string(1, static_cast<char>(letter))));
        if (!isOneOf(U"AzZbBR"))
            return addSet(m_reader.withCase(m_reader.readEscapedCode(), options));
        m_reader.take();
        if (letter == U'A' || letter == U'z')
            return addGlue(letter == U'A' ? "\\A" : "\\z");
        if (letter == U'R')
            return addLineEnd();
        if (letter == U'Z')
            return addBetween("(?=", {U'\n', U'\n'}, "?\\z)");
        const bool isBoundary = letter == U'b';
        addBetween("(?:(?<=", loneWordCodes(), isBoundary ? ")(?!" : ")(?=");
        addBetween("", loneWordCodes(), ")|(?<!");
        addBetween("", loneWordCodes(), isBoundary ? ")(?=" : ")(?!");
        addBetween("", loneWordCodes(), "))");
    }

    void addLineEnd()
    {
        addBetween("(?>", {U'\r', U'\r'}, "");
        CodeSet ends(U'\n', U'\r');
        ends.add(0x85).add(0x2028, 0x2029);
        addBetween("", {U'\n', U'\n'}, "|");
        addBetween("", ends, ")");
    }

    /// `*`, `+`, `?` or `{1,3}` at this place.
    [[nodiscard]] std::optional<Interval> repetition() const
    {
        switch (m_reader.peek()) {
        case U'*':
            return Interval{"0", "", false, 1};
        case U'+':
            return Interval{"1", "", false, 1};
        case U'?':
            return Interval{"0", "1", false, 1};
        case U'{':
            return interval();
        default:
            return std::nullopt;
        }
    }

    /// A { that opens no interval is a character.
    [[nodiscard]] std::optional<Interval> interval() const
    {
        Interval found;
        std::size_t place = 1;
        const auto readDigits = [&](std::string &digits) {
            for (; m_reader.peek(place) >= U'0' && m_reader.peek(place) <= U'9'; ++place)
                digits.push_back(static_cast<char>(m_reader.peek(place)));
        };
        readDigits(found.least);
        found.isExact = m_reader.peek(place) == U'}';
        if (m_reader.peek(place) == U',') {
            ++place;
            readDigits(found.most);
        }
        if (m_reader.peek(place) != U'}' || (found.least.empty() && found.most.empty()))
            return std::nullopt;
        found.length = place + 1;
        if (found.isExact)
            found.most = found.least;
        if (found.least.empty())
            found.least = "0";
        return found;
    }

    void repeat(std::size_t atom, const Interval &interval)
    {
        const auto numberOf = [&](const std::string &digits) {
            const int number = digits.size() > 6 ? kMostRepetitions + 1 : std::stoi(digits);
            if (number > kMostRepetitions)
                m_reader.refuse(sentence("core", "more than %1 repetitions").with(kMostRepetitions));
            return number;
        };
        if (!interval.most.empty() && numberOf(interval.least) > numberOf(interval.most))
            m_reader.refuse(sentence("core", "an interval that ends before it begins"));
        const bool isBraced = m_reader.peek() == U'{';
        for (std::size_t index = 0; index < interval.length; ++index)
            m_reader.take();
        std::string glue = "{" + interval.least + (interval.isExact ? "" : "," + interval.most) + "}";
        if (!isBraced)
            glue = interval.least == "1" ? "+" : interval.most.empty() ? "*" : "?";
        // Behind an interval + repeats it, and behind {3} a ? makes it one that may be missing.
        if (!interval.isExact && m_reader.accept(U'?'))
            glue += "?";
        else if (!isBraced && m_reader.accept(U'+'))
            glue += "+";
        addRepetition(atom, glue);
        if (m_reader.atEnd() || !repetition())
            return;
        m_parsed.parts.insert(m_parsed.parts.begin() + static_cast<std::ptrdiff_t>(atom), {"(?:"});
        addGlue(")");
    }

    /// ICU remembers each round of x{2,}, which a long text has too many of, but not those of x*.
    void addRepetition(std::size_t atom, const std::string &glue)
    {
        const std::size_t comma = glue.find(",}");
        const PatternPart first = m_parsed.parts[atom];
        if (comma == std::string::npos || atom + 1 != m_parsed.parts.size() ||
            first.set == PatternPart::kNoSet)
            return addGlue(glue);
        addGlue(glue.substr(0, comma) + "}");
        m_parsed.parts.push_back(first);
        addGlue("*" + glue.substr(comma + 2));
    }

    static CodeSet allBut(char32_t code)
    {
        CodeSet codes = allCodes();
        return codes.remove(static_cast<UChar32>(code));
    }

    void addGlue(const std::string &glue) { m_parsed.parts.push_back({glue}); }

    void addBetween(const std::string &before, const CodeSet &codes, const std::string &behind)
    {
        addGlue(before);
        addSet(codes);
        addGlue(behind);
    }

    void addSet(const CodeSet &codes)
    {
        const auto known = std::ranges::find(m_parsed.sets, codes);
        m_parsed.parts.push_back({"", static_cast<int>(known - m_parsed.sets.begin())});
        if (known == m_parsed.sets.end())
            m_parsed.sets.push_back(codes);
        if (m_parsed.sets.size() > kMostSets)
            m_reader.refuse(sentence("core", "more than %1 classes of characters").with(kMostSets));
    }

    static constexpr std::size_t kNoAtom = SIZE_MAX;
    ClassReader m_reader;
    ParsedPattern m_parsed;
    int m_depth = 0;
};

} // namespace

ParsedPattern parsePattern(const std::string &expression)
{
    return PatternParser(expression).parse();
}

} // namespace headscope
