#include "ui/style/failure_text.h"

#include "ui/style/token_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace headscope {

namespace {

/// Plain names stay as they are, so that a copied sentence holds no marks; others could turn their
/// neighbours.
QString shown(const std::string &text)
{
    const QString said = QString::fromStdString(text);
    const auto isPlain = [](QChar character) { return character.unicode() < 0x250; };
    return std::ranges::all_of(said, isPlain) ? said : isolated(said);
}

} // namespace

QString failureText(const std::exception &error)
{
    const auto *worded = dynamic_cast<const Worded *>(&error);
    return worded == nullptr ? shown(error.what()) : messageText(worded->message());
}

QString messageText(const Message &message)
{
    const std::string said = message.inWords(
        [](const char *english) { return QCoreApplication::translate("core", english).toStdString(); },
        [](const std::string &text) { return shown(text).toStdString(); });
    return QString::fromStdString(said);
}

} // namespace headscope
