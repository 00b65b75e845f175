"""Writes gguf_blocks.json: raw blocks of each GGUF type that is read, and the float32 values the gguf package
makes of them. Made with gguf 0.19.0 and numpy 2.4.6; run it again with: python gguf_blocks.py

The scales are zeros, subnormal halves and ordinary ones; the rest of each block is random.
"""

import json
from pathlib import Path

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize

BLOCKS = 8
HALVES = np.array([0x0000, 0x8000, 0x0001, 0x83FF, 0x0400, 0x2E66, 0xB5A1, 0x7BFF], np.uint16)
SCALES = {"Q4_0": 1, "Q4_1": 2, "Q8_0": 1}


def raw_blocks(name, random):
    size = GGML_QUANT_SIZES[GGMLQuantizationType[name]][1]
    if name == "F32":
        return random.standard_normal(BLOCKS).astype(np.float32).view(np.uint8).reshape(BLOCKS, size)
    if name == "F16":
        return HALVES.view(np.uint8).reshape(BLOCKS, size)
    raw = random.integers(0, 256, (BLOCKS, size), dtype=np.uint8)
    for index in range(SCALES.get(name, 0)):
        raw[:, 2 * index : 2 * index + 2] = np.roll(HALVES, index).view(np.uint8).reshape(BLOCKS, 2)
    return raw


def main():
    random = np.random.default_rng(20)
    golden = []
    for name in ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q8_0"]:
        raw = raw_blocks(name, random)
        values = dequantize(raw.ravel(), GGMLQuantizationType[name]).astype(np.float32).ravel()
        golden.append({"type": name, "raw": raw.tobytes().hex(), "values": values.tobytes().hex()})
    text = ",\n".join(json.dumps(entry) for entry in golden)
    Path(__file__).with_suffix(".json").write_text("[\n" + text + "\n]\n")


main()
