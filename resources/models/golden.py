#!/usr/bin/env python3
"""Writes golden_outputs.json: what transformers computes with the published models.

float32, eager attention. The program's tests compare their own ids and logits
with these, with every head on and with a key head at zero.
"""

from __future__ import annotations

import json
from pathlib import Path

import tokenizers
import torch
import transformers
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer

from head_gates import HeadGates

HERE = Path(__file__).resolve().parent
TOP = 5
TEXTS = {
    "negation": [
        "The film is not good.",
        "Je n'ai pas aimé ce film.",
        "Although the music is not good, the story is wonderful.",
        "L’acteur est drôle, mais la pièce n’est pas réussie !",
        "not good",
        "The weather was not bad, says Zoé.",
    ],
    "induction": [
        "moon tiger piano river apple moon tiger piano",
        "lune tigre piano rivière pomme lune tigre piano",
        "Marie a donné le livre à Jean parce qu'il lui avait demandé.",
        "Marie gave the book to John because",
        "The black cat sees the white dog in the garden. The black cat sees the",
        "window",
    ],
}


def rounded(values: torch.Tensor) -> list[float]:
    return [float(f"{value:.6g}") for value in values.tolist()]


def parsed(head: str) -> tuple[int, int]:
    layer, index = head.split(".")
    return int(layer), int(index)


@torch.no_grad()
def goldens(name: str, key_heads: list[str]) -> list[dict]:
    loader = AutoModelForSequenceClassification if name == "negation" else AutoModelForCausalLM
    model = loader.from_pretrained(HERE / name, attn_implementation="eager", dtype=torch.float32).eval()
    tokenizer, gates = AutoTokenizer.from_pretrained(HERE / name), HeadGates(model)
    classifier = name == "negation"

    def outputs(inputs) -> dict:
        logits = model(**inputs).logits[0]
        if classifier:
            return {"logits": rounded(logits)}
        last = logits[-1]
        best = last.softmax(-1).topk(TOP)
        top = [
            {"token": tokenizer.convert_ids_to_tokens(index), "probability": float(f"{probability:.6g}")}
            for probability, index in zip(best.values.tolist(), best.indices.tolist())
        ]
        return {"last_logits": rounded(last), "top": top}

    cases = []
    for text in TEXTS[name]:
        inputs = tokenizer(text, return_tensors="pt")
        ids = inputs["input_ids"][0].tolist()
        case = {"text": text, "ids": ids, "tokens": tokenizer.convert_ids_to_tokens(ids)}
        case["baseline"] = outputs(inputs)
        case["zeroed"] = {}
        for head in key_heads:
            with gates.zeroed(parsed(head)):
                case["zeroed"][head] = outputs(inputs)
        cases.append(case)
    return cases


def main() -> None:
    torch.set_num_threads(1)
    showcase = json.loads((HERE / "showcase.json").read_text(encoding="utf-8"))
    induction = showcase["induction"]
    result = {
        "versions": {
            "torch": torch.__version__,
            "transformers": transformers.__version__,
            "tokenizers": tokenizers.__version__,
        },
        "precision": "float32, eager attention; 6 significant digits",
        "zeroed": "the head's mixed values (pattern x values, value bias included) are 0 before the output projection",
        "negation": goldens("negation", [showcase["negation"]["key_head"]]),
        "induction": goldens("induction", [induction["previous_token_head"], induction["induction_head"]]),
    }
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    # One case per line: small, and a difference still shows which case changed.
    text = text.replace('{"text":', '\n{"text":')
    (HERE / "golden_outputs.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
