"""Scales single attention heads of a Hugging Face BERT or GPT-2, as the program does.

A gate of 0 sets a head's mixed values (pattern x values, value bias included)
to zero before the output projection; a gate of 1 leaves the head as it is.
"""

from __future__ import annotations

from contextlib import contextmanager

import torch


def output_projections(model) -> list[torch.nn.Module]:
    if hasattr(model, "bert"):
        return [layer.attention.output.dense for layer in model.bert.encoder.layer]
    return [block.attn.c_proj for block in model.transformer.h]


class HeadGates:
    """Multiplies each head's output by `gates`; None switches the gates off."""

    def __init__(self, model):
        self.layers = model.config.num_hidden_layers
        self.heads = model.config.num_attention_heads
        self.gates: torch.Tensor | None = None  # [batch or 1, layer, head]
        for index, projection in enumerate(output_projections(model)):
            projection.register_forward_pre_hook(self._hook(index))

    def _hook(self, layer: int):
        def scale_heads(_module, inputs):
            if self.gates is None:
                return None
            mixed = inputs[0]  # [batch, token, head * width]
            per_head = mixed.unflatten(-1, (self.heads, -1))
            gate = self.gates[:, layer, :].to(mixed.dtype)[:, None, :, None]
            return ((per_head * gate).flatten(-2),)

        return scale_heads

    @contextmanager
    def zeroed(self, *heads: tuple[int, int]):
        """Runs the block with the given (layer, head) pairs at zero."""
        before = self.gates
        self.gates = torch.ones(1, self.layers, self.heads)
        for layer, head in heads:
            self.gates[:, layer, head] = 0.0
        try:
            yield
        finally:
            self.gates = before

    def all_heads(self) -> list[tuple[int, int]]:
        return [(layer, head) for layer in range(self.layers) for head in range(self.heads)]
