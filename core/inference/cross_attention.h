#pragma once

#include "core/inference/attention_block.h"
#include "core/inference/packed_model.h"
#include "core/inference/tensor_pool.h"
#include "core/ops/dense.h"
#include "core/ops/head_attention.h"

#include <memory>

namespace headscope {

/// The attention of a decoder's layers to the encoder's tokens: queries from the decoder's residual stream,
/// keys and values from what the encoder gave.
class CrossAttention {
public:
    struct Lengths {
        std::ptrdiff_t queries = 0, keys = 0;
        bool operator==(const Lengths &) const = default;
    };

    /// `config` is the decoder's; `like` stands for all its layers: they have the same sizes.
    CrossAttention(ComputeContext &context, const ModelConfig &config, const PackedLayer &like,
                   Lengths lengths);

    /// What the encoder gives to one layer: [key, 2 * heads * headWidth], keys beside values.
    [[nodiscard]] std::shared_ptr<const Tensor> keysAndValues(TensorPool &pool, const PackedLayer &layer,
                                                              const Tensor &encoderFinal) const;

    /// Adds to `residual`, nothing usable when stopped. The pattern [head, query, key].
    [[nodiscard]] std::shared_ptr<const Tensor> operator()(TensorPool &pool, const PackedLayer &layer,
                                                           const AttentionRun &run, const Tensor &input,
                                                           const Tensor &keysAndValues,
                                                           Tensor &residual) const;

    [[nodiscard]] std::vector<std::string> kernelNames() const;

private:
    ComputeContext &m_context;
    AttentionSettings m_settings;
    Lengths m_lengths;
    Dense m_projectQueries, m_projectKeysAndValues, m_projectOutput;
    HeadAttention m_attention;
};

} // namespace headscope
