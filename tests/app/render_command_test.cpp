#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QXmlStreamReader>

namespace headscope {

namespace {

const std::string kText = "the film is not good";

/// A folder and the picture that `render` writes into it.
class Render : public testing::Test {
protected:
    [[nodiscard]] std::string file(const QString &name = QStringLiteral("out.png")) const
    {
        return m_folder.filePath(name).toStdString();
    }

    [[nodiscard]] ProgramResult run(const std::vector<std::string> &more, const std::string &view = "lines",
                                    const std::vector<std::string> &environment = {}) const
    {
        std::vector<std::string> arguments{"render", "negation", "--text", kText,
                                           "--view", view,       "--out",  file()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runHeadscope(arguments, {}, environment);
    }

    /// Null when the command fails.
    [[nodiscard]] QImage picture(std::vector<std::string> more, const std::string &view = "lines") const
    {
        more.insert(more.end(), {"--size", "480x320"});
        const ProgramResult result = run(more, view);
        EXPECT_EQ(result.status, 0) << result.errors;
        EXPECT_EQ(result.output, "");
        return QImage(QString::fromStdString(file()));
    }

    [[nodiscard]] QStringList filesLeft() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    void expectRefused(const ProgramResult &result, int status) const
    {
        EXPECT_EQ(result.status, status) << result.errors;
        EXPECT_EQ(result.errorLines(), 1) << result.errors;
        EXPECT_EQ(result.output, "");
        EXPECT_TRUE(filesLeft().isEmpty()) << filesLeft().join(QLatin1Char(' ')).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

bool isOneColor(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != image.pixel(0, 0))
                return false;
    return true;
}

QByteArray bytesOf(const std::string &name)
{
    QFile file(QString::fromStdString(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const std::vector<std::string> kViews{"lines", "matrix", "all", "board"};

} // namespace

TEST_F(Render, EveryViewIsAPictureOfSizeTimesScale)
{
    for (const std::string &view : kViews) {
        const ProgramResult result = run({"--size", "500x300", "--scale", "1.5"}, view);

        EXPECT_EQ(result.status, 0) << view << result.errors;
        const QImage image(QString::fromStdString(file()));
        EXPECT_EQ(image.size(), QSize(750, 450)) << view;
        EXPECT_FALSE(isOneColor(image)) << view;
    }
}

TEST_F(Render, TheUsualSizeIs1600x1000)
{
    ASSERT_EQ(run({}).status, 0);

    EXPECT_EQ(QImage(QString::fromStdString(file())).size(), QSize(1600, 1000));
}

TEST_F(Render, TwiceTheSameIsTheSamePicture)
{
    for (const std::string &view : kViews)
        EXPECT_EQ(picture({}, view), picture({}, view)) << view;
}

TEST_F(Render, AnAblatedHeadChangesThePicture)
{
    // Ablating leaves a head's own pattern as it was: the matrix of that head says so in its title.
    for (const std::string &view : kViews)
        EXPECT_NE(picture({"--heads", "2"}, view), picture({"--heads", "2", "--intervene", "0.2=zero"}, view))
            << view;
}

TEST_F(Render, TheDarkThemeLooksDifferent)
{
    for (const std::string &view : kViews) {
        const QImage light = picture({}, view);
        const QImage dark = picture({"--theme", "dark"}, view);
        EXPECT_GT(light.pixelColor(1, 1).lightness(), 128) << view;
        EXPECT_LT(dark.pixelColor(1, 1).lightness(), 128) << view;
    }
}

TEST_F(Render, EveryLineOptionIsSeen)
{
    const QImage plain = picture({});
    const std::vector<std::vector<std::string>> changes{
        {"--heads", "0"},   {"--heads", "none"}, {"--threshold", "0.5"},
        {"--top-k", "1"},   {"--hide-first"},    {"--pin", "2"},
        {"--pin", "key:2"}, {"--text-b", "no"},  {"--no-special-tokens"}};
    for (const auto &change : changes)
        EXPECT_NE(plain, picture(change)) << change.front();
}

TEST_F(Render, ALongTextIsDrawnWhole)
{
    const auto draw = [this](const std::string &lastWord) {
        std::string text;
        for (int word = 0; word < 35; ++word)
            text += "the ";
        const ProgramResult result =
            runHeadscope({"render", "induction", "--text", text + lastWord, "--view", "lines", "--threshold",
                          "1", "--size", "600x300", "--out", file()});
        EXPECT_EQ(result.status, 0) << result.errors;
        return QImage(QString::fromStdString(file()));
    };

    const QImage picture = draw("cat");

    EXPECT_EQ(picture.size(), QSize(600, 300));
    EXPECT_NE(picture, draw("the"));
}

TEST_F(Render, OneHeadOfTheMatrixDiffersFromTheMean)
{
    EXPECT_NE(picture({}, "matrix"), picture({"--heads", "1"}, "matrix"));
}

TEST_F(Render, AnotherMetricIsAnotherBoard)
{
    EXPECT_NE(picture({}, "board"), picture({"--metric", "self"}, "board"));
}

TEST_F(Render, TheMatrixSpeaksFrench)
{
    EXPECT_NE(picture({}, "board"), picture({"--language", "fr"}, "board"));
}

TEST_F(Render, IdsStandInForText)
{
    const ProgramResult result =
        runHeadscope({"render", "negation", "--ids", "1,2,3", "--view", "matrix", "--out", file()});

    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_EQ(filesLeft(), QStringList{QStringLiteral("out.png")});
}

TEST_F(Render, NeitherAHomeNorADisplayIsNeeded)
{
    const ProgramResult result = run(
        {}, "lines", {"HOME=", "DISPLAY=", "WAYLAND_DISPLAY=", "XDG_RUNTIME_DIR=", "QT_QPA_PLATFORM=xcb"});

    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(filesLeft(), QStringList{QStringLiteral("out.png")});
}

TEST_F(Render, WrongUsageEndsWithTwo)
{
    const std::vector<std::vector<std::string>> wrong{
        {"--size", "1600"},   {"--size", "0x10"},     {"--size", "10x10x10"},
        {"--size", "axb"},    {"--scale", "0"},       {"--scale", "nan"},
        {"--scale", "big"},   {"--threshold", "2"},   {"--threshold", "nan"},
        {"--top-k", "-1"},    {"--heads", ""},        {"--heads", "0,"},
        {"--heads", "a"},     {"--layer", "one"},     {"--metric", "beauty"},
        {"--theme", "pink"},  {"--language", "de"},   {"--pin", "first"},
        {"--position", "x"},  {"--intervene", "0.2"}, {"--loud"},
        {"--combine", "sum"}, {"--area", "1,2"},      {"--area", "0,0,0"},
        {"--font", "Sans"},   {"--font", "Sans,1"},   {"--scroll", "-1"},
        {"--ids", "1"}};
    for (const auto &options : wrong) {
        SCOPED_TRACE(options.front() + " " + options.back());
        expectRefused(run(options), 2);
    }
    expectRefused(run({}, "triangles"), 2);
    expectRefused(runHeadscope({"render", "--text", kText, "--view", "lines"}), 2);
    expectRefused(runHeadscope({"render", "--text", kText, "--out", file()}), 2);
    expectRefused(runHeadscope({"render", "--view", "lines", "--out", file()}), 2);
    for (const char *name : {"out", "out.jpg", ".png"})
        expectRefused(runHeadscope({"render", "--text", kText, "--view", "lines", "--out",
                                    file(QString::fromLatin1(name))}),
                      2);
}

TEST_F(Render, WhatIsFoundLaterEndsWithOneLineAndNoFile)
{
    const std::vector<std::vector<std::string>> refused{
        {"--layer", "9"},          {"--layer", "-1"},
        {"--heads", "99"},         {"--heads", "0,-1"},
        {"--pin", "99"},           {"--pin", "key:-1"},
        {"--position", "99"},      {"--area", "0,0,99"},
        {"--size", "20001x10"},    {"--scale", "1e9"},
        {"--scale", "0.0001"},     {"--intervene", "9.0=zero"},
        {"--metric", "patch:a-b"}, {"--metric", "attribution:a"}};
    for (const auto &options : refused) {
        SCOPED_TRACE(options.front() + " " + options.back());
        expectRefused(run(options), 1);
    }
    expectRefused(run({}, "neuron"), 1);
    for (const char *name : {"nowhere/out.svg", "nowhere/out.png"})
        expectRefused(runHeadscope({"render", "--text", kText, "--view", "lines", "--out",
                                    file(QString::fromLatin1(name))}),
                      1);
    expectRefused(
        runHeadscope({"render", "no/such/model", "--text", kText, "--view", "lines", "--out", file()}), 1);
}

TEST_F(Render, EveryViewIsADrawingToo)
{
    for (const std::string &view : kViews) {
        const std::string svg = file(QString::fromStdString(view + ".svg"));
        const std::string pdf = file(QString::fromStdString(view + ".PDF"));
        for (const std::string &name : {svg, pdf}) {
            const ProgramResult result = runHeadscope(
                {"render", "negation", "--text", kText, "--view", view, "--size", "480x320", "--out", name});
            EXPECT_EQ(result.status, 0) << view << result.errors;
        }
        const QByteArray drawing = bytesOf(svg);
        EXPECT_TRUE(drawing.contains("<svg") && drawing.contains("viewBox=\"0 0 480 320\"")) << view;
        EXPECT_FALSE(drawing.contains("<image")) << view << " holds pixels";
        EXPECT_TRUE(bytesOf(pdf).startsWith("%PDF-")) << view;
    }
}

TEST_F(Render, TextInADrawingIsNoMarkup)
{
    const std::string name = file(QStringLiteral("out.svg"));
    const ProgramResult drawn = runHeadscope(
        {"render", "negation", "--text", "a <b> & \"c\" </text>", "--view", "matrix", "--out", name});
    EXPECT_EQ(drawn.status, 0) << drawn.errors;
    QXmlStreamReader xml(bytesOf(name));
    while (!xml.atEnd())
        xml.readNext();
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
}

TEST_F(Render, BenchTellsTheTimeOfEveryView)
{
    const ProgramResult result = runHeadscope({"bench", "negation", "--tokens", "8", "--json"});

    EXPECT_EQ(result.status, 0) << result.errors;
    for (const char *name : {"lines-first", "lines", "lines-hover", "matrix", "board", "all"})
        EXPECT_NE(result.output.find('"' + std::string(name) + '"'), std::string::npos) << name;
}

} // namespace headscope
