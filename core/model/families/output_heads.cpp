#include "core/model/families/output_heads.h"

#include "core/formats/load_error.h"

namespace headscope {

namespace {

/// The label of ELECTRA's discriminator.
constexpr std::string_view kReplaced = "replaced";

struct Head {
    OutputKind kind = OutputKind::Embedding;
    std::string_view tensor; ///< empty for bare encoders
};

bool holds(const TensorSource &tensors, std::string_view name)
{
    return !name.empty() && tensors.find(name) != nullptr;
}

Head headPromised(const ConfigReader &config, const HeadTensors &heads)
{
    if (hasArchitecture(config, "ForPreTraining") && !heads.replaced.empty())
        return {OutputKind::TokenLabels, heads.replaced};
    if (hasArchitecture(config, "ForMaskedLM") || hasArchitecture(config, "ForPreTraining") ||
        hasArchitecture(config, "WithLMHeadModel"))
        return {OutputKind::MaskedToken, heads.masked};
    if (hasArchitecture(config, "ForSequenceClassification"))
        return {OutputKind::Labels, heads.labels};
    if (hasArchitecture(config, "ForTokenClassification"))
        return {OutputKind::TokenLabels, heads.tokenLabels};
    if (hasArchitecture(config, "ForQuestionAnswering") ||
        hasArchitecture(config, "ForQuestionAnsweringSimple"))
        return {OutputKind::AnswerSpan, heads.answerSpan};
    return {};
}

Head headInFile(const TensorSource &tensors, const HeadTensors &heads)
{
    if (holds(tensors, heads.masked))
        return {OutputKind::MaskedToken, heads.masked};
    if (holds(tensors, heads.answerSpan))
        return {OutputKind::AnswerSpan, heads.answerSpan};
    if (holds(tensors, heads.replaced))
        return {OutputKind::TokenLabels, heads.replaced};
    const bool mayBeEither = heads.labels == heads.tokenLabels;
    if (holds(tensors, heads.labels) && (!mayBeEither || holds(tensors, heads.pooler)))
        return {OutputKind::Labels, heads.labels};
    if (holds(tensors, heads.tokenLabels))
        return {OutputKind::TokenLabels, heads.tokenLabels};
    return {};
}

/// As many default names as the classifier really has rows.
std::vector<std::string> numberedLabels(const ConfigReader &config, const TensorSource &tensors,
                                        std::string_view classifier)
{
    const TensorEntry *entry = tensors.find(classifier);
    const std::ptrdiff_t rows = entry == nullptr || entry->shape.empty() ? 0 : entry->shape.front();
    constexpr std::ptrdiff_t most = 1 << 20;
    if (rows < 1 || rows > most)
        throw LoadError(sentence("core", "%1: tensor '%2' has %3 rows, which cannot be the number of labels.")
                            .with(config.file(), classifier, rows));
    std::vector<std::string> labels;
    for (std::ptrdiff_t id = 0; id < rows; ++id)
        labels.push_back("LABEL_" + std::to_string(id));
    return labels;
}

/// `problem_type`, or what its absence means: one label is a number to predict, several exclude each other.
LabelScale labelScale(const ConfigReader &config, const ModelConfig &model)
{
    const std::string problem = config.text({"problem_type"}, "");
    if (problem == "multi_label_classification")
        return LabelScale::AnyOf;
    if (problem == "regression" || (problem.empty() && model.labels.size() == 1))
        return LabelScale::Values;
    return LabelScale::OneOf;
}

void describeLabels(const ConfigReader &config, const TensorSource &tensors, const Head &head,
                    const HeadTensors &heads, ModelConfig &model)
{
    if (!hasAnyLabels(model))
        return;
    if (head.tensor == heads.replaced) {
        model.labels = {std::string(kReplaced)};
        model.labelScale = LabelScale::AnyOf;
        return;
    }
    model.labels = config.numberedTexts("id2label");
    if (model.labels.empty())
        model.labels = numberedLabels(config, tensors, head.tensor);
    if (hasLabels(model))
        model.labelScale = labelScale(config, model);
}

} // namespace

void describeOutputHead(const ConfigReader &config, const TensorSource &tensors, const HeadTensors &heads,
                        Description &description)
{
    ModelConfig &model = description.config;
    const std::vector<std::string> architectures = config.texts("architectures");
    const Head head = architectures.empty() ? headInFile(tensors, heads) : headPromised(config, heads);
    model.output = holds(tensors, head.tensor) ? head.kind : OutputKind::Embedding;
    describeLabels(config, tensors, head, heads, model);
    if (hasMaskedHead(model))
        model.tiedOutput = config.flag({"tie_word_embeddings"}, true);
    const bool isBare = architectures.empty() || (architectures.front().ends_with("Model") &&
                                                  !architectures.front().ends_with("LMHeadModel"));
    if (model.output == OutputKind::Embedding && !isBare)
        description.warnings.push_back(
            (head.tensor.empty()
                 ? sentence("core",
                            "%1: the output head of %2 is not supported, only the encoder was opened.")
                 : sentence("core",
                            "%1: the output head of %2 is not in the file, only the encoder was opened."))
                .with(config.file(), architectures.front()));
}

void describeSeq2SeqHead(const ConfigReader &config, const TensorSource &tensors, const HeadTensors &heads,
                         ModelConfig &model)
{
    const bool isSaid = !config.texts("architectures").empty();
    const Head head = isSaid ? headPromised(config, heads) : headInFile(tensors, heads);
    model.output = head.tensor.empty() ? OutputKind::Seq2Seq : head.kind;
    if (model.output == OutputKind::Seq2Seq)
        return;
    describeLabels(config, tensors, head, heads, model);
    model.tiedOutput = false;
    model.outputBias = false;
    model.summary = Summary::LastOf;
}

} // namespace headscope
