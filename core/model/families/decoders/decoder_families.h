#pragma once

#include "core/model/families/family.h"

namespace headscope {

[[nodiscard]] const Family &bloomFamily();
[[nodiscard]] const Family &codeGenFamily();
[[nodiscard]] const Family &falconFamily();
[[nodiscard]] const Family &gemmaFamily();
[[nodiscard]] const Family &gemma2Family();
[[nodiscard]] const Family &gemma3Family();
[[nodiscard]] const Family &gemma3TextFamily();
[[nodiscard]] const Family &gpt1Family();
[[nodiscard]] const Family &gpt2Family();
[[nodiscard]] const Family &gptBigCodeFamily();
[[nodiscard]] const Family &gptJFamily();
[[nodiscard]] const Family &gptNeoFamily();
[[nodiscard]] const Family &gptNeoXFamily();
[[nodiscard]] const Family &llamaFamily();
[[nodiscard]] const Family &mistralFamily();
[[nodiscard]] const Family &mptFamily();
[[nodiscard]] const Family &olmoFamily();
[[nodiscard]] const Family &olmo2Family();
[[nodiscard]] const Family &olmo3Family();
[[nodiscard]] const Family &optFamily();
[[nodiscard]] const Family &phiFamily();
[[nodiscard]] const Family &phi3Family();
[[nodiscard]] const Family &qwen2Family();
[[nodiscard]] const Family &qwen3Family();
[[nodiscard]] const Family &smolLm3Family();
[[nodiscard]] const Family &stableLmFamily();
[[nodiscard]] const Family &starcoder2Family();
[[nodiscard]] const Family &xglmFamily();
/// Families that differ from Llama in a few numbers: Granite, MiniCPM, Cohere, Helium, ERNIE 4.5,
/// Seed-OSS, EXAONE 4.
[[nodiscard]] std::span<const Family> llamaRelatives();
/// GLM and GLM-4.
[[nodiscard]] std::span<const Family> glmFamilies();
/// Llama's names without a gate: Nemotron, Arcee.
[[nodiscard]] std::span<const Family> ungatedFamilies();

} // namespace headscope
