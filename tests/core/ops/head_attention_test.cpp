#include "core/ops/head_attention.h"
#include "tests/support/expect_tensors.h"

namespace headscope {
namespace {

using Attention = HeadAttention::Shape;

std::ptrdiff_t packedWidth(const Attention &shape)
{
    return (shape.heads + 2 * shape.keyValueHeads) * shape.headWidth;
}

/// Attention as a textbook says it, in double precision.
struct ByLoops {
    Tensor pattern, mixed;

    ByLoops(const Attention &shape, const Tensor &qkv)
        : pattern(Tensor::zeros({shape.heads, shape.tokens, shape.tokens}))
        , mixed(Tensor::zeros({shape.tokens, shape.heads * shape.headWidth}))
    {
        for (std::ptrdiff_t head = 0; head < shape.heads; ++head)
            for (std::ptrdiff_t query = 0; query < shape.tokens; ++query)
                attend(shape, qkv.matrix(), head, query);
    }

    void attend(const Attention &shape, const ConstMatrixMap &qkv, std::ptrdiff_t head, std::ptrdiff_t query)
    {
        const std::ptrdiff_t width = shape.headWidth;
        const std::ptrdiff_t shared = head / (shape.heads / shape.keyValueHeads);
        const std::ptrdiff_t keyColumn = (shape.heads + shared) * width;
        const std::ptrdiff_t valueColumn = keyColumn + shape.keyValueHeads * width;
        const std::ptrdiff_t seen = shape.reach.of(query, shape.tokens).count();
        const auto q = qkv.row(query).segment(head * width, width).cast<double>();
        Eigen::VectorXd scores(seen);
        for (std::ptrdiff_t key = 0; key < seen; ++key)
            scores[key] = q.dot(qkv.row(key).segment(keyColumn, width).cast<double>()) /
                          std::sqrt(static_cast<double>(width));
        const Eigen::VectorXd shares = (scores.array() - scores.maxCoeff()).exp();
        for (std::ptrdiff_t key = 0; key < seen; ++key) {
            const auto share = static_cast<float>(shares[key] / shares.sum());
            pattern.data()[(head * shape.tokens + query) * shape.tokens + key] = share;
            mixed.matrix().row(query).segment(head * width, width) +=
                share * qkv.row(key).segment(valueColumn, width);
        }
    }
};

void expectEqualsLoops(const Attention &shape)
{
    ComputeContext context;
    const HeadAttention attention(context, shape);
    const Tensor qkv = wavy({shape.tokens, packedWidth(shape)});
    Tensor pattern({shape.heads, shape.tokens, shape.tokens});
    Tensor mixed({shape.tokens, shape.heads * shape.headWidth});

    attention.pattern(context, qkv, pattern);
    attention.mixValues(context, pattern, qkv, mixed);

    const ByLoops expected(shape, qkv);
    EXPECT_LE(largestDifference(pattern, expected.pattern), 2e-6F) << shape.tokens << " tokens";
    EXPECT_LE(largestDifference(mixed, expected.mixed), 5e-6F) << shape.tokens << " tokens";
    for (const std::string &kernel : attention.kernelNames())
        EXPECT_EQ(kernel.find("ref"), std::string::npos) << kernel;
}

TEST(HeadAttention, EqualsAPlainLoop)
{
    for (const std::ptrdiff_t tokens : {1, 2, 7, 33, 130}) {
        expectEqualsLoops({tokens, 4, 4, 8, kUpToQuery});
        expectEqualsLoops({tokens, 4, 4, 8, kAllKeys});
    }
}

TEST(HeadAttention, SharesKeysAndValuesInGroups)
{
    for (const std::ptrdiff_t tokens : {1, 5, 40, 130}) {
        expectEqualsLoops({tokens, 6, 2, 16, kUpToQuery});
        expectEqualsLoops({tokens, 6, 1, 16, kAllKeys});
    }
}

TEST(HeadAttention, EqualsAPlainLoopOnLongTexts)
{
    for (const std::ptrdiff_t tokens : {511, 512, 700}) {
        expectEqualsLoops({tokens, 3, 1, 8, kUpToQuery});
        expectEqualsLoops({tokens, 2, 2, 8, kAllKeys});
    }
}

TEST(Softmax, LeavesNotANumberInItsRowOnly)
{
    Tensor scores = wavy({1, 4, 4});
    scores.data()[4] = std::nanf("");

    softmaxOverKeys(scores, {0, 4}, {1, 0, kUpToQuery, {}});

    EXPECT_TRUE(std::isnan(scores.data()[4]));
    EXPECT_FLOAT_EQ(scores.data()[0], 1);
    EXPECT_NEAR(scores.row(2)[0] + scores.row(2)[1] + scores.row(2)[2], 1, 1e-6);
    EXPECT_EQ(scores.row(2)[3], 0);
}

TEST(Softmax, SurvivesHugeScores)
{
    Tensor scores = Tensor::zeros({1, 3, 3});
    scores.data()[6] = 3e38F;
    scores.data()[7] = -3e38F;

    softmaxOverKeys(scores, {0, 3}, {});

    EXPECT_EQ(scores.row(2)[0], 1);
    EXPECT_EQ(scores.row(2)[1], 0);
    EXPECT_FLOAT_EQ(scores.row(0)[1], 1.0F / 3.0F);
}

} // namespace
} // namespace headscope
