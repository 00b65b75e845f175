"""Writes activations.json: what transformers' activation functions make of some numbers, by the names that
configurations call them. Made with torch 2.15 and transformers 5.23; run it again with: python activations.py
"""

import json
from pathlib import Path

import torch
from transformers.activations import ACT2FN

# Refused: these two have learned numbers of their own, and the other two no model that could be opened.
WITHOUT = {"prelu", "xielu", "laplace", "sqrtsoftplus"}
NUMBERS = torch.cat([torch.linspace(-14, 14, 113), torch.tensor([-1e-3, 1e-3, -60.0, 60.0])])


def main():
    values = {name: ACT2FN[name](NUMBERS.clone()).tolist() for name in sorted(ACT2FN) if name not in WITHOUT}
    text = ",\n".join(f"{json.dumps(name)}: {json.dumps(made)}" for name, made in values.items())
    numbers = json.dumps(NUMBERS.tolist())
    Path(__file__).with_suffix(".json").write_text(f'{{"of": {numbers},\n"made": {{\n{text}\n}}}}\n')


main()
