#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 3> kPrefixes{"roberta.", "", "camembert."};

// clang-format off
constexpr std::array kHeadRows{
    TensorRow{"lm_head.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"lm_head.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"lm_head.layer_norm.weight", places::outputNormScale, hasMaskedHead},
    TensorRow{"lm_head.layer_norm.bias", places::outputNormShift, hasMaskedHead},
    TensorRow{"lm_head.decoder.weight", places::output, hasOwnMaskedOutput},
    TensorRow{"lm_head.bias", places::outputBias, hasMaskedHead, "lm_head.decoder.bias"},
    TensorRow{"classifier.dense.weight", places::pooler, hasLabels},
    TensorRow{"classifier.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.out_proj.weight", places::output, hasLabels},
    TensorRow{"classifier.out_proj.bias", places::outputBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasTokenLabels},
    TensorRow{"classifier.bias", places::outputBias, hasTokenLabels},
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on
constexpr auto kRows = joined(kBertStackRows, kHeadRows);

constexpr HeadTensors kHeads{.masked = "lm_head.dense.weight",
                             .labels = "classifier.out_proj.weight",
                             .tokenLabels = "classifier.weight"};

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    countPositionsFromPadding(config, config.index({"pad_token_id"}, 1), model);
    describeOutputHead(config, tensors, kHeads, description);
    model.headActivation = Activation::Gelu;
    return description;
}

} // namespace

// Three names of one computation: they differ in what they were trained on.

const Family &robertaFamily()
{
    static const Family family{"RoBERTa", "roberta", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &camembertFamily()
{
    static const Family family{"CamemBERT", "camembert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &xlmRobertaFamily()
{
    static const Family family{"XLM-RoBERTa", "xlm-roberta", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

} // namespace headscope
