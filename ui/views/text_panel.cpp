#include "ui/views/text_panel.h"

#include "ui/session/session_text.h"
#include "ui/style/number_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/text_edit.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QTextBlock>

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
    , m_count(new QLabel(this))
{
    m_edit->setObjectName(QStringLiteral("text"));
    m_edit->setUndoRedoEnabled(false);
    m_edit->setTabChangesFocus(true);
    m_edit->document()->setDocumentMargin(grid::kUnit);
    m_edit->setFixedHeight(kTextHeight);
    m_edit->setContextMenuPolicy(Qt::CustomContextMenu);
    m_edit->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("tokenCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(QStringLiteral("0,000 tokens")));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid::kWide, 0, grid::kWide, grid::kUnit);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    retranslate();
    connect(m_edit, &QPlainTextEdit::textChanged, this, &TextPanel::takeTyping);
    connect(m_edit, &QPlainTextEdit::customContextMenuRequested, this, &TextPanel::showMenu);
    connect(&session, &AnalysisSession::textChanged, this, &TextPanel::takeText);
    connect(&session, &AnalysisSession::modelChanged, this, &TextPanel::takeText);
}

void TextPanel::retranslate()
{
    m_edit->setPlaceholderText(tr("Type a text: everything follows at once"));
    m_edit->setAccessibleName(tr("Text"));
    m_edit->setToolTip(tr("The text that the model reads. Right-click: examples of words, masks."));
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

/// Undo and redo are the document's, wherever the keyboard is.
bool TextPanel::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void TextPanel::takeText()
{
    if (m_edit->toPlainText() != m_session.text()) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setPlainText(m_session.text());
        m_edit->moveCursor(QTextCursor::End);
    }
    const auto tokens = static_cast<long long>(m_session.tokens().size());
    QString count = tr("%n token(s)", nullptr, static_cast<int>(tokens));
    if (m_session.tokensBeyondModel() > 0)
        count = tr("%1 read, %2 more do not fit")
                    .arg(countText(tokens), countText(m_session.tokensBeyondModel()));
    m_count->setText(count);
    QPalette palette = m_count->palette();
    palette.setColor(QPalette::WindowText,
                     m_session.tokensBeyondModel() > 0 ? currentTheme().loss : currentTheme().mutedText);
    m_count->setPalette(palette);
    markUnknown();
}

/// Words outside the vocabulary are underlined: a small model makes confident nonsense of them.
void TextPanel::markUnknown()
{
    QList<QTextEdit::ExtraSelection> marks;
    const auto model = m_session.model();
    const auto unknown = model && model->tokenizer ? model->tokenizer->unknownId() : std::nullopt;
    for (const Token &token : m_session.tokens()) {
        if (!unknown || token.id != *unknown || token.sequence < 0 || marks.size() >= kMostMarked)
            continue;
        const auto [begin, end] = unitsOfToken(m_session.text(), token);
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_edit->textCursor();
        mark.cursor.setPosition(static_cast<int>(begin));
        mark.cursor.setPosition(static_cast<int>(end), QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(currentTheme().loss);
        mark.format.setToolTip(tr("not in the vocabulary"));
        marks.append(mark);
    }
    m_edit->setExtraSelections(marks);
    if (!marks.isEmpty())
        m_count->setText(m_count->text() + QStringLiteral("\n") +
                         tr("%n unknown", nullptr, static_cast<int>(marks.size())));
}

void TextPanel::takeTyping()
{
    m_session.editText(m_edit->toPlainText());
}

void TextPanel::showMenu(const QPoint &position)
{
    QMenu menu(this);
    const auto model = m_session.model();
    const bool masks = model && model->tokenizer && model->tokenizer->maskId() &&
                       model->config.output == OutputKind::MaskedToken;
    const int unit = m_edit->cursorForPosition(position).position();
    for (std::size_t i = 0; masks && i < m_session.tokens().size(); ++i) {
        const auto [begin, end] = unitsOfToken(m_session.text(), m_session.tokens()[i]);
        if (begin <= unit && unit < end)
            menu.addAction(tr("Mask this token"), [this, i] { m_session.editMask(static_cast<int>(i)); });
    }
    if (model && model->tokenizer && model->tokenizer->vocabularySize() <= kWordPalette) {
        QMenu *words = menu.addMenu(tr("Insert a word the model knows"));
        for (int id = 0; id < model->tokenizer->vocabularySize(); ++id)
            if (!model->tokenizer->isSpecial(id)) {
                const QString word = QString::fromStdString(model->tokenizer->bytes(id)).trimmed();
                words->addAction(word, [this, word] { m_edit->insertPlainText(word + QLatin1Char(' ')); });
            }
    }
    menu.addSeparator();
    menu.addAction(tr("Cut"), m_edit, &QPlainTextEdit::cut);
    menu.addAction(tr("Copy"), m_edit, &QPlainTextEdit::copy);
    menu.addAction(tr("Paste"), m_edit, &QPlainTextEdit::paste);
    menu.addAction(tr("Select all"), m_edit, &QPlainTextEdit::selectAll);
    menu.exec(m_edit->mapToGlobal(position));
}

} // namespace headscope
