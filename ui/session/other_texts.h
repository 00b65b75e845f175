#pragma once

#include <QString>

#include <optional>

namespace headscope {

/// Where the text of an encoder-decoder's decoder comes from.
struct DecoderChoice {
    enum class Source {
        Written, ///< what the undisturbed model writes itself, greedily
        Given,   ///< `text`, after the start token; nothing = the start token alone
        Ids      ///< the ids in `text` as they are, the start token among them
    };
    Source source = Source::Written;
    QString text;
    int mostTokens = 32; ///< that are written, the start token included
    bool operator==(const DecoderChoice &) const = default;
};

/// What an encoder-decoder writes greedily; empty until it is known.
struct WrittenTexts {
    QString baseline;
    QString now; ///< with the interventions
    bool operator==(const WrittenTexts &) const = default;
};

/// What a model may read beside its text.
struct OtherTexts {
    std::optional<QString> second; ///< of a pair
    DecoderChoice decoder;
    bool operator==(const OtherTexts &) const = default;
};

} // namespace headscope
