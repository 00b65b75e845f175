#include "core/formats/gguf.h"
#include "core/formats/json_file.h"
#include "core/formats/load_error.h"
#include "core/formats/lower_case.h"
#include "core/formats/pytorch.h"
#include "core/formats/safetensors.h"
#include "core/model/free_memory.h"
#include "core/model/gguf_config.h"
#include "core/model/model.h"
#include "core/model/model_files.h"
#include "core/model/pruned_heads.h"
#include "core/model/sentence_vector_files.h"
#include "core/model/weight_plan.h"
#include "core/text/target_tokenizer.h"
#include "core/text/unread_tokenizer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace headscope {

namespace {

constexpr std::size_t kLargestConfig = 8U << 20U; // 100,000 labels fit

/// A model whose headers were read and checked, and none of its weights.
struct PreparedModel {
    ModelFiles files;
    std::unique_ptr<TensorSource> tensors;
    const GgufFile *gguf = nullptr; ///< the same as `tensors`, when it is one
    Description description;
    WeightPlan plan;
};

/// `model_type`, or what the architecture's name begins with in configurations older than that key.
std::string modelTypeOf(const ConfigReader &config)
{
    if (config.has({"model_type"}))
        return config.text({"model_type"}, "");
    const std::vector<std::string> architectures = config.texts("architectures");
    if (architectures.empty())
        throw LoadError(sentence("core", "%1: '%2' is missing.").with(config.file(), "model_type"));
    const std::string name = lowerCase(architectures.front());
    std::string_view longest; // 'phi3' rather than 'phi'
    for (const Family &family : folderFamilies()) {
        std::string start(family.modelType);
        std::erase(start, '_');
        if (name.starts_with(start) && family.modelType.size() > longest.size())
            longest = family.modelType;
    }
    return std::string(longest.empty() ? std::string_view(architectures.front()) : longest);
}

void describeAndPlan(const Family &family, const ConfigReader &config, PreparedModel &prepared)
{
    refuseUnsupported(config);
    prepared.description = family.describe(config, *prepared.tensors);
    ModelConfig &model = prepared.description.config;
    model.family = family.name;
    refuseOtherPositions(config, model);
    if (config.isSet("is_decoder") && model.attentionScope == AttentionScope::Bidirectional)
        config.refuse("is_decoder", sentence("core", "only the encoder form of this model can be opened"));
    const bool canHaveDecoder = std::ranges::any_of(family.rows, &TensorRow::isOfDecoder);
    if (!canHaveDecoder && config.isSet("is_encoder_decoder"))
        config.refuse(
            "is_encoder_decoder",
            sentence("core", "models with an encoder and a decoder of this family cannot be opened"));
    model.validate(config.file());
    pruneHeads(config, model);
    const auto &files = prepared.files;
    const std::string file = (files.isGguf() ? files.gguf : files.weights).string();
    prepared.plan = planWeights(family, model, *prepared.tensors, file);
    model.weightBytes = prepared.plan.bytes;
    std::ranges::move(prepared.plan.warnings, std::back_inserter(prepared.description.warnings));
}

PreparedModel prepareGguf(const ModelFiles &files)
{
    PreparedModel prepared;
    prepared.files = files;
    std::unique_ptr<GgufFile> gguf = GgufFile::open(files.gguf);
    prepared.gguf = gguf.get();
    prepared.tensors = std::move(gguf);
    const std::string architecture = ggufArchitecture(*prepared.gguf);
    const Family &family = familyOf(ggufFamilies(), architecture, {files.gguf.string(), *prepared.tensors});
    const nlohmann::json values = ggufConfig(*prepared.gguf, architecture);
    describeAndPlan(family, ConfigReader(values, files.gguf.string()), prepared);
    return prepared;
}

/// What config.json says of how a decoder writes, and generation_config.json, which newer models have it in.
void readGenerations(const nlohmann::json &config, const std::filesystem::path &folder, ModelConfig &model)
{
    if (!model.decoder)
        return;
    readGeneration(config, model.decoder->vocabulary, model.decoder->generation);
    const std::filesystem::path file = folder / "generation_config.json";
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return;
    const nlohmann::json newer = readJsonFile(file, kLargestConfig);
    if (newer.is_object())
        readGeneration(newer, model.decoder->vocabulary, model.decoder->generation);
}

std::unique_ptr<TensorSource> openWeights(const std::filesystem::path &file)
{
    const std::string name = file.filename().string();
    const bool isPickled = name.ends_with(".bin") || name.ends_with(".bin.index.json");
    return isPickled ? openPytorch(file) : openSafetensors(file);
}

PreparedModel prepareFolder(const ModelFiles &files)
{
    PreparedModel prepared;
    prepared.files = files;
    const std::filesystem::path configFile = files.folder / "config.json";
    const nlohmann::json values = readJsonFile(configFile, kLargestConfig);
    const ConfigReader config(values, configFile.string());
    prepared.tensors = openWeights(files.weights);
    const Family &family =
        familyOf(folderFamilies(), modelTypeOf(config), {config.file(), *prepared.tensors});
    describeAndPlan(family, config, prepared);
    if (ModelConfig &model = prepared.description.config; model.output == OutputKind::Embedding)
        model.sentenceVector = readSentenceVector(files.folder, prepared.description.warnings);
    if (const auto why = unreadTokenizer(files.folder))
        prepared.description.warnings.push_back(sentence("core", "%1.").with(*why));
    readGenerations(values, files.folder, prepared.description.config);
    return prepared;
}

PreparedModel prepare(const std::filesystem::path &path)
{
    const ModelFiles files = findModelFiles(path);
    PreparedModel prepared = files.isGguf() ? prepareGguf(files) : prepareFolder(files);
    prepared.description.config.name = modelName(path);
    return prepared;
}

void refuseWithoutMemory(const PreparedModel &prepared, std::size_t limit)
{
    const std::size_t available = limit != 0 ? limit : freeMemory();
    if (prepared.plan.bytes > available)
        throw LoadError(sentence("core", "%1: the weights need %2 of memory, and %3 are free.")
                            .with(prepared.files.folder.string(), readableBytes(prepared.plan.bytes),
                                  readableBytes(available)));
}

std::shared_ptr<const Tokenizer> tokenizerOf(const PreparedModel &prepared)
{
    if (prepared.gguf != nullptr)
        return prepared.gguf->metadata().contains("tokenizer.ggml.model")
                   ? Tokenizer::fromGguf(*prepared.gguf)
                   : nullptr;
    const std::filesystem::path &folder = prepared.files.folder;
    return hasTokenizerFiles(folder) && !unreadTokenizer(folder) ? Tokenizer::open(folder) : nullptr;
}

std::shared_ptr<const Tokenizer> targetTokenizerOf(const PreparedModel &prepared)
{
    const bool canHave = prepared.description.config.decoder && prepared.gguf == nullptr;
    return canHave ? openTargetTokenizer(prepared.files.folder) : nullptr;
}

/// Every id of the tokenizer must have its row; a GGUF's every row its token too.
void compareVocabularies(const PreparedModel &prepared, const Tokenizer &tokenizer, int rows)
{
    const int tokens = tokenizer.vocabularySize();
    if (tokens <= rows && (prepared.gguf == nullptr || tokens == rows))
        return;
    const auto &files = prepared.files;
    throw LoadError(sentence("core", "%1: the tokenizer has %2 tokens, but the token embedding has %3 rows.")
                        .with((files.isGguf() ? files.gguf : files.folder).string(), tokens, rows));
}

} // namespace

std::unique_ptr<Model> openModel(const std::filesystem::path &path, const OpenOptions &options)
{
    PreparedModel prepared = prepare(path);
    refuseWithoutMemory(prepared, options.memoryLimit);
    auto model = std::make_unique<Model>();
    model->path = path;
    model->config = prepared.description.config;
    model->warnings = std::move(prepared.description.warnings);
    model->tokenizer = tokenizerOf(prepared);
    model->outputTokenizer = model->tokenizer;
    if (model->tokenizer)
        compareVocabularies(prepared, *model->tokenizer, model->config.vocabulary);
    if (auto target = targetTokenizerOf(prepared)) {
        compareVocabularies(prepared, *target, model->config.decoder->vocabulary);
        model->outputTokenizer = std::move(target);
    }
    std::optional<Weights> weights = readWeights(prepared.plan, *prepared.tensors, model->config,
                                                 model->warnings, {options.progress, options.stop});
    if (!weights)
        return nullptr;
    model->weights = std::move(*weights);
    return model;
}

ModelConfig readConfig(const std::filesystem::path &path)
{
    return prepare(path).description.config;
}

} // namespace headscope
