#include "app/window/example_texts.h"
#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/start_page.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QToolButton>

namespace headscope {

namespace {

constexpr int kLongestMenuText = 80;

} // namespace

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
    m_start->setLanguage(language);
    applyLanguage(language);
}

void MainWindow::showHelp()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("Headscope — keys and mouse"));
    box.setTextFormat(Qt::PlainText);
    box.setText(
        tr("Head board: click ablates or restores, drag paints, right-click offers every intervention; "
           "arrows "
           "move, Space toggles, Enter shows.\n\n"
           "Lines: click a square of the head strip to show or hide a head, double-click for only that one; "
           "hover a "
           "word to isolate its lines, click to pin, Esc to let go; with the keys: arrows, Space; Page Up "
           "and "
           "Page "
           "Down change the layer.\n\n"
           "Matrix: wheel zooms, drag moves, double-click shows all.\n\n"
           "Hold B: the baseline. Ctrl+Z, Ctrl+Shift+Z: undo and redo, of heads and text. Ctrl+R: restore "
           "all. "
           "Ctrl+1, 2, 3: views. Ctrl+E: export. Ctrl+Shift+C: copy as command.") +
        QStringLiteral("\n\n") +
        tr("Two texts: “+ second text” gives a pair, A → B under the lines shows those from one text "
           "to the other. An encoder-decoder has tabs above the board for the heads of its encoder, "
           "its decoder and its cross attention, and a line below the text for what its decoder "
           "reads."));
    box.exec();
}

} // namespace headscope
