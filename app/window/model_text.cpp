#include "app/window/model_text.h"

#include "ui/style/number_text.h"
#include "ui/style/token_text.h"

#include <QCoreApplication>

namespace headscope {

QString layersAndHeads(int layers, int heads)
{
    return QCoreApplication::translate("OfferedModel", "%n layer(s)", nullptr, layers) +
           QStringLiteral(" × ") + QCoreApplication::translate("OfferedModel", "%n head(s)", nullptr, heads);
}

QString aboutText(const OfferedModel &model)
{
    if (model.layers == 0)
        return QString::fromStdString(model.about);
    return QString::fromStdString(model.family) + QStringLiteral(", ") +
           layersAndHeads(model.layers, model.heads);
}

QString modelText(const OfferedModel &model)
{
    const QString about = model.path.empty() && model.bytes > 0
                              ? QCoreApplication::translate("OfferedModel", "download %1")
                                    .arg(byteSizeText(static_cast<std::size_t>(model.bytes)))
                              : aboutText(model);
    return isolated(QString::fromStdString(model.title)) + QStringLiteral("  ·  ") + about;
}

} // namespace headscope
