#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 3> kPrefixes{"bert.", "ernie.", ""};

bool hasTasks(const ModelConfig &config)
{
    return config.taskTypes > 0;
}

// clang-format off
constexpr std::array kHeadRows{
    TensorRow{"*pooler.dense.weight", places::pooler, hasLabels},
    TensorRow{"*pooler.dense.bias", places::poolerBias, hasLabels},
    TensorRow{"classifier.weight", places::output, hasAnyLabels},
    TensorRow{"classifier.bias", places::outputBias, hasAnyLabels},
    TensorRow{"cls.predictions.transform.dense.weight", places::outputTransform, hasMaskedHead},
    TensorRow{"cls.predictions.transform.dense.bias", places::outputTransformBias, hasMaskedHead},
    TensorRow{"cls.predictions.transform.LayerNorm.weight", places::outputNormScale, hasMaskedHead, "cls.predictions.transform.LayerNorm.gamma"},
    TensorRow{"cls.predictions.transform.LayerNorm.bias", places::outputNormShift, hasMaskedHead, "cls.predictions.transform.LayerNorm.beta"},
    TensorRow{"cls.predictions.decoder.weight", places::output, hasOwnMaskedOutput},
    tiedMaskedBias("cls.predictions.decoder.bias", "cls.predictions.bias"),
    ownMaskedBias("cls.predictions.decoder.bias"),
    TensorRow{"qa_outputs.weight", places::output, hasAnswerSpan},
    TensorRow{"qa_outputs.bias", places::outputBias, hasAnswerSpan},
};
// clang-format on
constexpr auto kRows = joined(kBertStackRows, kHeadRows);
constexpr std::array kTaskRows{
    TensorRow{"*embeddings.task_type_embeddings.weight", places::taskEmbedding, hasTasks},
};
constexpr auto kErnieRows = joined(kRows, kTaskRows);

constexpr HeadTensors kHeads{.masked = "cls.predictions.transform.dense.weight",
                             .labels = "classifier.weight",
                             .tokenLabels = "classifier.weight",
                             .pooler = "bert.pooler.dense.weight"};

Description describeWith(const HeadTensors &heads, const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    description.config.tokenTypes = config.count({"type_vocab_size"}, 2);
    describeOutputHead(config, tensors, heads, description);
    description.config.headActivation = description.config.activation;
    return description;
}

Description describe(const ConfigReader &config, const TensorSource &tensors)
{
    return describeWith(kHeads, config, tensors);
}

Description describeErnie(const ConfigReader &config, const TensorSource &tensors)
{
    HeadTensors heads = kHeads;
    heads.pooler = "ernie.pooler.dense.weight";
    Description description = describeWith(heads, config, tensors);
    if (config.flag({"use_task_id"}, false))
        description.config.taskTypes = config.count({"task_type_vocab_size"}, 3);
    return description;
}

} // namespace

const Family &bertFamily()
{
    static const Family family{"BERT", "bert", kPrefixes, kRows, MatrixLayout::OutIn, describe};
    return family;
}

const Family &ernieFamily()
{
    static const Family family{"ERNIE", "ernie", kPrefixes, kErnieRows, MatrixLayout::OutIn, describeErnie};
    return family;
}

} // namespace headscope
