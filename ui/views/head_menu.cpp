#include "ui/views/head_menu.h"

#include "ui/style/head_text.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QInputDialog>

#include <algorithm>

namespace headscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HeadMenu)
};

QString titleOf(const HeadMenuRequest &request)
{
    const HeadId &first = request.heads.front();
    if (request.heads.size() == 1)
        return Words::tr("Head %1").arg(headName(first));
    return request.heads.back().layer == first.layer ? Words::tr("Layer %1").arg(first.layer)
                                                     : Words::tr("Head %1 of every layer").arg(first.head);
}

bool allAre(const HeadMenuRequest &request, std::size_t kind)
{
    return std::ranges::all_of(request.heads, [&](const HeadId &head) {
        const auto found = request.interventions.find(head);
        return found != request.interventions.end() && found->second.index() == kind;
    });
}

QAction *addNamed(QMenu &menu, const QString &text, const char *name, const std::function<void()> &run)
{
    QAction *action = menu.addAction(text, &menu, run);
    action->setObjectName(QLatin1String(name));
    return action;
}

void askFactor(const HeadMenuRequest &request, QWidget *parent)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setObjectName(QStringLiteral("scaleFactor"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(titleOf(request));
    dialog->setInputMode(QInputDialog::DoubleInput);
    dialog->setLabelText(
        Words::tr("Multiply what the head writes by (0 = ablate, 1 = unchanged, 2 = amplify):"));
    dialog->setDoubleDecimals(2);
    dialog->setDoubleRange(-100, 100);
    dialog->setDoubleStep(0.25);
    const auto found = request.interventions.find(request.heads.front());
    const auto *scale = found == request.interventions.end() ? nullptr : std::get_if<Scale>(&found->second);
    dialog->setDoubleValue(scale != nullptr ? static_cast<double>(scale->factor) : 0.5);
    QObject::connect(dialog, &QInputDialog::doubleValueSelected, dialog, [request](double factor) {
        const Scale chosen{static_cast<float>(factor)};
        request.edit(changed(request.interventions, request.heads, chosen),
                     Words::tr("%1: %2").arg(titleOf(request), interventionName(chosen)));
    });
    dialog->open();
}

void addKinds(QMenu &menu, const HeadMenuRequest &request, QWidget *parent)
{
    const auto add = [&](const QString &text, const char *name, const Intervention &intervention) {
        QAction *action = addNamed(menu, text, name, [request, intervention] {
            request.edit(changed(request.interventions, request.heads, intervention),
                         Words::tr("%1: %2").arg(titleOf(request), interventionName(intervention)));
        });
        action->setCheckable(true);
        action->setChecked(allAre(request, intervention.index()));
        return action;
    };
    add(Words::tr("&Zero: writes nothing"), "zero", Zero{});
    add(Words::tr("&Mean: writes its mean over the text"), "mean", Mean{});
    QAction *scale = addNamed(menu, Words::tr("&Scale…: writes more or less"), "scale",
                              [request, parent] { askFactor(request, parent); });
    scale->setCheckable(true);
    scale->setChecked(allAre(request, Intervention(Scale{}).index()));
    add(Words::tr("&Uniform: looks at all tokens equally"), "uniform", Uniform{});
    add(Words::tr("&First: looks at the first token only"), "first", First{});
    QAction *restore = addNamed(menu, Words::tr("&Restore"), "restore", [request] {
        request.edit(restored(request.interventions, request.heads),
                     Words::tr("restore %1").arg(titleOf(request)));
    });
    restore->setEnabled(std::ranges::any_of(
        request.heads, [&](const HeadId &head) { return request.interventions.contains(head); }));
}

void addOthers(QMenu &menu, const HeadMenuRequest &request)
{
    const HeadId head = request.heads.front();
    const auto layer = headsOfLayer(request.shape, head.layer);
    const auto model = headsOfModel(request.shape);
    const auto addOnly = [&](const QString &text, const char *name, const std::vector<HeadId> &among) {
        addNamed(menu, text, name, [request, head, among] {
            request.edit(onlyThis(request.interventions, head, among),
                         Words::tr("only head %1").arg(headName(head)));
        });
    };
    const auto addInvert = [&](const QString &text, const char *name, const std::vector<HeadId> &among) {
        addNamed(menu, text, name, [request, among] {
            request.edit(inverted(request.interventions, among), Words::tr("invert"));
        });
    };
    if (request.heads.size() == 1) {
        addOnly(Words::tr("&Only this head in its layer"), "onlyInLayer", layer);
        addOnly(Words::tr("Only this head in the mode&l"), "onlyInModel", model);
    }
    addInvert(Words::tr("&Invert layer %1").arg(head.layer), "invertLayer", layer);
    addInvert(Words::tr("In&vert the model"), "invertModel", model);
}

} // namespace

QMenu *makeHeadMenu(const HeadMenuRequest &request, QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("headMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(titleOf(request));
    addKinds(*menu, request, parent);
    menu->addSeparator();
    addOthers(*menu, request);
    if (request.heads.size() == 1) {
        menu->addSeparator();
        const HeadId head = request.heads.front();
        addNamed(*menu, Words::tr("Show in li&nes"), "showLines",
                 [request, head] { request.showLines(head); });
        addNamed(*menu, Words::tr("Show in m&atrix"), "showMatrix",
                 [request, head] { request.showMatrix(head); });
    }
    return menu;
}

} // namespace headscope
