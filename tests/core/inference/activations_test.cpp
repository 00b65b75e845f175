#include "core/model/families/family.h"
#include "core/ops/dense.h"
#include "tests/support/golden.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace headscope {

namespace {

/// What a dense layer that multiplies by 1 makes of each number.
Tensor curveOf(Activation activation, const Tensor &numbers)
{
    ComputeContext context;
    Tensor one({1, 1});
    one.data()[0] = 1;
    const PackedMatrix matrix(context, one, MatrixLayout::OutIn, Tensor());
    Tensor made(numbers.shape());
    Dense(context, numbers.rows(), matrix, activation)(context, numbers, matrix, made);
    return made;
}

} // namespace

TEST(Activations, AreThoseOfTransformersByEveryName)
{
    std::ifstream file(goldenFolder() / "activations.json");
    const auto golden = nlohmann::json::parse(file);
    const auto of = golden["of"].get<std::vector<float>>();
    Tensor numbers({std::ssize(of), 1});
    std::ranges::copy(of, numbers.data());
    for (const auto &[name, made] : golden["made"].items()) {
        SCOPED_TRACE(name);
        const auto activation = activationNamed(name);
        ASSERT_TRUE(activation.has_value());

        const Tensor ours = curveOf(*activation, numbers);

        for (std::size_t i = 0; i < of.size(); ++i) {
            const auto theirs = made[i].get<float>();
            EXPECT_NEAR(ours.data()[i], theirs, 3e-6F * std::max(1.0F, std::abs(theirs))) << of[i];
        }
    }
}

} // namespace headscope
