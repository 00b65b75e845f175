#pragma once

#include "core/analysis/run_result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace headscope {

/// The patterns of one layer among [layer, head, query, key]; those of a layer with fewer heads come first.
[[nodiscard]] std::span<const float> goldenLayer(const Tensor &attention, std::size_t layer);

/// What transformers computed in one run of a golden model (tests/golden/make_goldens.py).
struct GoldenRun {
    TokenSequence tokens;
    std::vector<std::string> specs; ///< the interventions, as the command line spells them
    Tensor logits;                  // [row, output]; sequence classifiers one row; empty for bare encoders
    Tensor final;                   // [token, width]; empty where it was not kept
    Tensor attention;               // [layer, head, query, key]; empty where it was not kept
    std::optional<double> loss;

    // Of encoder-decoders; `final`, `logits` and `loss` are the decoder's then.
    std::vector<TokenId> decoderIds;
    Tensor encoderFinal;          // [token, width]
    Tensor decoderAttention;      // [layer, head, decoder token, decoder token]
    Tensor crossAttention;        // [layer, head, decoder token, token]
    std::vector<TokenId> written; ///< greedily, at most 12 tokens

    /// The specs, parsed.
    [[nodiscard]] Interventions interventions(const HeadBounds &bounds) const;
};

struct GoldenModel {
    std::string name;
    std::filesystem::path folder;
    std::vector<GoldenRun> runs; ///< the first is undisturbed; those with interventions read the same tokens
};

/// tests/golden
[[nodiscard]] std::filesystem::path goldenFolder();
/// Every folder of tests/golden/models.
[[nodiscard]] std::vector<std::string> goldenNames();
[[nodiscard]] GoldenModel loadGolden(const std::string &name);

/// The runs of one reference file.
[[nodiscard]] std::vector<GoldenRun> loadRuns(const std::filesystem::path &file);

} // namespace headscope
