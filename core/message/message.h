#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace headscope {

/// A sentence for the user that can be said in another language: an English template with the places %1, %2,
/// … and what stands there. Names, paths and figures are messages without places, said as they are.
///
/// Translations are looked up by the English template, in the context "core"; lupdate finds the templates by
/// the calls of `sentence` (tests/translations says how).
class Message {
public:
    Message() = default;
    Message(std::string asItIs) // NOLINT(google-explicit-constructor): whatever is said is a message
        : m_text(std::move(asItIs))
    {
    }
    Message(const char *asItIs) // NOLINT(google-explicit-constructor)
        : m_text(asItIs)
    {
    }
    Message(const char *english, std::vector<Message> arguments)
        : m_text(english)
        , m_arguments(std::move(arguments))
        , m_isTemplate(true)
    {
    }

    /// What it says where nobody translates: on the command line.
    [[nodiscard]] std::string english() const;
    /// The same with every template turned by `translated` and everything else by `shown`.
    [[nodiscard]] std::string inWords(const std::function<std::string(const char *)> &translated,
                                      const std::function<std::string(const std::string &)> &shown) const;

private:
    std::string m_text; ///< a template, or what is said as it is
    std::vector<Message> m_arguments;
    bool m_isTemplate = false;
};

/// An English template, found by lupdate; a message where it has no places.
class Sentence {
public:
    constexpr explicit Sentence(const char *english)
        : m_english(english)
    {
    }

    /// The message with what stands at %1, %2, …: numbers, names, paths and other messages.
    template <typename... Arguments>
    [[nodiscard]] Message with(const Arguments &...arguments) const
    {
        return {m_english, std::vector<Message>{asMessage(arguments)...}};
    }
    operator Message() const { return {m_english, {}}; } // NOLINT(google-explicit-constructor)

private:
    template <typename Argument>
    [[nodiscard]] static Message asMessage(const Argument &argument)
    {
        if constexpr (std::is_arithmetic_v<Argument>)
            return {std::to_string(argument)};
        else if constexpr (std::is_convertible_v<Argument, std::string_view>)
            return {std::string(std::string_view(argument))};
        else
            return argument;
    }

    const char *m_english;
};

/// A translatable sentence: `sentence("core", "%1: expected %2, found %3").with(file, expected, found)`.
///
/// The context is always "core" and stands there for lupdate, which passes over calls with other arguments
/// than these two.
[[nodiscard]] constexpr Sentence sentence(const char * /*context*/, const char *english)
{
    return Sentence(english);
}

/// An exception that can be said in another language.
class Worded {
public:
    explicit Worded(Message message)
        : m_message(std::move(message))
    {
    }
    virtual ~Worded() = default;
    [[nodiscard]] const Message &message() const { return m_message; }

protected:
    Worded(const Worded &) = default;
    Worded &operator=(const Worded &) = default;

private:
    Message m_message;
};

/// A standard exception with a message; `what()` is the English sentence.
template <typename Error>
class Said : public Error, public Worded {
public:
    explicit Said(const Message &message)
        : Error(message.english())
        , Worded(message)
    {
    }
};

} // namespace headscope
