#include "app/window/example_texts.h"
#include "app/window/export_picture.h"
#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/render_line.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolButton>

namespace headscope {

namespace {

constexpr int kLongestMenuText = 80;

} // namespace

QWidget *MainWindow::picture()
{
    return m_pages->currentWidget();
}

void MainWindow::fillExportMenu()
{
    QMenu *menu = m_export->menu();
    if (menu == nullptr)
        return;
    menu->clear();
    for (const double scale : {1.0, 2.0, 4.0})
        menu->addAction(tr("This view as PNG, %1×").arg(scale), this,
                        [this, scale] { exportPicture(false, scale); });
    menu->addSeparator();
    for (const double scale : {1.0, 2.0, 4.0})
        menu->addAction(tr("Whole window as PNG, %1×").arg(scale), this,
                        [this, scale] { exportPicture(true, scale); });
    menu->addSeparator();
    menu->addAction(tr("Copy the picture"), this, &MainWindow::copyPicture);
    menu->addAction(tr("Copy as command"), this, &MainWindow::copyCommand);
}

void MainWindow::exportPicture(bool wholeWindow, double scale)
{
    QWidget &widget = wholeWindow ? *static_cast<QWidget *>(this) : *picture();
    const QImage image = pictureOf(widget, scale); // before a dialog covers or changes anything
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export the picture"), QStringLiteral("headscope.png"), tr("PNG pictures (*.png)"));
    if (file.isEmpty())
        return;
    const QString problem = writePng(image, file);
    if (!problem.isEmpty())
        return say(problem);
    m_status->setText(tr("written: %1").arg(isolated(file)));
}

void MainWindow::copyPicture()
{
    QApplication::clipboard()->setImage(pictureOf(*picture(), devicePixelRatioF()));
    m_status->setText(tr("The picture is on the clipboard."));
}

void MainWindow::copyCommand()
{
    const auto model = m_session.model();
    if (!model)
        return;
    const PictureDescription description{model->source,
                                         m_session.text(),
                                         model->config.layers,
                                         model->config.heads,
                                         m_session.shownInterventions(),
                                         m_session.look(),
                                         currentTheme().dark,
                                         m_settings.language,
                                         picture()->size()};
    const QString line = renderLine(description);
    QApplication::clipboard()->setText(line);
    m_status->setText(tr("copied: %1").arg(isolated(line)));
}

void MainWindow::fillExamples()
{
    QMenu *menu = m_examples->menu();
    menu->clear();
    const auto model = m_session.model();
    for (const QString &text : exampleTexts(model ? model->source : QString(), m_settings.language)) {
        QString label =
            text.size() > kLongestMenuText ? text.left(kLongestMenuText) + QStringLiteral("…") : text;
        menu->addAction(label.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                        [this, text] { m_session.editText(text); });
    }
}

void MainWindow::fillThemes()
{
    QMenu *themes = m_theme->menu();
    QMenu *languages = m_language->menu();
    if (themes == nullptr || languages == nullptr)
        return;
    themes->clear();
    languages->clear();
    const auto add = [](QMenu *menu, const QString &text, bool chosen, auto action) {
        QAction *entry = menu->addAction(text, menu, action);
        entry->setCheckable(true);
        entry->setChecked(chosen);
    };
    add(themes, tr("As the system"), m_settings.theme == ThemeKind::System,
        [this] { chooseTheme(ThemeKind::System); });
    add(themes, tr("Light"), m_settings.theme == ThemeKind::Light, [this] { chooseTheme(ThemeKind::Light); });
    add(themes, tr("Dark"), m_settings.theme == ThemeKind::Dark, [this] { chooseTheme(ThemeKind::Dark); });
    // Each language names itself, so that a reader finds it in a window that speaks another one.
    add(languages, QStringLiteral("English"), m_settings.language == QLatin1String("en"),
        [this] { chooseLanguage(QStringLiteral("en")); });
    add(languages, QStringLiteral("Français"), m_settings.language == QLatin1String("fr"),
        [this] { chooseLanguage(QStringLiteral("fr")); });
}

void MainWindow::chooseTheme(ThemeKind theme)
{
    m_settings.theme = theme;
    applyTheme(*qApp, theme);
    fillThemes();
}

void MainWindow::chooseLanguage(const QString &language)
{
    m_settings.language = language;
    applyLanguage(language);
}

void MainWindow::showHelp()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("Headscope — keys and mouse"));
    box.setTextFormat(Qt::PlainText);
    box.setText(tr(
        "Head board: click ablates or restores, drag paints, right-click offers every intervention; arrows "
        "move, Space toggles, Enter shows.\n\n"
        "Lines: click a square of the head strip to show or hide a head, double-click for only that one; "
        "hover a "
        "word to isolate its lines, click to pin, Esc to let go; Page Up and Page Down change the layer.\n\n"
        "Matrix: wheel zooms, drag moves, double-click shows all.\n\n"
        "Hold B: the baseline. Ctrl+Z, Ctrl+Shift+Z: undo and redo, of heads and text. Ctrl+R: restore all. "
        "Ctrl+1, 2, 3: views. Ctrl+E: export. Ctrl+Shift+C: copy as command."));
    box.exec();
}

} // namespace headscope
