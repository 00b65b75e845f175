#!/usr/bin/env python3
"""Times Headscope's engine, PyTorch and llama.cpp beside each other: machines differ, so only ratios within one
run say anything.

Each row measures Headscope (engine_bench: every pattern kept, logits at all positions) before and after the
others. PyTorch: random models of the same sizes, float32, logits at all positions; eager attention returning every
pattern, and its fused attention, which returns none. llama.cpp: prompt evaluation of the real SmolLM2 file, logits
of the last position only, no patterns, products of quantised numbers. TransformerLens: each head of a model of
GPT-2 small's size zeroed in turn on 64 tokens.

Makes its environment in build/side_by_side the first time.

usage: tests/bench/side_by_side.py ENGINE_BENCH [--models gpt2-small,smollm2,minilm,bert-base]
       [--tokens 1,8,64,256,512,2048] [--rounds N] [--gguf FILE] [--lens HEADS]
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

REQUIREMENTS = ["torch", "transformers", "xllamacpp"]
ENVIRONMENT = pathlib.Path(__file__).resolve().parents[2] / "build" / "side_by_side"


def enter_environment(lens):
    """Starts this script again inside its environment when the packages are not at hand."""
    wanted = REQUIREMENTS + (["transformer-lens"] if lens else [])
    try:
        import torch, transformers, xllamacpp  # noqa: F401, E401
        if lens:
            # TransformerLens 2.11 asks for a name that transformers 5 has dropped.
            transformers.TRANSFORMERS_CACHE = getattr(transformers, "TRANSFORMERS_CACHE", None)
            import transformer_lens  # noqa: F401
        return
    except ImportError:
        pass
    python = ENVIRONMENT / "bin" / "python"
    if os.environ.get("SIDE_BY_SIDE_TRIED"):
        sys.exit(f"{ENVIRONMENT} lacks one of {', '.join(wanted)}")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--only-binary=:all:", *wanted], check=True)
    os.environ["SIDE_BY_SIDE_TRIED"] = "1"
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


def pytorch_model(name, attention):
    import transformers as t
    how = {"attn_implementation": attention}
    if name == "gpt2-small":
        return t.GPT2LMHeadModel(t.GPT2Config(**how))
    if name == "smollm2":
        return t.LlamaForCausalLM(t.LlamaConfig(
            hidden_size=576, intermediate_size=1536, num_hidden_layers=30, num_attention_heads=9,
            num_key_value_heads=3, vocab_size=49152, max_position_embeddings=8192, tie_word_embeddings=True, **how))
    if name == "minilm":
        config = t.BertConfig(hidden_size=384, intermediate_size=1536, num_hidden_layers=6, num_attention_heads=12,
                              **how)
    else:
        config = t.BertConfig(**how)
    return t.BertModel(config, add_pooling_layer=False)


class Clock:
    """The least of at least two runs, then as many as fit into the budget: what others do on the machine only adds."""

    def __init__(self, rounds, seconds=4.0):
        self.rounds, self.seconds = rounds, seconds

    def milliseconds(self, work):
        work()
        times = []
        end = time.perf_counter() + self.seconds
        while len(times) < 2 or (len(times) < self.rounds and time.perf_counter() < end):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1e3)
        return min(times)


def pytorch_ms(model, tokens, attentions, clock):
    import torch
    ids = torch.randint(0, model.config.vocab_size, (1, tokens))
    with torch.inference_mode():
        return clock.milliseconds(lambda: model(ids, output_attentions=attentions, use_cache=False)
                                  if hasattr(model, "lm_head") else model(ids, output_attentions=attentions))


def ours(program, name, tokens, rounds):
    """The least milliseconds, GFLOP/s of the dense layers then, GFLOP/s of the machine."""
    text = subprocess.run([program, name, str(rounds), str(tokens)], check=True, capture_output=True, text=True).stdout
    for line in text.splitlines():
        fields = line.split()
        if fields and fields[0] == str(tokens) and "(peak" in fields:
            return float(fields[2]), float(fields[3]), float(fields[-1].rstrip(")"))
    return None


class Llama:
    """llama.cpp on a GGUF file."""

    def __init__(self, path, threads):
        import xllamacpp
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = 4096
        parameters.n_batch = parameters.n_ubatch = 2048
        parameters.n_parallel = 1
        parameters.warmup = True
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
        self.server = xllamacpp.Server(parameters)

    def milliseconds(self, tokens, rounds):
        times = []
        for number in range(rounds + 1):
            ids = [(number * 31 + place * 7919) % 40000 + 100 for place in range(tokens)]
            answer = self.server.handle_completions({"prompt": ids, "n_predict": 1, "cache_prompt": False})
            timings = answer["timings"]
            assert timings["prompt_n"] == tokens, timings
            times.append(timings["prompt_ms"])
        return min(times[1:])


def lens_seconds(heads):
    """Of zeroing so many heads one after another."""
    import torch
    import transformer_lens as lens
    config = lens.HookedTransformerConfig(n_layers=12, d_model=768, n_ctx=1024, d_head=64, n_heads=12, d_mlp=3072,
                                          d_vocab=50257, act_fn="gelu_new", normalization_type="LN", device="cpu")
    model = lens.HookedTransformer(config)
    ids = torch.randint(0, 50257, (1, 64))
    with torch.inference_mode():
        model(ids)
        began = time.perf_counter()
        for number in range(heads):
            layer, head = divmod(number * 144 // heads, 12)

            def zero(z, hook, head=head):
                z[:, :, head] = 0
                return z
            model.run_with_hooks(ids, fwd_hooks=[(f"blocks.{layer}.attn.hook_z", zero)])
        return time.perf_counter() - began


def measure(name, counts, options, llama):
    import torch
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    clock = Clock(options.rounds)
    eager, fused = (pytorch_model(name, how).eval() for how in ("eager", "sdpa"))
    longest = getattr(eager.config, "n_positions", None) or eager.config.max_position_embeddings
    print(f"\n| {name}: tokens | ms | of peak (GFLOP/s) | PyTorch eager | ratio | fused | ratio | llama.cpp | ratio |\n"
          "|---|---|---|---|---|---|---|---|---|", flush=True)
    for tokens in counts:
        if tokens > longest:
            continue
        before = ours(options.program, name, tokens, options.rounds)
        with_patterns = pytorch_ms(eager, tokens, True, clock)
        without = pytorch_ms(fused, tokens, False, clock)
        cpp = llama.milliseconds(tokens, options.rounds) if llama and name == "smollm2" else None
        after = ours(options.program, name, tokens, options.rounds)
        mine = min(before[0], after[0])
        share = 100 * max(before[1] / before[2], after[1] / after[2])
        third = f"{cpp:.1f} | {cpp / mine:.2f}" if cpp else "| "
        print(f"| {tokens} | {mine:.2f} | {share:.0f} % ({max(before[2], after[2]):.0f}) | {with_patterns:.1f} | "
              f"{with_patterns / mine:.2f} | {without:.1f} | {without / mine:.2f} | {third} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--models", default="gpt2-small,smollm2,minilm,bert-base")
    parser.add_argument("--tokens", default="1,8,64,256,512,1024,2048")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--gguf", type=pathlib.Path, help="SmolLM2's file; without it no llama.cpp")
    parser.add_argument("--lens", type=int, default=0, help="also zero so many heads with TransformerLens")
    options = parser.parse_args()
    enter_environment(options.lens > 0)
    import torch
    import transformers
    print(f"PyTorch {torch.__version__}, transformers {transformers.__version__}, {options.threads} threads")
    llama = Llama(options.gguf, options.threads) if options.gguf else None
    for name in filter(None, options.models.split(",")):
        measure(name, [int(count) for count in options.tokens.split(",")], options, llama)
    if options.lens:
        print(f"TransformerLens, {options.lens} heads x 64 tokens: {lens_seconds(options.lens):.1f} s")


if __name__ == "__main__":
    main()
