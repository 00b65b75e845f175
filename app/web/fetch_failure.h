#pragma once

#include <QCoreApplication>
#include <QString>

#include <stdexcept>

namespace headscope {

/// What was wanted from the network could not be had. `what()` is one sentence for the user, in the language
/// of the window (English where there is none).
class FetchFailure : public std::runtime_error {
public:
    explicit FetchFailure(const QString &sentence)
        : std::runtime_error(sentence.toStdString())
    {
    }
};

/// Thrown when the user stopped a fetch; never shown as a failure.
struct FetchStopped {};

/// The words of fetching: where its sentences find their translation.
class FetchText {
    Q_DECLARE_TR_FUNCTIONS(FetchText)
};

} // namespace headscope
