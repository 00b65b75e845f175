#include "core/model/families/family.h"
#include "core/model/families/output_heads.h"

#include <array>

namespace headscope {

namespace {

constexpr std::array<std::string_view, 2> kPrefixes{"transformer.", ""};

// clang-format off
constexpr std::array kRows{
    TensorRow{"*embeddings.weight", places::tokenEmbedding},
    TensorRow{"*position_embeddings.weight", places::positionEmbedding},
    TensorRow{"*layer_norm_emb.weight", places::embeddingNormScale},
    TensorRow{"*layer_norm_emb.bias", places::embeddingNormShift},

    TensorRow{"*attentions.#.q_lin.weight", places::queries},
    TensorRow{"*attentions.#.q_lin.bias", places::queryBias},
    TensorRow{"*attentions.#.k_lin.weight", places::keys},
    TensorRow{"*attentions.#.k_lin.bias", places::keyBias},
    TensorRow{"*attentions.#.v_lin.weight", places::values},
    TensorRow{"*attentions.#.v_lin.bias", places::valueBias},
    TensorRow{"*attentions.#.out_lin.weight", places::attentionOutput},
    TensorRow{"*attentions.#.out_lin.bias", places::attentionOutputBias},
    TensorRow{"*layer_norm1.#.weight", places::attentionNormScale},
    TensorRow{"*layer_norm1.#.bias", places::attentionNormShift},
    TensorRow{"*ffns.#.lin1.weight", places::mlpIn},
    TensorRow{"*ffns.#.lin1.bias", places::mlpInBias},
    TensorRow{"*ffns.#.lin2.weight", places::mlpOut},
    TensorRow{"*ffns.#.lin2.bias", places::mlpOutBias},
    TensorRow{"*layer_norm2.#.weight", places::mlpNormScale},
    TensorRow{"*layer_norm2.#.bias", places::mlpNormShift},

    TensorRow{"pred_layer.proj.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"pred_layer.proj.bias", places::outputBias, hasMaskedHead},
    TensorRow{"sequence_summary.summary.weight", places::output, hasLabels},
    TensorRow{"sequence_summary.summary.bias", places::outputBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasTokenLabels},
    TensorRow{"classifier.bias", places::outputBias, hasTokenLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on

constexpr HeadTensors kHeads{.masked = "pred_layer.proj.bias",
                             .labels = "sequence_summary.summary.weight",
                             .tokenLabels = "classifier.weight"};

void refuseOtherForms(const ConfigReader &config)
{
    if (config.flag({"causal"}, false))
        config.refuse("causal",
                      sentence("core", "of this family only models that look both ways can be opened"));
    if (!config.flag({"is_encoder"}, true))
        config.refuse("is_encoder", sentence("core", "only the encoder form of this model can be opened"));
    if (config.flag({"asm"}, false))
        config.refuse("asm", sentence("core", "an output in several steps is not supported"));
}

/// How a classifier of whole texts reads them.
void describeSummary(const ConfigReader &config, ModelConfig &model)
{
    const std::string type = config.text({"summary_type"}, "first");
    if (type == "last")
        model.summary = Summary::Last;
    else if (type == "mean")
        model.summary = Summary::Mean;
    else if (type != "first")
        config.refuse("summary_type", sentence("core", "this summary of a text is not supported"));
    for (const std::string_view key : {"summary_use_proj", "summary_proj_to_labels"})
        if (!config.flag({key}, true))
            config.refuse(key, sentence("core", "this summary of a text is not supported"));
    if (!config.text({"summary_activation"}, "").empty())
        config.refuse("summary_activation", sentence("core", "this summary of a text is not supported"));
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    constexpr int kTimes = 4, kWidest = 1 << 24;
    refuseOtherForms(config);
    Description description;
    ModelConfig &model = description.config;
    model.layers = config.count({"n_layers", "num_hidden_layers"});
    model.heads = model.keyValueHeads = config.count({"n_heads", "num_attention_heads"});
    model.width = config.count({"emb_dim", "hidden_size"});
    if (model.width % model.heads != 0)
        config.refuse("emb_dim", sentence("core", "it is not a multiple of the number of attention heads"));
    model.headWidth = model.width / model.heads;
    model.mlpWidth = kTimes * std::min(model.width, kWidest);
    model.vocabulary = config.count({"vocab_size", "n_words"});
    model.positions = config.count({"max_position_embeddings"}, 512);
    model.normEpsilon = config.number({"layer_norm_eps"}, 1e-12F);
    model.activation = config.flag({"gelu_activation"}, true) ? Activation::Gelu : Activation::Relu;
    model.attentionScope = AttentionScope::Bidirectional;
    model.finalNorm = false;
    describeOutputHead(config, tensors, kHeads, description);
    if (hasLabels(model))
        describeSummary(config, model);
    if (config.count({"n_langs"}, 1) > 1 && config.flag({"use_lang_emb"}, true))
        description.warnings.push_back(sentence("core",
                                                "%1: no text says its language, so that nothing is added "
                                                "for it, as transformers does without 'langs'.")
                                           .with(config.file()));
    return description;
}

Description describeXlm(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describe(config, tensors);
    description.config.normPlace = NormPlace::AfterBlock;
    return description;
}

Description describeFlaubert(const ConfigReader &config, const TensorSource &tensors)
{
    Description description = describe(config, tensors);
    description.config.normPlace =
        config.flag({"pre_norm"}, false) ? NormPlace::BeforeBlock : NormPlace::AfterBlock;
    return description;
}

} // namespace

std::span<const Family> xlmFamilies()
{
    static const std::array families{
        Family{"XLM", "xlm", kPrefixes, kRows, MatrixLayout::OutIn, describeXlm},
        Family{"FlauBERT", "flaubert", kPrefixes, kRows, MatrixLayout::OutIn, describeFlaubert},
    };
    return families;
}

} // namespace headscope
