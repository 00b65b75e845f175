#pragma once

#include "core/formats/gguf.h"
#include "core/formats/load_error.h"
#include "core/message/message.h"
#include "core/text/vocabulary.h"

#include <optional>
#include <string>

namespace headscope {

/// A GGUF file's keys that begin with `tokenizer.ggml.`.
class GgufKeys {
public:
    explicit GgufKeys(const GgufFile &file)
        : m_file(file)
    {
    }

    template <typename T>
    [[nodiscard]] const T *find(const std::string &key) const
    {
        return m_file.value<T>("tokenizer.ggml." + key);
    }

    template <typename T>
    [[nodiscard]] T value(const std::string &key, T otherwise) const
    {
        const T *found = find<T>(key);
        return found == nullptr ? otherwise : *found;
    }

    /// A special token's id, checked against the vocabulary.
    [[nodiscard]] std::optional<TokenId> id(const std::string &key, const Vocabulary &vocabulary) const
    {
        const auto *found = find<std::int64_t>(key);
        if (found == nullptr)
            return std::nullopt;
        if (*found < 0 || *found >= vocabulary.size())
            refuse(sentence("core", "%1: expected an id below %2, found %3")
                       .with(key, vocabulary.size(), *found));
        return static_cast<TokenId>(*found);
    }

    [[noreturn]] void refuse(const Message &found) const
    {
        throw LoadError(sentence("core", "%1: tokenizer.ggml.%2").with(m_file.path().string(), found));
    }

private:
    const GgufFile &m_file;
};

} // namespace headscope
