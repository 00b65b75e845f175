#pragma once

#include "ui/views/head_edits.h"

#include <QMenu>

#include <functional>

namespace headscope {

/// What the menu of a head (or of a row or column of heads) starts from and calls.
struct HeadMenuRequest {
    HeadBoardShape shape;
    std::vector<HeadId> heads; ///< not empty
    Interventions interventions;
    std::function<void(const Interventions &, const QString &what)> edit;
    std::function<void(const HeadId &)> showLines, showMatrix;
};

/// Every intervention, restore, only this head, invert, show. Deletes itself when closed; `Scale…` asks for
/// its factor in a dialog that belongs to `parent`.
[[nodiscard]] QMenu *makeHeadMenu(const HeadMenuRequest &request, QWidget *parent);

} // namespace headscope
