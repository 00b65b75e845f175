#include "ui/views/decoder_panel.h"

#include "ui/style/theme.h"
#include "ui/style/token_text.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStandardItemModel>

namespace headscope {

namespace {

using Source = DecoderChoice::Source;

constexpr int kMostTokens = 512; ///< that a person waits for

} // namespace

DecoderPanel::DecoderPanel(AnalysisSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_source(new QComboBox(this))
    , m_most(new QSpinBox(this))
    , m_text(new QLineEdit(this))
    , m_count(new QLabel(this))
{
    buildUp();
    retranslate();
    connect(m_source, &QComboBox::activated, this, &DecoderPanel::chooseSource);
    connect(m_most, &QSpinBox::valueChanged, this, &DecoderPanel::takeMost);
    connect(m_text, &QLineEdit::textEdited, this, &DecoderPanel::takeTyping);
    connect(&session, &AnalysisSession::modelChanged, this, &DecoderPanel::refresh);
    connect(&session, &AnalysisSession::decoderChoiceChanged, this, &DecoderPanel::refresh);
    connect(&session, &AnalysisSession::writtenChanged, this, &DecoderPanel::refresh);
    connect(&session, &AnalysisSession::resultChanged, this, &DecoderPanel::refresh);
}

void DecoderPanel::buildUp()
{
    m_source->setObjectName(QStringLiteral("decoderSource"));
    m_most->setObjectName(QStringLiteral("decoderMost"));
    m_text->setObjectName(QStringLiteral("decoderText"));
    m_count->setObjectName(QStringLiteral("decoderCount"));
    m_title->setBuddy(m_source);
    m_most->setRange(1, kMostTokens);
    m_most->setKeyboardTracking(false);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    for (int source = 0; source < 3; ++source)
        m_source->addItem(QString());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(grid::kWide, 0, grid::kWide, grid::kUnit);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_source, m_most})
        layout->addWidget(widget);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_count);
}

void DecoderPanel::retranslate()
{
    m_title->setText(tr("Decoder"));
    m_source->setItemText(0, tr("written by the model"));
    m_source->setItemText(1, tr("given text"));
    m_source->setItemText(2, tr("given ids"));
    m_source->setAccessibleName(tr("Where the decoder's text comes from"));
    m_source->setToolTip(plainToolTip(
        tr("What the decoder reads: what the model writes itself without any intervention, the likeliest "
           "token each time; a text of yours after the start token; or ids as they are")));
    //: in front of a number of tokens
    m_most->setPrefix(tr("at most "));
    m_most->setAccessibleName(tr("How many tokens are written at most"));
    m_most->setToolTip(plainToolTip(tr("How many tokens are written at most, the start token included")));
    m_text->setAccessibleName(tr("The decoder's text"));
    m_text->setToolTip(plainToolTip(tr("What the decoder has written so far: it predicts what follows")));
    refresh();
}

void DecoderPanel::refresh()
{
    const auto model = m_session.model();
    setVisible(model && model->config.writes());
    if (!model)
        return;
    const DecoderChoice &choice = m_session.decoderChoice();
    const bool isWritten = choice.source == Source::Written;
    const QSignalBlocker quietMost(m_most);
    const QSignalBlocker quietText(m_text);
    m_source->setCurrentIndex(static_cast<int>(choice.source));
    if (auto *items = qobject_cast<QStandardItemModel *>(m_source->model()))
        items->item(static_cast<int>(Source::Given))->setEnabled(model->tokenizer != nullptr);
    m_most->setVisible(isWritten);
    m_most->setValue(choice.mostTokens);
    const QString text = isWritten ? m_session.written().baseline : choice.text;
    if (m_text->text() != text)
        m_text->setText(text);
    m_text->setReadOnly(isWritten);
    m_text->setPlaceholderText(isWritten ? QString() : tr("nothing yet: the start token alone"));
    m_count->setText(tr("%n token(s)", nullptr, static_cast<int>(m_session.shownDecoderTokens().size())));
}

QString DecoderPanel::shownIds() const
{
    QStringList ids;
    for (const Token &token : m_session.shownDecoderTokens())
        ids.append(QString::number(token.id));
    return ids.join(QLatin1Char(' '));
}

/// Whoever begins to write begins with what the model wrote.
void DecoderPanel::chooseSource(int index)
{
    DecoderChoice choice = m_session.decoderChoice();
    const Source source = static_cast<Source>(index);
    if (source == choice.source)
        return;
    choice.source = source;
    if (source == Source::Given)
        choice.text = m_session.written().baseline;
    else if (source == Source::Ids)
        choice.text = shownIds();
    m_session.editDecoder(choice);
    if (source != Source::Written)
        m_text->setFocus(Qt::OtherFocusReason);
}

void DecoderPanel::takeTyping(const QString &text)
{
    DecoderChoice choice = m_session.decoderChoice();
    choice.text = text;
    m_session.editDecoder(choice);
}

void DecoderPanel::takeMost(int tokens)
{
    DecoderChoice choice = m_session.decoderChoice();
    choice.mostTokens = tokens;
    m_session.editDecoder(choice);
}

void DecoderPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace headscope
