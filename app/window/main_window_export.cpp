#include "app/window/export_picture.h"
#include "app/window/main_window.h"
#include "app/window/render_line.h"
#include "ui/session/session_text.h"
#include "ui/style/failure_text.h"
#include "ui/style/theme.h"
#include "ui/style/token_text.h"
#include "ui/views/head_board_view.h"
#include "ui/views/lines_view.h"
#include "ui/views/matrix_view.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontInfo>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace headscope {

namespace {

/// The window's font, or the usual one of pictures when that looks the same.
PictureFont pictureFont()
{
    const QFontInfo own(QApplication::font());
    const PictureFont usual;
    QFont font(usual.family);
    font.setPixelSize(usual.pixels);
    const QFontInfo usualInfo(font);
    if (own.family() == usualInfo.family() && own.pixelSize() == usual.pixels)
        return usual;
    return {own.family(), own.pixelSize()};
}

/// How much of a text these tokens come from.
qsizetype neededText(const QString &text, const std::vector<Token> &tokens)
{
    qsizetype needed = 0;
    for (const Token &token : tokens)
        if (token.sequence == 0)
            needed = std::max(needed, unitsOfToken(text, token).second);
    // A word more: what follows may decide where the last token ends.
    const qsizetype space = text.indexOf(QLatin1Char(' '), std::min(needed + 1, text.size()));
    return space < 0 ? std::min(needed + 64, text.size()) : std::min(space + 64, text.size());
}

/// Of a long text not all heads that are shown have room.
std::vector<int> headsInSight(const LinesScene &scene)
{
    std::vector<int> heads;
    for (std::size_t head = 0; head < scene.patterns.size(); ++head)
        if (!scene.patterns[head].isEmpty())
            heads.push_back(static_cast<int>(head));
    return heads;
}

} // namespace

RenderView MainWindow::viewInCentre() const
{
    return optionsOf(m_session.look(), {}).view;
}

std::optional<RenderSource> MainWindow::pictureSource()
{
    const auto model = m_session.model();
    const auto result = m_session.shown();
    if (!model || !result)
        return std::nullopt;
    if (m_session.isAwaitingPattern()) {
        say(tr("A pattern is still being computed: export the picture when it is there."));
        return std::nullopt;
    }
    HeadScores scores;
    scores.choice = m_board->picture().metric;
    scores.values = m_board->picture().values;
    return RenderSource{model->config, model->tokenizer, model->outputTokenizer,
                        result,        scores,           beginOfSecond(m_session.shownTokens())};
}

RenderOptions MainWindow::pictureOptions(RenderView view) const
{
    const auto model = m_session.model();
    RenderOptions options = optionsOf(m_session.look(), model ? model->config : ModelConfig());
    options.size = m_pages->size();
    if (view == RenderView::Board) {
        options.view = view;
        options.layer.reset();
        options.spacing = m_board->picture().spacing;
        options.size = m_board->size();
    } else if (view == RenderView::Lines) {
        options.scroll = m_lines->scrolledBy();
        if (m_session.shown() && !m_session.shown()->keepsPatterns())
            options.heads = headsInSight(m_lines->scene());
    } else if (view == RenderView::Matrix && m_session.shown()) {
        const QRectF cells = m_matrix->visibleCells();
        const QRectF all = m_matrix->partCells();
        const bool isSquare = all.width() == all.height();
        if (cells.width() < all.width() || cells.height() < all.height())
            options.cells =
                QRectF(cells.left(), cells.top(), cells.width(), isSquare ? cells.width() : cells.height());
    }
    if (!beginOfSecond(m_session.shownTokens()))
        options.part = TextPart::All;
    options.dark = currentTheme().dark;
    options.font = pictureFont();
    return options;
}

void MainWindow::fillExportMenu()
{
    QMenu *menu = m_export->menu();
    if (menu == nullptr)
        return;
    menu->clear();
    const auto add = [this, menu](const QString &text, std::optional<RenderView> view, double scale,
                                  const QString &ending) {
        menu->addAction(text, this, [=, this] { exportView(view.value_or(viewInCentre()), scale, ending); });
    };
    const QString png = QStringLiteral("png");
    for (const double scale : {1.0, 2.0, 4.0})
        add(tr("This view as PNG, %1×").arg(scale), std::nullopt, scale, png);
    add(tr("This view as SVG"), std::nullopt, 1, QStringLiteral("svg"));
    add(tr("This view as PDF"), std::nullopt, 1, QStringLiteral("pdf"));
    menu->addSeparator();
    add(tr("Head board as PNG, %1×").arg(2), RenderView::Board, 2, png);
    add(tr("Head board as SVG"), RenderView::Board, 1, QStringLiteral("svg"));
    add(tr("Head board as PDF"), RenderView::Board, 1, QStringLiteral("pdf"));
    menu->addSeparator();
    for (const double scale : {1.0, 2.0, 4.0})
        menu->addAction(tr("Whole window as PNG, %1×").arg(scale), this,
                        [this, scale] { exportWindow(scale); });
    menu->addSeparator();
    menu->addAction(tr("Copy the picture"), this, &MainWindow::copyPicture);
    menu->addAction(tr("Copy as command"), this, [this] { copyCommand(viewInCentre()); });
    menu->addAction(tr("Copy the head board as command"), this, [this] { copyCommand(RenderView::Board); });
}

void MainWindow::writeTo(const QString &ending,
                         const std::function<void(const std::filesystem::path &)> &write)
{
    const std::array names{tr("PNG pictures"), tr("SVG drawings"), tr("PDF pages")};
    const std::array<QString, 3> endings{QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")};
    const auto kind = static_cast<std::size_t>(std::ranges::find(endings, ending) - endings.begin());
    QString file =
        QFileDialog::getSaveFileName(this, tr("Export the picture"), QStringLiteral("headscope.") + ending,
                                     QStringLiteral("%1 (*.%2)").arg(names.at(kind), ending));
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().toLower() != ending)
        file += QLatin1Char('.') + ending;
    try {
        write(QFile::encodeName(file).toStdString());
    } catch (const std::exception &error) {
        return say(failureText(error));
    }
    m_status->setText(tr("written: %1").arg(isolated(file)));
}

/// The picture that the copied command draws, at `scale` times its size.
void MainWindow::exportView(RenderView view, double scale, const QString &ending)
{
    const auto source = pictureSource(); // before a dialog covers or changes anything
    if (!source)
        return;
    RenderOptions options = pictureOptions(view);
    options.scale = scale;
    writeTo(ending, [&](const std::filesystem::path &file) {
        if (ending == QLatin1String("png"))
            return writePng(renderPicture(*source, options), file);
        writeVector(options.size, options.scale, file,
                    [&](QPainter &painter) { drawView(painter, *source, options); });
    });
}

void MainWindow::exportWindow(double scale)
{
    const QImage image = pictureOf(*this, scale);
    writeTo(QStringLiteral("png"), [&](const std::filesystem::path &file) { writePng(image, file); });
}

void MainWindow::copyPicture()
{
    const auto source = pictureSource();
    if (!source)
        return;
    RenderOptions options = pictureOptions(viewInCentre());
    options.scale = devicePixelRatioF();
    QApplication::clipboard()->setImage(renderPicture(*source, options));
    m_status->setText(tr("The picture is on the clipboard."));
}

void MainWindow::copyCommand(RenderView view)
{
    const auto model = m_session.model();
    if (!model || !m_session.shown())
        return;
    PictureDescription picture;
    picture.model = model->source;
    const OpeningTexts &texts = m_session.shownTexts(); // the picture's, also while another is computed
    picture.text = texts.text;
    picture.second = texts.others.second;
    picture.isIds = !model->tokenizer;
    picture.isCut = m_session.shownTokensBeyondModel() > 0;
    if (picture.isCut)
        picture.neededText = neededText(picture.text, m_session.shownTokens());
    picture.decoder = decoderArguments(m_session);
    picture.bounds = model->config.bounds();
    picture.interventions = m_session.shownInterventions();
    picture.options = pictureOptions(view);
    picture.language = m_settings.language;
    const QString line = renderLine(picture);
    QApplication::clipboard()->setText(line);
    m_status->setText(tr("copied: %1").arg(isolated(line)));
}

} // namespace headscope
