"""Writes golden models a second time as GGUF, the way the usual converters do."""

import functools

import gguf
import numpy

from golden_gguf_keys import number, write_factors, write_rotary, write_sizes


def neighbouring_pairs(rows, heads):
    """Llama's queries and keys as GGUF keeps them: rotary pairs next to each other."""
    return rows.reshape(heads, 2, -1, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def write_llama_gguf(model, path):
    config, weights = model.config, {k: v.numpy() for k, v in model.state_dict().items()}
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_dimension_count(config.head_dim)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    names = {"input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
             "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
             "post_attention_layernorm": "ffn_norm", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
             "mlp.down_proj": "ffn_down"}
    writer.add_tensor("token_embd.weight", weights["model.embed_tokens.weight"])
    writer.add_tensor("output_norm.weight", weights["model.norm.weight"])
    for layer in range(config.num_hidden_layers):
        for ours, theirs in names.items():
            value = weights[f"model.layers.{layer}.{ours}.weight"]
            if theirs == "attn_q":
                value = neighbouring_pairs(value, config.num_attention_heads)
            if theirs == "attn_k":
                value = neighbouring_pairs(value, config.num_key_value_heads)
            writer.add_tensor(f"blk.{layer}.{theirs}.weight", numpy.ascontiguousarray(value))
    finish(writer)


def write_gpt2_gguf(model, path):
    config, weights = model.config, {k: v.numpy() for k, v in model.state_dict().items()}
    writer = gguf.GGUFWriter(path, "gpt2")
    writer.add_context_length(config.n_positions)
    writer.add_embedding_length(config.n_embd)
    writer.add_block_count(config.n_layer)
    writer.add_feed_forward_length(config.n_inner)
    writer.add_head_count(config.n_head)
    writer.add_layer_norm_eps(config.layer_norm_epsilon)
    names = {"ln_1": "attn_norm", "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output", "ln_2": "ffn_norm",
             "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down"}
    writer.add_tensor("token_embd.weight", weights["transformer.wte.weight"])
    writer.add_tensor("position_embd.weight", weights["transformer.wpe.weight"])
    for kind in ("weight", "bias"):
        writer.add_tensor(f"output_norm.{kind}", weights[f"transformer.ln_f.{kind}"])
        for layer in range(config.n_layer):
            for ours, theirs in names.items():
                value = weights[f"transformer.h.{layer}.{ours}.{kind}"].T  # Conv1D back to [out, in]
                writer.add_tensor(f"blk.{layer}.{theirs}.{kind}", numpy.ascontiguousarray(value))
    finish(writer)


def write_bert_gguf(model, path):
    config, weights = model.config, {k: v.numpy() for k, v in model.state_dict().items()}
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_eps(config.layer_norm_eps)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.CLS)
    tables = {"word_embeddings": "token_embd", "position_embeddings": "position_embd",
              "token_type_embeddings": "token_types"}
    for ours, theirs in tables.items():
        writer.add_tensor(f"{theirs}.weight", weights[f"embeddings.{ours}.weight"])
    names = {"attention.self.query": "attn_q", "attention.self.key": "attn_k", "attention.self.value": "attn_v",
             "attention.output.dense": "attn_output", "attention.output.LayerNorm": "attn_output_norm",
             "intermediate.dense": "ffn_up", "output.dense": "ffn_down", "output.LayerNorm": "layer_output_norm"}
    for kind in ("weight", "bias"):
        writer.add_tensor(f"token_embd_norm.{kind}", weights[f"embeddings.LayerNorm.{kind}"])
        for layer in range(config.num_hidden_layers):
            for ours, theirs in names.items():
                writer.add_tensor(f"blk.{layer}.{theirs}.{kind}", weights[f"encoder.layer.{layer}.{ours}.{kind}"])
    finish(writer)


def write_nomic_gguf(model, path):
    config, weights = model.config, {k: v.numpy() for k, v in model.state_dict().items()}
    writer = gguf.GGUFWriter(path, "nomic-bert")
    write_sizes(writer, config)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_tensor("token_embd.weight", weights["embeddings.word_embeddings.weight"])
    writer.add_tensor("token_types.weight", weights["embeddings.token_type_embeddings.weight"])
    names = {"self_attn.o_proj.weight": "attn_output.weight", "mlp.gate_proj.weight": "ffn_gate.weight",
             "mlp.up_proj.weight": "ffn_up.weight", "mlp.down_proj.weight": "ffn_down.weight"}
    for kind in ("weight", "bias"):
        writer.add_tensor(f"token_embd_norm.{kind}", weights[f"embeddings.LayerNorm.{kind}"])
        names[f"post_attention_layernorm.{kind}"] = f"attn_output_norm.{kind}"
        names[f"post_mlp_layernorm.{kind}"] = f"layer_output_norm.{kind}"
    for layer in range(config.num_hidden_layers):
        parts = [weights[f"layers.{layer}.self_attn.{kind}_proj.weight"] for kind in "qkv"]
        writer.add_tensor(f"blk.{layer}.attn_qkv.weight", numpy.concatenate(parts))
        for ours, theirs in names.items():
            writer.add_tensor(f"blk.{layer}.{theirs}", weights[f"layers.{layer}.{ours}"])
    finish(writer)


def write_t5_gguf(model, path):
    config = model.config
    writer = gguf.GGUFWriter(path, "t5")
    writer.add_context_length(512)
    writer.add_embedding_length(config.d_model)
    writer.add_feed_forward_length(config.d_ff)
    writer.add_block_count(config.num_layers)
    writer.add_decoder_block_count(config.num_decoder_layers)
    writer.add_head_count(config.num_heads)
    writer.add_key_length(config.d_kv)
    writer.add_value_length(config.d_kv)
    writer.add_layer_norm_eps(config.layer_norm_epsilon)
    writer.add_relative_attn_buckets_count(config.relative_attention_num_buckets)
    writer.add_layer_norm_rms_eps(config.layer_norm_epsilon)
    writer.add_decoder_start_token_id(config.decoder_start_token_id)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.T5, config.num_layers)
    for name, value in model.state_dict().items():
        if "embed_tokens" not in name and name != "lm_head.weight":
            writer.add_tensor(names.get_name(name, try_suffixes=(".weight", ".bias")), value.numpy())
    finish(writer)


def fused_by_kind(rows, heads, groups):
    """Queries, key and value of each group become all queries, all keys, all values."""
    parts = rows.reshape(groups, heads // groups + 2, -1, *rows.shape[1:])
    kinds = parts[:, :-2], parts[:, -2], parts[:, -1]
    return numpy.concatenate([kind.reshape(-1, *rows.shape[1:]) for kind in kinds])


def fused_projections(weights):
    """Queries, keys and values of each layer in one matrix, as files of the time before they were kept apart."""
    kinds = [f".attn_{kind}." for kind in "qkv"]
    for name in [name for name in weights if kinds[0] in name]:
        parts = [weights.pop(name.replace(kinds[0], kind)) for kind in kinds]
        weights[name.replace(kinds[0], ".attn_qkv.")] = numpy.concatenate(parts)
    return weights


PERMUTED = (gguf.MODEL_ARCH.LLAMA, gguf.MODEL_ARCH.SMOLLM3, gguf.MODEL_ARCH.GRANITE, gguf.MODEL_ARCH.MINICPM,
            gguf.MODEL_ARCH.OLMO)
FUSED_BY_KIND = (gguf.MODEL_ARCH.PHI3, gguf.MODEL_ARCH.MPT, gguf.MODEL_ARCH.STARCODER)


def write_decoder_gguf(architecture, model, path, change=lambda weights: weights):
    """Any decoder, with the names of the gguf package."""
    config = model.config
    heads, groups = config.num_attention_heads, number(config, "num_key_value_heads", "num_kv_heads")
    writer = gguf.GGUFWriter(path, gguf.MODEL_ARCH_NAMES[architecture])
    write_sizes(writer, config)
    write_factors(architecture, writer, config)
    write_rotary(writer, model)
    names = gguf.get_tensor_name_map(architecture, config.num_hidden_layers)
    tied = model.get_output_embeddings().weight is model.get_input_embeddings().weight
    weights = {}
    for name, value in stacked_norms({name: value.numpy() for name, value in model.state_dict().items()}).items():
        if tied and name == "lm_head.weight":
            continue
        spellings = (name, name.removeprefix("transformer."))
        theirs = next(filter(None, (names.get_name(one, try_suffixes=(".weight", ".bias")) for one in spellings)))
        if architecture in PERMUTED and ".attn_q." in theirs:
            value = neighbouring_pairs(value, heads)
        if architecture in PERMUTED and ".attn_k." in theirs:
            value = neighbouring_pairs(value, groups)
        if ".attn_qkv." in theirs and architecture not in FUSED_BY_KIND:
            value = fused_by_kind(value, heads, groups or heads)
        if "GEMMA" in architecture.name and "norm" in theirs:
            value = value + 1
        weights[theirs] = numpy.ascontiguousarray(value)
    for name, value in change(weights).items():
        writer.add_tensor(name, value)
    finish(writer)


def stacked_norms(weights):
    """StableLM's norms of each head as the rows of one tensor."""
    stacked = {}
    for name, value in weights.items():
        start, _, head = name.partition(".norms.")
        stacked.setdefault(f"{start}.weight" if head else name, []).append(value)
    return {name: numpy.stack(values) if len(values) > 1 else values[0] for name, values in stacked.items()}


def write_both_phis(model, path):
    write_decoder_gguf(gguf.MODEL_ARCH.PHI2, model, path)
    write_decoder_gguf(gguf.MODEL_ARCH.PHI2, model, path.with_suffix(".fused.gguf"), fused_projections)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


WRITERS = {"llama-tied": write_llama_gguf, "gpt2": write_gpt2_gguf, "bert-bare": write_bert_gguf,
           "phi-plain": write_both_phis, "nomic-bert-bare": write_nomic_gguf, "t5-far": write_t5_gguf,
           "umt5": write_t5_gguf} | {
    name: functools.partial(write_decoder_gguf, architecture) for name, architecture in {
        "bloom": gguf.MODEL_ARCH.BLOOM, "cohere": gguf.MODEL_ARCH.COMMAND_R, "cohere-head-norms": gguf.MODEL_ARCH.COMMAND_R,
        "cohere2": gguf.MODEL_ARCH.COHERE2,
        "ernie4-5": gguf.MODEL_ARCH.ERNIE4_5, "gpt-bigcode": gguf.MODEL_ARCH.STARCODER,
        "granite": gguf.MODEL_ARCH.GRANITE, "minicpm": gguf.MODEL_ARCH.MINICPM, "mpt": gguf.MODEL_ARCH.MPT,
        "mpt-clipped": gguf.MODEL_ARCH.MPT, "olmo-clipped": gguf.MODEL_ARCH.OLMO, "olmo3": gguf.MODEL_ARCH.OLMO2,
        "seed-oss": gguf.MODEL_ARCH.SEED_OSS, "falcon-grouped": gguf.MODEL_ARCH.FALCON,
        "gemma": gguf.MODEL_ARCH.GEMMA, "gemma2-by-head": gguf.MODEL_ARCH.GEMMA2,
        "gemma3": gguf.MODEL_ARCH.GEMMA3, "gpt-neox": gguf.MODEL_ARCH.GPTNEOX, "llama-llama3": gguf.MODEL_ARCH.LLAMA,
        "olmo2": gguf.MODEL_ARCH.OLMO2, "phi3-long": gguf.MODEL_ARCH.PHI3,
        "qwen2-tied": gguf.MODEL_ARCH.QWEN2, "qwen3": gguf.MODEL_ARCH.QWEN3, "smollm3": gguf.MODEL_ARCH.SMOLLM3,
        "stablelm": gguf.MODEL_ARCH.STABLELM, "stablelm-head-norms": gguf.MODEL_ARCH.STABLELM, "starcoder2": gguf.MODEL_ARCH.STARCODER2}.items()}
