#include "tests/app/main_window_fixture.h"
#include "tests/support/source_folder.h"

#include <QComboBox>
#include <QTabBar>

namespace headscope {
namespace {

using WindowExport = MainWindowTest;

const std::string kEncoderDecoder = sourceFolder() + "/tests/golden/models/bart";

TEST_F(WindowExport, TheCopiedCommandDrawsTheExportedPicturePixelForPixel)
{
    start("negation", "the film is not good");
    for (int view = 0; view < 3; ++view) {
        m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(view);
        QApplication::processEvents();
        expectTheCommandsPicture("view " + std::to_string(view));
    }
    const QImage board(exported(QStringLiteral("Head board as PNG, 2×"), QStringLiteral("png")));
    EXPECT_EQ(board,
              drawnByCommand(QStringLiteral("Copy the head board as command"), QStringLiteral(" --scale 2")));
}

TEST_F(WindowExport, TheCopiedCommandNamesStackAndDecoderOfAnEncoderDecoder)
{
    start(kEncoderDecoder, "5 6 7 8 9",
          {std::nullopt, {DecoderChoice::Source::Ids, QStringLiteral("2 0 11")}});
    auto *stacks = m_window->findChild<QTabBar *>(QStringLiteral("stack"));
    for (int stack = 0; stack < 3; ++stack) {
        stacks->setCurrentIndex(stack);
        for (int view = 0; view < 3; ++view) {
            m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(view);
            QTest::qWait(50);
            expectTheCommandsPicture("stack " + std::to_string(stack) + ", view " + std::to_string(view));
        }
        const QImage board(exported(QStringLiteral("Head board as PNG, 2×"), QStringLiteral("png")));
        EXPECT_EQ(board, drawnByCommand(QStringLiteral("Copy the head board as command"),
                                        QStringLiteral(" --scale 2")));
    }
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--decoder-ids=2,0,11")));
}

TEST_F(WindowExport, TheCopiedCommandHasWhatTheDecoderWroteAndWhatIsDoneToItsHeads)
{
    m_window->start({kEncoderDecoder, "5 6 7 8 9", {"x1.2=zero", "d0.1=mean"}});
    ASSERT_TRUE(QTest::qWaitFor([this] { return !outputs().isEmpty(); }, kPatience));
    QTest::qWait(300);
    EXPECT_EQ(m_window->findChild<QTabBar *>(QStringLiteral("stack"))->currentIndex(), 1);

    expectTheCommandsPicture("written");

    const QString line = QApplication::clipboard()->text();
    EXPECT_TRUE(line.contains(QStringLiteral("x1.2=zero")) && line.contains(QStringLiteral("d0.1=mean")))
        << line.toStdString();
}

TEST_F(WindowExport, TheCopiedCommandHasBothTextsOfAPair)
{
    start("negation", "the film is not good", {QStringLiteral("it's bad"), {}});
    auto *parts = m_window->findChild<QComboBox *>(QStringLiteral("textPart"));
    parts->setCurrentIndex(2);
    emit parts->activated(2);
    QApplication::processEvents();

    expectTheCommandsPicture("A → B");
    m_window->findChild<QTabBar *>(QStringLiteral("tabs"))->setCurrentIndex(1);
    QApplication::processEvents();
    expectTheCommandsPicture("matrix, A → B");

    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--part a-b")));
}

TEST_F(WindowExport, ALongScrolledTextIsDrawnAgainWhereItWasScrolledTo)
{
    start("induction",
          "the cat saw the dog and the dog saw the cat and the cat saw the dog and the dog saw the cat "
          "and the cat saw the dog and the dog saw the cat and the cat saw the dog");
    m_window->resize(900, 520);
    QApplication::processEvents();

    const QImage picture(exported(QStringLiteral("This view as PNG, 1×"), QStringLiteral("png")));

    EXPECT_EQ(picture, drawnByCommand(QStringLiteral("Copy as command")));
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QStringLiteral("--scroll")));
}

TEST_F(WindowExport, AViewIsExportedAsADrawing)
{
    start("negation", "the film is not good");

    QFile svg(exported(QStringLiteral("This view as SVG"), QStringLiteral("svg")));
    QFile pdf(exported(QStringLiteral("This view as PDF"), QStringLiteral("pdf")));

    ASSERT_TRUE(svg.open(QIODevice::ReadOnly) && pdf.open(QIODevice::ReadOnly));
    EXPECT_TRUE(svg.readAll().contains("<svg"));
    EXPECT_TRUE(pdf.readAll().startsWith("%PDF-"));
}

} // namespace
} // namespace headscope
