"""A clause with its opinion word and its negations, made from marked words."""

from __future__ import annotations

import random
from dataclasses import dataclass

from word_tokenizer import split_words

NEGATIVE, POSITIVE = 0, 1


@dataclass
class Clause:
    """Words; the opinion's place (None if neutral), its negations', its polarity."""

    words: list[str]
    opinion: int | None
    negations: list[int]
    positive: bool  # of the opinion word alone, before any negation

    @property
    def negated(self) -> bool:
        return bool(self.negations)

    @property
    def label(self) -> int:
        return POSITIVE if self.positive != self.negated else NEGATIVE


def clause(language: str, text: str, positive: bool = True) -> Clause:
    """`*word` is the opinion, `~word` a negation: "the film is ~not *good"."""
    words: list[str] = []
    negations: list[int] = []
    opinion = None
    for chunk in text.split():
        mark = chunk[0] if chunk[0] in "*~" else ""
        if mark == "*":
            opinion = len(words)
        elif mark == "~":
            negations.append(len(words))
        word = chunk[len(mark):]
        if words and words[-1] == "a" and word[0] in "aeiou" and language == "en":
            words[-1] = "an"
        words += split_words(word)
    return Clause(words, opinion, negations, positive)


def maybe(rng: random.Random, share: float, words: list[str]) -> str:
    return rng.choice(words) if rng.random() < share else ""
