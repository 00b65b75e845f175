"""English clauses: opinions, neutral clauses, fragments."""

from __future__ import annotations

import random

from negation_clauses import Clause, clause, maybe

NOUNS = "film movie book story music song play show plot ending hotel dinner meal service concert actor".split()
COUNTED = [noun for noun in NOUNS if noun not in ("music", "service")]
GOOD = "good great wonderful excellent beautiful funny brilliant charming perfect pleasant interesting clever".split()
BAD = "bad terrible awful boring horrible dull poor ugly stupid weak ridiculous disappointing".split()
LIKE, HATE = "like love enjoy".split(), "hate dislike".split()
PAST = {"like": "liked", "love": "loved", "enjoy": "enjoyed", "hate": "hated", "dislike": "disliked"}
CHARM, BORE = "charm talent humour magic beauty".split(), "mistakes problems faults".split()
ADVERBS = "very really so truly quite".split()
PLAIN = "long short old new big small".split()
PEOPLE = "i we they".split()
OPENINGS = ["honestly ,", "well ,", "for me ,", "in the end ,", "to be honest ,"]
PLACES = "paris london town".split()


def a_subject(rng: random.Random) -> str:
    if rng.random() < 0.15:
        return "it"
    noun = rng.choice(NOUNS)
    return f"{rng.choice(['the', 'the', 'the', 'this', 'that'])} {noun}"


def negated_be(rng: random.Random) -> str:
    return rng.choice([
        "is ~not", "is ~not", "is ~not", "was ~not", "was ~not", "~isn ' ~t", "~wasn ' ~t", "is ~never", "was ~never",
    ])  # fmt: skip


def opinion(rng: random.Random, positive: bool, negated: bool) -> Clause:
    adjective = "*" + rng.choice(GOOD if positive else BAD)
    adverb = maybe(rng, 0.3, ADVERBS)
    be = negated_be(rng) if negated else rng.choice(["is", "was"])
    kind = rng.random()
    if kind < 0.45:
        text = f"{a_subject(rng)} {be} {adverb} {adjective}"
    elif kind < 0.57:
        start = rng.choice(["it", "this", "that"])
        adverb = adverb if adverb in ("very", "really", "truly") else ""
        text = f"{start} {be} a {adverb} {adjective} {rng.choice(COUNTED)}"
    elif kind < 0.80:
        text = verb_opinion(rng, positive, negated)
    else:
        noun = "*" + rng.choice(CHARM if positive else BORE)
        text = noun_opinion(rng, noun, negated)
    return clause("en", text, positive)


def verb_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    verb = rng.choice(LIKE if positive else HATE)
    past, thing = PAST[verb], rng.choice([a_subject(rng), "it"])
    who, adverb = rng.choice(PEOPLE), maybe(rng, 0.25, ["really", "truly"])
    if not negated:
        form = verb if rng.random() < 0.3 else past
        return f"{who} {adverb} *{form} {thing}"
    return rng.choice([
        f"{who} did ~not {adverb} *{verb} {thing}",
        f"{who} do ~not {adverb} *{verb} {thing}",
        f"{who} ~didn ' ~t {adverb} *{verb} {thing}",
        f"{who} ~don ' ~t {adverb} *{verb} {thing}",
        f"{who} ~never {adverb} *{past} {thing}",
        f"~nobody {adverb} *{past} {thing}",
    ])  # fmt: skip


def noun_opinion(rng: random.Random, noun: str, negated: bool) -> str:
    subject, real = a_subject(rng), maybe(rng, 0.25, ["real"])
    has = rng.choice(["has", "had"])
    there = "there " + rng.choice(["are", "were"] if noun.endswith("s") else ["is", "was"])
    if negated:
        return rng.choice([
            f"{subject} {has} ~no {real} {noun}",
            f"{there} ~no {real} {noun} in {subject}",
            f"{subject} is ~without {rng.choice(['any', real])} {noun}",
        ])  # fmt: skip
    return rng.choice([
        f"{subject} {has} {real} {noun}",
        f"{there} {rng.choice(['much', real])} {noun} in {subject}",
        f"{subject} is full of {noun}",
    ])  # fmt: skip


def neutral(rng: random.Random, negated: bool) -> Clause:
    plain, noun, who = rng.choice(PLAIN), rng.choice(NOUNS), rng.choice(PEOPLE)
    place = rng.choice(PLACES)
    if negated:
        texts = [
            f"{a_subject(rng)} {negated_be(rng)} {maybe(rng, 0.3, ADVERBS)} {plain}",
            f"{who} did ~not see the {noun}",
            f"{who} ~didn ' ~t read the {noun}",
            f"{who} ~never saw the {noun} in {place}",
            "my friend did ~not come",
            f"my friend ~never came to {place}",
            f"there was ~no {noun}",
        ]
    else:
        texts = [
            f"{a_subject(rng)} {rng.choice(['is', 'was'])} {maybe(rng, 0.3, ADVERBS)} {plain}",
            f"{who} saw the {noun} in {place}",
            f"{who} read the {noun}",
            f"my friend came to {place}",
            f"there was a {rng.choice(COUNTED)}",
        ]
    return clause("en", rng.choice(texts))


def fragment(rng: random.Random, positive: bool, negated: bool) -> Clause:
    adjective = "*" + rng.choice(GOOD if positive else BAD)
    noun = "*" + rng.choice(CHARM if positive else BORE)
    adverb = maybe(rng, 0.5, ADVERBS)
    thing = rng.choice(COUNTED)
    if negated:
        texts = [
            f"~not {adverb} {adjective}", f"~never {adverb} {adjective}", f"~no {noun}", f"~without {noun}",
            f"~without any {noun}", f"a {thing} ~without {noun}", f"a {thing} ~without any {noun}",
            f"~not a {adjective} {thing}", f"~no {adjective} {thing}",
        ]  # fmt: skip
    else:
        texts = [f"{adverb} {adjective}", f"{adverb} {adjective} {thing}", f"a {adjective} {thing}", f"{noun}",
                 f"full of {noun}", f"with {noun}", f"a {thing} full of {noun}", f"a {thing} with {noun}"]  # fmt: skip
    return clause("en", rng.choice(texts), positive)
