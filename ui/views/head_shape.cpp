#include "ui/views/head_shape.h"

namespace headscope {

HeadBoardShape shapeOf(const ModelConfig &config, Stack stack)
{
    const HeadBounds bounds = config.bounds();
    const int keyValueHeads = stack == Stack::Encoder ? config.keyValueHeads : bounds.decoderHeads;
    return {bounds.layersOf(stack), bounds.headsOf(stack), keyValueHeads, stack,
            stack == Stack::Encoder ? bounds.ofLayers : std::vector<int>()};
}

} // namespace headscope
