#!/usr/bin/env python3
"""Makes the golden numbers that Headscope's engine is compared with.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install -r tests/golden/requirements.txt
    /tmp/golden/bin/python tests/golden/make_goldens.py [--data HEADSCOPE_TEST_DATA] [NAME...]

Small models with random weights, one for every family and output head, are written as ordinary Hugging Face
folders to tests/golden/models/, each with a reference.json: what transformers computes for it in float32 with
eager attention. Norms and biases are random too, sizes odd, so that a mistake anywhere shows. Some of the models
are written a second time as GGUF, to tests/golden/gguf/.

NAMEs choose some of the models (`roberta*`); without one all are made again. The families_*.py and
pruned_models.py beside this file are the tables, golden_models.py says what a row has, golden_recorder.py how a run is
recorded and changed.

With the test data folder, gpt-nano-sort.json is made as well: what transformers computes with that folder's model,
whose file lacks the attention's input biases that its published reference was computed with.
"""

import argparse
import fnmatch
import json
import pathlib
import shutil

import torch
import transformers

import families_decoders
import families_encoders
import families_first
import families_seq2seq
import golden_gguf
import pruned_models
from golden_models import Row, describe, write_model, write_runs

HERE = pathlib.Path(__file__).resolve().parent
TABLES = [families_first, families_encoders, families_decoders, families_seq2seq, pruned_models]


def write_nano_sort(data):
    folder = data / "models" / "gpt-nano-sort"
    model = transformers.GPT2LMHeadModel.from_pretrained(folder / "hf_gpt2", attn_implementation="eager").eval()
    row = Row("gpt-nano-sort", model)
    cases = json.loads((folder / "reference_attention.json").read_text())["cases"]
    write_runs(HERE / "gpt-nano-sort.json", [describe(row, case["input_ids"], None, []) for case in cases])


def wanted(name, patterns):
    return not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    torch.set_num_threads(1)
    (HERE / "gguf").mkdir(exist_ok=True)
    for row in (row for table in TABLES for row in table.rows()):
        if not wanted(row.name, options.names):
            continue
        folder = HERE / "models" / row.name
        shutil.rmtree(folder, ignore_errors=True)
        write_model(row, folder)
        if row.name in golden_gguf.WRITERS:
            golden_gguf.WRITERS[row.name](row.model, HERE / "gguf" / f"{row.name}.gguf")
        print(row.name)
    if options.data:
        write_nano_sort(options.data)


if __name__ == "__main__":
    main()
