#include "app/window/main_window.h"

#include "app/window/drop_veil.h"
#include "app/window/fetch_task.h"
#include "app/window/notice_bar.h"
#include "app/window/open_menu.h"
#include "app/window/start_page.h"
#include "core/inference/inference_session.h"
#include "ui/style/number_text.h"
#include "ui/style/token_text.h"

#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace headscope {

namespace {

constexpr QSize kUsualSize(1600, 1000);
constexpr int kLeastCentre = 400;
constexpr int kSavedAfter = 2000;    ///< milliseconds: what the next start begins with
constexpr int kBusyShownAfter = 300; ///< milliseconds: shorter work shows no progress

bool takesLetters(const QWidget *widget)
{
    const auto *line = qobject_cast<const QLineEdit *>(widget);
    const auto *text = qobject_cast<const QPlainTextEdit *>(widget);
    return (line != nullptr && !line->isReadOnly()) || (text != nullptr && !text->isReadOnly());
}

} // namespace

MainWindow::MainWindow(const WindowSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_openMenu(new OpenMenu(this))
    , m_fetch(new FetchTask(this))
    , m_notice(new NoticeBar(this))
    , m_busySoon(new QTimer(this))
    , m_saveSoon(new QTimer(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    buildToolBar();
    buildBody();
    buildStatusBar();
    buildMenus();
    listen();
    retranslate();
    m_dropVeil = new DropVeil(this);
    resize(kUsualSize.boundedTo(screen()->availableSize()));
    shareWidth();
    restoreGeometry(settings.geometry);
    if (!isMaximized() && !isFullScreen()) // Qt leaves room for a frame that not every desktop draws
        setGeometry(geometry().intersected(screen()->availableGeometry()));
    m_splitter->restoreState(settings.splitter);
    qApp->installEventFilter(this);
    takeModel();
}

/// Board and output as wide as they like to be, in a small window as a share of it.
void MainWindow::shareWidth()
{
    const int board = std::min(312, width() * 24 / 100);
    const int output = std::min(368, width() * 36 / 100);
    m_splitter->setSizes({board, width() - board - output, output});
}

/// A window that became small, or smaller than the one whose shares were remembered, keeps its picture.
void MainWindow::keepCentreWide()
{
    if (m_centre->isVisible() && m_centre->width() < std::min(kLeastCentre, width() * 36 / 100))
        shareWidth();
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
    m_fetch->cancel();
}

void MainWindow::listen()
{
    connect(&m_session, &AnalysisSession::modelChanged, this, &MainWindow::takeModel);
    connect(&m_session, &AnalysisSession::resultChanged, this, &MainWindow::takeResult);
    connect(&m_session, &AnalysisSession::resultChanged, m_saveSoon, qOverload<>(&QTimer::start));
    connect(&m_session, &AnalysisSession::lookChanged, this, &MainWindow::takeLook);
    connect(&m_session, &AnalysisSession::busyChanged, this, &MainWindow::takeBusy);
    connect(&m_session, &AnalysisSession::failed, this, &MainWindow::say);
    connect(&m_session, &AnalysisSession::progressChanged, this,
            [this](double share) { m_progress->setValue(static_cast<int>(100 * share)); });
    connect(m_openMenu, &OpenMenu::fileWanted, this, &MainWindow::chooseFile);
    connect(m_openMenu, &OpenMenu::folderWanted, this, &MainWindow::chooseFolder);
    connect(m_openMenu, &OpenMenu::modelWanted, this,
            [this](const QString &source) { openSource(source, {}); });
    connect(m_openMenu, &OpenMenu::fetchWanted, this, &MainWindow::fetch);
    connect(m_start, &StartPage::fileWanted, this, &MainWindow::chooseFile);
    connect(m_start, &StartPage::folderWanted, this, &MainWindow::chooseFolder);
    connect(m_start, &StartPage::modelWanted, this,
            [this](const QString &source) { openSource(source, {}); });
    connect(m_start, &StartPage::exampleWanted, this,
            [this](const QString &source, const QString &text) { openSource(source, text); });
    connect(m_start, &StartPage::fetchWanted, this, &MainWindow::fetch);
    connect(&m_session, &AnalysisSession::textShortened, this, [this](qsizetype length) {
        m_notice->say(tr("The text has %1 characters; its first %2 were kept.")
                          .arg(countText(length), countText(AnalysisSession::kLongestText)));
    });
    connect(m_fetch, &FetchTask::progressChanged, this, [this](const QString &step, double share) {
        m_progress->setVisible(true);
        m_cancel->setVisible(true);
        m_progress->setValue(static_cast<int>(100 * share));
        m_status->setText(step);
    });
    connect(m_fetch, &FetchTask::fetched, this, [this](const QString &name, const QString &notes) {
        takeBusy(m_session.isBusy());
        m_fetchNotes = notes;
        openSource(name, {});
    });
    connect(m_fetch, &FetchTask::stopped, this, [this] {
        takeBusy(m_session.isBusy());
        m_status->setText(tr("The download was stopped."));
    });
    connect(m_fetch, &FetchTask::failed, this, [this](const QString &reason) {
        takeBusy(m_session.isBusy());
        say(reason);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_fetch->cancel();
        m_session.cancel();
    });
    m_saveSoon->setSingleShot(true);
    m_saveSoon->setInterval(kSavedAfter);
    connect(m_saveSoon, &QTimer::timeout, this, &MainWindow::saveState);
    m_busySoon->setSingleShot(true);
    m_busySoon->setInterval(kBusyShownAfter);
    connect(m_busySoon, &QTimer::timeout, this, [this] {
        m_progress->setVisible(m_session.isBusy());
        m_cancel->setVisible(m_session.isBusy());
    });
}

/// Which patterns are kept.
QString MainWindow::recordedText(const RunResult &result)
{
    if (!result.keepsPatterns())
        return tr("patterns on demand: %n at hand", nullptr, static_cast<int>(result.computedAgain.size()));
    std::size_t recorded = 0;
    for (const Stack stack : {Stack::Encoder, Stack::Decoder, Stack::Cross})
        for (const auto &pattern : result.patternsOf(stack))
            recorded += pattern ? static_cast<std::size_t>(pattern->size()) * sizeof(float) : 0;
    return tr("recorded %1").arg(byteSizeText(recorded));
}

void MainWindow::takeResult()
{
    const auto result = m_session.shown();
    m_undo->setEnabled(m_session.undoStack().canUndo());
    m_redo->setEnabled(m_session.undoStack().canRedo());
    if (!result || !m_session.model()) {
        m_status->setText(m_session.model() && m_session.tokens().empty() && !m_session.isBusy()
                              ? tr("The text gives no tokens: type something.")
                              : QString());
        return;
    }
    m_status->setText(QStringList{
        millisecondsText(result->milliseconds), computedLayers(*result), recordedText(*result),
        tr("%1, %n thread(s)", nullptr, engineThreads()).arg(QString::fromStdString(engineName())),
        tr("float32")}
                          .join(QStringLiteral(" · ")));
}

QString MainWindow::computedLayers(const RunResult &result) const
{
    const StackDepths depths = m_session.model()->config.depths();
    const int first = result.firstComputedLayer;
    if (first >= depths.all())
        return tr("no layer computed again");
    if (depths.decoder == 0)
        return tr("layers %1–%2 computed").arg(first).arg(depths.encoder - 1);
    if (first >= depths.encoder)
        return tr("decoder layers %1–%2 computed").arg(first - depths.encoder).arg(depths.decoder - 1);
    return tr("encoder layers %1–%2 and the decoder computed").arg(first).arg(depths.encoder - 1);
}

void MainWindow::takeLook()
{
    const int index = static_cast<int>(m_session.look().view);
    m_tabs->setCurrentIndex(index);
    m_pages->setCurrentIndex(index);
}

void MainWindow::takeBusy(bool busy)
{
    showStartOrWork();
    if (busy) {
        m_busySoon->start();
        return;
    }
    m_busySoon->stop();
    m_progress->setVisible(m_fetch->isRunning());
    m_cancel->setVisible(m_fetch->isRunning());
}

void MainWindow::say(const QString &problem)
{
    m_fetchNotes.clear();
    m_notice->say(problem);
    takeResult();
}

/// Also while the window is open: not every end of a program is its window's closing.
void MainWindow::saveState()
{
    m_settings.geometry = saveGeometry();
    m_settings.splitter = m_splitter->saveState();
    if (m_session.model()) {
        m_settings.lastModel = m_session.model()->source;
        m_settings.lastText = m_session.text();
        m_settings.lastOthers = {m_session.secondText(), m_session.decoderChoice()};
    }
    saveSettings(m_settings);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_dropVeil->setGeometry(rect());
    QTimer::singleShot(0, this, &MainWindow::keepCentreWide); // once the splitter has its size
}

/// B shows the baseline while it is held, wherever no letters are typed. It ends with the key, wherever the
/// keyboard is by then, and when another window gets it: the release would go there.
bool MainWindow::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate && object == this)
        m_session.holdBaseline(false);
    const bool press = event->type() == QEvent::KeyPress;
    if ((press || event->type() == QEvent::KeyRelease) && object->isWidgetType() &&
        takesBaselineKey(*static_cast<QKeyEvent *>(event), press))
        return true;
    return QMainWindow::eventFilter(object, event);
}

/// Whether the event was meant for the baseline, and nobody else is to see it.
bool MainWindow::takesBaselineKey(const QKeyEvent &key, bool press)
{
    if (key.key() != Qt::Key_B)
        return false;
    if (m_session.isBaselineHeld() && (key.isAutoRepeat() || !press)) {
        if (!key.isAutoRepeat())
            m_session.holdBaseline(false);
        return true;
    }
    const bool isPlain = (key.modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (!isPlain || takesLetters(QApplication::focusWidget()) || QApplication::activeModalWidget() != nullptr)
        return false;
    if (press && !key.isAutoRepeat())
        m_session.holdBaseline(true);
    return true;
}

} // namespace headscope
