#!/usr/bin/env python3
"""Makes the golden numbers that Headscope's engine is compared with.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install -r tests/golden/requirements.txt
    /tmp/golden/bin/python tests/golden/make_goldens.py [HEADSCOPE_TEST_DATA]

Small models with random weights, one for every family and output head, are written as ordinary Hugging Face
folders to tests/golden/models/, each with a reference.json: what transformers computes for it in float32 with
eager attention. Norms and biases are random too, sizes odd, so that a mistake anywhere shows. Two of the models
are written a second time as GGUF, to tests/golden/gguf/.

With the test data folder, gpt-nano-sort.json is made as well: what transformers computes with that folder's model,
whose file lacks the attention's input biases that its published reference was computed with.

A reference.json holds runs: ids, types (BERT), interventions as the command line spells them, and the outputs.
`zero`, `mean` and `scale` act on a head's slice of what enters the output projection (forward pre-hooks);
`uniform` and `first` replace a head's pattern (the models' own eager attention function is wrapped).
"""

import json
import math
import pathlib
import shutil
import sys

import gguf
import numpy
import torch
import transformers
from transformers.models.bert import modeling_bert
from transformers.models.gpt2 import modeling_gpt2
from transformers.models.llama import modeling_llama

HERE = pathlib.Path(__file__).resolve().parent
WIDTH, LAYERS, VOCABULARY, POSITIONS = 24, 3, 53, 32
INTERVENTIONS = [
    ["0.0=zero"],
    ["1.2=mean"],
    ["2.1=scale:0.5"],
    ["0.2=uniform"],
    ["1.1=first"],
    ["1.*=zero"],
    ["0.1=zero", "1.0=mean", "1.2=uniform", "2.0=scale:-1.5", "2.1=first"],
]


def randomise(model, seed):
    """Weights large enough for patterns with a shape, norms and biases that are not 1 and 0."""
    generator = torch.Generator().manual_seed(seed)
    for name, value in model.named_parameters():
        noise = torch.randn(value.shape, generator=generator)
        if "embed" in name.lower() or "wte" in name or "wpe" in name:
            value.data = 0.7 * noise
        elif value.dim() == 2:
            inputs = value.shape[0] if ".c_" in name else value.shape[1]  # Conv1D is [in, out]
            value.data = 1.6 / math.sqrt(inputs) * noise
        elif name.endswith("bias"):
            value.data = 0.3 * noise
        else:
            value.data = 1 + 0.3 * noise
    model.tie_weights()
    return model.float().eval()


def parse(specs, heads):
    """['1.*=zero'] -> {layer: {head: (kind, factor)}}"""
    parsed = {}
    for spec in specs:
        place, kind = spec.split("=")
        layer, head = place.split(".")
        kind, _, factor = kind.partition(":")
        for one in range(heads) if head == "*" else [int(head)]:
            parsed.setdefault(int(layer), {})[one] = (kind, float(factor or 1))
    return parsed


class Recorder:
    """Wraps the eager attention of the three families: records every pattern, changes the wanted ones."""

    def __init__(self):
        self.wanted = {}
        self.patterns = {}
        for module in (modeling_bert, modeling_gpt2, modeling_llama):
            module.eager_attention_forward = self.wrap(module.eager_attention_forward)

    def wrap(self, original):
        def attend(module, query, key, value, attention_mask, **kwargs):
            output, pattern = original(module, query, key, value, attention_mask, **kwargs)
            is_causal = not isinstance(module, modeling_bert.BertSelfAttention)
            pattern = self.change(module.layer_idx, pattern.clone(), is_causal)
            self.patterns[module.layer_idx] = pattern[0]
            groups = getattr(module, "num_key_value_groups", 1)
            mixed = pattern @ value.repeat_interleave(groups, dim=1)
            return mixed.transpose(1, 2).contiguous(), pattern

        return attend

    def change(self, layer, pattern, is_causal):
        tokens = pattern.shape[-1]
        visible = torch.ones(tokens, tokens)
        if is_causal:
            visible = visible.tril()
        for head, (kind, _) in self.wanted.get(layer, {}).items():
            if kind == "uniform":
                pattern[0, head] = visible / visible.sum(-1, keepdim=True)
            elif kind == "first":
                pattern[0, head] = 0
                pattern[0, head, :, 0] = 1
        return pattern


def change_mixed(mixed, changes, head_width):
    """Before the output projection: [1, token, heads * head_width]."""
    mixed = mixed.clone()
    for head, (kind, factor) in changes.items():
        part = slice(head * head_width, (head + 1) * head_width)
        if kind == "zero":
            mixed[..., part] = 0
        elif kind == "mean":
            mixed[..., part] = mixed[..., part].mean(dim=1, keepdim=True)
        elif kind == "scale":
            mixed[..., part] *= factor
    return mixed


def output_projections(model):
    base = model.base_model
    if hasattr(base, "encoder"):
        return [layer.attention.output.dense for layer in base.encoder.layer]
    if hasattr(base, "h"):
        return [layer.attn.c_proj for layer in base.h]
    return [layer.self_attn.o_proj for layer in base.layers]


def run(model, recorder, ids, types, specs):
    """The outputs of one run, all positions."""
    heads = model.config.num_attention_heads
    head_width = getattr(model.config, "head_dim", None) or model.config.hidden_size // heads
    changes = parse(specs, heads)
    recorder.wanted, recorder.patterns = changes, {}
    hooks = [
        projection.register_forward_pre_hook(
            lambda _, inputs, layer=layer: (change_mixed(inputs[0], changes.get(layer, {}), head_width), *inputs[1:])
        )
        for layer, projection in enumerate(output_projections(model))
    ]
    arguments = {"input_ids": torch.tensor([ids])}
    if types is not None:
        arguments["token_type_ids"] = torch.tensor([types])
    if type(model).__name__.endswith(("LMHeadModel", "CausalLM")):
        arguments["labels"] = arguments["input_ids"]
    with torch.no_grad():
        outputs = model(**arguments, output_hidden_states=True)
    for hook in hooks:
        hook.remove()
    patterns = torch.stack([recorder.patterns[layer] for layer in range(len(hooks))])
    return outputs, patterns


def digits(tensor):
    """Nested lists with 7 significant digits."""
    if tensor.dim():
        return [digits(part) for part in tensor]
    return float(f"{tensor.item():.7g}")


def describe(model, recorder, ids, types, specs, full):
    outputs, patterns = run(model, recorder, ids, types, specs)
    result = {"ids": ids, "types": types or [], "interventions": specs}
    if "logits" in outputs:
        logits = outputs.logits[0]
        result["logits"] = digits(logits if logits.dim() == 2 else logits[None])
    if full and outputs.get("loss") is not None and len(ids) > 1:
        result["loss"] = digits(outputs.loss)
    if full or "logits" not in outputs:
        result["final"] = digits(outputs.hidden_states[-1][0])
    if full:
        result["attention"] = digits(patterns)
    return result


def texts(model, seed):
    generator = torch.Generator().manual_seed(seed)
    for tokens in (9, 1, 17):
        ids = torch.randint(0, VOCABULARY, (tokens,), generator=generator).tolist()
        is_bert = model.config.model_type == "bert"
        yield ids, [0 if i < 5 else 1 for i in range(tokens)] if is_bert else None


def write_reference(model, folder, recorder, seed):
    runs = []
    for number, (ids, types) in enumerate(texts(model, seed)):
        runs.append(describe(model, recorder, ids, types, [], full=True))
        if number == 0:
            runs += [describe(model, recorder, ids, types, specs, full=False) for specs in INTERVENTIONS]
    write_runs(folder / "reference.json", runs)


def write_runs(path, runs):
    versions = {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__}
    with open(path, "w") as file:
        json.dump({"made_with": versions, "runs": runs}, file, separators=(",", ":"))
        file.write("\n")


def bert(**changes):
    return transformers.BertConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=3,
        intermediate_size=40, max_position_embeddings=POSITIONS, attn_implementation="eager", **changes)


def gpt2(**changes):
    return transformers.GPT2Config(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_inner=44, n_positions=POSITIONS,
        bos_token_id=0, eos_token_id=0, attn_implementation="eager", **changes)


def llama(**changes):
    return transformers.LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=4,
        num_key_value_heads=2, intermediate_size=38, max_position_embeddings=POSITIONS,
        attn_implementation="eager", **changes)


def models():
    labels = {"id2label": {0: "negative", 1: "neutral", 2: "positive"},
              "label2id": {"negative": 0, "neutral": 1, "positive": 2}}
    tags = {"id2label": {i: tag for i, tag in enumerate(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])}}
    tags["label2id"] = {tag: i for i, tag in tags["id2label"].items()}
    yield "bert-bare", transformers.BertModel(bert())
    yield "bert-masked", transformers.BertForMaskedLM(bert(hidden_act="gelu_new", layer_norm_eps=1e-6))
    yield "bert-sequence-labels", transformers.BertForSequenceClassification(bert(**labels))
    yield "bert-token-labels", transformers.BertForTokenClassification(bert(hidden_act="relu", **tags))
    yield "gpt2", transformers.GPT2LMHeadModel(gpt2())
    yield "llama-tied", transformers.LlamaForCausalLM(llama(tie_word_embeddings=True, rms_norm_eps=1e-5))
    yield "llama-untied", transformers.LlamaForCausalLM(llama(
        head_dim=10, attention_bias=True, mlp_bias=True, hidden_act="gelu_pytorch_tanh",
        rope_parameters={"rope_type": "default", "rope_theta": 500.0}))


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


def write_nano_sort(data, recorder):
    folder = data / "models" / "gpt-nano-sort"
    model = transformers.GPT2LMHeadModel.from_pretrained(folder / "hf_gpt2", attn_implementation="eager").eval()
    cases = json.loads((folder / "reference_attention.json").read_text())["cases"]
    runs = [describe(model, recorder, case["input_ids"], None, [], full=True) for case in cases]
    write_runs(HERE / "gpt-nano-sort.json", runs)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    torch.set_num_threads(1)
    recorder = Recorder()
    shutil.rmtree(HERE / "models", ignore_errors=True)
    (HERE / "gguf").mkdir(exist_ok=True)
    for seed, (name, model) in enumerate(models(), start=11):
        folder = HERE / "models" / name
        randomise(model, seed).save_pretrained(folder)
        (folder / "generation_config.json").unlink(missing_ok=True)
        write_reference(model, folder, recorder, seed)
        if name == "llama-tied":
            write_llama_gguf(model, HERE / "gguf" / "llama-tied.gguf")
        if name == "gpt2":
            write_gpt2_gguf(model, HERE / "gguf" / "gpt2.gguf")
    if len(sys.argv) > 1:
        write_nano_sort(pathlib.Path(sys.argv[1]), recorder)


if __name__ == "__main__":
    main()
