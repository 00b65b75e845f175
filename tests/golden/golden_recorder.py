"""Runs models of any family with interventions and records every attention pattern.

The patterns are what eager attention's softmax gives, in the order of computation; what a position may see is where
the reference's own pattern is not exactly zero. `uniform` and `first` replace a head's pattern there. `zero`, `mean`
and `scale` act on a head's slice of what enters the output projection that follows (forward pre-hooks).
"""

import re

import torch
from torch.overrides import TorchFunctionMode

# The output projection of an attention, in the families' spellings.
PROJECTIONS = re.compile(
    r"(attention\.output\.dense|attention\.dense|self_attention\.dense|attention\.out_lin|attentions\.\d+\.out_lin|attention\.attn\.o|attn\.Wo|"
    r"attn\.c_proj|attn\.out_proj|attention\.out_proj|self_attn\.o_proj|self_attn\.out_proj|self_attn\.dense|"
    r"encoder_attn\.out_proj|SelfAttention\.o|EncDecAttention\.o)$")


def parse(specs, heads):
    """['1.*=zero', 'x0.1=mean'] -> {'1': {head: (kind, factor)}, 'x0': {1: ('mean', 1)}}"""
    parsed = {}
    for spec in specs:
        place, kind = spec.split("=")
        layer, head = place.split(".")
        kind, _, factor = kind.partition(":")
        for one in range(heads) if head == "*" else [int(head)]:
            parsed.setdefault(layer.removeprefix("e"), {})[one] = (kind, float(factor or 1))
    return parsed


def change_pattern(pattern, changes):
    """[1, head, query, key]"""
    pattern = pattern.clone()
    visible = (pattern != 0).any(dim=1)[0].float()
    for head, (kind, _) in changes.items():
        if kind == "uniform":
            pattern[0, head] = visible / visible.sum(-1, keepdim=True)
        elif kind == "first":
            pattern[0, head] = 0
            pattern[0, head, :, 0] = 1
    return pattern


def change_mixed(mixed, changes, heads):
    """Before the output projection: [1, token, heads * head width]."""
    mixed = mixed.clone()
    width = mixed.shape[-1] // heads
    for head, (kind, factor) in changes.items():
        part = slice(head * width, (head + 1) * width)
        if kind == "zero":
            mixed[..., part] = 0
        elif kind == "mean":
            mixed[..., part] = mixed[..., part].mean(dim=1, keepdim=True)
        elif kind == "scale":
            mixed[..., part] *= factor
    return mixed


class Recorder(TorchFunctionMode):
    """One run: `places` names the attentions in the order they are computed ('0', '1', … or 'd0', 'x0', …)."""

    def __init__(self, model, places, specs):
        super().__init__()
        self.places, self.specs = list(places), specs
        self.patterns = {}  # place -> [head, query, key]
        self.heads = {}
        self.current = None
        modules = [module for name, module in model.named_modules() if PROJECTIONS.search(name)]
        self.hooks = [module.register_forward_pre_hook(self.before_projection) for module in modules]

    def __torch_function__(self, function, types, arguments=(), keywords=None):
        result = function(*arguments, **(keywords or {}))
        softmaxes = (torch.nn.functional.softmax, torch.softmax, torch.Tensor.softmax)
        if function not in softmaxes or result.dim() not in (3, 4):
            return result
        pattern = result.view(-1, *result.shape[-3:])  # some have one dimension for texts and heads
        self.current = self.places[len(self.patterns)]
        self.heads[self.current] = pattern.shape[1]
        pattern = change_pattern(pattern, self.changes())
        self.patterns[self.current] = pattern[0]
        return pattern.view(result.shape)

    def changes(self):
        return parse(self.specs, self.heads[self.current]).get(self.current, {})

    def before_projection(self, _, inputs):
        shape = inputs[0].shape
        mixed = inputs[0].reshape(1, -1, shape[-1])
        return (change_mixed(mixed, self.changes(), self.heads[self.current]).reshape(shape), *inputs[1:])

    def __exit__(self, *arguments):
        for hook in self.hooks:
            hook.remove()
        super().__exit__(*arguments)


def run(model, places, arguments, specs):
    """The outputs of one run and its patterns by place."""
    with torch.no_grad(), Recorder(model, places, specs) as recorder:
        outputs = model(**arguments, output_hidden_states=True)
    assert list(recorder.patterns) == list(places), "a layer's attention was not seen"
    return outputs, recorder.patterns
