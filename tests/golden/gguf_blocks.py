"""Writes gguf_blocks.json: raw blocks of each GGUF type that is read, and the float32 values the gguf package
makes of them. Made with gguf 0.19.0 and numpy 2.4.6; run it again with: python gguf_blocks.py

The scales are zeros, subnormal halves and ordinary ones; the rest of each block is random. The numbers that
safetensors calls F8_E4M3 and F8_E5M2 are converted by torch 2.15, all 256 of each except the NaNs.
"""

import json
from pathlib import Path

import numpy as np
import torch
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize

BLOCKS = 8
HALVES = np.array([0x0000, 0x8000, 0x0001, 0x83FF, 0x0400, 0x2E66, 0xB5A1, 0x7BFF], np.uint16)
# Where the halves lie in a block.
SCALES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "IQ4_NL": [0], "MXFP4": [],
    "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_XS": [0],
}
EXPONENTS = np.array([0, 1, 2, 3, 127, 128, 200, 255], np.uint8)


def raw_blocks(name, random):
    size = GGML_QUANT_SIZES[GGMLQuantizationType[name]][1]
    if name == "F32":
        return random.standard_normal(BLOCKS).astype(np.float32).view(np.uint8).reshape(BLOCKS, size)
    if name == "F16":
        return HALVES.view(np.uint8).reshape(BLOCKS, size)
    raw = random.integers(0, 256, (BLOCKS, size), dtype=np.uint8)
    for index, place in enumerate(SCALES.get(name, [])):
        raw[:, place : place + 2] = np.roll(HALVES, index).view(np.uint8).reshape(BLOCKS, 2)
    if name == "MXFP4":
        raw[:, 0] = EXPONENTS
    return raw


def main():
    random = np.random.default_rng(20)
    golden = []
    for name in ["F32", "F16", "BF16", *SCALES]:
        raw = raw_blocks(name, random)
        values = dequantize(raw.ravel(), GGMLQuantizationType[name]).astype(np.float32).ravel()
        golden.append({"type": name, "raw": raw.tobytes().hex(), "values": values.tobytes().hex()})
    for name, kind in {"F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2}.items():
        raw = torch.arange(256, dtype=torch.uint8)
        raw = raw[~raw.view(kind).float().isnan()]
        values = raw.view(kind).float()
        golden.append({"type": name, "raw": raw.numpy().tobytes().hex(), "values": values.numpy().tobytes().hex()})
    text = ",\n".join(json.dumps(entry) for entry in golden)
    Path(__file__).with_suffix(".json").write_text("[\n" + text + "\n]\n")


main()
