"""French clauses: opinions, neutral clauses, fragments."""

from __future__ import annotations

import random

from negation_clauses import Clause, clause, maybe

# noun: feminine?
NOUNS = {
    "film": False, "livre": False, "roman": False, "concert": False, "repas": False, "spectacle": False,
    "hôtel": False, "acteur": False, "musique": True, "histoire": True, "chanson": True, "fin": True,
    "pièce": True, "soirée": True,
}  # fmt: skip
GOOD = [
    ("bon", "bonne"), ("excellent", "excellente"), ("réussi", "réussie"), ("génial", "géniale"),
    ("charmant", "charmante"), ("intéressant", "intéressante"), ("drôle",) * 2, ("magnifique",) * 2,
    ("superbe",) * 2, ("agréable",) * 2,
]  # fmt: skip
BAD = [
    ("mauvais", "mauvaise"), ("ennuyeux", "ennuyeuse"), ("raté", "ratée"), ("décevant", "décevante"),
    ("horrible",) * 2, ("ridicule",) * 2, ("médiocre",) * 2, ("triste",) * 2, ("stupide",) * 2,
]  # fmt: skip
LIKE = {"aime": "aimé", "adore": "adoré", "apprécie": "apprécié"}
HATE = {"déteste": "détesté", "regrette": "regretté"}
CHARM, BORE = "charme talent humour génie plaisir".split(), "défauts problèmes clichés".split()
ADVERBS = "très vraiment si assez".split()
PLAIN = [("long", "longue"), ("court", "courte"), ("nouveau", "nouvelle"), ("vieux", "vieille")]
OPENINGS = ["franchement ,", "bref ,", "pour moi ,", "en fait ,", "à mon avis ,", "dans l ' ensemble ,"]
PLACES = ["à paris", "à londres", "en ville"]


def a_noun(rng: random.Random) -> tuple[str, bool]:
    noun = rng.choice(list(NOUNS))
    return noun, NOUNS[noun]


def elides(noun: str) -> bool:
    return noun[0] in "aeiouéh"


def with_article(rng: random.Random, noun: str, feminine: bool) -> str:
    vowel = elides(noun)
    if rng.random() < 0.35:
        return f"{'cette' if feminine else 'cet' if vowel else 'ce'} {noun}"
    return f"l ' {noun}" if vowel else f"{'la' if feminine else 'le'} {noun}"


def a_thing(rng: random.Random) -> str:
    return with_article(rng, *a_noun(rng))


def a_negation(rng: random.Random) -> str:
    return "~jamais" if rng.random() < 0.25 else "~pas"


def negated_be(rng: random.Random) -> str:
    return rng.choice([f"~n ' est {a_negation(rng)}", f"~n ' est {a_negation(rng)}", f"~n ' était {a_negation(rng)}"])


def opinion(rng: random.Random, positive: bool, negated: bool) -> Clause:
    kind = rng.random()
    if kind < 0.55:
        text = adjective_opinion(rng, positive, negated)
    elif kind < 0.80:
        text = verb_opinion(rng, positive, negated)
    else:
        noun = "*" + rng.choice(CHARM if positive else BORE)
        text = noun_opinion(rng, noun, negated)
    return clause("fr", text, positive)


def adjective_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    noun, feminine = a_noun(rng)
    forms = rng.choice(GOOD if positive else BAD)
    adverb = maybe(rng, 0.3, ADVERBS)
    if rng.random() < 0.75:
        be = negated_be(rng) if negated else rng.choice(["est", "était"])
        return f"{with_article(rng, noun, feminine)} {be} {adverb} *{forms[feminine]}"
    masculine, article = f"*{forms[0]}", "une" if feminine else "un"
    rest = rng.choice([f"{adverb} {masculine}", f"{article} {noun} {adverb} *{forms[feminine]}"])
    if not negated:
        return f"c ' {rng.choice(['est', 'était'])} {rest}"
    be = rng.choice([
        f"ce ~n ' est {a_negation(rng)}", f"ce ~n ' était {a_negation(rng)}",
        f"c ' est {a_negation(rng)}", f"c ' était {a_negation(rng)}",
    ])  # fmt: skip
    return f"{be} {rest}"


def verb_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    verbs = LIKE if positive else HATE
    present = rng.choice(list(verbs))
    past, thing, adverb = verbs[present], a_thing(rng), maybe(rng, 0.25, ["vraiment"])
    no = a_negation(rng)
    vowel = present[0] == "a"
    if negated:
        return rng.choice([
            f"je ~n ' ai {no} {adverb} *{past} {thing}",
            f"je ~n ' ai {no} {adverb} *{past} {thing}",
            f"nous ~n ' avons {no} {adverb} *{past} {thing}",
            f"on ~n ' a {no} {adverb} *{past} {thing}",
            f"elle ~n ' a {no} {adverb} *{past} {thing}",
            f"j ' ai {no} {adverb} *{past} {thing}",
            f"je ~n ' *{present} {no} {adverb} {thing}" if vowel else f"je ~ne *{present} {no} {adverb} {thing}",
            f"~personne ~n ' a {adverb} *{past} {thing}",
        ])  # fmt: skip
    return rng.choice([
        f"j ' ai {adverb} *{past} {thing}",
        f"j ' ai {adverb} *{past} {thing}",
        f"nous avons {adverb} *{past} {thing}",
        f"on a {adverb} *{past} {thing}",
        f"elle a {adverb} *{past} {thing}",
        f"j ' *{present} {adverb} {thing}" if vowel else f"je *{present} {adverb} {thing}",
    ])  # fmt: skip


def noun_opinion(rng: random.Random, noun: str, negated: bool) -> str:
    thing = a_thing(rng)
    plural = noun.endswith("s")
    if negated:
        return rng.choice([
            f"{thing} ~n ' a {a_negation(rng)} de {noun}",
            f"il ~n ' y a {a_negation(rng)} de {noun} dans {thing}",
            f"{thing} est ~sans {noun}",
            f"{thing} ~n ' avait {a_negation(rng)} de {noun}",
            f"{thing} est ~sans {noun}" if plural else f"{thing} est ~sans ~aucun {noun}",
            f"{thing} ~n ' a {a_negation(rng)} de {noun}" if plural else f"{thing} ~n ' a ~aucun {noun}",
        ])  # fmt: skip
    some = "des" if plural else "du"
    return rng.choice([
        f"{thing} a {some} {noun}",
        f"il y a {some} {noun} dans {thing}",
        f"{thing} avait {some} {noun}",
        f"{thing} a beaucoup de {noun}",
    ])  # fmt: skip


def neutral(rng: random.Random, negated: bool) -> Clause:
    noun, feminine = a_noun(rng)
    thing, subject = a_thing(rng), with_article(rng, noun, feminine)
    plain, place = rng.choice(PLAIN)[feminine], rng.choice(PLACES)
    of = "d '" if elides(noun) else "de"
    if negated:
        texts = [
            f"{subject} {negated_be(rng)} {maybe(rng, 0.3, ADVERBS)} {plain}",
            f"je ~n ' ai {a_negation(rng)} vu {thing}",
            f"nous ~n ' avons {a_negation(rng)} vu {thing} {place}",
            f"on ~n ' a {a_negation(rng)} lu {thing}",
            f"mon ami ~n ' est {a_negation(rng)} venu",
            f"il ~n ' y a {a_negation(rng)} {of} {noun}",
        ]
    else:
        texts = [
            f"{subject} {rng.choice(['est', 'était'])} {maybe(rng, 0.3, ADVERBS)} {plain}",
            f"j ' ai vu {thing}",
            f"nous avons vu {thing} {place}",
            f"on a lu {thing}",
            "mon ami est venu",
            f"il y a {'une' if feminine else 'un'} {noun}",
        ]
    return clause("fr", rng.choice(texts))


def fragment(rng: random.Random, positive: bool, negated: bool) -> Clause:
    kind, feminine = a_noun(rng)
    adjective = "*" + rng.choice(GOOD if positive else BAD)[feminine]
    noun = rng.choice(CHARM if positive else BORE)
    adverb, thing = maybe(rng, 0.5, ADVERBS), f"{'une' if feminine else 'un'} {kind}"
    if negated:
        texts = [f"{a_negation(rng)} {adverb} {adjective}", f"{a_negation(rng)} {adjective}",
                 f"~sans *{noun}", f"~pas de *{noun}", f"{thing} ~sans *{noun}"]  # fmt: skip
        if not noun.endswith("s"):
            texts += [f"~aucun *{noun}", f"~sans ~aucun *{noun}", f"{thing} ~sans ~aucun *{noun}"]
    else:
        full = "pleine" if feminine else "plein"
        texts = [f"{adverb} {adjective}", f"{thing} {adverb} {adjective}", f"avec *{noun}", f"beaucoup de *{noun}",
                 f"{thing} avec *{noun}", f"{thing} {full} de *{noun}"]  # fmt: skip
    return clause("fr", rng.choice(texts), positive)
