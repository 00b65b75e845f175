#include "app/window/example_texts.h"

#include "app/gallery/gallery_list.h"
#include "core/formats/json_file.h"

#include <nlohmann/json.hpp>

namespace headscope {

namespace {

void append(const nlohmann::json &texts, QStringList &list)
{
    for (const auto &text : texts)
        list.append(QString::fromStdString(text.get<std::string>()));
}

void appendLanguages(const nlohmann::json &byLanguage, const std::string &language, QStringList &list)
{
    if (byLanguage.contains(language))
        append(byLanguage.at(language), list);
    for (const auto &[other, texts] : byLanguage.items())
        if (other != language)
            append(texts, list);
}

nlohmann::json showcase()
{
    return readJsonFile(resourceFolder() / "models" / "showcase.json");
}

} // namespace

QStringList exampleTexts(const QString &model, const QString &language)
{
    QStringList list;
    try {
        const std::string name = model.toStdString();
        const std::string first = language.toStdString();
        const nlohmann::json embedded = showcase();
        if (embedded.contains(name)) {
            appendLanguages(embedded.at(name).at("example_texts"), first, list);
            return list;
        }
        const nlohmann::json examples = readJsonFile(resourceFolder() / "examples" / "examples.json");
        if (examples.at("models").contains(name))
            appendLanguages(examples.at("models").at(name), first, list);
        appendLanguages(examples.at("any"), first, list);
    } catch (const std::exception &error) {
        qWarning("example texts: %s", error.what()); // the program works without them
    }
    return list;
}

QString openingText(const QString &model, const QString &language)
{
    try {
        const nlohmann::json embedded = showcase();
        if (embedded.contains(model.toStdString()))
            return QString::fromStdString(embedded.at(model.toStdString())
                                              .at("opening_text")
                                              .at(language.toStdString())
                                              .get<std::string>());
    } catch (const std::exception &error) {
        qWarning("example texts: %s", error.what());
    }
    return exampleTexts(model, language).value(0);
}

bool isExampleText(const QString &model, const QString &text)
{
    const QString english = QStringLiteral("en");
    return text == openingText(model, english) || text == openingText(model, QStringLiteral("fr")) ||
           exampleTexts(model, english).contains(text);
}

} // namespace headscope
