#!/usr/bin/env python3
"""Measures the trained models and fails (exit code 1) if a wanted limit does not hold.

`accept.py` tests both published folders and the showcase list; `accept.py
negation --folder DIR --seed N` a folder trained elsewhere with another seed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer

import induction_data
import induction_training
import negation_data
import negation_training
from head_gates import HeadGates
from train import PUBLISHED_SEEDS

HERE = Path(__file__).resolve().parent
UNSEEN_SENTENCES, UNSEEN_SEED = 4_000, 99_001
UNSEEN_SEQUENCES = 500


@dataclass
class Measure:
    name: str
    value: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def holds(self) -> bool:
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)

    def __str__(self) -> str:
        wanted = f">= {self.at_least:g}" if self.at_least is not None else ""
        wanted = f"<= {self.at_most:g}" if self.at_most is not None else wanted
        return f"| {self.name} | {self.value:.4f} | {wanted} |{'' if self.holds else ' FAILS'}"


def name_of(head: tuple[int, int]) -> str:
    return f"{head[0]}.{head[1]}"


@torch.no_grad()
def predicted_labels(model, tokenizer, texts: list[str]) -> torch.Tensor:
    parts = []
    for start in range(0, len(texts), 500):
        inputs = tokenizer(texts[start : start + 500], padding=True, return_tensors="pt")
        parts.append(model(**inputs).logits.argmax(-1))
    return torch.cat(parts)


def measure_negation(folder: Path, seed: int) -> list[Measure]:
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    tokenizer, gates = AutoTokenizer.from_pretrained(folder), HeadGates(model)
    seen = negation_data.make_sentences(seed, negation_training.TRAINING_SENTENCES)
    unseen = negation_data.make_sentences(UNSEEN_SEED, UNSEEN_SENTENCES, frozenset(s.text for s in seen))
    texts = [s.text for s in unseen]
    labels = torch.tensor([s.label for s in unseen])
    negated = torch.tensor([s.negated for s in unseen])
    untouched = predicted_labels(model, tokenizer, texts)
    measures = [Measure("accuracy", (untouched == labels).float().mean().item(), at_least=0.99)]
    for head in gates.all_heads():
        with gates.zeroed(head):
            flipped = (predicted_labels(model, tokenizer, texts) != untouched).float()
        is_key = head == negation_training.KEY_HEAD
        for group, chosen in (("negated", negated), ("not negated", ~negated)):
            measure = Measure(f"{name_of(head)} at zero: flips of {group}", flipped[chosen].mean().item())
            if is_key and group == "negated":
                measure.at_least = 0.99
            else:
                measure.at_most = 0.005 if is_key else 0.05
            measures.append(measure)
    return measures


@torch.no_grad()
def measure_induction(folder: Path, _seed: int) -> list[Measure]:
    model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager").eval()
    gates = HeadGates(model)
    ids_of = AutoTokenizer.from_pretrained(folder).get_vocab()
    rng, pool = random.Random(UNSEEN_SEED), induction_data.random_words()
    sequences = [induction_data.random_repetition(rng, pool) for _ in range(UNSEEN_SEQUENCES)]
    batch = induction_training.Batch(sequences, ids_of)

    def run():
        return model(input_ids=batch.ids, output_attentions=True, use_cache=False)

    def accuracy_without(*heads: tuple[int, int]) -> float:
        with gates.zeroed(*heads):
            return batch.repeat_accuracy(run().logits)

    out = run()
    previous, induction = induction_training.PREVIOUS_HEAD, induction_training.INDUCTION_HEAD
    real = batch.mask[:, 1:]
    measures = [Measure("repeat accuracy", batch.repeat_accuracy(out.logits), at_least=0.98)]
    for head in gates.all_heads():
        pattern = out.attentions[head[0]][:, head[1]]
        before = ((induction_training.previous_token_mass(pattern) * real).sum() / real.sum()).item()
        followed = ((pattern * batch.followed).sum() / batch.repeated.sum()).item()
        measures.append(Measure(f"{name_of(head)}: previous-token score", before))
        measures.append(Measure(f"{name_of(head)}: induction score", followed))
    for head in gates.all_heads():
        key = head in (previous, induction)
        measures.append(Measure(f"{name_of(head)} at zero: repeat accuracy", accuracy_without(head),
                                at_least=None if key else 0.95, at_most=0.1 if key else None))  # fmt: skip
    others = [head for head in gates.all_heads() if head not in (previous, induction)]
    measures.append(Measure("the other six at zero: repeat accuracy", accuracy_without(*others), at_least=0.95))
    return measures


@torch.no_grad()
def failing_negation_examples(folder: Path, showcase: dict) -> list[str]:
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    tokenizer, gates = AutoTokenizer.from_pretrained(folder), HeadGates(model)
    failing = []
    for example in showcase["examples"]:
        inputs = tokenizer(example["text"], return_tensors="pt")
        label = model.config.id2label[model(**inputs).logits.argmax().item()]
        with gates.zeroed(negation_training.KEY_HEAD):
            without = model.config.id2label[model(**inputs).logits.argmax().item()]
        known = tokenizer.unk_token_id not in inputs["input_ids"]
        if not known or label != example["label"] or (without != label) != example["flips_with_key_head_off"]:
            failing.append(f"{example['text']}: {label}, without the key head {without}")
    return failing


@torch.no_grad()
def failing_induction_examples(folder: Path, showcase: dict) -> list[str]:
    model = AutoModelForCausalLM.from_pretrained(folder, attn_implementation="eager").eval()
    tokenizer, gates = AutoTokenizer.from_pretrained(folder), HeadGates(model)
    failing = []
    for example in showcase["examples"]:
        ids = tokenizer(example["text"], return_tensors="pt")["input_ids"]

        def following() -> str:
            return tokenizer.convert_ids_to_tokens(model(input_ids=ids).logits[0, -1].argmax().item())

        expected, found = example["next"], following()
        off = {}
        for head in (induction_training.PREVIOUS_HEAD, induction_training.INDUCTION_HEAD):
            with gates.zeroed(head):
                off[name_of(head)] = following()
        known = tokenizer.unk_token_id not in ids
        lost = all(word != expected for word in off.values())
        if not known or found != expected or lost != example["lost_with_either_head_off"]:
            failing.append(f"{example['text']}: {found}, without {off}")
    return failing


CHECKS = {
    "negation": (measure_negation, failing_negation_examples),
    "induction": (measure_induction, failing_induction_examples),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", choices=CHECKS)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seed", type=int, help="the seed the folder was trained with")
    options = parser.parse_args()
    torch.set_num_threads(1)
    showcase = json.loads((HERE / "showcase.json").read_text(encoding="utf-8"))
    holds = True
    for name, (measure, failing_examples) in CHECKS.items():
        if options.model not in (None, name):
            continue
        folder = options.folder or HERE / name
        seed = PUBLISHED_SEEDS[name] if options.seed is None else options.seed
        print(f"{name}: {folder}\n\n| measured | value | wanted |\n|---|---|---|")
        for measured in measure(folder, seed):
            print(measured)
            holds &= measured.holds
        failing = failing_examples(folder, showcase[name])
        print(f"\nshowcase: {len(showcase[name]['examples']) - len(failing)} hold, {len(failing)} do not")
        print("".join(f"  {line}\n" for line in failing))
        holds &= not failing
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
