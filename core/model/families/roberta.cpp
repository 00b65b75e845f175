#include "core/model/families/roberta.h"

#include "core/model/families/bert_stack.h"
#include "core/model/families/output_heads.h"

namespace headscope {

namespace {

constexpr std::array<std::string_view, 4> kPrefixes{"roberta.", "", "camembert.", "data2vec_text."};

constexpr auto kRows = joined(kBertStackRows, kRobertaHeadRows);

} // namespace

Description describeRoberta(const ConfigReader &config, const TensorSource &tensors)
{
    Description description{describeBertStack(config), {}};
    ModelConfig &model = description.config;
    model.tokenTypes = config.count({"type_vocab_size"}, 2);
    countPositionsFromPadding(config, config.index({"pad_token_id"}, 1), model);
    describeOutputHead(config, tensors, kRobertaHeads, description);
    model.headActivation = Activation::Gelu;
    return description;
}

// Four names of one computation: they differ in what they were trained on.

const Family &robertaFamily()
{
    static const Family family{"RoBERTa", "roberta", kPrefixes, kRows, MatrixLayout::OutIn, describeRoberta};
    return family;
}

const Family &camembertFamily()
{
    static const Family family{"CamemBERT", "camembert",         kPrefixes,
                               kRows,       MatrixLayout::OutIn, describeRoberta};
    return family;
}

const Family &xlmRobertaFamily()
{
    static const Family family{"XLM-RoBERTa", "xlm-roberta",       kPrefixes,
                               kRows,         MatrixLayout::OutIn, describeRoberta};
    return family;
}

const Family &data2VecTextFamily()
{
    static const Family family{"data2vec", "data2vec-text",     kPrefixes,
                               kRows,      MatrixLayout::OutIn, describeRoberta};
    return family;
}

} // namespace headscope
