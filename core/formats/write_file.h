#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>

namespace headscope {

/// Appends bytes to the file being written.
using AppendBytes = std::function<void(std::span<const std::byte>)>;

/// Writes a file whole or not at all: what `write` appends goes to a temporary file beside it, which takes
/// the name only when everything is on the disk. Throws std::runtime_error with a sentence for the user, or
/// what `write` throws; nothing is left behind then.
void writeWhole(const std::filesystem::path &file, const std::function<void(const AppendBytes &)> &write);

/// The same for bytes at hand.
void writeWhole(const std::filesystem::path &file, std::span<const std::byte> bytes);

} // namespace headscope
