"""Models without some of their heads, as `prune_heads` of transformers 4 made them: version 5 has no such method any
more, but files with `pruned_heads` in their configuration are there. What is left of a layer moves together."""

import transformers
from torch import nn
from transformers.pytorch_utils import Conv1D

from families_first import bert, gpt2
from golden_models import Row

PRUNED = {0: [1], 2: [0, 2]}


def left(layer, heads):
    return heads - len(PRUNED.get(layer, []))


def smaller(dense, inputs, outputs):
    if isinstance(dense, Conv1D):
        return Conv1D(outputs, inputs)
    return nn.Linear(inputs, outputs)


def prune_bert(model):
    for number, layer in enumerate(model.bert.encoder.layer):
        attention, output = layer.attention.self, layer.attention.output
        columns = left(number, attention.num_attention_heads) * attention.attention_head_size
        for name in ("query", "key", "value"):
            setattr(attention, name, smaller(getattr(attention, name), model.config.hidden_size, columns))
        output.dense = smaller(output.dense, columns, model.config.hidden_size)
        attention.num_attention_heads = columns // attention.attention_head_size
        attention.all_head_size = columns


def prune_gpt2(model):
    for number, block in enumerate(model.transformer.h):
        attention = block.attn
        columns = left(number, attention.num_heads) * attention.head_dim
        attention.c_attn = smaller(attention.c_attn, model.config.n_embd, 3 * columns)
        attention.c_proj = smaller(attention.c_proj, columns, model.config.n_embd)
        attention.num_heads, attention.split_size = columns // attention.head_dim, columns


def rows():
    specs = [["0.1=zero", "1.2=uniform", "2.0=mean"], ["0.*=zero"]]
    for name, model, prune in (("bert-pruned", transformers.BertForMaskedLM(bert()), prune_bert),
                               ("gpt2-pruned", transformers.GPT2LMHeadModel(gpt2()), prune_gpt2)):
        prune(model)
        model.config.pruned_heads = PRUNED
        yield Row(name, model, types=name.startswith("bert"), lengths=(11,), interventions=specs)
