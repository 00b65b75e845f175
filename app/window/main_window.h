#pragma once

#include "app/command_line/render_picture.h"
#include "app/window/run_window.h"
#include "app/window/window_settings.h"
#include "ui/session/analysis_session.h"

#include <QMainWindow>

#include <functional>
#include <optional>

class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTimer;
class QToolButton;

namespace headscope {

class DropVeil;
class FetchTask;
class HeadBoardView;
class LinesView;
class MatrixView;
class NoticeBar;
class OpenMenu;
class StaleVeil;
class StartPage;

/// Assembles the views around one session. No logic lives here that could live in a view or a value.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens what the command line asked for, else the last model, else the embedded one.
    void start(const WindowOptions &options);

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void buildToolBar();
    void buildBody();
    void shareWidth();
    void keepCentreWide();
    QWidget *buildInspector(QWidget *parent);
    QWidget *buildRight(QWidget *parent);
    QWidget *buildWork(QWidget *parent);
    QWidget *buildModelLine(QWidget *parent);
    QWidget *buildCentre(QWidget *parent);
    void buildStatusBar();
    void buildMenus();
    void listen();
    void listenToWork();
    void retranslate();

    void openSource(const QString &source, const QString &text, const OtherTexts &others = {});
    void chooseFile();
    void chooseFolder();
    void fetch(const QString &galleryName);
    void takeFetched(const QString &name, const QString &notes);
    /// Whether the texts are the user's, not an example or what the model opened with.
    [[nodiscard]] bool hasOwnTexts() const;
    [[nodiscard]] OpeningTexts openingTexts(const QString &source);

    void takeModel();
    void takeSpecs();
    void takeResult();
    [[nodiscard]] static QString recordedText(const RunResult &result);
    void showStartOrWork();
    [[nodiscard]] QString computedLayers(const RunResult &result) const;
    void takeLook();
    void takeBusy(bool busy);
    void offerRun();
    [[nodiscard]] QString lagText() const;
    bool takesBaselineKey(const QKeyEvent &key, bool press);
    void saveState();
    void say(const QString &problem);
    void takeFailure(const QString &reason);
    /// Of the model that was opened now: a language that is chosen later brings no closed notice back.
    void takeNotices();
    void dropPastNotices();

    void exportView(RenderView view, double scale, const QString &ending);
    void exportWindow(double scale);
    void writeTo(const QString &ending, const std::function<void(const std::filesystem::path &)> &write);
    void copyPicture();
    void copyCommand(RenderView view);
    /// What the centre shows, or the head board.
    [[nodiscard]] RenderView viewInCentre() const;
    [[nodiscard]] RenderOptions pictureOptions(RenderView view) const;
    [[nodiscard]] std::optional<RenderSource> pictureSource();
    void fillExportMenu();
    void fillExamples();
    void fillThemes();
    void chooseTheme(ThemeKind theme);
    void chooseLanguage(const QString &language);
    void showHelp();

    AnalysisSession m_session;
    WindowSettings m_settings;
    std::vector<std::string> m_specsToApply;
    bool m_hasDecoderText = false; // the command line gave one
    bool m_hasMendedText = false;  // of the command line
    QString m_openNotes;           // said once the model is open
    OpeningTexts m_ownTexts;       // the user's, brought along from the previous model
    bool m_isOpening = false, m_isCancelled = false;
    bool m_isRunStopped = false;                   // the picture lies behind, and nothing is coming
    bool m_opensAnother = false;                   // what fails now is the opening of a model
    std::weak_ptr<const RunResult> m_resultBefore; // of a run's failure: a newer one takes it back

    OpenMenu *m_openMenu;
    FetchTask *m_fetch;
    NoticeBar *m_notice;
    QToolButton *m_open, *m_undo, *m_redo, *m_restore, *m_export, *m_examples, *m_theme, *m_language, *m_help;
    QToolButton *m_findHeads, *m_more;
    QPushButton *m_baseline, *m_cancel;
    QLabel *m_modelName, *m_modelAbout, *m_status;
    QTabBar *m_tabs;
    QStackedWidget *m_pages, *m_body;
    StartPage *m_start;
    DropVeil *m_dropVeil;
    StaleVeil *m_staleVeil;
    LinesView *m_lines;
    MatrixView *m_matrix;
    HeadBoardView *m_board;
    QWidget *m_centre;
    QSplitter *m_splitter;
    QProgressBar *m_progress;
    QTimer *m_busySoon;
    QTimer *m_saveSoon;
};

} // namespace headscope
