#pragma once

namespace headscope {

/// The curve behind a dense layer.
enum class Activation {
    None,
    Gelu,      ///< the exact one (erf)
    GeluTanh,  ///< GPT-2's approximation
    GeluQuick, ///< x * sigmoid(1.702 x)
    GeluCut,   ///< the exact one, cut to -10 … 10
    Relu,
    ReluLeaky, ///< 0.01 x below 0
    ReluSquared,
    Relu6, ///< cut to 0 … 6
    Silu,
    SiluHard, ///< x * (x / 6 + 0.5, cut to 0 … 1)
    Mish,     ///< x * tanh(log(1 + e^x))
    Sigmoid,
    Tanh
};

} // namespace headscope
