#include "app/window/render_line.h"
#include "tests/support/run_program.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

namespace headscope {

namespace {

ModelConfig config()
{
    ModelConfig config;
    config.layers = 1;
    config.heads = 4;
    return config;
}

PictureDescription description()
{
    PictureDescription picture;
    picture.model = QStringLiteral("negation");
    picture.text = QStringLiteral("the film is not good");
    picture.bounds = {1, 4};
    picture.language = QStringLiteral("en");
    picture.options = optionsOf({}, config());
    picture.options.size = {480, 320};
    return picture;
}

/// What a shell does with a copied line. Null when the command fails.
QImage drawnByShell(const PictureDescription &picture)
{
    const QTemporaryDir folder;
    QString line = renderLine(picture);
    line.replace(QStringLiteral("headscope render"),
                 shellQuoted(QString::fromStdString(programPath())) + QStringLiteral(" render"));
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
    shell.closeWriteChannel();
    shell.waitForFinished();
    EXPECT_EQ(shell.exitCode(), 0) << line.toStdString() << '\n'
                                   << shell.readAllStandardError().toStdString();
    return QImage(folder.filePath(QStringLiteral("headscope.png")));
}

/// The same text through a file, where no quoting is involved.
QImage drawnFromFile(const PictureDescription &picture)
{
    const QTemporaryDir folder;
    QFile text(folder.filePath(QStringLiteral("text")));
    EXPECT_TRUE(text.open(QIODevice::WriteOnly));
    text.write(picture.text.toUtf8() + '\n');
    text.close();
    const std::string out = folder.filePath(QStringLiteral("out.png")).toStdString();
    const ProgramResult result =
        runHeadscope({"render", "negation", "--text", "@" + text.fileName().toStdString(), "--view", "lines",
                      "--size", "480x320", "--out", out});
    EXPECT_EQ(result.status, 0) << result.errors;
    return QImage(QString::fromStdString(out));
}

} // namespace

TEST(RenderLine, AnyTextComesThroughAShellUnchanged)
{
    const std::vector<QString> texts{QStringLiteral("it's not \"good\""),
                                     QStringLiteral("not\ngood\n"),
                                     QStringLiteral("@not good"),
                                     QStringLiteral("@@not"),
                                     QStringLiteral("--not"),
                                     QStringLiteral("-"),
                                     QStringLiteral("$(false) `x` $HOME \\"),
                                     QStringLiteral("[not,good]"),
                                     QStringLiteral("{not} good # !"),
                                     QStringLiteral("not 🙂 ça"),
                                     QStringLiteral("'not'"),
                                     QStringLiteral("\"not good\""),
                                     QStringLiteral(" not good "),
                                     QStringLiteral("not\n"),
                                     QStringLiteral("not=good"),
                                     QStringLiteral("%%not"),
                                     QStringLiteral("headscope not")};
    for (const QString &text : texts) {
        SCOPED_TRACE(text.toStdString());
        PictureDescription picture = description();
        picture.text = text;

        const QImage drawn = drawnByShell(picture);

        EXPECT_EQ(drawn.size(), QSize(480, 320));
        EXPECT_EQ(drawn, drawnFromFile(picture));
    }
}

TEST(RenderLine, WhatIsShownIsDrawn)
{
    const QImage plain = drawnByShell(description());
    const auto changed = [&](const std::function<void(PictureDescription &)> &change) {
        PictureDescription picture = description();
        change(picture);
        const QImage drawn = drawnByShell(picture);
        EXPECT_EQ(drawn.size(), QSize(480, 320));
        return drawn != plain;
    };

    const auto looking = [&](const std::function<void(Look &)> &change) {
        return changed([&](PictureDescription &picture) {
            Look look;
            change(look);
            picture.options = optionsOf(look, config());
            picture.options.size = {480, 320};
        });
    };

    EXPECT_TRUE(changed([](auto &picture) { picture.options.dark = true; }));
    EXPECT_TRUE(changed([](auto &picture) { picture.options.scroll = 40; }));
    EXPECT_TRUE(changed([](auto &picture) { picture.options.font.pixels = 16; }));
    EXPECT_TRUE(looking([](Look &look) { look.view = CentreView::Matrix; }));
    EXPECT_TRUE(looking([](Look &look) { look.view = CentreView::AllHeads; }));
    EXPECT_TRUE(looking([](Look &look) { look.hiddenHeads = {1, 2}; }));
    EXPECT_TRUE(looking([](Look &look) { look.hiddenHeads = {0, 1, 2, 3}; }));
    EXPECT_TRUE(looking([](Look &look) { look.pinned = PinnedToken{TokenSide::Key, 1}; }));
    EXPECT_TRUE(looking([](Look &look) { look.pinned = PinnedToken{TokenSide::Query, 1}; }));
    EXPECT_TRUE(looking([](Look &look) { look.topKeys = 1; }));
    EXPECT_TRUE(looking([](Look &look) { look.hideFirstToken = true; }));
    EXPECT_TRUE(changed([](auto &picture) {
        picture.interventions = {{HeadId{Stack::Encoder, 0, 2}, Zero{}}};
    }));
}

TEST(RenderLine, TheMatrixTellsItsHeadsApartByWhatItMakesOfThem)
{
    const auto drawn = [](const std::function<void(PictureDescription &)> &change) {
        PictureDescription picture = description();
        picture.options.view = RenderView::Matrix;
        picture.options.heads = {0, 2};
        change(picture);
        return drawnByShell(picture);
    };
    const QImage mean = drawn([](auto &) {});

    EXPECT_NE(mean, drawn([](auto &picture) { picture.options.combination = Combination::Maximum; }));
    EXPECT_NE(mean, drawn([](auto &picture) { picture.options.cells = QRectF(0.5, 1.25, 3, 3); }));
}

TEST(RenderLine, TheBoardTellsItsMetricAndItsColours)
{
    const auto drawn = [](const std::function<void(PictureDescription &)> &change) {
        PictureDescription picture = description();
        picture.options.view = RenderView::Board;
        change(picture);
        return drawnByShell(picture);
    };
    const QImage entropy = drawn([](auto &) {});

    EXPECT_NE(entropy, drawn([](auto &picture) { picture.options.spacing = Spacing::Logarithmic; }));
    EXPECT_NE(entropy, drawn([](auto &picture) { picture.options.metric.words.id = MetricId::Self; }));
}

TEST(RenderLine, ACutTextIsCutAgain)
{
    PictureDescription picture = description();
    picture.text = QStringLiteral("the film is not good ").repeated(200);
    picture.isCut = true;

    EXPECT_EQ(drawnByShell(picture).size(), QSize(480, 320));
}

TEST(RenderLine, IdsAreGivenAsIds)
{
    PictureDescription picture = description();
    picture.text = QStringLiteral("5 6, 7");
    picture.isIds = true;

    EXPECT_EQ(drawnByShell(picture).size(), QSize(480, 320));
}

TEST(RenderLine, WithoutASizeItIsTheUsualOne)
{
    PictureDescription picture = description();
    picture.options.size = {};

    EXPECT_EQ(drawnByShell(picture).size(), QSize(1600, 1000));
}

} // namespace headscope
