#pragma once

namespace headscope {

enum class MatrixLayout { OutIn, InOut }; ///< PyTorch's Linear is [out, in], GPT-2's Conv1D [in, out]

} // namespace headscope
