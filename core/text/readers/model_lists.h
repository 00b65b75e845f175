#pragma once

#include "core/formats/json_builder.h"
#include "core/text/models/token_model.h"

#include <memory>
#include <string>
#include <vector>

namespace headscope {

/// The long lists of a model in a `tokenizer.json`, taken while it is parsed: as JSON values, half a million
/// merges need five times their text.
struct ModelLists {
    std::unique_ptr<Vocabulary> vocabulary = std::make_unique<Vocabulary>();
    std::vector<double> scores; ///< of each id, when the vocabulary is a list
    PieceMerges merges;
};

/// What to stream to fill `lists`, which must live as long. `name` is what messages call the file. The
/// handlers throw LoadError.
[[nodiscard]] std::vector<JsonStream> streamsInto(ModelLists &lists, const std::string &name);

} // namespace headscope
