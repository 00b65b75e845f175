#pragma once

#include "core/formats/file_reader.h"

#include <cstdint>
#include <map>
#include <string>

namespace headscope {

/// A member of a ZIP archive whose bytes lie in the file as they are, without compression.
struct ZipMember {
    std::uint64_t header = 0; ///< where its own header begins in the file
    std::uint64_t bytes = 0;
};

/// Reads the directory at an archive's end: names and places, checked against the file's size. Compressed or
/// encrypted members are refused. Throws LoadError.
[[nodiscard]] std::map<std::string, ZipMember> readZipDirectory(const FileReader &file);

/// Where a member's bytes begin. Throws LoadError when they do not lie in the file.
[[nodiscard]] std::uint64_t dataOffset(const FileReader &file, const ZipMember &member);

} // namespace headscope
