#pragma once

#include "app/gallery/gallery_list.h"
#include "app/web/patience.h"

#include <filesystem>
#include <stop_token>

namespace headscope {

/// Brings a gallery model from its Python package: wheels only, exact version, pinned hash, members taken out
/// by the list of names; every file is checked against its SHA-256 before it gets its name. Needs Python.
///
/// Returns the path that opens the model. Throws FetchFailure with a sentence (no Python, no network, no
/// space, wrong checksum) or FetchStopped; nothing is left behind then.
[[nodiscard]] std::filesystem::path fetchPackage(const GalleryEntry &entry, const FetchReport &report,
                                                 const std::stop_token &stop);

} // namespace headscope
