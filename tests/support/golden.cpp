#include "tests/support/golden.h"

#include "tests/support/source_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace headscope {

namespace {

/// Nested lists of numbers, all of one length at each depth.
Tensor tensorFrom(const nlohmann::json &lists)
{
    Shape shape;
    for (const nlohmann::json *part = &lists; part->is_array(); part = &part->front())
        shape.push_back(static_cast<std::ptrdiff_t>(part->size()));
    Tensor tensor(shape);
    const nlohmann::json flat = lists.flatten();
    if (static_cast<std::ptrdiff_t>(flat.size()) != tensor.size())
        throw std::runtime_error("a golden list is ragged");
    float *next = tensor.data();
    const auto append = [&next](const auto &self, const nlohmann::json &part) -> void {
        if (part.is_array())
            for (const nlohmann::json &inner : part)
                self(self, inner);
        else
            *next++ = part.get<float>();
    };
    append(append, lists);
    return tensor;
}

Tensor optionalTensor(const nlohmann::json &run, const char *key)
{
    return run.contains(key) ? tensorFrom(run.at(key)) : Tensor();
}

GoldenRun runFrom(const nlohmann::json &json)
{
    GoldenRun run;
    run.tokens.ids = json.at("ids").get<std::vector<TokenId>>();
    run.tokens.types = json.at("types").get<std::vector<int>>();
    run.specs = json.at("interventions").get<std::vector<std::string>>();
    run.logits = optionalTensor(json, "logits");
    run.final = optionalTensor(json, "final");
    run.attention = optionalTensor(json, "attention");
    run.decoderIds = json.value("decoder_ids", std::vector<TokenId>{});
    run.encoderFinal = optionalTensor(json, "encoder_final");
    run.decoderAttention = optionalTensor(json, "decoder_attention");
    run.crossAttention = optionalTensor(json, "cross_attention");
    run.written = json.value("written", std::vector<TokenId>{});
    if (json.contains("loss"))
        run.loss = json.at("loss").get<double>();
    return run;
}

} // namespace

Interventions GoldenRun::interventions(const HeadBounds &bounds) const
{
    Interventions parsed;
    for (const std::string &spec : specs)
        addSpec(spec, bounds, parsed);
    return parsed;
}

std::span<const float> goldenLayer(const Tensor &attention, std::size_t layer)
{
    const auto size = static_cast<std::size_t>(attention.size() / attention.shape().front());
    return attention.values().subspan(layer * size, size);
}

std::filesystem::path goldenFolder()
{
    return std::filesystem::path(sourceFolder()) / "tests" / "golden";
}

std::vector<std::string> goldenNames()
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(goldenFolder() / "models"))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::vector<GoldenRun> loadRuns(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    const nlohmann::json json = nlohmann::json::parse(stream);
    std::vector<GoldenRun> runs;
    for (const nlohmann::json &run : json.at("runs"))
        runs.push_back(runFrom(run));
    return runs;
}

GoldenModel loadGolden(const std::string &name)
{
    const std::filesystem::path folder = goldenFolder() / "models" / name;
    return {name, folder, loadRuns(folder / "reference.json")};
}

} // namespace headscope
