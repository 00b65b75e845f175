#include "core/formats/block_decoder.h"

#include "core/formats/block_types.h"

#include <algorithm>
#include <cassert>

namespace headscope {

const BlockDecoder *blockDecoder(std::string_view type)
{
    for (const auto decoders : {numberDecoders(), shortBlockDecoders(), longBlockDecoders()}) {
        const auto found = std::ranges::find(decoders, type, &BlockDecoder::type);
        if (found != decoders.end())
            return &*found;
    }
    return nullptr;
}

void decodeBlocks(const BlockDecoder &decoder, std::span<const std::byte> blocks, std::span<float> values)
{
    constexpr std::size_t kPiece = 16384; // values: worth a thread's while, small enough for its cache
    const std::size_t count = values.size() / decoder.values;
    assert(blocks.size() == count * decoder.bytes);
    const std::size_t pieceBlocks = std::max<std::size_t>(kPiece / decoder.values, 1);
    const auto pieces = static_cast<std::ptrdiff_t>((count + pieceBlocks - 1) / pieceBlocks);
#pragma omp parallel for schedule(static) if (pieces > 4)
    for (std::ptrdiff_t piece = 0; piece < pieces; ++piece) {
        const std::size_t first = static_cast<std::size_t>(piece) * pieceBlocks;
        decoder.decode(blocks.data() + first * decoder.bytes, std::min(pieceBlocks, count - first),
                       values.data() + first * decoder.values);
    }
}

} // namespace headscope
