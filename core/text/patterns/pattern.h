#pragma once

#include "core/text/aligned_text.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace headscope {

/// A regular expression in Oniguruma's syntax, by the classes of Unicode 16.
///
/// May be used from several threads. A search that takes more steps than its text can be worth is given up,
/// so that no pattern of a file can hang the program.
class Pattern {
public:
    struct Match {
        std::size_t begin, end;
        bool operator==(const Match &) const = default;
    };

    /// Throws LoadError for what is no pattern.
    explicit Pattern(const std::string &expression);
    ~Pattern();
    Pattern(const Pattern &) = delete;
    Pattern &operator=(const Pattern &) = delete;

    /// All matches from left to right. An empty one is none where the match before it ends. Ends early when
    /// `stop` is requested; throws LoadError when the search is given up.
    [[nodiscard]] std::vector<Match> matches(AlignedPiece text, const std::stop_token &stop) const;

private:
    class Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace headscope
