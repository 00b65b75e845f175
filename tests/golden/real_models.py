#!/usr/bin/env python3
"""Makes the golden numbers of the two fetched models: real/smollm2.json and real/minilm.json.

    python tests/golden/real_models.py FOLDER     # holds smollm2/*.gguf and minilm/, as `headscope fetch` leaves them

SmolLM2's weights are the gguf package's dequantisation of the file, its queries and keys put back into transformers'
order; its tokenizer is built from the file's own vocabulary (every digit alone, then byte-level), because transformers'
reader of GGUF tokenizers ignores the file's pre-tokenizer. MiniLM is opened by transformers as it is.

Kept of each run: ids, the ten best logits of some positions with the norm of all, some rows of attention, the norm of
each token's final vector with its first numbers, the loss of the causal model.
"""

import json
import pathlib
import sys

import gguf
import numpy
import torch
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers

import golden_recorder
from golden_models import digits, write_runs

HERE = pathlib.Path(__file__).resolve().parent
SENTENCES = [
    "The sun rises in the east and sets in the",
    "Marie a donné le livre à Jean parce qu'il lui avait demandé.",
    "In 1969, 3 men flew  to the moon: Neil, Buzz & Michael…",
]
NAMES = {"attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
         "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_norm": "post_attention_layernorm",
         "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj"}


def field(reader, key):
    return reader.fields[key].contents()


def halves_apart(rows, heads):
    """GGUF's neighbouring rotary pairs, as transformers keeps them."""
    return rows.reshape(heads, -1, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def smollm2(file):
    reader = gguf.GGUFReader(file)
    heads, shared = field(reader, "llama.attention.head_count"), field(reader, "llama.attention.head_count_kv")
    weights = {tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype(numpy.float32)
               for tensor in reader.tensors}
    state = {"model.embed_tokens.weight": weights["token_embd.weight"], "model.norm.weight": weights["output_norm.weight"]}
    state["lm_head.weight"] = weights.get("output.weight", weights["token_embd.weight"])
    for layer in range(field(reader, "llama.block_count")):
        for theirs, ours in NAMES.items():
            value = weights[f"blk.{layer}.{theirs}.weight"]
            if theirs in ("attn_q", "attn_k"):
                value = halves_apart(value, heads if theirs == "attn_q" else shared)
            state[f"model.layers.{layer}.{ours}.weight"] = value
    config = transformers.LlamaConfig(
        vocab_size=state["lm_head.weight"].shape[0], hidden_size=field(reader, "llama.embedding_length"),
        num_hidden_layers=field(reader, "llama.block_count"), num_attention_heads=heads, num_key_value_heads=shared,
        intermediate_size=field(reader, "llama.feed_forward_length"),
        max_position_embeddings=field(reader, "llama.context_length"),
        rms_norm_eps=field(reader, "llama.attention.layer_norm_rms_epsilon"), attn_implementation="eager",
        rope_parameters={"rope_type": "default", "rope_theta": field(reader, "llama.rope.freq_base")})
    model = transformers.LlamaForCausalLM(config)
    model.load_state_dict({name: torch.tensor(value.copy()) for name, value in state.items()})
    return model.float().eval(), gguf_tokenizer(reader)


def gguf_tokenizer(reader):
    tokens = field(reader, "tokenizer.ggml.tokens")
    merges = [tuple(merge.split(" ")) for merge in field(reader, "tokenizer.ggml.merges")]
    tokenizer = Tokenizer(models.BPE({token: index for index, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    return tokenizer


def minilm(folder):
    model = transformers.BertModel.from_pretrained(folder, attn_implementation="eager").float().eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return model, tokenizer


def best_logits(logits, position):
    top = logits[position].topk(10)
    return {"position": position, "ids": top.indices.tolist(), "logits": digits(top.values),
            "norm": digits(logits[position].norm())}


def describe(model, tokenizer, text, specs):
    ids = tokenizer.encode(text).ids
    arguments = {"input_ids": torch.tensor([ids])}
    causal = hasattr(model, "lm_head")
    if causal:
        arguments["labels"] = arguments["input_ids"]
    layers, heads = model.config.num_hidden_layers, model.config.num_attention_heads
    outputs, patterns = golden_recorder.run(model, [str(layer) for layer in range(layers)], arguments, specs)
    final = outputs.hidden_states[-1][0]
    last = len(ids) - 1
    rows = [(layer, (5 * layer + 2) % heads, last - layer % 3) for layer in range(0, layers, max(1, layers // 10))]
    run = {"text": text, "ids": ids, "interventions": specs,
           "attention": [{"layer": layer, "head": head, "query": query, "row": digits(patterns[str(layer)][head, query])}
                         for layer, head, query in rows],
           "final": [{"norm": digits(vector.norm()), "first": digits(vector[:4])} for vector in final]}
    if causal:
        run["best"] = [best_logits(outputs.logits[0], position) for position in (0, last // 2, last)]
        run["loss"] = digits(outputs.loss)
    return run


def main():
    torch.set_num_threads(1)
    folder = pathlib.Path(sys.argv[1])
    opened = {"smollm2": lambda: smollm2(next((folder / "smollm2").glob("*.gguf"))),
              "minilm": lambda: minilm(folder / "minilm")}
    specs = {"smollm2": [[], ["23.3=zero"], ["0.4=mean", "17.4=uniform", "29.*=scale:0.5"]],
             "minilm": [[], ["0.2=zero"], ["1.*=mean", "5.11=first"]]}
    (HERE / "real").mkdir(exist_ok=True)
    for name, open_it in opened.items():
        model, tokenizer = open_it()
        runs = [describe(model, tokenizer, text, []) for text in SENTENCES]
        runs += [describe(model, tokenizer, SENTENCES[0], changed) for changed in specs[name] if changed]
        write_runs(HERE / "real" / f"{name}.json", runs)


if __name__ == "__main__":
    main()
