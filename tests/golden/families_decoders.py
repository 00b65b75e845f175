"""Decoders beyond GPT-2 and Llama, each with what makes it different: windows shorter than the texts, partial and
scaled rotary positions, biases of positions, fused projections, norms in every place."""

import torch
import transformers
from transformers.models.falcon import modeling_falcon

from families_first import LABELS, TAGS, gpt2, llama
from golden_models import LAYERS, ONE_MIXTURE, POSITIONS, VOCABULARY, WIDTH, Row

IDS = dict(bos_token_id=0, eos_token_id=0, pad_token_id=0)


def add_bias_once():
    """Falcon's eager attention of transformers 5.23 adds the bias of positions to the scores and again with the mask;
    its default attention, as the models were trained, adds it once: two halves do, too."""
    whole = modeling_falcon.build_alibi_tensor
    modeling_falcon.build_alibi_tensor = lambda *arguments, **keywords: whole(*arguments, **keywords) / 2


def make(family, **changes):
    """A language model of a family whose configuration spells its sizes as most do."""
    config_class = getattr(transformers, family + ("TextConfig" if family == "Gemma3" else "Config"))
    sizes = dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=4,
                 max_position_embeddings=POSITIONS, attn_implementation="eager") | IDS
    return getattr(transformers, family + "ForCausalLM")(config_class(**sizes | changes))


def grouped(family, **changes):
    return make(family, **dict(num_key_value_heads=2, intermediate_size=38) | changes)


def rope(kind, theta=500.0, **changes):
    return dict(rope_parameters=dict(rope_type=kind, rope_theta=theta, **changes))


def scaled_llama(kind, max_position_embeddings=POSITIONS, **changes):
    return transformers.LlamaForCausalLM(
        llama(**rope(kind, **changes), **IDS, max_position_embeddings=max_position_embeddings))


def early_models():
    yield "gpt2-scaled-by-layer", transformers.GPT2LMHeadModel(
        gpt2(scale_attn_by_inverse_layer_idx=True, scale_attn_weights=False))
    yield "gpt-neo", make("GPTNeo", intermediate_size=44, window_size=4,
                          attention_types=[[["global", "local"], 1], [["local"], 1]])
    yield "gpt-j", transformers.GPTJForCausalLM(transformers.GPTJConfig(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=3, n_inner=44, n_positions=POSITIONS, rotary_dim=6,
        attn_implementation="eager", **IDS))
    yield "gpt-neox", make("GPTNeoX", num_attention_heads=3, intermediate_size=44,
                           **rope("default", partial_rotary_factor=0.5))
    yield "gpt-neox-sequential", make("GPTNeoX", num_attention_heads=3, intermediate_size=44, attention_bias=False,
                                      use_parallel_residual=False, hidden_act="gelu_new",
                                      **rope("default", partial_rotary_factor=0.25))
    yield "opt", make("OPT", ffn_dim=44, pad_token_id=1)
    yield "opt-projected", make("OPT", ffn_dim=44, pad_token_id=1, word_embed_proj_dim=16, do_layer_norm_before=False)
    yield "bloom", make("Bloom", num_attention_heads=6)  # no power of two
    yield "bloom-normed-stream", make("Bloom", apply_residual_connection_post_layernorm=True)
    yield "falcon", make("Falcon", bias=False, **rope("default"))
    yield "falcon-grouped", make("Falcon", new_decoder_architecture=True, num_kv_heads=2, bias=True, ffn_hidden_size=44)
    yield "falcon-alibi", make("Falcon", alibi=True, multi_query=False, parallel_attn=False, bias=True,
                               num_attention_heads=6)


def llama_like_models():
    yield "llama-linear", scaled_llama("linear", factor=4.0)
    yield "llama-llama3", scaled_llama("llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                                       original_max_position_embeddings=16)
    yield "llama-yarn", scaled_llama("yarn", factor=4.0, original_max_position_embeddings=8)
    yield "llama-dynamic", scaled_llama("dynamic", factor=4.0, max_position_embeddings=8)  # the last text is longer
    yield "mistral", grouped("Mistral", head_dim=10, sliding_window=4)
    yield "qwen2", grouped("Qwen2", use_sliding_window=True, sliding_window=5, max_window_layers=1)
    yield "qwen2-tied", grouped("Qwen2", tie_word_embeddings=True)
    yield "qwen3", grouped("Qwen3", head_dim=10, tie_word_embeddings=True)
    yield "smollm3", grouped("SmolLM3", num_hidden_layers=4, **rope("default"))
    yield "olmo2", grouped("Olmo2", **rope("default"))
    yield "stablelm", grouped("StableLm", use_qkv_bias=True, **rope("default", partial_rotary_factor=0.7))
    yield "stablelm-parallel", grouped("StableLm", use_parallel_residual=True, **rope("default", partial_rotary_factor=0.4))
    yield "stablelm-head-norms", grouped(
        "StableLm", qk_layernorm=True, use_qkv_bias=True, **rope("default", partial_rotary_factor=0.7))
    yield "stablelm-parallel-head-norms", grouped(
        "StableLm", qk_layernorm=True, use_parallel_residual=True, **rope("default", partial_rotary_factor=0.4))
    yield "starcoder2", grouped("Starcoder2", sliding_window=6)
    yield "phi", grouped("Phi", num_attention_heads=3, num_key_value_heads=3, qk_layernorm=True, **rope(
        "default", partial_rotary_factor=0.5))
    yield "phi-plain", grouped("Phi", num_attention_heads=3, num_key_value_heads=3, **rope(
        "default", partial_rotary_factor=0.5))
    yield "phi3", grouped("Phi3", num_attention_heads=3, num_key_value_heads=1, sliding_window=7)
    yield "phi3-long", grouped(
        "Phi3", original_max_position_embeddings=12,
        **rope("longrope", short_factor=[1.0, 1.1, 1.3], long_factor=[1.2, 2.0, 3.0]))


def gemma_models():
    yield "gemma", grouped("Gemma", head_dim=10)
    yield "gemma2", grouped("Gemma2", head_dim=10, query_pre_attn_scalar=11, sliding_window=4,
                            attn_logit_softcapping=3.0, final_logit_softcapping=5.0)
    yield "gemma2-by-head", grouped("Gemma2", head_dim=10, query_pre_attn_scalar=10, sliding_window=4,
                                    attn_logit_softcapping=3.0, final_logit_softcapping=5.0)  # what GGUF can say
    yield "gemma3", grouped("Gemma3", head_dim=10, query_pre_attn_scalar=10, sliding_window=4, sliding_window_pattern=2,
                            rope_parameters={"full_attention": dict(rope_type="linear", rope_theta=900.0, factor=2.0),
                                             "sliding_attention": dict(rope_type="default", rope_theta=50.0)})


MODERN = dict(intermediate_size=38, local_attention=6, cls_token_id=1, sep_token_id=2)


def latest_models():
    yield "glm", grouped("Glm", head_dim=12, **rope("default", partial_rotary_factor=0.5))
    yield "glm4", grouped("Glm4", head_dim=12, **rope("default", partial_rotary_factor=0.5))
    yield "nemotron", grouped("Nemotron", **rope("default", partial_rotary_factor=0.7), attention_bias=True, mlp_bias=True)
    yield "arcee", grouped("Arcee", **rope("default"))
    yield "exaone4", grouped("Exaone4", num_hidden_layers=4, sliding_window=4, **rope("default"))
    yield "exaone4-whole", grouped("Exaone4", sliding_window=None, layer_types=["full_attention"] * LAYERS, **rope("default"))
    yield "modernbert-decoder", make("ModernBertDecoder", **MODERN)
    yield "modernbert-decoder-biases", make(
        "ModernBertDecoder", norm_bias=True, attention_bias=True, mlp_bias=True, classifier_bias=True,
        tie_word_embeddings=False, **MODERN)
    yield "gpt1", transformers.OpenAIGPTLMHeadModel(transformers.OpenAIGPTConfig(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_positions=POSITIONS,
        attn_implementation="eager"))


def further_models():
    yield "gpt-bigcode", transformers.GPTBigCodeForCausalLM(transformers.GPTBigCodeConfig(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_inner=44, n_positions=POSITIONS,
        attn_implementation="eager", **IDS))
    yield "mpt", transformers.MptForCausalLM(transformers.MptConfig(
        vocab_size=VOCABULARY, d_model=WIDTH, n_layers=LAYERS, n_heads=6, max_seq_len=POSITIONS,
        attn_implementation="eager", **IDS))
    yield "granite", grouped("Granite", embedding_multiplier=1.3, attention_multiplier=0.3, residual_multiplier=0.6,
                             logits_scaling=1.7, attention_bias=True, mlp_bias=True)
    yield "cohere", grouped("Cohere", logit_scale=0.4, **rope("default"))
    yield "cohere-head-norms", grouped("Cohere", use_qk_norm=True, **rope("default"))
    yield "cohere2", grouped("Cohere2", num_hidden_layers=4, sliding_window=4, **rope("default"))
    yield "helium", grouped("Helium", head_dim=6, **rope("default"))
    yield "ernie4-5", grouped("Ernie4_5", head_dim=10, use_bias=True, **rope("default"))
    yield "seed-oss", grouped("SeedOss", head_dim=10, attention_bias=True, attention_out_bias=False, **rope("default"))
    yield "olmo", grouped("Olmo", **rope("default"))
    yield "olmo-clipped", grouped("Olmo", clip_qkv=0.9, **rope("default"))
    yield "mpt-clipped", transformers.MptForCausalLM(transformers.MptConfig(
        vocab_size=VOCABULARY, d_model=WIDTH, n_layers=LAYERS, n_heads=3, max_seq_len=POSITIONS,
        attn_config=dict(clip_qkv=0.7), attn_implementation="eager", **IDS))
    yield "codegen", transformers.CodeGenForCausalLM(transformers.CodeGenConfig(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_inner=44, n_positions=POSITIONS, n_ctx=POSITIONS,
        rotary_dim=4, attn_implementation="eager", **IDS))
    yield "xglm", transformers.XGLMForCausalLM(transformers.XGLMConfig(
        vocab_size=VOCABULARY, d_model=27, num_layers=LAYERS, attention_heads=3, ffn_dim=44,
        max_position_embeddings=POSITIONS, attn_implementation="eager", **IDS))
    yield "olmo3", grouped("Olmo3", num_hidden_layers=4, sliding_window=5, rope_parameters={
        "full_attention": dict(rope_type="yarn", rope_theta=500.0, factor=4.0, original_max_position_embeddings=8),
        "sliding_attention": dict(rope_type="default", rope_theta=500.0)})


def minicpm():
    """Its makers' code does what Granite does, with its factors spelled otherwise."""
    sizes = dict(hidden_size=WIDTH, intermediate_size=38, num_hidden_layers=LAYERS, num_attention_heads=4,
                 num_key_value_heads=2, vocab_size=VOCABULARY, max_position_embeddings=POSITIONS, rms_norm_eps=1e-5,
                 tie_word_embeddings=True)
    model = transformers.GraniteForCausalLM(transformers.GraniteConfig(
        **sizes, embedding_multiplier=1.4, residual_multiplier=1.5 / LAYERS ** 0.5, logits_scaling=WIDTH / 16,
        attention_multiplier=(WIDTH // 4) ** -0.5, attn_implementation="eager", **IDS))
    return Row("minicpm", model, lengths=(11,), configuration=dict(
        sizes, model_type="minicpm", architectures=["MiniCPMForCausalLM"], scale_emb=1.4, scale_depth=1.5,
        dim_model_base=16, hidden_act="silu", rope_scaling=None))


def qwen3(**changes):
    return transformers.Qwen3Config(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=4, head_dim=10,
        num_key_value_heads=2, intermediate_size=38, max_position_embeddings=POSITIONS, attn_implementation="eager",
        **IDS | changes)


def halves():
    """Files with weights of half the size."""
    yield Row("llama-bf16", transformers.LlamaForCausalLM(llama(**IDS)), stored=torch.bfloat16, lengths=(11,))
    yield Row("gpt-neox-f16", make("GPTNeoX", num_attention_heads=3, intermediate_size=44), stored=torch.float16,
              lengths=(11,))


def classifiers():
    yield "gpt2-labels", transformers.GPT2ForSequenceClassification(gpt2(**LABELS, pad_token_id=52))
    yield "qwen3-labels", transformers.Qwen3ForSequenceClassification(qwen3(**LABELS, pad_token_id=52))
    yield "llama-token-labels", transformers.LlamaForTokenClassification(llama(**TAGS))
    yield "modernbert-decoder-labels", transformers.ModernBertDecoderForSequenceClassification(
        make("ModernBertDecoder", **MODERN, **LABELS | dict(pad_token_id=52)).config)


def answer_spans():
    yield "gpt2-answer-span", transformers.GPT2ForQuestionAnswering(gpt2())
    yield "gpt-neox-answer-span", transformers.GPTNeoXForQuestionAnswering(
        make("GPTNeoX", num_attention_heads=3, intermediate_size=44).config)
    yield "qwen3-answer-span", transformers.Qwen3ForQuestionAnswering(qwen3())


def rows():
    add_bias_once()
    for name, model in early_models():
        yield Row(name, model, lengths=(11,), keep_final=name != "opt-projected")
    for name, model in llama_like_models():
        lengths = {"phi3-long": (9, 15), "llama-dynamic": (7, 15)}.get(name, (11,))
        seed = 3 if name == "phi3-long" else None  # the usual one makes scores so large that rounding shows
        yield Row(name, model, seed=seed, lengths=lengths, interventions=[["0.1=zero"]] if "-" in name else ONE_MIXTURE)
    for name, model in gemma_models():
        yield Row(name, model, norm_centre=0.0, lengths=(11,))
    for name, model in further_models():
        yield Row(name, model, lengths=(11,))
    for name, model in latest_models():
        yield Row(name, model, lengths=(11,), norm_centre=0.0 if name == "nemotron" else 1.0)
    yield minicpm()
    yield from halves()
    for name, model in classifiers():
        padding = 0 if name == "llama-token-labels" else 3  # classifiers of texts read the token before it
        yield Row(name, model, lengths=(11,), interventions=[["0.1=zero"]], padding=padding)
    for name, model in answer_spans():
        yield Row(name, model, lengths=(11,), interventions=[["0.1=zero"]])
