#include "app/window/start_page.h"

#include "app/gallery/model_locator.h"
#include "app/window/example_texts.h"
#include "app/window/model_text.h"
#include "ui/style/instrument_style.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

constexpr int kExamplesOfAModel = 2;
constexpr int kLeastColumn = 200;
constexpr int kMostColumn = 420;
constexpr int kDropHeight = 96;

/// Where something can be dropped.
class DropPlace : public QWidget {
public:
    explicit DropPlace(const QString &words, QWidget *parent)
        : QWidget(parent)
        , m_words(words)
    {
        setMinimumHeight(kDropHeight);
        setAccessibleName(words);
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(currentTheme().faintText, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), grid::kUnit, grid::kUnit);
        painter.setPen(currentTheme().mutedText);
        painter.drawText(rect().adjusted(grid::kUnit, 0, -grid::kUnit, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         m_words);
    }

private:
    QString m_words;
};

QLabel *label(const QString &text, QPalette::ColorRole role, QWidget *parent)
{
    auto *words = new QLabel(text, parent);
    words->setTextFormat(Qt::PlainText);
    words->setForegroundRole(role);
    return words;
}

QVBoxLayout *column(const QString &title, QHBoxLayout &row, QWidget *parent)
{
    auto *side = new QWidget(parent);
    side->setMaximumWidth(kMostColumn);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid::kUnit);
    auto *heading = label(title, QPalette::WindowText, side);
    heading->setObjectName(QStringLiteral("heading"));
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    layout->addWidget(heading);
    row.addWidget(side, 1);
    return layout;
}

QPushButton *button(const QString &text, const QString &tip, QWidget *parent)
{
    auto *wide = new QPushButton(parent);
    QString words = text;
    wide->setText(words.replace(QLatin1Char('&'), QLatin1String("&&")));
    wide->setProperty(kLeftAligned, true);
    wide->setMinimumWidth(std::min(wide->sizeHint().width(), kLeastColumn));
    wide->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    wide->setToolTip(plainToolTip(tip));
    wide->setAccessibleName(text);
    wide->setMinimumHeight(grid::kControlHeight);
    return wide;
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("startPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

void StartPage::setLanguage(const QString &language)
{
    m_language = language;
    if (isVisible())
        fill();
}

void StartPage::fill()
{
    if (m_content != nullptr) {
        m_content->hide();
        m_content->deleteLater(); // one of its buttons may be at work
    }
    auto *scroll = new QScrollArea(this);
    m_content = scroll;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto *page = new QWidget(scroll);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(3 * grid::kWide, 3 * grid::kWide, 3 * grid::kWide, grid::kWide);
    outer->setSpacing(grid::kWide);
    auto *title = label(tr("See and test what attention heads do"), QPalette::WindowText, page);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    outer->addWidget(title);
    outer->addWidget(label(tr("No model is open. Choose a sentence, a model, or a file of yours; everything "
                              "stays on this machine."),
                           QPalette::PlaceholderText, page));
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * grid::kWide);
    QVBoxLayout *examples = column(tr("Begin with a sentence"), *row, page);
    QVBoxLayout *here = column(tr("Models on this machine"), *row, page);
    QVBoxLayout *gallery = column(tr("Models to download"), *row, page);
    addExamples(*examples);
    row->addStretch(); // of a wide window; the columns keep to the left
    addModels(*here, *gallery);
    if (gallery->count() == 1) // its title alone: everything is here already
        gallery->itemAt(0)->widget()->hide();
    outer->addLayout(row);
    addOpening(*outer);
    for (QVBoxLayout *each : {examples, here, gallery, outer})
        each->addStretch(1);
    scroll->setWidget(page);
    layout()->addWidget(scroll);
}

void StartPage::addExamples(QVBoxLayout &column)
{
    for (const char *model : {"negation", "induction"}) {
        const QString source = QString::fromLatin1(model);
        for (const QString &text : exampleTexts(source, m_language).mid(0, kExamplesOfAModel)) {
            auto *sentence = button(text, text, this);
            sentence->setObjectName(QStringLiteral("example"));
            connect(sentence, &QPushButton::clicked, this,
                    [this, source, text] { emit exampleWanted(source, text); });
            column.addWidget(sentence);
        }
    }
}

void StartPage::addModels(QVBoxLayout &here, QVBoxLayout &gallery)
{
    for (const OfferedModel &model : offeredModels()) {
        const bool isHere = !model.path.empty();
        const QString name = QString::fromStdString(model.name);
        const QString tip = model.problem.empty() ? aboutText(model) : QString::fromStdString(model.problem);
        auto *entry = button(modelText(model), tip, this);
        entry->setObjectName(isHere ? QStringLiteral("model") : QStringLiteral("download"));
        entry->setEnabled(model.problem.empty());
        connect(entry, &QPushButton::clicked, this,
                [this, name, isHere] { emit isHere ? modelWanted(name) : fetchWanted(name); });
        (isHere ? here : gallery).addWidget(entry);
    }
}

void StartPage::addOpening(QVBoxLayout &column)
{
    auto *row = new QHBoxLayout;
    auto *file =
        button(tr("Open a file…"), tr("A .safetensors or .gguf file, or any file of a model's folder"), this);
    auto *folder = button(tr("Open a folder…"), tr("A folder in Hugging Face's layout"), this);
    for (QPushButton *each : {file, folder}) {
        each->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        each->setProperty(kLeftAligned, false);
    }
    connect(file, &QPushButton::clicked, this, &StartPage::fileWanted);
    connect(folder, &QPushButton::clicked, this, &StartPage::folderWanted);
    row->addWidget(file);
    row->addWidget(folder);
    row->addStretch();
    column.addLayout(row);
    column.addWidget(new DropPlace(tr("or drop a model's folder or file anywhere in this window"), this));
}

void StartPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && isVisible())
        fill();
    QWidget::changeEvent(event);
}

void StartPage::showEvent(QShowEvent *event)
{
    fill();
    QWidget::showEvent(event);
}

} // namespace headscope
