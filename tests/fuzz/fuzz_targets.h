#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace headscope {

/// Each opens a file of these bytes as the program would. A refusal is one line; anything else that is thrown
/// ends the process, as a crash does.
void openGgufBytes(std::span<const std::uint8_t> bytes);
void openSafetensorsBytes(std::span<const std::uint8_t> bytes);
void openPytorchBytes(std::span<const std::uint8_t> bytes);
void openTokenizerBytes(std::span<const std::uint8_t> bytes);
void openConfigBytes(std::span<const std::uint8_t> bytes);

/// The same for the first bytes of a larger file, whose rest is zeros (and takes no memory).
void openGgufBegin(std::span<const std::uint8_t> bytes, std::size_t fileSize);
void openSafetensorsBegin(std::span<const std::uint8_t> bytes, std::size_t fileSize);

} // namespace headscope
