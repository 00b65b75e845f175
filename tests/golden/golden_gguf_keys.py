"""The keys of a GGUF file that say sizes, rotary positions and factors, as the usual converters write them."""

import gguf
import numpy


def number(config, *names, fallback=None):
    return next((getattr(config, name) for name in names if getattr(config, name, None) is not None), fallback)


def write_sizes(writer, config):
    heads, width = config.num_attention_heads, config.hidden_size
    writer.add_context_length(number(config, "max_position_embeddings", "n_positions", fallback=32))
    writer.add_embedding_length(width)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(number(config, "intermediate_size", "ffn_hidden_size", "n_inner", fallback=4 * width))
    writer.add_head_count(heads)
    shared = 1 if number(config, "multi_query") else heads
    writer.add_head_count_kv(number(config, "num_key_value_heads", "num_kv_heads", fallback=shared))
    epsilon = number(config, "rms_norm_eps")
    if epsilon is not None:
        writer.add_layer_norm_rms_eps(epsilon)
    else:
        writer.add_layer_norm_eps(number(config, "layer_norm_eps", "layer_norm_epsilon", "norm_epsilon", fallback=1e-5))
    if number(config, "head_dim") is not None:
        writer.add_key_length(config.head_dim)
        writer.add_value_length(config.head_dim)
    if number(config, "sliding_window") is not None:
        writer.add_sliding_window(config.sliding_window)
    if number(config, "sliding_window_pattern") is not None:
        writer.add_sliding_window_pattern(config.sliding_window_pattern)
    for cap in ("attn_logit_softcapping", "final_logit_softcapping"):
        if number(config, cap) is not None:
            getattr(writer, f"add_{cap}")(getattr(config, cap))
    if number(config, "use_parallel_residual") is not None:
        writer.add_parallel_residual(config.use_parallel_residual)


def write_rotary(writer, model):
    config = model.config
    rope = number(config, "rope_parameters", fallback={})
    if "full_attention" in rope:
        if config.model_type != "olmo3":
            writer.add_rope_freq_base_swa(rope["sliding_attention"]["rope_theta"])
        rope = rope["full_attention"]
    if not rope:
        return
    width = number(config, "head_dim", fallback=config.hidden_size // config.num_attention_heads)
    width = int(width * rope.get("partial_rotary_factor", 1.0))
    writer.add_rope_dimension_count(width)
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])
    if rope["rope_type"] == "yarn":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(rope["factor"])
        writer.add_rope_scaling_attn_factors(model.model.rotary_emb.full_attention_attention_scaling)
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
    if rope["rope_type"] == "llama3":
        plain = rope["rope_theta"] ** (-numpy.arange(0, width, 2) / width)
        factors = plain / model.model.rotary_emb.inv_freq.double().numpy()
        writer.add_tensor("rope_freqs.weight", factors.astype(numpy.float32))
    if rope["rope_type"] == "longrope":
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
        writer.add_rope_scaling_attn_factors(model.model.rotary_emb.attention_scaling)
        for kind in ("long", "short"):
            writer.add_tensor(f"rope_factors_{kind}.weight", numpy.array(rope[f"{kind}_factor"], numpy.float32))


def write_factors(architecture, writer, config):
    """Granite's factors, which Cohere's logits multiply and the others' divide."""
    factors = {"embedding_multiplier": writer.add_embedding_scale, "residual_multiplier": writer.add_residual_scale,
               "logits_scaling": writer.add_logit_scale, "logit_scale": writer.add_logit_scale,
               "attention_multiplier": writer.add_attention_scale}
    for name, add in factors.items():
        if number(config, name) is not None and (name, architecture) != ("attention_multiplier", gguf.MODEL_ARCH.MINICPM):
            add(number(config, name))
    clip = number(config, "clip_qkv", fallback=getattr(number(config, "attn_config"), "clip_qkv", None))
    if clip:
        writer.add_clamp_kqv(clip)
    if architecture == gguf.MODEL_ARCH.MPT:
        writer.add_max_alibi_bias(config.attn_config.alibi_bias_max)
