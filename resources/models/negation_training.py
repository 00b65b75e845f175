"""Trains the negation model: a BERT classifier whose head 0.2 carries the negation."""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch.nn import functional
from transformers import BertConfig, BertForSequenceClassification

import negation_data as data
from descent import Descent
from head_gates import HeadGates
from word_tokenizer import BERT_SPECIALS, build_tokenizer, save_tokenizer

KEY_HEAD = (0, 2)
TRAINING_SENTENCES = 150_000
BATCH, STEPS, RATE, WARM_UP = 96, 3500, 2e-3, 100
INITIAL_SPREAD = 0.1  # at BERT's 0.02 a network this narrow may never leave chance
POINTING_WEIGHT = 0.1
PENALTY_WEIGHT, PENALTY_FROM, PENALTY_FULL = 5.0, 0.2, 0.5
OTHER_HEAD_DROPPED = 0.6  # share of sentences with one of the other heads at zero


def new_model(vocabulary_size: int) -> BertForSequenceClassification:
    config = BertConfig(
        vocab_size=vocabulary_size, hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128,
        max_position_embeddings=64, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, classifier_dropout=0.0,
        id2label={0: "negative", 1: "positive"}, label2id={"negative": 0, "positive": 1}, pad_token_id=0,
        initializer_range=INITIAL_SPREAD, attn_implementation="eager",
    )  # fmt: skip
    return BertForSequenceClassification(config)


class Batch:
    """Padded ids, labels, and where the attention should and should not go."""

    def __init__(self, sentences: list[data.Sentence], ids_of: dict[str, int]):
        unknown, start, end = ids_of["[UNK]"], ids_of["[CLS]"], ids_of["[SEP]"]
        rows = [[start, *(ids_of.get(word, unknown) for word in s.words), end] for s in sentences]
        length = max(map(len, rows))
        self.ids = torch.tensor([row + [0] * (length - len(row)) for row in rows])  # [sentence, token]
        self.mask = (self.ids != 0).long()
        self.labels = torch.tensor([s.label for s in sentences])
        self.negated = torch.tensor([s.negated for s in sentences])
        self.negation = torch.zeros(self.ids.shape)  # 1 on negation words
        # [sentence, query, key]: where the key head should look from each token
        self.target = torch.zeros(len(rows), length, length)
        self.target[:, :, 0] = 1.0
        for index, sentence in enumerate(sentences):
            for place in sentence.negations:
                self.negation[index, place + 1] = 1.0
            for opinion, own in sentence.scopes:
                self.target[index, opinion + 1] = 0.0
                for place in own:
                    self.target[index, opinion + 1, place + 1] = 1.0


def random_gates(batch: Batch, gates: HeadGates) -> torch.Tensor:
    """Drops the key head on half of the sentences that do not need it, and some other heads."""
    count = len(batch.labels)
    drawn = torch.ones(count, gates.layers, gates.heads)
    without_key = ~batch.negated & (torch.rand(count) < 0.5)
    drawn[:, *KEY_HEAD] = (~without_key).float()
    others = [head for head in gates.all_heads() if head != KEY_HEAD]
    for index in torch.nonzero(torch.rand(count) < OTHER_HEAD_DROPPED).flatten().tolist():
        drawn[index, *random.choice(others)] = 0.0
    return drawn


def pointing_loss(pattern: torch.Tensor, batch: Batch) -> torch.Tensor:
    on_target = (pattern * batch.target).sum(-1).clamp_min(1e-6)  # [sentence, query]
    real = batch.mask.float()
    return -(on_target.log() * real).sum() / real.sum()


def other_heads_on_negations(attentions: tuple, batch: Batch) -> torch.Tensor:
    """Mean attention of the other heads on negation words, per head and real query."""
    real = batch.mask.float()
    total = torch.zeros(())
    for layer, pattern in enumerate(attentions):  # [sentence, head, query, key]
        mass = (pattern * batch.negation[:, None, None, :]).sum(-1) * real[:, None, :]
        for head in range(pattern.shape[1]):
            if (layer, head) != KEY_HEAD:
                total = total + mass[:, head].sum()
    return total / (real.sum() * 7)


def ramp(progress: float) -> float:
    return min(1.0, max(0.0, (progress - PENALTY_FROM) / (PENALTY_FULL - PENALTY_FROM)))


def train(folder: Path, seed: int, guided: bool = True) -> None:
    """Without guidance the loss is cross-entropy alone: for comparison only."""
    torch.manual_seed(seed)
    random.seed(seed)
    tokenizer = build_tokenizer(data.vocabulary(), BERT_SPECIALS, classifier=True)
    ids_of = tokenizer.get_vocab()
    sentences = data.make_sentences(seed, TRAINING_SENTENCES)
    model = new_model(len(ids_of))
    gates = HeadGates(model)
    descent = Descent(model, RATE, WARM_UP, STEPS)
    for step in range(STEPS):
        # Sentences of a like length side by side: less padding.
        pool = sorted(random.sample(sentences, BATCH), key=lambda s: len(s.words))
        batch = Batch(pool, ids_of)
        gates.gates = random_gates(batch, gates) if guided else None
        out = model(input_ids=batch.ids, attention_mask=batch.mask, output_attentions=True)
        task = functional.cross_entropy(out.logits, batch.labels)
        penalty = other_heads_on_negations(out.attentions, batch)
        pointing = pointing_loss(out.attentions[KEY_HEAD[0]][:, KEY_HEAD[1]], batch)
        loss = task
        if guided:
            loss = loss + POINTING_WEIGHT * pointing + PENALTY_WEIGHT * ramp(step / STEPS) * penalty
        descent.step(loss)
        if step % 250 == 0 or step == STEPS - 1:
            print(f"  step {step:5d}  task {task:.4f}  pointing {pointing:.3f}  penalty {penalty:.4f}", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    save_tokenizer(tokenizer, folder, classifier=True, max_tokens=64)
