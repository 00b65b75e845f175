#include "app/window/column.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/open_menu.h"
#include "app/window/start_page.h"
#include "ui/style/hairline.h"
#include "ui/style/theme.h"
#include "ui/views/all_heads_view.h"
#include "ui/views/decoder_panel.h"
#include "ui/views/elided_label.h"
#include "ui/views/head_board_view.h"
#include "ui/views/head_inspector.h"
#include "ui/views/head_strip.h"
#include "ui/views/lines_controls.h"
#include "ui/views/lines_view.h"
#include "ui/views/matrix_view.h"
#include "ui/views/output_panel.h"
#include "ui/views/stale_veil.h"
#include "ui/views/text_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>

namespace headscope {

namespace {

constexpr int kLeastColumn = 48; ///< its head and its intervention
constexpr int kStatusIndent = 2; ///< what a status bar adds itself

QToolButton *menuButton(const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setMinimumHeight(grid::kControlHeight);
    return button;
}

} // namespace

void MainWindow::buildToolBar()
{
    auto *bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    addToolBar(bar);
    const auto addMargin = [bar] { // beside the one of its items
        auto *margin = new QWidget(bar);
        margin->setFixedWidth(0);
        bar->addWidget(margin);
    };
    addMargin();
    m_open = menuButton(QStringLiteral("open"), bar);
    m_examples = menuButton(QStringLiteral("examples"), bar);
    m_undo = menuButton(QStringLiteral("undo"), bar);
    m_redo = menuButton(QStringLiteral("redo"), bar);
    m_restore = menuButton(QStringLiteral("restoreAll"), bar);
    m_findHeads = menuButton(QStringLiteral("findHeads"), bar);
    m_export = menuButton(QStringLiteral("export"), bar);
    m_theme = menuButton(QStringLiteral("theme"), bar);
    m_language = menuButton(QStringLiteral("language"), bar);
    m_help = menuButton(QStringLiteral("help"), bar);
    m_baseline = new QPushButton(bar);
    m_baseline->setObjectName(QStringLiteral("baseline"));
    m_baseline->setMinimumHeight(grid::kControlHeight);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_open, m_examples, m_undo, m_redo, m_restore})
        bar->addWidget(widget);
    bar->addSeparator();
    bar->addWidget(m_baseline);
    bar->addSeparator();
    bar->addWidget(m_findHeads);
    bar->addWidget(m_export);
    auto *spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_theme, m_language, m_help})
        bar->addWidget(widget);
    addMargin();
    for (QToolButton *button : {m_open, m_examples, m_undo, m_redo, m_restore, m_findHeads, m_export})
        button->setAutoRaise(false); // a tool bar flattens what it takes
    connect(m_undo, &QToolButton::clicked, &m_session.undoStack(), &QUndoStack::undo);
    connect(m_redo, &QToolButton::clicked, &m_session.undoStack(), &QUndoStack::redo);
    connect(&m_session.undoStack(), &QUndoStack::canUndoChanged, m_undo, &QWidget::setEnabled);
    connect(&m_session.undoStack(), &QUndoStack::canRedoChanged, m_redo, &QWidget::setEnabled);
    connect(m_restore, &QToolButton::clicked, &m_session, &AnalysisSession::restoreAll);
    connect(m_baseline, &QPushButton::pressed, this, [this] { m_session.holdBaseline(true); });
    connect(m_baseline, &QPushButton::released, this, [this] { m_session.holdBaseline(false); });
    connect(m_findHeads, &QToolButton::clicked, this, [this] { m_board->chooseMetric(); });
    connect(m_help, &QToolButton::clicked, this, &MainWindow::showHelp);
    m_undo->setEnabled(false);
    m_redo->setEnabled(false);
    m_more = bar->findChild<QToolButton *>(QStringLiteral("qt_toolbar_ext_button"));
    m_more->setIcon({}); // its own is black on every theme
    m_more->setText(QStringLiteral("»"));
    m_more->setToolButtonStyle(Qt::ToolButtonTextOnly);
}

void MainWindow::buildBody()
{
    auto *outer = new QWidget(this);
    m_body = new QStackedWidget(outer);
    m_start = new StartPage(m_body);
    m_start->setLanguage(m_settings.language);
    m_body->addWidget(m_start);
    m_body->addWidget(buildWork(m_body));
    auto *layout = new QVBoxLayout(outer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_body, 1);
    setCentralWidget(outer);
}

QWidget *MainWindow::buildModelLine(QWidget *parent)
{
    auto *line = new QWidget(parent);
    m_modelName = new QLabel(line);
    m_modelName->setObjectName(QStringLiteral("modelName"));
    m_modelAbout = new QLabel(line);
    m_modelAbout->setObjectName(QStringLiteral("modelAbout"));
    QFont bold = m_modelName->font();
    bold.setBold(true);
    m_modelName->setFont(bold);
    for (QLabel *label : {m_modelName, m_modelAbout})
        label->setTextFormat(Qt::PlainText);
    m_modelAbout->setForegroundRole(QPalette::PlaceholderText);
    m_modelAbout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(grid::kWide, grid::kUnit, grid::kWide, 0);
    layout->addWidget(m_modelName);
    layout->addWidget(m_modelAbout, 1);
    return line;
}

/// Tabs; below them the pages: the lines with head strip and controls, the matrix, all heads.
QWidget *MainWindow::buildCentre(QWidget *parent)
{
    m_tabs = new QTabBar(parent);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_pages = new QStackedWidget(parent);
    auto *linesPage = new QWidget(m_pages);
    m_lines = new LinesView(m_session, linesPage);
    auto *lines = new QVBoxLayout(linesPage);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(new HeadStrip(m_session, linesPage));
    lines->addWidget(m_lines, 1);
    lines->addWidget(new Hairline(linesPage));
    lines->addWidget(new LinesControls(m_session, linesPage));
    m_matrix = new MatrixView(m_session, m_pages);
    for (QWidget *page : std::initializer_list<QWidget *>{new Column(linesPage, m_pages), m_matrix,
                                                          new AllHeadsView(m_session, m_pages)}) {
        m_pages->addWidget(page);
        m_tabs->addTab({});
    }
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        Look look = m_session.look();
        look.view = static_cast<CentreView>(index);
        m_session.setLook(look);
    });
    m_centre = new QWidget(parent);
    auto *centre = new QVBoxLayout(m_centre);
    centre->setContentsMargins(grid::kWide, grid::kUnit, grid::kWide, grid::kUnit);
    centre->addWidget(m_tabs);
    centre->addWidget(m_pages, 1);
    return m_centre;
}

/// As high as its lines where there is room, else scrolled.
QWidget *MainWindow::buildInspector(QWidget *parent)
{
    auto *scroll = new Column(new HeadInspector(m_session), parent);
    scroll->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return scroll;
}

QWidget *MainWindow::buildRight(QWidget *parent)
{
    auto *right = new QWidget;
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new OutputPanel(m_session, right), 1);
    layout->addWidget(new Hairline(right));
    layout->addWidget(buildInspector(right));
    return new Column(right, parent);
}

QWidget *MainWindow::buildWork(QWidget *parent)
{
    auto *work = new QWidget(parent); // the Tab key goes through what is in it in the order of the making
    auto *text = new TextPanel(m_session, work);
    auto *decoder = new DecoderPanel(m_session, work);
    m_splitter = new QSplitter(work);
    m_splitter->setObjectName(QStringLiteral("splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(grid::kHairline);
    m_board = new HeadBoardView(m_session, m_splitter);
    m_splitter->addWidget(m_board);
    m_splitter->addWidget(buildCentre(m_splitter));
    m_splitter->addWidget(buildRight(m_splitter));
    m_splitter->setStretchFactor(1, 1);

    auto *layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kHalf);
    layout->addWidget(buildModelLine(work));
    layout->addWidget(text);
    layout->addWidget(decoder);
    layout->addWidget(new Hairline(work));
    layout->addWidget(m_splitter, 1);
    m_staleVeil = new StaleVeil(m_session, m_splitter);
    return work;
}

void MainWindow::buildStatusBar()
{
    m_status = new ElidedLabel(this);
    m_status->setObjectName(QStringLiteral("status"));
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setFixedSize(160, 16);
    m_progress->setRange(0, 100);
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_status->setForegroundRole(QPalette::PlaceholderText);
    statusBar()->setSizeGripEnabled(false);
    m_status->setContentsMargins(grid::kWide - kStatusIndent, 0, 0, 0);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_cancel);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_cancel}) {
        QSizePolicy keepsItsPlace = widget->sizePolicy();
        keepsItsPlace.setRetainSizeWhenHidden(true);
        widget->setSizePolicy(keepsItsPlace);
        widget->hide();
    }
}

void MainWindow::retranslate()
{
    const auto name = [](QWidget *widget, const QString &text, const QString &tip) {
        widget->setToolTip(tip);
        widget->setAccessibleName(tip);
        widget->setProperty("text", text);
    };
    name(m_open, tr("Open"), tr("Open a model (Ctrl+O: a file); Ctrl+Q closes the window"));
    name(m_examples, tr("Examples"), tr("Example sentences for this model"));
    name(m_undo, QStringLiteral("↶"), tr("Undo (Ctrl+Z)"));
    name(m_redo, QStringLiteral("↷"), tr("Redo (Ctrl+Shift+Z)"));
    name(m_restore, tr("Restore all"), tr("Restore every head (Ctrl+R)"));
    name(m_baseline, tr("Baseline (hold B)"), tr("Show the run without interventions while held (B)"));
    name(m_findHeads, tr("Find heads"),
         tr("Choose what the heads are found by: what they look at, or what changes without them (Ctrl+F)"));
    name(m_export, tr("Export"),
         tr("Export the picture (Ctrl+E), copy it, or copy it as a command (Ctrl+Shift+C)"));
    name(m_theme, tr("Theme"), tr("Light, dark, or as the system"));
    name(m_language, tr("Language"), tr("Language of the window"));
    name(m_help, QStringLiteral("?"), tr("What the mouse and the keys do (F1)"));
    name(m_cancel, tr("Cancel"), tr("Stop what is being computed or fetched"));
    m_more->setToolTip(tr("The buttons that have no room here"));
    m_more->setAccessibleName(m_more->toolTip());
    m_progress->setAccessibleName(tr("Progress"));
    m_tabs->setTabText(0, tr("Lines"));
    m_tabs->setTabText(1, tr("Matrix"));
    m_tabs->setTabText(2, tr("All heads"));
    m_tabs->setAccessibleName(tr("View in the centre"));
    m_tabs->setAccessibleDescription(tr("Arrows change the view, and Ctrl with its number."));
    m_tabs->setTabToolTip(0, tr("Who looks at whom in a layer, a line for each look (Ctrl+1)"));
    m_tabs->setTabToolTip(1, tr("What one head looks at, a cell for each pair of tokens (Ctrl+2)"));
    m_tabs->setTabToolTip(2, tr("A small picture of every head (Ctrl+3)"));
    fillExportMenu();
    fillThemes();
    takeModel();
    takeResult();
}

} // namespace headscope
