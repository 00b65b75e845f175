#include "app/window/open_menu.h"

#include "app/window/model_text.h"
#include "ui/style/token_text.h"

#include <QAction>
#include <QInputDialog>
#include <QLineEdit>

#include <array>

namespace headscope {

namespace {

/// An ampersand in a name is no shortcut.
QString menuText(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

OpenMenu::OpenMenu(QWidget *parent)
    : QMenu(parent)
{
    setToolTipsVisible(true);
    setObjectName(QStringLiteral("openMenu"));
    connect(this, &QMenu::aboutToShow, this, &OpenMenu::fill);
}

void OpenMenu::fill()
{
    clear();
    addAction(tr("Open a file…"), this, &OpenMenu::fileWanted);
    addAction(tr("Open a folder…"), this, &OpenMenu::folderWanted);
    addAction(tr("From the Hub…"), this, &OpenMenu::askForHubModel)
        ->setToolTip(tr("Bring a model of the Hub: owner/name"));
    const std::array titles{tr("Teaching models, trained on generated text"), tr("Gallery"),
                            tr("In the local Hub cache"), tr("Recent")};
    std::optional<ModelOrigin> section;
    for (const OfferedModel &model : offeredModels()) {
        if (section != model.origin)
            addSection(titles.at(static_cast<std::size_t>(model.origin)));
        section = model.origin;
        const QString name = QString::fromStdString(model.name);
        const bool here = !model.path.empty();
        QAction *action = addAction(menuText(modelText(model)));
        action->setEnabled(model.problem.empty());
        action->setToolTip(
            plainToolTip(model.problem.empty() ? aboutText(model) : QString::fromStdString(model.problem)));
        connect(action, &QAction::triggered, this, [this, name, here] {
            if (here)
                emit modelWanted(name);
            else
                emit fetchWanted(name);
        });
    }
}

void OpenMenu::askForHubModel()
{
    const QString name =
        QInputDialog::getText(parentWidget(), tr("Fetch from the Hub"),
                              tr("Model (owner/name, with @revision and :file.gguf where needed):"),
                              QLineEdit::Normal, QString(), nullptr);
    if (!name.trimmed().isEmpty())
        emit fetchWanted(name.trimmed());
}

} // namespace headscope
