#!/usr/bin/env python3
"""Times PyTorch on random models of the sizes that engine_bench measures.

Eager attention, float32, every attention matrix returned, logits at all positions. Makes its own environment
in build/pytorch the first time (torch and transformers, CPU builds). Run engine_bench beside it: machines
differ, so only the ratio of the two says anything.

usage: tests/bench/pytorch_compare.py [--repetitions N] [--threads N] [--tokens 16,64,256,512]
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import time

REQUIREMENTS = ["torch", "transformers"]
ENVIRONMENT = pathlib.Path(__file__).resolve().parents[2] / "build" / "pytorch"


def enter_environment():
    """Starts this script again inside its environment when the packages are not at hand."""
    try:
        import torch, transformers  # noqa: F401, E401
        return
    except ImportError:
        pass
    python = ENVIRONMENT / "bin" / "python"
    if pathlib.Path(sys.prefix) == ENVIRONMENT:
        sys.exit(f"{ENVIRONMENT} lacks {' and '.join(REQUIREMENTS)}; remove it and try again")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True)
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def models():
    """Name, model and vocabulary of each, built one at a time."""
    import transformers as t
    gpt2 = t.GPT2Config(attn_implementation="eager")
    yield "gpt2-small", t.GPT2LMHeadModel(gpt2), gpt2.vocab_size
    llama = t.LlamaConfig(hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9,
                          num_key_value_heads=3, vocab_size=49152, max_position_embeddings=8192,
                          tie_word_embeddings=True, attn_implementation="eager")
    yield "smollm2", t.LlamaForCausalLM(llama), llama.vocab_size
    bert = t.BertConfig(hidden_size=384, intermediate_size=1536, num_hidden_layers=6, num_attention_heads=12,
                        attn_implementation="eager")
    yield "minilm", t.BertModel(bert, add_pooling_layer=False), bert.vocab_size


def times(model, vocabulary, tokens, repetitions):
    """Milliseconds of each run, after two that are not counted."""
    import torch
    ids = torch.randint(0, vocabulary, (1, tokens))
    measured = []
    with torch.inference_mode():
        for _ in range(repetitions + 2):
            began = time.perf_counter()
            result = model(ids, output_attentions=True)
            measured.append((time.perf_counter() - began) * 1e3)
    assert result.attentions[0].shape[-1] == tokens
    return measured[2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=9)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--tokens", default="16,64,256,512")
    options = parser.parse_args()
    enter_environment()
    import torch
    import transformers
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    print(f"PyTorch {torch.__version__}, transformers {transformers.__version__}, {options.threads} threads")
    for name, model, vocabulary in models():
        model.eval()
        print(f"{name}\n{'tokens':>6} {'median ms':>9} {'least ms':>9}")
        for tokens in map(int, options.tokens.split(",")):
            measured = times(model, vocabulary, tokens, options.repetitions)
            print(f"{tokens:6} {statistics.median(measured):9.2f} {min(measured):9.2f}", flush=True)


if __name__ == "__main__":
    main()
