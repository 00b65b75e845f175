#include "core/inference/embedding.h"

namespace headscope {

void embed(const PackedModel &model, const TokenSequence &tokens, Tensor &residual)
{
    MatrixMap rows = residual.matrix();
    for (std::size_t t = 0; t < tokens.ids.size(); ++t) {
        const auto position = static_cast<std::ptrdiff_t>(t);
        auto row = rows.row(position);
        row = model.tokenEmbedding.matrix().row(tokens.ids[t]);
        if (!model.positionEmbedding.isEmpty())
            row += model.positionEmbedding.matrix().row(position);
        if (!model.typeEmbedding.isEmpty())
            row += model.typeEmbedding.matrix().row(tokens.types.empty() ? 0 : tokens.types[t]);
    }
}

} // namespace headscope
