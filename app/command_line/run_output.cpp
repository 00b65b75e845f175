#include "app/command_line/run_output.h"

#include "app/command_line/command_error.h"
#include "core/analysis/sentence_vector.h"
#include "core/tensor/matrix_map.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace headscope {

namespace {

bool hasLabels(OutputKind kind)
{
    return kind == OutputKind::Labels || kind == OutputKind::TokenLabels;
}

/// What a model predicts of single outcomes; answers and vectors are no such.
bool ranksOutcomes(OutputKind kind)
{
    return kind != OutputKind::Embedding && kind != OutputKind::AnswerSpan;
}

Json predictionJson(const ReadyModel &model, const Prediction &prediction)
{
    return {{"id", prediction.id},
            {"text", outcomeText(model, prediction.id)},
            {"logit", prediction.logit},
            {"probability", prediction.probability}};
}

Json topJson(const ReadyModel &model, std::span<const float> logits, Json position, int count)
{
    Json top = Json::array();
    for (const Prediction &prediction : topPredictions(logits, count, model.config.labelScale))
        top.push_back(predictionJson(model, prediction));
    return {{"position", std::move(position)}, {"top", std::move(top)}};
}

Json predictionsJson(const ReadyModel &model, const RunResult &result, const OutputWishes &wishes)
{
    Json list = Json::array();
    const OutputKind kind = model.config.output;
    if (kind == OutputKind::Labels)
        list.push_back(topJson(model, result.logitsAt(0), nullptr, model.config.outputs()));
    if (kind == OutputKind::Labels || !ranksOutcomes(kind))
        return list;
    const int count = hasLabels(kind) ? model.config.outputs() : wishes.top;
    for (const int position : shownPositions(model, result.outputIds(), wishes))
        list.push_back(topJson(model, result.logitsAt(position), position, count));
    return list;
}

Json trackedJson(const ReadyModel &model, const RunResult &result, const OutputWishes &wishes)
{
    Json list = Json::array();
    const auto positions = shownPositions(model, result.outputIds(), wishes);
    if (model.config.output != OutputKind::Labels && positions.empty())
        return list;
    const auto logits = result.logitsAt(positions.empty() ? 0 : positions.front());
    for (const int id : wishes.tracked) {
        const Prediction prediction = predictionOf(logits, id, model.config.labelScale);
        Json entry = predictionJson(model, prediction);
        entry["rank"] = prediction.rank;
        list.push_back(std::move(entry));
    }
    return list;
}

/// How far each token's final vector moved (Euclidean), and the cosine of the texts' vectors.
void addMovement(const SentenceVector &spec, const RunResult &result, const RunResult &baseline, Json &output)
{
    const auto moved = (result.final->matrix() - baseline.final->matrix()).rowwise().norm().eval();
    Json movement = Json::array();
    for (Eigen::Index token = 0; token < moved.size(); ++token)
        movement.push_back(moved[token]);
    output["movement"] = std::move(movement);
    output["cosine"] = cosine(sentenceVector(*result.final, spec), sentenceVector(*baseline.final, spec));
}

/// One column of the logits: the likeliest tokens for the start or the end of an answer.
Json placesJson(const ReadyModel &model, const RunResult &result, int column, int count)
{
    Json places = Json::array();
    for (const Prediction &place : topPredictions(spanLogits(*result.logits, column), count))
        places.push_back({{"position", place.id},
                          {"text", tokenText(model.tokenizer.get(),
                                             result.tokens.ids.at(static_cast<std::size_t>(place.id)))},
                          {"logit", place.logit},
                          {"probability", place.probability}});
    return places;
}

void addAnswers(const ReadyModel &model, const RunResult &result, const OutputWishes &wishes, Json &output)
{
    output["start"] = placesJson(model, result, 0, wishes.top);
    output["end"] = placesJson(model, result, 1, wishes.top);
    Json answers = Json::array();
    for (const AnswerSpan &answer : bestAnswers(*result.logits, wishes.answers, wishes.top)) {
        const auto ids = std::span(result.tokens.ids)
                             .subspan(static_cast<std::size_t>(answer.first),
                                      static_cast<std::size_t>(answer.last - answer.first + 1));
        answers.push_back({{"first", answer.first},
                           {"last", answer.last},
                           {"text", model.tokenizer ? model.tokenizer->decode(ids) : std::string()},
                           {"score", answer.score},
                           {"probability", answer.probability}});
    }
    output["answers"] = std::move(answers);
}

} // namespace

std::string_view outputKindName(OutputKind kind)
{
    static constexpr std::array<std::string_view, 7> kNames{
        "next-token", "masked-token", "labels", "token-labels", "answer-span", "embedding", "seq2seq"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::vector<int> shownPositions(const ReadyModel &model, std::span<const TokenId> ids,
                                const OutputWishes &wishes)
{
    const int count = static_cast<int>(ids.size());
    if (wishes.position)
        return {*wishes.position};
    std::vector<int> positions;
    if (model.config.output == OutputKind::NextToken || model.config.output == OutputKind::Seq2Seq)
        positions.push_back(count - 1);
    for (int position = 0; position < count; ++position) {
        const bool isMask = model.config.output == OutputKind::MaskedToken && model.tokenizer &&
                            model.tokenizer->maskId() == ids[static_cast<std::size_t>(position)];
        if (isMask || model.config.output == OutputKind::TokenLabels)
            positions.push_back(position);
    }
    return positions;
}

std::string outcomeText(const ReadyModel &model, int id)
{
    if (hasLabels(model.config.output))
        return model.config.labels.at(static_cast<std::size_t>(id));
    return tokenText(model.outputTokenizer.get(), id);
}

int outcomeId(const ReadyModel &model, const std::string &name)
{
    const auto &labels = model.config.labels;
    if (hasLabels(model.config.output)) {
        const auto found = std::ranges::find(labels, name);
        if (found != labels.end())
            return static_cast<int>(found - labels.begin());
    } else if (model.outputTokenizer) {
        if (const auto id = model.outputTokenizer->find(name))
            return *id;
    }
    int id = -1;
    const char *const end = name.data() + name.size();
    const bool isNumber = name.starts_with('#') && std::from_chars(name.data() + 1, end, id).ptr == end;
    if (!isNumber || id < 0 || id >= model.config.outputs())
        throw Refusal("'" + name + "': expected a token of the vocabulary, a label or #id, found none");
    return id;
}

Json outputJson(ReadyModel &model, const RunResult &result, const RunResult &baseline,
                const OutputWishes &wishes)
{
    Json output;
    output["kind"] = outputKindName(model.config.output);
    output["predictions"] = predictionsJson(model, result, wishes);
    output["tracked"] = trackedJson(model, result, wishes);
    const auto loss = model.session->meanLoss(result);
    output["loss"] = loss ? Json(*loss) : Json(nullptr);
    if (model.config.output == OutputKind::Embedding)
        addMovement(model.config.sentenceVector, result, baseline, output);
    if (model.config.output == OutputKind::AnswerSpan)
        addAnswers(model, result, wishes, output);
    return output;
}

} // namespace headscope
