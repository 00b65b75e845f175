#!/usr/bin/env python3
"""Times one model of a published size for each family, with random weights: a run of 64 tokens, every pattern kept.

Makes each model with transformers (as side_by_side.py's environment has it), measures it with `headscope bench` and
removes it again. Prints tokens/s and the share of the peak that the dense layers reach.

usage: tests/bench/families.py HEADSCOPE [--names roberta-base,t5-small] [--before COMMAND]
"""

import argparse
import json
import pathlib
import shlex
import subprocess
import tempfile

from side_by_side import enter_environment

BASE = dict(hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072)

# name: (configuration, class, what the published configuration says beyond its class's defaults)
MODELS = {
    "bert-base": ("Bert", "MaskedLM", {}),
    "roberta-base": ("Roberta", "MaskedLM", dict(vocab_size=50265, max_position_embeddings=514, type_vocab_size=1)),
    "roberta-prelayernorm (base)": ("RobertaPreLayerNorm", "MaskedLM", dict(
        vocab_size=50265, max_position_embeddings=514, type_vocab_size=1)),
    "distilbert-base": ("DistilBert", "MaskedLM", {}),
    "electra-base": ("Electra", "PreTraining", dict(BASE, embedding_size=768)),
    "albert-base-v2": ("Albert", "MaskedLM", dict(BASE)),
    "mpnet-base": ("MPNet", "MaskedLM", dict(max_position_embeddings=514)),
    "deberta-v3-base": ("DebertaV2", "MaskedLM", dict(
        BASE, vocab_size=128100, relative_attention=True, position_buckets=256, pos_att_type=["p2c", "c2p"],
        max_relative_positions=-1, norm_rel_ebd="layer_norm", share_att_key=True, type_vocab_size=0,
        position_biased_input=False)),
    "ModernBERT-base": ("ModernBert", "MaskedLM", {}),
    "flaubert-base-cased": ("Flaubert", "WithLMHead", dict(
        vocab_size=68729, emb_dim=768, n_layers=12, n_heads=12, pre_norm=False)),
    "nomic-embed-text-v1": ("NomicBert", "", dict(vocab_size=30528)),
    "gpt2": ("GPT2", "LMHead", {}),
    "gpt-neo-125m": ("GPTNeo", "CausalLM", dict(
        hidden_size=768, num_layers=12, num_heads=12, attention_types=[[["global", "local"], 6]])),
    "pythia-160m": ("GPTNeoX", "CausalLM", dict(BASE, vocab_size=50304)),
    "opt-125m": ("OPT", "CausalLM", {}),
    "bloom-560m": ("Bloom", "CausalLM", dict(hidden_size=1024, n_layer=24, n_head=16)),
    "SmolLM2-135M": ("Llama", "CausalLM", dict(
        hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9, num_key_value_heads=3,
        vocab_size=49152, max_position_embeddings=8192, tie_word_embeddings=True)),
    "Qwen3-0.6B": ("Qwen3", "CausalLM", dict(
        vocab_size=151936, hidden_size=1024, intermediate_size=3072, num_hidden_layers=28, num_attention_heads=16,
        num_key_value_heads=8, head_dim=128, tie_word_embeddings=True)),
    "gemma-3-270m": ("Gemma3", "CausalLM", dict(
        vocab_size=262144, hidden_size=640, intermediate_size=2048, num_hidden_layers=18, num_attention_heads=4,
        num_key_value_heads=1, head_dim=256, sliding_window=512)),
    "phi-1": ("Phi", "CausalLM", dict(
        hidden_size=2048, intermediate_size=8192, num_hidden_layers=24, num_attention_heads=32)),
    "OLMo-1B": ("Olmo", "CausalLM", dict(
        vocab_size=50304, hidden_size=2048, intermediate_size=8192, num_hidden_layers=16, num_attention_heads=16,
        tie_word_embeddings=True)),
    "granite-3.1-2b (16 of 40 layers)": ("Granite", "CausalLM", dict(
        vocab_size=49155, hidden_size=2048, intermediate_size=8192, num_hidden_layers=16, num_attention_heads=32,
        num_key_value_heads=8, tie_word_embeddings=True)),
    "ERNIE-4.5-0.3B": ("Ernie4_5", "CausalLM", dict(
        vocab_size=103424, hidden_size=1024, intermediate_size=3072, num_hidden_layers=18, num_attention_heads=16,
        num_key_value_heads=2, head_dim=128, tie_word_embeddings=True)),
    "t5-small": ("T5", "ForConditionalGeneration", {}),
    "bart-base": ("Bart", "ForConditionalGeneration", dict(
        d_model=768, encoder_layers=6, decoder_layers=6, encoder_attention_heads=12, decoder_attention_heads=12,
        encoder_ffn_dim=3072, decoder_ffn_dim=3072)),
    "opus-mt-en-fr": ("Marian", "MTModel", dict(
        vocab_size=59514, d_model=512, encoder_layers=6, decoder_layers=6, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=2048, decoder_ffn_dim=2048, activation_function="swish",
        scale_embedding=True, pad_token_id=59513, eos_token_id=0, decoder_start_token_id=59513,
        max_position_embeddings=512)),
}


def model_of(family, head, changes):
    import torch
    import transformers
    config_class = getattr(transformers, family + "TextConfig", None) if family == "Gemma3" else None
    config = (config_class or getattr(transformers, family + "Config"))(**changes)
    kind = {"LMHead": "LMHeadModel", "WithLMHead": "WithLMHeadModel", "": "Model", "MTModel": "MTModel"}.get(
        head, head if head.startswith("For") else "For" + head)
    torch.set_default_dtype(torch.bfloat16)
    try:
        return getattr(transformers, family + kind)(config)
    finally:
        torch.set_default_dtype(torch.float32)


def main():
    enter_environment(False)
    parser = argparse.ArgumentParser()
    parser.add_argument("headscope", type=pathlib.Path)
    parser.add_argument("--names")
    parser.add_argument("--before", default="")
    options = parser.parse_args()
    print(f"{'model':34} {'MB':>6} {'ms':>8} {'tokens/s':>9} {'of peak':>8}")
    for name in options.names.split(",") if options.names else MODELS:
        with tempfile.TemporaryDirectory() as folder:
            model = model_of(*MODELS[name])
            megabytes = 4e-6 * sum(each.numel() for each in model.parameters())
            model.save_pretrained(folder)
            del model
            command = [*shlex.split(options.before), str(options.headscope), "bench", folder, "--tokens", "64", "--json"]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                print(f"{name:34} {done.stderr.strip()}", flush=True)
                continue
            report = json.loads(done.stdout)
            run = report["runs"][0]
            print(f"{name:34} {megabytes:6.0f} {run['first_run_ms']:8.1f} {64e3 / run['first_run_ms']:9.0f} "
                  f"{100 * run['gflops'] / report['peak_gflops']:7.0f}%", flush=True)


if __name__ == "__main__":
    main()
