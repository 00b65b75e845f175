#include "app/window/example_texts.h"
#include "app/window/language.h"
#include "app/window/main_window.h"
#include "app/window/open_menu.h"
#include "app/window/start_page.h"
#include "app/window/window_keys.h"
#include "ui/style/theme.h"
#include "ui/views/head_board_view.h"

#include <QApplication>
#include <QMenu>
#include <QMessageBox>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

namespace headscope {

namespace {

constexpr int kLongestMenuText = 80;

} // namespace

void MainWindow::buildMenus()
{
    m_open->setMenu(m_openMenu);
    for (QToolButton *button : {m_examples, m_export, m_theme, m_language})
        button->setMenu(new QMenu(button));
    connect(m_examples->menu(), &QMenu::aboutToShow, this, &MainWindow::fillExamples);
    fillExportMenu();
    fillThemes();
    WindowKeys::keep(*this);
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence::Open, [this] { chooseFile(); });
    shortcut(QKeySequence(tr("Ctrl+Q")), [this] { close(); });
    shortcut(QKeySequence::Undo, [this] { m_session.undoStack().undo(); });
    shortcut(QKeySequence(tr("Ctrl+Shift+Z")), [this] { m_session.undoStack().redo(); });
    shortcut(QKeySequence(tr("Ctrl+R")), [this] { m_session.restoreAll(); });
    shortcut(QKeySequence(tr("Ctrl+E")), [this] { exportView(viewInCentre(), 2, QStringLiteral("png")); });
    shortcut(QKeySequence(tr("Ctrl+Shift+C")), [this] { copyCommand(viewInCentre()); });
    shortcut(QKeySequence(tr("Ctrl+F")), [this] { m_board->chooseMetric(); });
    shortcut(QKeySequence::HelpContents, [this] { showHelp(); });
    for (int tab = 0; tab < m_pages->count(); ++tab)
        shortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + tab)),
                 [this, tab] { m_tabs->setCurrentIndex(tab); });
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
    m_saveSoon->start();
}

void MainWindow::chooseLanguage(const QString &language)
{
    m_settings.language = language;
    m_start->setLanguage(language);
    m_saveSoon->start();
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
           "move, Space toggles, Enter shows. A click on the number of a layer shows that layer; with Shift, "
           "a "
           "click on the number of a layer or of a head ablates or restores the whole row or column.\n\n"
           "Lines: click a square of the head strip to show or hide a head, double-click for only that one; "
           "hover a word to isolate its lines, click to pin, Esc to let go; with the keys: arrows, Space; "
           "Page "
           "Up and Page Down change the layer.\n\n"
           "Matrix: wheel zooms, drag moves, double-click shows all.\n\n"
           "Hold B: the baseline. Ctrl+Z, Ctrl+Shift+Z: undo and redo, of heads and text. Ctrl+R: restore "
           "all. "
           "Ctrl+1, 2, 3: views. Ctrl+F: find heads. Ctrl+E: export. Ctrl+Shift+C: copy as command. Ctrl+O: "
           "open. Ctrl+Q: close.") +
        QStringLiteral("\n\n") +
        tr("Two texts: “+ second text” gives a pair, A → B in lines and matrix shows what goes from one "
           "text to the other. An encoder-decoder has tabs above the board for the heads of its encoder, "
           "its decoder and its cross attention, and a line below the text for what its decoder "
           "reads."));
    box.exec();
}

} // namespace headscope
