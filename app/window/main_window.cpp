#include "app/window/main_window.h"

#include "app/window/drop_veil.h"
#include "app/window/fetch_task.h"
#include "app/window/notice_bar.h"
#include "app/window/open_menu.h"
#include "app/window/start_page.h"
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
constexpr int kSavedAfter = 2000; ///< milliseconds: what the next start begins with

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
    connect(&m_session, &AnalysisSession::modelChanged, this, &MainWindow::takeNotices);
    connect(&m_session, &AnalysisSession::resultChanged, this, &MainWindow::dropPastNotices);
    connect(&m_session, &AnalysisSession::textChanged, this, &MainWindow::dropPastNotices);
    connect(&m_session, &AnalysisSession::resultChanged, this, &MainWindow::takeResult);
    connect(&m_session, &AnalysisSession::resultChanged, m_saveSoon, qOverload<>(&QTimer::start));
    connect(&m_session, &AnalysisSession::lookChanged, this, &MainWindow::takeLook);
    connect(&m_session, &AnalysisSession::busyChanged, this, &MainWindow::takeBusy);
    connect(&m_session, &AnalysisSession::failed, this, &MainWindow::takeFailure);
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
        m_notice->say(NoticeOf::Text, tr("The text has %1 characters; its first %2 were kept.")
                                          .arg(countText(length), countText(AnalysisSession::kLongestText)));
    });
    listenToWork();
    m_saveSoon->setSingleShot(true);
    m_saveSoon->setInterval(kSavedAfter);
    connect(m_saveSoon, &QTimer::timeout, this, &MainWindow::saveState);
}

void MainWindow::takeLook()
{
    const int index = static_cast<int>(m_session.look().view);
    m_tabs->setCurrentIndex(index);
    m_pages->setCurrentIndex(index);
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
