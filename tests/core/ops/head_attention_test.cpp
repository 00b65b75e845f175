#include "core/ops/head_attention.h"
#include "core/tensor/matrix_map.h"
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
    ScoreBias added;

    ByLoops(const Attention &shape, const Tensor &qkv, const ScoreBias &bias)
        : pattern(Tensor::zeros({shape.heads, shape.tokens, shape.tokens}))
        , mixed(Tensor::zeros({shape.tokens, shape.heads * shape.headWidth}))
        , added(bias)
    {
        for (std::ptrdiff_t head = 0; head < shape.heads; ++head)
            for (std::ptrdiff_t query = 0; query < shape.tokens; ++query)
                attend(shape, qkv.matrix(), head, query);
    }

    static double score(const Attention &shape, double product)
    {
        const double usual = 1 / std::sqrt(static_cast<double>(shape.headWidth));
        const double scaled = product * (shape.scale == 0.0F ? usual : static_cast<double>(shape.scale));
        const auto cap = static_cast<double>(shape.softCap);
        return cap == 0.0 ? scaled : cap * std::tanh(scaled / cap);
    }

    double bias(std::ptrdiff_t head, std::ptrdiff_t query, std::ptrdiff_t key) const
    {
        if (added.values == nullptr)
            return 0;
        return static_cast<double>(added.values[head * added.perHead + query * added.perQuery + key]);
    }

    void attend(const Attention &shape, const ConstMatrixMap &qkv, std::ptrdiff_t head, std::ptrdiff_t query)
    {
        const std::ptrdiff_t width = shape.headWidth;
        const std::ptrdiff_t shared = head / (shape.heads / shape.keyValueHeads);
        const std::ptrdiff_t keyColumn = (shape.heads + shared) * width;
        const std::ptrdiff_t valueColumn = keyColumn + shape.keyValueHeads * width;
        const KeyRange seen = shape.reach.of(query, shape.tokens);
        const auto q = qkv.row(query).segment(head * width, width).cast<double>();
        Eigen::VectorXd scores(seen.count());
        for (std::ptrdiff_t key = seen.first; key < seen.end; ++key)
            scores[key - seen.first] =
                score(shape, q.dot(qkv.row(key).segment(keyColumn, width).cast<double>())) +
                bias(head, query, key);
        const Eigen::VectorXd shares = (scores.array() - scores.maxCoeff()).exp();
        for (std::ptrdiff_t key = seen.first; key < seen.end; ++key) {
            const auto share = static_cast<float>(shares[key - seen.first] / shares.sum());
            pattern.data()[(head * shape.tokens + query) * shape.tokens + key] = share;
            mixed.matrix().row(query).segment(head * width, width) +=
                share * qkv.row(key).segment(valueColumn, width);
        }
    }
};

void expectEqualsLoops(const Attention &shape, const ScoreBias &bias = {},
                       HeadAttention::Mixed keys = HeadAttention::Mixed::KeysInReach)
{
    ComputeContext context;
    const HeadAttention attention(context, shape);
    const Tensor qkv = wavy({shape.tokens, packedWidth(shape)});
    Tensor pattern({shape.heads, shape.tokens, shape.tokens});
    Tensor mixed({shape.tokens, shape.heads * shape.headWidth});

    attention.pattern(context, qkv, pattern, bias);
    attention.mixValues(context, pattern, qkv, mixed, keys);

    const ByLoops expected(shape, qkv, bias);
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

TEST(HeadAttention, SeesOnlyItsWindow)
{
    for (const std::ptrdiff_t tokens : {1, 5, 64, 130, 300}) {
        expectEqualsLoops({tokens, 4, 2, 8, {6, 0}});
        expectEqualsLoops({tokens, 4, 4, 8, {3, 4}});
        expectEqualsLoops({tokens, 4, 4, 8, {0, 0}}, {}, HeadAttention::Mixed::AllKeys);
    }
}

TEST(HeadAttention, MixesKeysOutOfReachWhenAskedTo)
{
    ComputeContext context;
    const HeadAttention attention(context, {200, 2, 2, 8, {3, 0}});
    const Tensor qkv = wavy({200, 48});
    Tensor pattern = Tensor::zeros({2, 200, 200});
    for (std::ptrdiff_t row = 0; row < 400; ++row)
        pattern.row(row)[0] = 1;
    Tensor mixed({200, 16});

    attention.mixValues(context, pattern, qkv, mixed, HeadAttention::Mixed::AllKeys);

    for (std::ptrdiff_t query = 0; query < 200; ++query)
        for (std::ptrdiff_t i = 0; i < 16; ++i)
            EXPECT_FLOAT_EQ(mixed.matrix()(query, i), qkv.matrix()(0, 32 + i));
}

TEST(HeadAttention, ScalesCapsAndBiasesScores)
{
    const Tensor ofKeys = wavy({4, 130});
    const Tensor ofOffsets = wavy({4, 259});
    const Tensor ofPairs = wavy({4, 130, 130});
    expectEqualsLoops({130, 4, 2, 8, kUpToQuery, 1.5F});
    expectEqualsLoops({130, 4, 2, 8, kUpToQuery, 0, 0.7F});
    expectEqualsLoops({130, 4, 2, 8, kUpToQuery}, {ofKeys.data(), 130, 0});
    expectEqualsLoops({130, 4, 4, 8, {70, 5}, 1, 2}, {ofOffsets.data() + 129, 259, -1});
    expectEqualsLoops({130, 4, 4, 8, kAllKeys}, {ofPairs.data(), 130 * 130, 130});
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
