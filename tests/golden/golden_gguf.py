"""Writes golden models a second time as GGUF, the way the usual converters do."""

import gguf
import numpy


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


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
