#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// An option that takes one value and may be given several times.
CLI::Option *addRepeated(CLI::App &command, const std::string &name, std::vector<std::string> &values,
                         const std::string &help);

/// An option whose value is a whole number, written as one in the base of ten.
CLI::Option *asWhole(CLI::Option *option);

/// An option whose value is a number with a point, whatever the locale.
CLI::Option *asDecimal(CLI::Option *option);

/// An option whose value is a file's name, which cannot be empty.
CLI::Option *asFile(CLI::Option *option);

/// A place in a text or a model. A number too large for any is refused later, as what is outside is.
CLI::Option *addPlace(CLI::App &command, const std::string &name, std::optional<int> &place,
                      const std::string &help);

/// Options that the contract names and that wait for what they belong to: given, the command is refused.
class PlannedOptions {
public:
    /// `--patch-text`, and with it the second run of `patch`.
    void addPatchText(CLI::App &command);
    /// `--treebank`, of the metric `relation`.
    void addTreebank(CLI::App &command);
    /// Throws Refusal when one was given.
    void refuse() const;

private:
    std::optional<std::string> m_patchText, m_treebank;
};

} // namespace headscope
