#pragma once

#include "app/gallery/model_locator.h"

#include <QString>

namespace headscope {

/// "2 layers × 4 heads".
[[nodiscard]] QString layersAndHeads(int layers, int heads);

/// Family and sizes in the reader's language; a model that is not here yet has its line of the gallery.
[[nodiscard]] QString aboutText(const OfferedModel &model);

/// Its title, and its sizes or what a download takes.
[[nodiscard]] QString modelText(const OfferedModel &model);

} // namespace headscope
