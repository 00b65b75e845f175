#include "tests/support/source_folder.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <array>
#include <utility>
#include <vector>

namespace headscope {
namespace {

/// One text of a translation file.
struct Entry {
    QString context, source, state;
    QStringList texts;
};

/// From the root of the sources; the same words bring a file up to date when they end in its own name.
QStringList lupdateArguments(const QString &language)
{
    QStringList arguments{QStringLiteral("-silent"),
                          QStringLiteral("-I"),
                          QStringLiteral("."),
                          QStringLiteral("-recursive"),
                          QStringLiteral("ui"),
                          QStringLiteral("app"),
                          QStringLiteral("core"),
                          QStringLiteral("-tr-function-alias"),
                          QStringLiteral("translate+=sentence"),
                          QStringLiteral("-source-language"),
                          QStringLiteral("en"),
                          QStringLiteral("-target-language"),
                          language};
    if (language == QLatin1String("en"))
        arguments.append(QStringLiteral("-pluralonly"));
    return arguments;
}

Entry readMessage(QXmlStreamReader &xml, const QString &context)
{
    Entry entry;
    entry.context = context;
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) {
            entry.source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            entry.state = xml.attributes().value(QLatin1String("type")).toString();
            QString text;
            while (!xml.readNext() || !(xml.isEndElement() && xml.name() == QLatin1String("translation"))) {
                if (xml.atEnd())
                    break;
                if (xml.isStartElement())
                    entry.texts.append(xml.readElementText());
                else if (xml.isCharacters())
                    text += xml.text();
            }
            if (entry.texts.isEmpty())
                entry.texts.append(text);
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

std::vector<Entry> readEntries(const QString &name)
{
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Entry> entries;
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            entries.push_back(readMessage(xml, context));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return entries;
}

/// What the file would hold if it were brought up to date now; the tree itself is never written.
std::vector<Entry> updatedEntries(const QString &language)
{
    const QTemporaryDir folder;
    const QString root = QString::fromStdString(sourceFolder());
    const QString name = QStringLiteral("headscope_%1.ts").arg(language);
    const QString copy = folder.filePath(name);
    EXPECT_TRUE(QFile::copy(root + QStringLiteral("/resources/translations/") + name, copy));
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    QProcess lupdate;
    lupdate.setWorkingDirectory(root);
    lupdate.start(QStringLiteral(HEADSCOPE_LUPDATE),
                  lupdateArguments(language) + QStringList{QStringLiteral("-ts"), copy});
    lupdate.waitForFinished(120'000);
    EXPECT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    return readEntries(copy);
}

QSet<QString> placesIn(const QString &text)
{
    static const QRegularExpression places(QStringLiteral("%(?:n|L?\\d+)"));
    QSet<QString> found;
    for (auto each = places.globalMatch(text); each.hasNext();)
        found.insert(each.next().captured());
    return found;
}

QStringList frenchMistakes(const QString &text)
{
    static const std::array<std::pair<const char *, QRegularExpression>, 4> mistakes{
        {{"a plain space before one of ; ! ? :", QRegularExpression(QStringLiteral(" [;!?:]"))},
         {"an ASCII double quote", QRegularExpression(QStringLiteral("\""))},
         {"an ASCII apostrophe", QRegularExpression(QStringLiteral("'"))},
         {"no no-break space inside « »",
          QRegularExpression(QStringLiteral("«(?![\\x{a0}\\x{202f}])|(?<![\\x{a0}\\x{202f}])»"))}}};
    QStringList found;
    for (const auto &[what, pattern] : mistakes)
        if (pattern.match(text).hasMatch())
            found.append(QString::fromUtf8(what));
    return found;
}

QStringList problemsOf(const Entry &entry, const QString &language)
{
    if (entry.state == QLatin1String("vanished") || entry.state == QLatin1String("obsolete"))
        return {QStringLiteral("is no longer in the sources: remove it")};
    if (entry.state == QLatin1String("unfinished") || entry.texts.contains(QString()))
        return {QStringLiteral("is not translated")};
    QStringList problems;
    for (const QString &text : entry.texts) {
        // A form for one may leave its number out; every other place must be there.
        QSet<QString> lost = placesIn(entry.source) - placesIn(text);
        lost.remove(QStringLiteral("%n"));
        if (!lost.isEmpty())
            problems.append(QStringLiteral("lost a place (%1, %2…): ") + text);
        if (language == QLatin1String("fr"))
            for (const QString &mistake : frenchMistakes(text))
                problems.append(QStringLiteral("has %1: %2").arg(mistake, text));
    }
    return problems;
}

class Translations : public testing::TestWithParam<const char *> {};

TEST_P(Translations, AreComplete)
{
    const QString language = QString::fromLatin1(GetParam());
    const std::vector<Entry> entries = updatedEntries(language);
    EXPECT_FALSE(entries.empty());
    QStringList problems;
    for (const Entry &entry : entries)
        for (const QString &problem : problemsOf(entry, language))
            problems.append(QStringLiteral("%1: “%2” %3").arg(entry.context, entry.source, problem));

    EXPECT_TRUE(problems.isEmpty()) << problems.join(QLatin1Char('\n')).toStdString()
                                    << "\nFrom the root of the sources: lupdate "
                                    << lupdateArguments(language).join(QLatin1Char(' ')).toStdString()
                                    << " -locations none -no-obsolete -ts resources/translations/headscope_"
                                    << language.toStdString() << ".ts, then translate.";
}

INSTANTIATE_TEST_SUITE_P(Languages, Translations, testing::Values("en", "fr"),
                         [](const auto &language) { return std::string(language.param); });

} // namespace
} // namespace headscope
