#!/usr/bin/env python3
"""Trains the two teaching models: `train.py`, or one of them with `--only negation`.

Run from anywhere; about four minutes on one core. See README.md for the recipe.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

import induction_training
import negation_training

HERE = Path(__file__).resolve().parent
TRAININGS = {"negation": negation_training.train, "induction": induction_training.train}
PUBLISHED_SEEDS = {"negation": 1, "induction": 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=TRAININGS)
    parser.add_argument("--seed", type=int, help="instead of the seed of the published model")
    parser.add_argument("--into", type=Path, default=HERE, help="parent of the model folders")
    parser.add_argument("--plain", action="store_true", help="negation without guided attention, for comparison")
    options = parser.parse_args()
    torch.set_num_threads(1)
    if options.plain and (options.only != "negation" or options.into == HERE):
        parser.error("--plain goes with --only negation and --into")
    for name, train in TRAININGS.items():
        if options.only not in (None, name):
            continue
        seed = PUBLISHED_SEEDS[name] if options.seed is None else options.seed
        print(f"{name}, seed {seed}")
        start = time.monotonic()
        train(options.into / name, seed, **({"guided": False} if options.plain else {}))
        print(f"  {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
