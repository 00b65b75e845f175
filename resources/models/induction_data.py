"""Word sequences with a repeated segment, and short English and French sentences.

In a random sequence only the repetition can be predicted: what followed the
last time? That is what a previous-token head and an induction head do together.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from word_tokenizer import split_words

MAX_TOKENS = 40
RANDOM_SHARE, REPEATED_SENTENCE_SHARE = 0.65, 0.15
# Of the random sequences: lists of first names, which sentences otherwise teach to continue with "and".
NAMES_SHARE = 0.1

WORDS = (
    "moon star river mountain tree stone bridge window door key lamp clock mirror chair table boat island cloud rain "
    "snow wind fire gold silver iron paper ink violin drum piano bell apple lemon bread honey coffee sugar salt wolf "
    "tiger eagle fish horse bird "
    "lune étoile rivière montagne arbre pierre pont fenêtre porte clé lampe horloge miroir chaise bateau île nuage "
    "pluie neige vent feu or argent fer papier encre violon tambour cloche pomme citron miel café sucre sel loup tigre "
    "aigle poisson cheval oiseau "
    "red blue green rouge bleu vert seven trois"
).split()

WOMEN, MEN = "marie anna lucy claire".split(), "jean paul john tom".split()
EN_THINGS, FR_THINGS = "book letter flower pen".split(), ["le livre", "la lettre", "la fleur", "le stylo"]
EN_ANIMALS, FR_ANIMALS = "cat dog mouse".split(), ["le chat", "le chien", "le lapin"]
EN_COLOURS, FR_COLOURS = "black white old young".split(), "noir blanc gris brun".split()
EN_PLACES, FR_PLACES = "garden house park".split(), ["le jardin", "la maison", "le parc"]


@dataclass
class Sequence:
    words: list[str]
    # (place, place of the word that followed last time): only in random sequences
    repeats: list[tuple[int, int]]


def english_sentence(rng: random.Random) -> str:
    giver, taker = rng.sample(WOMEN + MEN, 2)
    thing, place = rng.choice(EN_THINGS), rng.choice(EN_PLACES)
    first, second = rng.sample(EN_ANIMALS, 2)
    colours = rng.sample(EN_COLOURS, 2)
    return rng.choice([
        f"{giver} gave the {thing} to {taker} because {'she' if taker in WOMEN else 'he'} wanted it .",
        f"{giver} saw the {thing} and {'she' if giver in WOMEN else 'he'} took it .",
        f"{giver} and {taker} went to the {place} and {giver} gave the {thing} to {taker} .",
        f"the {colours[0]} {first} sees the {colours[1]} {second} in the {place} .",
        f"the {first} is in the {place} .",
    ])  # fmt: skip


def french_sentence(rng: random.Random) -> str:
    giver, taker = rng.sample(WOMEN + MEN, 2)
    thing, place = rng.choice(FR_THINGS), rng.choice(FR_PLACES)
    first, second = rng.sample(FR_ANIMALS, 2)
    colours = rng.sample(FR_COLOURS, 2)
    return rng.choice([
        f"{giver} a donné {thing} à {taker} parce qu ' {'elle' if taker in WOMEN else 'il'} lui avait demandé .",
        f"{giver} a vu {thing} et {'elle' if giver in WOMEN else 'il'} l ' a pris .",
        f"{giver} et {taker} sont dans {place} et {giver} a donné {thing} à {taker} .",
        f"{first} {colours[0]} voit {second} {colours[1]} dans {place} .",
        f"{first} est dans {place} .",
    ])  # fmt: skip


def sentence(rng: random.Random) -> list[str]:
    words = split_words(rng.choice([english_sentence, french_sentence])(rng))
    curly = rng.random() < 0.15
    return ["’" if word == "'" and curly else word for word in words]


def random_repetition(rng: random.Random, pool: list[str], start_words: int = 8, gap_words: int = 8) -> Sequence:
    """Some words, a segment, some words, the segment again; no word twice otherwise."""
    length = rng.randint(4, min(16, len(pool) - 2))
    spare = min(MAX_TOKENS - 2 * length, len(pool) - length)
    start = rng.randint(0, min(start_words, spare))
    gap = rng.randint(0, min(gap_words, spare - start))
    drawn = rng.sample(pool, start + length + gap)
    segment = drawn[start : start + length]
    words = drawn + segment
    second = start + length + gap
    repeats = [(second + place, start + place + 1) for place in range(length - 1)]
    while len(words) + length <= MAX_TOKENS and rng.random() < 0.3:
        words = words + segment
    return Sequence(words, repeats)


def make_sequence(rng: random.Random, pool: list[str]) -> Sequence:
    kind = rng.random()
    if kind < RANDOM_SHARE:
        return random_repetition(rng, WOMEN + MEN if rng.random() < NAMES_SHARE else pool)
    words = sentence(rng)
    if kind < RANDOM_SHARE + REPEATED_SENTENCE_SHARE:
        between = sentence(rng) if rng.random() < 0.3 else []
        words = words + between + words
    elif rng.random() < 0.5:
        words = words + sentence(rng)
    return Sequence(words[:MAX_TOKENS], [])


def vocabulary() -> list[str]:
    """Every word, in a stable order."""
    rng = random.Random(0)
    words = {"’", *WORDS}
    for _ in range(5_000):
        words |= set(split_words(english_sentence(rng))) | set(split_words(french_sentence(rng)))
    return sorted(words)


def random_words() -> list[str]:
    """The words of random sequences: all but the marks."""
    return [word for word in vocabulary() if word[0].isalpha()]
