#include "ui/views/text_panel.h"

#include "ui/session/session_text.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/text_edit.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QToolButton>

#include <array>

namespace headscope {

namespace {

constexpr int kTextHeight = 52; ///< two lines; longer texts scroll
constexpr int kMostMarked = 200;
constexpr int kWordPalette = 2000; ///< vocabularies up to this size are offered as words

} // namespace

TextPanel::TextPanel(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_edit(new TextEdit(session, this))
    , m_second(new TextEdit(session, this))
    , m_count(new QLabel(this))
    , m_pair(new QToolButton(this))
{
    buildUp();
    retranslate();
    connect(m_edit, &QPlainTextEdit::textChanged, this,
            [this] { m_session.editText(m_edit->toPlainText()); });
    connect(m_second, &QPlainTextEdit::textChanged, this,
            [this] { m_session.editSecondText(m_second->toPlainText()); });
    connect(m_pair, &QToolButton::clicked, this, &TextPanel::toggleSecond);
    connect(&session, &AnalysisSession::textChanged, this, &TextPanel::takeText);
    connect(&session, &AnalysisSession::modelChanged, this, &TextPanel::takeText);
    connect(&session, &AnalysisSession::busyChanged, this, &TextPanel::showCount);
}

void TextPanel::buildUp()
{
    m_edit->setObjectName(QStringLiteral("text"));
    m_second->setObjectName(QStringLiteral("secondText"));
    m_pair->setObjectName(QStringLiteral("pair"));
    m_pair->setMinimumHeight(grid::kControlHeight);
    for (TextEdit *edit : {m_edit, m_second})
        setUp(*edit);
    m_count->setObjectName(QStringLiteral("tokenCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(QStringLiteral("0,000 tokens")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid::kWide, 0, grid::kWide, grid::kUnit);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_second, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_pair);
}

void TextPanel::setUp(TextEdit &edit)
{
    edit.setUndoRedoEnabled(false);
    edit.setTabChangesFocus(true);
    edit.document()->setDocumentMargin(grid::kUnit);
    edit.setFixedHeight(kTextHeight);
    edit.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&edit, &QPlainTextEdit::customContextMenuRequested, this,
            [this, &edit](const QPoint &position) { showMenu(edit, position); });
}

void TextPanel::retranslate()
{
    m_edit->setAccessibleName(tr("Text"));
    m_edit->setToolTip(tr("The text that the model reads. Right-click: examples of words, masks."));
    m_second->setPlaceholderText(tr("The second text of a pair"));
    m_second->setAccessibleName(tr("Second text"));
    m_second->setToolTip(tr("The second text, joined to the first as the model wants its pairs"));
    takeText();
}

void TextPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        takeText();
    QWidget::changeEvent(event);
}

QString TextPanel::textOf(const TextEdit &edit) const
{
    return &edit == m_second ? m_session.secondText().value_or(QString()) : m_session.text();
}

void TextPanel::takeText()
{
    const auto model = m_session.model();
    m_edit->setPlaceholderText(model && !model->tokenizer
                                   ? tr("No tokenizer came with this model: type token ids, such as 1 5 7")
                                   : tr("Type a text: everything follows at once"));
    for (TextEdit *edit : {m_edit, m_second}) {
        if (edit->toPlainText() == textOf(*edit))
            continue;
        const QSignalBlocker quiet(edit);
        edit->setPlainText(textOf(*edit));
        edit->moveCursor(QTextCursor::End);
    }
    takeSecondText();
    markUnknown();
    showCount();
}

void TextPanel::takeSecondText()
{
    const auto model = m_session.model();
    const bool isPair = m_session.secondText().has_value();
    m_second->setVisible(isPair);
    m_pair->setVisible(isPair || (model && model->tokenizer));
    const QString tip = isPair ? tr("Take the second text away") : tr("Add the second text of a pair");
    m_pair->setText(isPair ? tr("− second text") : tr("+ second text"));
    m_pair->setToolTip(plainToolTip(tip));
    m_pair->setAccessibleName(tip);
}

void TextPanel::toggleSecond()
{
    const bool isNew = !m_session.secondText();
    m_session.editSecondText(isNew ? std::optional(QString()) : std::nullopt);
    (isNew ? m_second : m_edit)->setFocus(Qt::OtherFocusReason);
}

QString TextPanel::countOfTokens() const
{
    const auto tokens = static_cast<long long>(m_session.tokens().size());
    if (m_session.awaitsTokens()) // of a long text: read beside the window, unless that was stopped
        return m_session.isBusy() ? QStringLiteral("…") : QStringLiteral("–");
    if (m_session.tokensBeyondModel() > 0)
        return tr("%1 read, %2 more do not fit")
            .arg(countText(tokens), countText(m_session.tokensBeyondModel()));
    return tr("%n token(s)", nullptr, static_cast<int>(tokens));
}

void TextPanel::showCount()
{
    QString count = countOfTokens();
    if (m_unknown > 0)
        count += QLatin1Char('\n') + tr("%n unknown", nullptr, m_unknown);
    m_count->setText(count);
    QPalette palette = m_count->palette();
    palette.setColor(QPalette::WindowText,
                     m_session.tokensBeyondModel() > 0 ? currentTheme().loss : currentTheme().mutedText);
    m_count->setPalette(palette);
}

/// Words outside the vocabulary are underlined: a small model makes confident nonsense of them.
void TextPanel::markUnknown()
{
    std::array<QList<QTextEdit::ExtraSelection>, 2> marks; // of each text
    int count = 0;
    const auto model = m_session.model();
    const auto unknown = model && model->tokenizer ? model->tokenizer->unknownId() : std::nullopt;
    for (const Token &token : m_session.tokens()) {
        if (!unknown || token.id != *unknown || token.sequence < 0 || count >= kMostMarked)
            continue;
        TextEdit &edit = token.sequence == 1 ? *m_second : *m_edit;
        const auto [begin, end] = unitsOfToken(textOf(edit), token);
        QTextEdit::ExtraSelection mark;
        mark.cursor = edit.textCursor();
        mark.cursor.setPosition(static_cast<int>(begin));
        mark.cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(currentTheme().loss);
        mark.format.setToolTip(tr("not in the vocabulary"));
        marks.at(static_cast<std::size_t>(sequenceOf(edit))).append(mark);
        ++count;
    }
    m_edit->setExtraSelections(marks[0]);
    m_second->setExtraSelections(marks[1]);
    m_unknown = count;
}

void TextPanel::showMenu(TextEdit &edit, const QPoint &position)
{
    QMenu menu(this);
    const auto model = m_session.model();
    const bool masks = model && model->tokenizer && model->tokenizer->maskId() &&
                       model->config.output == OutputKind::MaskedToken;
    const std::optional<int> unit = edit.unitAt(position);
    for (std::size_t i = 0; masks && unit && i < m_session.tokens().size(); ++i) {
        const Token &token = m_session.tokens()[i];
        const auto [begin, end] = unitsOfToken(textOf(edit), token);
        if (token.sequence == sequenceOf(edit) && begin <= *unit && *unit < end)
            menu.addAction(tr("Mask this token"), [this, i] { m_session.editMask(static_cast<int>(i)); });
    }
    if (model && model->tokenizer && model->tokenizer->vocabularySize() <= kWordPalette) {
        QMenu *words = menu.addMenu(tr("Insert a word the model knows"));
        for (int id = 0; id < model->tokenizer->vocabularySize(); ++id)
            if (!model->tokenizer->isSpecial(id)) {
                const QString word = QString::fromStdString(model->tokenizer->bytes(id)).trimmed();
                words->addAction(word, [&edit, word] { edit.insertPlainText(word + QLatin1Char(' ')); });
            }
    }
    menu.addSeparator();
    menu.addAction(tr("Cut"), &edit, &QPlainTextEdit::cut);
    menu.addAction(tr("Copy"), &edit, &QPlainTextEdit::copy);
    menu.addAction(tr("Paste"), &edit, &QPlainTextEdit::paste);
    menu.addAction(tr("Select all"), &edit, &QPlainTextEdit::selectAll);
    menu.exec(edit.mapToGlobal(position));
}

} // namespace headscope
