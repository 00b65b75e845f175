#include "core/analysis/sentence_vector.h"

#include "core/tensor/matrix_map.h"

#include <cmath>

namespace headscope {

namespace {

Eigen::VectorXf weightedMean(const ConstMatrixMap &vectors)
{
    const Eigen::Index tokens = vectors.rows();
    const Eigen::VectorXf weights = Eigen::VectorXf::LinSpaced(tokens, 1, static_cast<float>(tokens));
    return vectors.transpose() * weights / weights.sum();
}

Eigen::VectorXf pooled(const ConstMatrixMap &vectors, Pooling pooling)
{
    switch (pooling) {
    case Pooling::First:
        return vectors.row(0);
    case Pooling::Last:
        return vectors.row(vectors.rows() - 1);
    case Pooling::Mean:
        break;
    case Pooling::Max:
        return vectors.colwise().maxCoeff();
    case Pooling::MeanSqrtLength:
        return vectors.colwise().sum() / std::sqrt(static_cast<float>(vectors.rows()));
    case Pooling::WeightedMean:
        return weightedMean(vectors);
    }
    return vectors.colwise().mean();
}

} // namespace

std::vector<float> sentenceVector(const Tensor &final, const SentenceVector &spec)
{
    const std::vector<Pooling> poolings = spec.poolings.empty() ? std::vector{Pooling::Mean} : spec.poolings;
    std::vector<float> whole;
    for (const Pooling pooling : poolings) {
        const Eigen::VectorXf part = pooled(final.matrix(), pooling);
        whole.insert(whole.end(), part.begin(), part.end());
    }
    Eigen::Map<Eigen::VectorXf> vector(whole.data(), static_cast<Eigen::Index>(whole.size()));
    // The smallest length that sentence-transformers divides by.
    if (spec.normalised)
        vector /= std::max(vector.norm(), 1e-12F);
    return whole;
}

} // namespace headscope
