"""English and French sentences about films, meals and the like, with a label.

The scope of a negation decides: "the film was not long and i liked it" is
positive, "i did not like it" negative, "the music is good but the story is not
clever" negative. In a contrast the main clause decides ("A but B": B;
"although A , B": B; "B although A": B).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import negation_english as english
import negation_french as french
from negation_clauses import POSITIVE, Clause, maybe

MAX_WORDS = 20
FRAGMENT_SHARE = 0.07
OPENING_SHARE = 0.25  # "honestly , ...": the same clause at other positions
# Below one half: an opinion word alone must tell something, or training never starts (exclusive or).
NEGATED_SHARE = 0.4
UNKNOWN_SHARE = 0.02  # of neutral nouns, so that a foreign noun does little harm
FOREIGN_WORD = "qzx"  # not in the vocabulary: becomes [UNK]
NEUTRAL_NOUNS = {*english.NOUNS, *french.NOUNS}


@dataclass
class Sentence:
    words: list[str]
    label: int
    negated: bool  # the deciding clause
    negations: list[int]  # places of all negation words
    scopes: list[tuple[int, list[int]]]  # opinion word -> its own negation words

    @property
    def text(self) -> str:
        return " ".join(self.words)


GRAMMARS = {"en": english, "fr": french}
BUT, AND = {"en": "but", "fr": "mais"}, {"en": "and", "fr": "et"}
ALTHOUGH = {"en": "although", "fr": "même si"}


def arrange(rng: random.Random, language: str, main: Clause, other: Clause | None) -> list:
    """The sentence as a list of words and clauses; `main` decides."""
    if other is None:
        return [main]
    comma = [","] if rng.random() < 0.5 else []
    although = ALTHOUGH[language].split()
    if other.opinion is not None:
        return rng.choice([
            [other, *comma, BUT[language], main],
            [other, *comma, BUT[language], main],
            [*although, other, ",", main],
            [main, *comma, *although, other],
            [main, *comma, *although, other],
        ])  # fmt: skip
    return rng.choice([
        [other, *comma, AND[language], main],
        [other, *comma, BUT[language], main],
        [main, *comma, AND[language], other],
        [main, *comma, BUT[language], other],
        [*although, other, ",", main],
        [main, *comma, *although, other],
    ])  # fmt: skip


def elided(parts: list) -> list:
    """même si + il: même s'il."""
    joined: list = []
    for part in parts:
        if joined and joined[-1] == "si" and isinstance(part, Clause) and part.words[0] == "il":
            joined[-1:] = ["s", "'"]
        joined.append(part)
    return joined


def assemble(parts: list, main: Clause) -> Sentence:
    words: list[str] = []
    negations: list[int] = []
    scopes: list[tuple[int, list[int]]] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        start = len(words)
        own = [start + place for place in part.negations]
        negations += own
        if part.opinion is not None and own:
            scopes.append((start + part.opinion, own))
        words += part.words
    return Sentence(words, main.label, main.negated, negations, scopes)


def make_sentence(rng: random.Random) -> Sentence:
    while True:
        language = rng.choice(["en", "fr"])
        grammar = GRAMMARS[language]
        positive, negated = rng.random() < 0.5, rng.random() < NEGATED_SHARE
        if rng.random() < FRAGMENT_SHARE:
            main, other = grammar.fragment(rng, positive, negated), None
        else:
            main, other = grammar.opinion(rng, positive, negated), None
            kind = rng.random()
            if kind < 0.30:
                other = grammar.neutral(rng, rng.random() < 0.65)
            elif kind < 0.65:
                other = opposed(rng, grammar, main)
        parts = arrange(rng, language, main, other)
        parts = maybe(rng, OPENING_SHARE, grammar.OPENINGS).split() + parts
        parts += [mark] if (mark := maybe(rng, 0.4, [".", ".", "!"])) else []
        sentence = assemble(elided(parts), main)
        if len(sentence.words) <= MAX_WORDS + 4:  # apostrophes and marks are words of their own here
            return varied(rng, sentence)


def opposed(rng: random.Random, grammar, main: Clause) -> Clause:
    """Another opinion, three times in four of the other label."""
    label = 1 - main.label if rng.random() < 0.75 else main.label
    negated = rng.random() < NEGATED_SHARE
    return grammar.opinion(rng, (label == POSITIVE) != negated, negated)


def varied(rng: random.Random, sentence: Sentence) -> Sentence:
    """Typographic apostrophes, and now and then a noun outside the vocabulary."""
    curly = rng.random() < 0.15
    for place, word in enumerate(sentence.words):
        if word == "'" and curly:
            sentence.words[place] = "’"
        elif word in NEUTRAL_NOUNS and rng.random() < UNKNOWN_SHARE:
            sentence.words[place] = FOREIGN_WORD
    return sentence


def make_sentences(seed: int, count: int, excluded: frozenset[str] = frozenset()) -> list[Sentence]:
    rng = random.Random(seed)
    sentences: list[Sentence] = []
    while len(sentences) < count:
        sentence = make_sentence(rng)
        if sentence.text not in excluded:
            sentences.append(sentence)
    return sentences


def vocabulary() -> list[str]:
    """Every word the grammar can say, in a stable order."""
    words: set[str] = {"’"}
    for sentence in make_sentences(seed=0, count=40_000):
        words |= set(sentence.words)
    return sorted(words - {FOREIGN_WORD})
