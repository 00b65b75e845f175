#include "core/ops/dense.h"
#include "core/tensor/matrix_map.h"
#include "tests/support/expect_tensors.h"

namespace headscope {
namespace {

double curve(Activation activation, double x)
{
    switch (activation) {
    case Activation::None:
        return x;
    case Activation::Gelu:
        return x * 0.5 * (1 + std::erf(x / std::sqrt(2.0)));
    case Activation::GeluTanh:
        return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
    case Activation::GeluQuick:
        return x / (1 + std::exp(-1.702 * x));
    case Activation::GeluCut:
        return std::clamp(curve(Activation::Gelu, x), -10.0, 10.0);
    case Activation::Relu:
        return std::max(x, 0.0);
    case Activation::ReluLeaky:
        return x < 0 ? 0.01 * x : x;
    case Activation::ReluSquared:
        return x < 0 ? 0 : x * x;
    case Activation::Relu6:
        return std::clamp(x, 0.0, 6.0);
    case Activation::Silu:
        return x / (1 + std::exp(-x));
    case Activation::SiluHard:
        return x * std::clamp(x + 3, 0.0, 6.0) / 6;
    case Activation::Mish:
        return x * std::tanh(std::log1p(std::exp(x)));
    case Activation::Sigmoid:
        return 1 / (1 + std::exp(-x));
    case Activation::Tanh:
        return std::tanh(x);
    }
    return x;
}

struct Case {
    Dense::Shape shape;
    Activation activation = Activation::None;
    MatrixLayout layout = MatrixLayout::OutIn;
    bool bias = true;
};

struct Learned {
    Tensor matrix, bias;
};

Learned learned(const Case &of)
{
    const bool outFirst = of.layout == MatrixLayout::OutIn;
    return {wavy(outFirst ? Shape{of.shape.out, of.shape.in} : Shape{of.shape.in, of.shape.out}, 0.3F),
            of.bias ? wavy({of.shape.out}, 0.9F) : Tensor()};
}

Tensor byLoops(const Case &of, const Learned &weights, const Tensor &input)
{
    Tensor output({of.shape.rows, of.shape.out});
    for (std::ptrdiff_t row = 0; row < of.shape.rows; ++row) {
        for (std::ptrdiff_t out = 0; out < of.shape.out; ++out) {
            double sum = of.bias ? static_cast<double>(weights.bias.data()[out]) : 0.0;
            for (std::ptrdiff_t in = 0; in < of.shape.in; ++in)
                sum +=
                    static_cast<double>(input.row(row)[static_cast<std::size_t>(in)]) *
                    static_cast<double>(of.layout == MatrixLayout::OutIn ? weights.matrix.matrix()(out, in)
                                                                         : weights.matrix.matrix()(in, out));
            output.matrix()(row, out) = static_cast<float>(curve(of.activation, sum));
        }
    }
    return output;
}

void expectEqualsLoops(const Case &of)
{
    ComputeContext context;
    const Learned weights = learned(of);
    const PackedMatrix matrix(context, weights.matrix, of.layout, weights.bias);
    const Tensor input = wavy({of.shape.rows, of.shape.in});
    const Dense dense(context, of.shape.rows, matrix, of.activation);
    Tensor output({of.shape.rows, of.shape.out});

    dense(context, input, matrix, output);

    const float tolerance = 2e-6F * static_cast<float>(of.shape.in) + 2e-6F;
    EXPECT_LE(largestDifference(output, byLoops(of, weights, input)), tolerance)
        << of.shape.rows << " × " << of.shape.in << " → " << of.shape.out;
    EXPECT_EQ(dense.kernelName().find("ref"), std::string::npos) << dense.kernelName();
}

TEST(Dense, EqualsAPlainLoopAtEverySize)
{
    for (const Dense::Shape shape : {Dense::Shape{1, 1, 1}, Dense::Shape{3, 17, 5}, Dense::Shape{7, 64, 2},
                                     Dense::Shape{1, 64, 250}, Dense::Shape{33, 96, 192}})
        expectEqualsLoops({shape});
}

TEST(Dense, ReadsBothLayoutsWithAndWithoutBias)
{
    for (const MatrixLayout layout : {MatrixLayout::OutIn, MatrixLayout::InOut}) {
        expectEqualsLoops({{9, 24, 40}, Activation::None, layout, true});
        expectEqualsLoops({{9, 24, 40}, Activation::None, layout, false});
    }
}

TEST(Dense, AppliesEveryActivation)
{
    for (const Activation activation :
         {Activation::Gelu, Activation::GeluTanh, Activation::GeluQuick, Activation::GeluCut,
          Activation::Relu, Activation::ReluLeaky, Activation::ReluSquared, Activation::Relu6,
          Activation::Silu, Activation::SiluHard, Activation::Mish, Activation::Sigmoid, Activation::Tanh})
        expectEqualsLoops({{5, 16, 48}, activation});
}

TEST(Dense, AddsToWhatTheOutputHolds)
{
    ComputeContext context;
    const Case of{{6, 20, 20}};
    const Learned weights = learned(of);
    const PackedMatrix matrix(context, weights.matrix, of.layout, weights.bias);
    const Tensor input = wavy({6, 20});
    Tensor output = wavy({6, 20}, 5);
    Tensor expected = byLoops(of, weights, input);
    expected.matrix() += output.matrix();

    Dense(context, 6, matrix, Activation::None, Dense::Store::Add)(context, input, matrix, output);

    EXPECT_LE(largestDifference(output, expected), 1e-5F);
}

TEST(PackedMatrix, PacksAPartOfTheOutputs)
{
    for (const MatrixLayout layout : {MatrixLayout::OutIn, MatrixLayout::InOut}) {
        ComputeContext context;
        const Case of{{4, 12, 30}, Activation::None, layout};
        const Learned weights = learned(of);
        const PackedMatrix part(context, weights.matrix, layout, weights.bias, {10, 15});
        const Tensor input = wavy({4, 12});
        Tensor output({4, 15});

        Dense(context, 4, part)(context, input, part, output);

        const Tensor whole = byLoops(of, weights, input);
        EXPECT_LE((whole.matrix().middleCols(10, 15) - output.matrix()).cwiseAbs().maxCoeff(), 1e-5F);
    }
}

TEST(Dense, RefusesAMatrixOfOtherSizes)
{
    ComputeContext context;
    const Learned weights = learned({{1, 8, 8}});
    const Learned others = learned({{1, 8, 9}});
    const PackedMatrix matrix(context, weights.matrix, MatrixLayout::OutIn, weights.bias);
    const PackedMatrix other(context, others.matrix, MatrixLayout::OutIn, others.bias);
    Tensor output({1, 9});

    EXPECT_THROW(Dense(context, 1, matrix)(context, wavy({1, 8}), other, output), std::logic_error);
}

TEST(PackedMatrix, GivesTheRowsOfTheOriginalBack)
{
    ComputeContext context;
    for (const auto &[out, in] :
         {std::pair{130, 75}, std::pair{64, 64}, std::pair{1, 3}, std::pair{1000, 48}}) {
        const Tensor original = wavy({out, in});
        const PackedMatrix matrix(context, original, MatrixLayout::OutIn, Tensor());
        std::vector<float> row(static_cast<std::size_t>(in));
        for (std::ptrdiff_t index = 0; index < out; ++index) {
            matrix.copyRow(index, row);
            ASSERT_TRUE(std::ranges::equal(row, original.row(index))) << index << " of " << out;
        }
    }
}

} // namespace
} // namespace headscope
