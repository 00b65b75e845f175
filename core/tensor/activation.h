#pragma once

namespace headscope {

/// The curve behind a dense layer. `Gelu` is the exact one (erf), `GeluTanh` GPT-2's approximation.
enum class Activation { None, Gelu, GeluTanh, Relu, Silu, Tanh };

} // namespace headscope
