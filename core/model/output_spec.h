#pragma once

#include <vector>

namespace headscope {

enum class OutputKind { NextToken, MaskedToken, Labels, TokenLabels, AnswerSpan, Embedding, Seq2Seq };

/// What an outcome's logit stands for: one of all (softmax), each by itself (sigmoid), a number.
enum class LabelScale { OneOf, AnyOf, Values };

/// Which vector stands for the whole text.
enum class Summary {
    First,
    Last,
    LastOf, ///< where a certain token stands last: the one that ends a text
    Mean,
    LateMean ///< the mean of what the classifier's dense layer makes of each token
};

/// How the vectors of all tokens become one, or a part of one.
enum class Pooling { First, Last, Mean, Max, MeanSqrtLength, WeightedMean };

/// How a text's vector is made from its tokens': as a sentence-transformers folder says.
struct SentenceVector {
    std::vector<Pooling>
        poolings;            ///< one beside the other; empty = the folder says nothing, the mean is used
    bool normalised = false; ///< to length 1
    bool operator==(const SentenceVector &) const = default;
};

} // namespace headscope
