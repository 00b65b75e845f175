#include "core/model/model.h"
#include "tests/support/model_copy.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace headscope {

namespace {

using nlohmann::json;

/// What config.json of a golden model said before version 5 of transformers, for some of what it says now.
struct OldSpelling {
    const char *golden;
    std::vector<std::string> absent;
    json instead;
};

void PrintTo(const OldSpelling &spelling, std::ostream *stream)
{
    *stream << spelling.golden;
}

class OldSpellings : public testing::TestWithParam<OldSpelling> {};

const std::vector<std::string> kRope{"rope_parameters"};
const std::vector<std::string> kRopeAndLayers{"rope_parameters", "layer_types"};

} // namespace

TEST_P(OldSpellings, SayTheSame)
{
    const OldSpelling &spelling = GetParam();
    const ModelConfig now = readConfig(ModelCopy(spelling.golden).path());
    ModelCopy copy(spelling.golden);
    copy.editConfig([&](json &config) {
        for (const std::string &key : spelling.absent)
            ASSERT_EQ(config.erase(key), 1U) << key;
        config.update(spelling.instead);
    });

    ModelConfig before = readConfig(copy.path());
    before.name = now.name;

    EXPECT_EQ(before, now);
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(Families, OldSpellings, testing::Values(
    OldSpelling{"gpt-neox", kRope, {{"rotary_pct", 0.5}, {"rotary_emb_base", 500}}},
    OldSpelling{"stablelm", kRope, {{"rope_theta", 500.0}, {"partial_rotary_factor", 0.7}}},
    OldSpelling{"phi", kRope, {{"rope_theta", 500.0}, {"partial_rotary_factor", 0.5}}},
    OldSpelling{"falcon", kRope, {{"rope_theta", 500.0}}},
    OldSpelling{"llama-linear", kRope,
                {{"rope_theta", 500.0}, {"rope_scaling", {{"type", "linear"}, {"factor", 4.0}}}}},
    OldSpelling{"llama-llama3", kRope,
                {{"rope_theta", 500.0},
                 {"rope_scaling", {{"rope_type", "llama3"}, {"factor", 8.0}, {"low_freq_factor", 1.0},
                                   {"high_freq_factor", 4.0}, {"original_max_position_embeddings", 16}}}}},
    OldSpelling{"llama-yarn", kRope,
                {{"rope_theta", 500.0},
                 {"rope_scaling", {{"type", "yarn"}, {"factor", 4.0}, {"original_max_position_embeddings", 8}}}}},
    OldSpelling{"phi3-long", kRope,
                {{"rope_theta", 500.0}, {"original_max_position_embeddings", 12},
                 {"rope_scaling", {{"rope_type", "longrope"}, {"short_factor", {1.0, 1.1, 1.3}},
                                   {"long_factor", {1.2, 2.0, 3.0}}}}}},
    OldSpelling{"gemma2", kRopeAndLayers, {{"rope_theta", 10000.0}}},
    OldSpelling{"gemma3", kRopeAndLayers,
                {{"rope_theta", 900.0}, {"rope_local_base_freq", 50.0}, {"sliding_window_pattern", 2},
                 {"rope_scaling", {{"rope_type", "linear"}, {"factor", 2.0}}}}},
    OldSpelling{"cohere2", kRopeAndLayers, {{"rope_theta", 500.0}, {"sliding_window_pattern", 4}}},
    OldSpelling{"qwen2", kRopeAndLayers, {{"rope_theta", 10000.0}, {"max_window_layers", 1}}},
    OldSpelling{"modernbert-masked", kRopeAndLayers,
                {{"global_rope_theta", 160000.0}, {"local_rope_theta", 10000.0}, {"global_attn_every_n_layers", 3}}},
    OldSpelling{"smollm3", {"rope_parameters", "layer_types", "no_rope_layers"},
                {{"rope_theta", 500.0}, {"no_rope_layer_interval", 4}}},
    OldSpelling{"t5-gated", {"scale_decoder_outputs"}, {{"tie_word_embeddings", false}}},
    OldSpelling{"bloom", {"n_head", "n_layer"}, {{"num_attention_heads", 6}, {"num_hidden_layers", 3}}},
    OldSpelling{"llama-bf16", {"dtype"}, {{"torch_dtype", "bfloat16"}}}),
    [](const auto &spelling) {
        std::string name = spelling.param.golden;
        std::ranges::replace(name, '-', '_');
        return name;
    });
// clang-format on

} // namespace headscope
