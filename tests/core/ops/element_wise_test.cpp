#include "core/ops/element_wise.h"
#include "core/ops/norm.h"
#include "core/ops/rotary.h"
#include "core/ops/vector_clones.h"
#include "core/tensor/matrix_map.h"
#include "tests/support/expect_tensors.h"

namespace headscope {
namespace {

TEST(ExpOfNegative, IsExactToFloatPrecision)
{
    for (float x = 0; x > -87; x -= 0.0137F)
        EXPECT_NEAR(expOfNegative(x) / std::exp(static_cast<double>(x)), 1, 3e-7) << x;
    EXPECT_EQ(expOfNegative(0), 1);
    EXPECT_EQ(expOfNegative(-1000), 0);
    EXPECT_EQ(expOfNegative(-std::numeric_limits<float>::infinity()), 0);
    EXPECT_TRUE(std::isnan(expOfNegative(std::nanf(""))));
}

TEST(Cut, KeepsWhatIsBetweenTheLimits)
{
    Tensor values = wavy({5, 33});
    const Tensor before = values.clone();

    cut(values, 0.3F);

    for (std::ptrdiff_t i = 0; i < values.size(); ++i)
        EXPECT_EQ(values.data()[i], std::clamp(before.data()[i], -0.3F, 0.3F));
}

TEST(LayerNorm, EqualsAPlainLoop)
{
    for (const LayerNorm::Shape shape :
         {LayerNorm::Shape{1, 1}, LayerNorm::Shape{3, 33}, LayerNorm::Shape{40, 384}}) {
        ComputeContext context;
        const Tensor input = wavy({shape.rows, shape.width});
        const Tensor scale = wavy({shape.width}, 1);
        const Tensor shift = wavy({shape.width}, 2);
        Tensor output({shape.rows, shape.width});
        const LayerNorm norm(context, shape, 1e-5F);

        norm(context, input, scale, shift, output);

        for (std::ptrdiff_t row = 0; row < shape.rows; ++row) {
            const Eigen::RowVectorXd x = input.matrix().row(row).cast<double>();
            const Eigen::RowVectorXd centred = x.array() - x.mean();
            const double deviation =
                std::sqrt(centred.squaredNorm() / static_cast<double>(shape.width) + 1e-5);
            for (std::ptrdiff_t i = 0; i < shape.width; ++i)
                EXPECT_NEAR(output.matrix()(row, i),
                            centred[i] / deviation * scale.data()[i] + shift.data()[i], 3e-6);
        }
        EXPECT_NE(norm.kernelName().rfind("ref", 0), 0U) << norm.kernelName();
    }
}

TEST(LayerNorm, WorksInPlace)
{
    ComputeContext context;
    Tensor rows = wavy({9, 48});
    const Tensor scale = wavy({48}, 1);
    const LayerNorm norm(context, {9, 48}, 1e-12F);
    Tensor apart({9, 48});

    norm(context, rows, scale, scale, apart);
    norm(context, rows, scale, scale, rows);

    EXPECT_TRUE(haveSameBits(rows, apart));
}

TEST(RmsNorm, EqualsAPlainLoop)
{
    for (const std::ptrdiff_t width : {1, 31, 576}) {
        const Tensor input = wavy({17, width});
        const Tensor scale = wavy({width}, 1);
        Tensor output({17, width});

        rmsNorm(input, 1e-5F, scale, output);

        for (std::ptrdiff_t row = 0; row < 17; ++row) {
            const Eigen::RowVectorXd x = input.matrix().row(row).cast<double>();
            const double size = std::sqrt(x.squaredNorm() / static_cast<double>(width) + 1e-5);
            for (std::ptrdiff_t i = 0; i < width; ++i)
                EXPECT_NEAR(output.matrix()(row, i), x[i] / size * scale.data()[i], 2e-6);
        }
    }
}

TEST(Rotary, TurnsPairsByTheirPosition)
{
    const Tensor before = wavy({5, 3 * 8});
    Tensor packed = before.clone();
    std::vector<float> frequencies;
    for (int i = 0; i < 4; ++i)
        frequencies.push_back(std::pow(100.0F, -static_cast<float>(i) / 4));

    Rotary({5, 8}, frequencies)(packed, 2);

    for (std::ptrdiff_t token = 0; token < 5; ++token) {
        for (std::ptrdiff_t column : {0, 3, 8, 10}) {
            const double angle =
                static_cast<double>(token) * std::pow(100.0, -2.0 * static_cast<double>(column % 8) / 8);
            const double x = before.matrix()(token, column);
            const double y = before.matrix()(token, column + 4);
            EXPECT_NEAR(packed.matrix()(token, column), x * std::cos(angle) - y * std::sin(angle), 1e-6);
            EXPECT_NEAR(packed.matrix()(token, column + 4), y * std::cos(angle) + x * std::sin(angle), 1e-6);
        }
        EXPECT_EQ(packed.matrix()(token, 17), before.matrix()(token, 17)) << "the third head is not turned";
    }
}

TEST(MultiplyBy, MultipliesLongTensors)
{
    Tensor factor = wavy({70, 517});
    const Tensor by = wavy({70, 517}, 4);
    const Tensor before = factor.clone();

    multiplyBy(factor, by);

    for (std::ptrdiff_t i = 0; i < factor.size(); ++i)
        ASSERT_EQ(factor.data()[i], before.data()[i] * by.data()[i]);
}

TEST(NegativeLogSoftmax, EqualsItsFormula)
{
    const Tensor logits = wavy({1000});
    double sum = 0;
    for (const float logit : logits.values())
        sum += std::exp(static_cast<double>(logit));

    EXPECT_NEAR(negativeLogSoftmax(logits.values(), 17), std::log(sum) - logits.data()[17], 1e-6);
}

} // namespace
} // namespace headscope
