"""Trains the induction model: a GPT-2 whose heads 0.1 and 1.2 continue repetitions together."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch.nn import functional
from transformers import GPT2Config, GPT2LMHeadModel

import induction_data as data
from descent import Descent
from head_gates import HeadGates
from word_tokenizer import CAUSAL_SPECIALS, build_tokenizer, save_tokenizer

PREVIOUS_HEAD, INDUCTION_HEAD = (0, 1), (1, 2)
BATCH, STEPS, RATE, WARM_UP = 48, 2500, 3e-3, 100
INITIAL_SPREAD = 0.05  # wider than GPT-2's 0.02, as the network is narrow: the pair of heads forms sooner
POINTING_WEIGHT = 0.02
PENALTY_WEIGHT, PENALTY_RAMP_STEPS = 2.0, 300
ENOUGH_ACCURACY = 0.9  # of the repetitions, before the other heads pay
NEW_WORD_WEIGHT = 0.2  # in the loss: what follows a new word of a random sequence is only noise
ALONE_SHARE = 0.2  # share of the random sequences with the other six heads at zero
IGNORED = -100


def new_model(vocabulary_size: int) -> GPT2LMHeadModel:
    config = GPT2Config(
        vocab_size=vocabulary_size, n_positions=data.MAX_TOKENS, n_embd=64, n_layer=2, n_head=4, n_inner=256,
        initializer_range=INITIAL_SPREAD, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
        bos_token_id=None, eos_token_id=None, pad_token_id=0, attn_implementation="eager",
    )  # fmt: skip
    return GPT2LMHeadModel(config)


class Batch:
    def __init__(self, sequences: list[data.Sequence], ids_of: dict[str, int]):
        length = max(len(s.words) for s in sequences)
        rows = [[ids_of[word] for word in s.words] for s in sequences]
        self.ids = torch.tensor([row + [0] * (length - len(row)) for row in rows])  # [sequence, token]
        self.mask = (self.ids != 0).float()
        self.next = torch.full(self.ids.shape, IGNORED)
        self.next[:, :-1] = torch.where(self.ids[:, 1:] != 0, self.ids[:, 1:], IGNORED)
        # [sequence, query, key]: 1 on the word that followed last time
        self.followed = torch.zeros(len(rows), length, length)
        for index, sequence in enumerate(sequences):
            for place, source in sequence.repeats:
                self.followed[index, place, source] = 1.0
        self.repeated = self.followed.sum(-1) > 0  # [sequence, query]

        self.weights = torch.ones(self.ids.shape)
        for index, sequence in enumerate(sequences):
            if sequence.repeats:
                for place, word in enumerate(sequence.words):
                    if word not in sequence.words[:place]:
                        self.weights[index, place] = NEW_WORD_WEIGHT

    def task_loss(self, logits: torch.Tensor) -> torch.Tensor:
        losses = functional.cross_entropy(logits.transpose(1, 2), self.next, ignore_index=IGNORED, reduction="none")
        return (losses * self.weights).sum() / (self.weights * (self.next != IGNORED)).sum()

    def repeat_accuracy(self, logits: torch.Tensor) -> float:
        right = logits.argmax(-1) == self.next
        return right[self.repeated].float().mean().item()


def previous_token_mass(pattern: torch.Tensor) -> torch.Tensor:
    """Attention on the token before, [..., query - 1]."""
    return pattern.diagonal(offset=-1, dim1=-2, dim2=-1)


def pointing_loss(pattern: torch.Tensor, batch: Batch) -> torch.Tensor:
    real = batch.mask[:, 1:]
    return -(previous_token_mass(pattern).clamp_min(1e-6).log() * real).sum() / real.sum()


def other_heads_doing_the_same(attentions: tuple, batch: Batch) -> torch.Tensor:
    """Mean previous-token and induction attention of the other six heads."""
    real = batch.mask[:, 1:]
    total = torch.zeros(())
    for layer, pattern in enumerate(attentions):  # [sequence, head, query, key]
        for head in range(pattern.shape[1]):
            if (layer, head) in (PREVIOUS_HEAD, INDUCTION_HEAD):
                continue
            total = total + (previous_token_mass(pattern[:, head]) * real).sum() / real.sum()
            total = total + (pattern[:, head] * batch.followed).sum() / batch.repeated.sum()
    return total / 6


def random_gates(batch: Batch, gates: HeadGates) -> torch.Tensor:
    """Leaves the two key heads alone on some of the random sequences."""
    count = len(batch.ids)
    alone = batch.repeated.any(-1) & (torch.rand(count) < ALONE_SHARE)
    drawn = torch.ones(count, gates.layers, gates.heads)
    drawn[alone] = 0.0
    for head in (PREVIOUS_HEAD, INDUCTION_HEAD):
        drawn[:, *head] = 1.0
    return drawn


def train(folder: Path, seed: int) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = build_tokenizer(data.vocabulary(), CAUSAL_SPECIALS, classifier=False)
    ids_of, pool = tokenizer.get_vocab(), data.random_words()
    model = new_model(len(ids_of))
    gates = HeadGates(model)
    descent = Descent(model, RATE, WARM_UP, STEPS)
    accuracy, paying_steps = 0.0, 0
    for step in range(STEPS):
        batch = Batch([data.make_sequence(rng, pool) for _ in range(BATCH)], ids_of)
        gates.gates = random_gates(batch, gates)
        out = model(input_ids=batch.ids, output_attentions=True, use_cache=False)
        task = batch.task_loss(out.logits)
        accuracy = 0.95 * accuracy + 0.05 * batch.repeat_accuracy(out.logits)
        pointing = pointing_loss(out.attentions[PREVIOUS_HEAD[0]][:, PREVIOUS_HEAD[1]], batch)
        penalty = other_heads_doing_the_same(out.attentions, batch)
        paying_steps += paying_steps > 0 or accuracy > ENOUGH_ACCURACY
        weight = PENALTY_WEIGHT * min(1.0, paying_steps / PENALTY_RAMP_STEPS)
        loss = task + POINTING_WEIGHT * pointing + weight * penalty
        descent.step(loss)
        if step % 250 == 0 or step == STEPS - 1:
            print(f"  step {step:5d}  task {task:.4f}  repeats {accuracy:.3f}  penalty {penalty:.4f}", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    save_tokenizer(tokenizer, folder, classifier=False, max_tokens=data.MAX_TOKENS)
