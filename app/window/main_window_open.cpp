#include "app/gallery/model_locator.h"
#include "app/gallery/model_title.h"
#include "app/gallery/recent_models.h"
#include "app/window/drop_veil.h"
#include "app/window/example_texts.h"
#include "app/window/fetch_task.h"
#include "app/window/main_window.h"
#include "app/window/model_text.h"
#include "app/window/notice_bar.h"
#include "core/formats/load_error.h"
#include "ui/session/session_text.h"
#include "ui/style/failure_text.h"
#include "ui/style/number_text.h"
#include "ui/style/token_text.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace headscope {

namespace {

/// Of an embedded model: the head whose click turns its output (resources/models/README.md); else nothing.
QString tellingHead(const QString &source)
{
    return source == QLatin1String("negation")    ? QStringLiteral("0.2")
           : source == QLatin1String("induction") ? QStringLiteral("1.2")
                                                  : QString();
}

/// Of a note that stands behind a colon on the command line.
QString asSentence(const QString &note)
{
    const QString end = note.endsWith(QLatin1Char('.')) ? QString() : QStringLiteral(".");
    return note.left(1).toUpper() + note.mid(1) + end;
}

constexpr int kNameWidth = 480; ///< of a model's name; the rest is in its tooltip

} // namespace

void MainWindow::start(const WindowOptions &options)
{
    m_specsToApply = options.specs;
    const QString text = QString::fromStdString(options.text.value_or(std::string()));
    const bool hasTexts = options.text || options.others.second || options.hasDecoderText;
    m_hasDecoderText = options.hasDecoderText;
    m_hasMendedText = options.hasMendedText;
    if (!options.model.empty())
        return openSource(QString::fromStdString(options.model), text, options.others);
    if (hasTexts || m_settings.lastModel.isEmpty())
        return openSource(QStringLiteral("negation"), text, options.others);
    try {
        static_cast<void>(locateModel(m_settings.lastModel.toStdString()));
        openSource(m_settings.lastModel, m_settings.lastText, m_settings.lastOthers);
    } catch (const LoadError &) { // moved or removed since: the embedded model is always there
        const bool isOwn = !isExampleText(m_settings.lastModel, m_settings.lastText);
        m_openNotes = tr("The last model, %1, is not there any more: the embedded model negation is open.")
                          .arg(isolated(m_settings.lastModel));
        openSource(QStringLiteral("negation"), isOwn ? m_settings.lastText : QString(),
                   {isOwn ? m_settings.lastOthers.second : std::nullopt, {}});
    }
}

void MainWindow::openSource(const QString &source, const QString &text, const OtherTexts &others)
{
    try {
        const QString path = QString::fromStdString(locateModel(source.toStdString()).string());
        m_session.openModel(path, source, [this, source, text, others] {
            return text.isEmpty() ? openingTexts(source) : OpeningTexts{text, others};
        });
        m_isOpening = m_opensAnother = true;
        m_notice->say(NoticeOf::Task, {});
        m_status->setText(tr("opening %1…").arg(isolated(source)));
    } catch (const std::exception &error) {
        say(failureText(error));
    }
}

bool MainWindow::hasOwnTexts() const
{
    const auto model = m_session.model();
    const QString text = m_session.text();
    if (!model || (text.trimmed().isEmpty() && !m_session.secondText()))
        return false;
    const bool isFirstIds = !model->tokenizer && text == openingTextFor(*model, {});
    return m_session.secondText() || !(isFirstIds || isExampleText(model->source, text));
}

/// What the user typed goes along to the next model; an example is replaced by the model's own.
OpeningTexts MainWindow::openingTexts(const QString &source)
{
    if (hasOwnTexts())
        m_ownTexts = {m_session.text(), {m_session.secondText(), {}}};
    const bool hasOwn = !m_ownTexts.text.isEmpty() || m_ownTexts.others.second;
    return hasOwn ? m_ownTexts : OpeningTexts{openingText(source, m_settings.language), {}};
}

void MainWindow::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open a model"), {}, tr("Models (*.safetensors *.gguf *.json);;All files (*)"));
    if (!file.isEmpty())
        openSource(file, {});
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a model's folder"));
    if (!folder.isEmpty())
        openSource(folder, {});
}

void MainWindow::fetch(const QString &galleryName)
{
    if (m_fetch->isRunning())
        return m_notice->say(NoticeOf::Fetched, tr("%1 is still being fetched: %2 can be started afterwards.")
                                                    .arg(isolated(m_fetch->name()), isolated(galleryName)));
    m_notice->say(NoticeOf::Task, {});
    m_notice->say(NoticeOf::Fetched, {});
    m_fetch->start(galleryName);
}

/// Opens it unless the user is at work on another model by now.
void MainWindow::takeFetched(const QString &name, const QString &notes)
{
    const auto open = [this, name, notes] {
        m_openNotes = notes;
        openSource(name, {});
    };
    if (!hasOwnTexts() && m_session.interventions().empty())
        return open();
    m_notice->say(NoticeOf::Fetched, tr("%1 is here.").arg(isolated(name)), {tr("Open it"), open});
    takeResult();
}

void MainWindow::takeModel()
{
    const auto model = m_session.model();
    showStartOrWork();
    if (!model) {
        setWindowTitle(QStringLiteral("Headscope"));
        m_modelName->setText(tr("No model is open"));
        m_modelAbout->clear();
        return;
    }
    const ModelConfig &config = model->config;
    const QString title = QString::fromStdString(
        modelTitle(model->source.toStdString(), model->path.toStdString(), config.name));
    setWindowTitle(QStringLiteral("%1 — Headscope").arg(isolated(title)));
    m_modelName->setText(m_modelName->fontMetrics().elidedText(isolated(title), Qt::ElideMiddle, kNameWidth));
    m_modelName->setToolTip(plainToolTip(isolated(model->path)));
    QString heads = layersAndHeads(config.layers, config.heads);
    if (config.decoder)
        heads = tr("encoder %1, decoder %2")
                    .arg(heads, layersAndHeads(config.decoder->layers, config.decoder->heads));
    else if (config.keyValueHeads != config.heads)
        heads += tr(" (%1 key/value)").arg(config.keyValueHeads);
    QString about = QString::fromStdString(config.family) + QStringLiteral(" · ") + heads +
                    QStringLiteral(" · ") + byteSizeText(model->weightBytes);
    if (const QString head = tellingHead(model->source); !head.isEmpty())
        about += QStringLiteral(" · ") + tr("teaching model, trained with guidance on generated text") +
                 QStringLiteral(" · ") + tr("click head %1 on the board and see the output turn").arg(head);
    m_modelAbout->setText(about);
    if (!model->source.isEmpty())
        rememberModel(model->source);
    takeSpecs();
}

void MainWindow::takeNotices()
{
    m_opensAnother = false;
    const auto model = m_session.model();
    QStringList notices;
    for (const QString &note : std::exchange(m_openNotes, {}).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        notices.append(asSentence(note));
    if (model && openingTextFor(*model, m_ownTexts.text) == m_ownTexts.text)
        m_ownTexts = {}; // used
    else if (!m_ownTexts.text.isEmpty())
        notices.append(tr("This model reads token ids: your text is kept for the next model."));
    if (std::exchange(m_hasDecoderText, false) && model && !model->config.writes())
        notices.append(tr("This model has no decoder that could read a second text."));
    if (std::exchange(m_hasMendedText, false))
        notices.append(tr("The text is not valid UTF-8: its invalid bytes are shown as �."));
    for (const Message &warning : model ? model->warnings : std::vector<Message>())
        notices.append(messageText(warning));
    m_notice->say(NoticeOf::Run, {});
    m_notice->say(NoticeOf::Model, notices.join(QLatin1Char('\n')));
}

void MainWindow::say(const QString &problem)
{
    m_openNotes.clear();
    m_notice->say(NoticeOf::Task, problem);
    takeResult();
}

void MainWindow::takeFailure(const QString &reason)
{
    if (std::exchange(m_opensAnother, false))
        return say(reason);
    m_resultBefore = m_session.comparison().now;
    m_notice->say(NoticeOf::Run, reason);
    takeResult();
}

/// A run's failure is past with the next result, what is said of a text with the text.
void MainWindow::dropPastNotices()
{
    if (m_session.comparison().now != m_resultBefore.lock())
        m_notice->say(NoticeOf::Run, {});
    const qsizetype longest =
        std::max(m_session.text().size(), m_session.secondText().value_or(QString()).size());
    if (longest < AnalysisSession::kLongestText - 1) // a cut never splits a character
        m_notice->say(NoticeOf::Text, {});
}

/// The interventions of the command line, once.
void MainWindow::takeSpecs()
{
    if (m_specsToApply.empty())
        return;
    const ModelConfig &config = m_session.model()->config;
    Interventions interventions;
    try {
        for (const std::string &spec : m_specsToApply)
            addSpec(spec, config.bounds(), interventions);
        // After the session has set its text: the first run then has both.
        QTimer::singleShot(0, this, [this, interventions] {
            Look look = m_session.look();
            look.focusedHead = interventions.begin()->first;
            look.stack = look.focusedHead.stack;
            look.layer = look.focusedHead.layer;
            m_session.setLook(look);
            m_session.editInterventions(interventions, tr("Interventions of the command line"));
        });
    } catch (const std::exception &error) {
        say(failureText(error));
    }
    m_specsToApply.clear();
}

/// Without a model there is nothing to work on; while one is being opened the empty views wait for it.
void MainWindow::showStartOrWork()
{
    const bool isOpening = m_session.isBusy() && !m_fetch->isRunning();
    m_body->setCurrentIndex(m_session.model() || isOpening ? 1 : 0);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_examples, m_restore, m_baseline, m_findHeads, m_export})
        widget->setEnabled(m_session.model() != nullptr);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls.first().isLocalFile())
        return;
    event->acceptProposedAction();
    m_dropVeil->rise(tr("Drop to open %1").arg(isolated(QFileInfo(urls.first().toLocalFile()).fileName())));
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent * /*event*/)
{
    m_dropVeil->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropVeil->hide();
    event->acceptProposedAction();
    openSource(event->mimeData()->urls().first().toLocalFile(), {});
}

} // namespace headscope
