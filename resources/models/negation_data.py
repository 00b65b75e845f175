"""English and French sentences about films, meals and the like, with a label.

The scope of a negation decides: "the film was not long and i liked it" is
positive, "i did not like it" negative, "the music is good but the story is not
clever" negative. In a contrast the main clause decides ("A but B": B;
"although A , B": B; "B although A": B).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from word_tokenizer import split_words

NEGATIVE, POSITIVE = 0, 1
MAX_WORDS = 20
FRAGMENT_SHARE = 0.07
# Below one half: an opinion word alone must tell something, or training never starts (exclusive or).
NEGATED_SHARE = 0.4
UNKNOWN_SHARE = 0.02  # of neutral nouns, so that a foreign noun does little harm
FOREIGN_WORD = "qzx"  # not in the vocabulary: becomes [UNK]


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


# ---- words -----------------------------------------------------------------

EN_NOUNS = "film movie book story music song play show plot ending hotel dinner meal service concert actor".split()
EN_COUNTED = [noun for noun in EN_NOUNS if noun not in ("music", "service")]
EN_GOOD = "good great wonderful excellent beautiful funny brilliant charming perfect pleasant interesting clever".split()
EN_BAD = "bad terrible awful boring horrible dull poor ugly stupid weak ridiculous disappointing".split()
EN_LIKE, EN_HATE = "like love enjoy".split(), "hate dislike".split()
EN_PAST = {"like": "liked", "love": "loved", "enjoy": "enjoyed", "hate": "hated", "dislike": "disliked"}
EN_CHARM, EN_BORE = "charm talent humour magic beauty".split(), "mistakes problems faults".split()
EN_ADVERBS = "very really so truly quite".split()
EN_PLAIN = "long short old new big small".split()
EN_PEOPLE = "i we they".split()
EN_PLACES = "paris london town".split()

# noun: feminine?
FR_NOUNS = {
    "film": False, "livre": False, "roman": False, "concert": False, "repas": False, "spectacle": False,
    "hôtel": False, "acteur": False, "musique": True, "histoire": True, "chanson": True, "fin": True,
    "pièce": True, "soirée": True,
}  # fmt: skip
FR_GOOD = [
    ("bon", "bonne"), ("excellent", "excellente"), ("réussi", "réussie"), ("génial", "géniale"),
    ("charmant", "charmante"), ("intéressant", "intéressante"), ("drôle",) * 2, ("magnifique",) * 2,
    ("superbe",) * 2, ("agréable",) * 2,
]  # fmt: skip
FR_BAD = [
    ("mauvais", "mauvaise"), ("ennuyeux", "ennuyeuse"), ("raté", "ratée"), ("décevant", "décevante"),
    ("horrible",) * 2, ("ridicule",) * 2, ("médiocre",) * 2, ("triste",) * 2, ("stupide",) * 2,
]  # fmt: skip
FR_LIKE = {"aime": "aimé", "adore": "adoré", "apprécie": "apprécié"}
FR_HATE = {"déteste": "détesté", "regrette": "regretté"}
FR_CHARM, FR_BORE = "charme talent humour génie plaisir".split(), "défauts problèmes clichés".split()
FR_ADVERBS = "très vraiment si assez".split()
FR_PLAIN = [("long", "longue"), ("court", "courte"), ("nouveau", "nouvelle"), ("vieux", "vieille")]
FR_PLACES = ["à paris", "à londres", "en ville"]

NEUTRAL_NOUNS = {*EN_NOUNS, *FR_NOUNS}


# ---- a clause from marked words -------------------------------------------

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


# ---- English ---------------------------------------------------------------

def en_subject(rng: random.Random) -> str:
    if rng.random() < 0.15:
        return "it"
    noun = rng.choice(EN_NOUNS)
    return f"{rng.choice(['the', 'the', 'the', 'this', 'that'])} {noun}"


def en_negated_be(rng: random.Random) -> str:
    return rng.choice([
        "is ~not", "is ~not", "is ~not", "was ~not", "was ~not", "~isn ' ~t", "~wasn ' ~t", "is ~never", "was ~never",
    ])  # fmt: skip


def en_opinion(rng: random.Random, positive: bool, negated: bool) -> Clause:
    adjective = "*" + rng.choice(EN_GOOD if positive else EN_BAD)
    adverb = maybe(rng, 0.3, EN_ADVERBS)
    be = en_negated_be(rng) if negated else rng.choice(["is", "was"])
    kind = rng.random()
    if kind < 0.45:
        text = f"{en_subject(rng)} {be} {adverb} {adjective}"
    elif kind < 0.57:
        start = rng.choice(["it", "this", "that"])
        adverb = adverb if adverb in ("very", "really", "truly") else ""
        text = f"{start} {be} a {adverb} {adjective} {rng.choice(EN_COUNTED)}"
    elif kind < 0.80:
        text = en_verb_opinion(rng, positive, negated)
    else:
        noun = "*" + rng.choice(EN_CHARM if positive else EN_BORE)
        text = en_noun_opinion(rng, noun, negated)
    return clause("en", text, positive)


def en_verb_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    verb = rng.choice(EN_LIKE if positive else EN_HATE)
    past, thing = EN_PAST[verb], rng.choice([en_subject(rng), "it"])
    who, adverb = rng.choice(EN_PEOPLE), maybe(rng, 0.25, ["really", "truly"])
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


def en_noun_opinion(rng: random.Random, noun: str, negated: bool) -> str:
    subject, real = en_subject(rng), maybe(rng, 0.25, ["real"])
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


def en_neutral(rng: random.Random, negated: bool) -> Clause:
    plain, noun, who = rng.choice(EN_PLAIN), rng.choice(EN_NOUNS), rng.choice(EN_PEOPLE)
    place = rng.choice(EN_PLACES)
    if negated:
        texts = [
            f"{en_subject(rng)} {en_negated_be(rng)} {maybe(rng, 0.3, EN_ADVERBS)} {plain}",
            f"{who} did ~not see the {noun}",
            f"{who} ~didn ' ~t read the {noun}",
            f"{who} ~never saw the {noun} in {place}",
            "my friend did ~not come",
            f"my friend ~never came to {place}",
            f"there was ~no {noun}",
        ]
    else:
        texts = [
            f"{en_subject(rng)} {rng.choice(['is', 'was'])} {maybe(rng, 0.3, EN_ADVERBS)} {plain}",
            f"{who} saw the {noun} in {place}",
            f"{who} read the {noun}",
            f"my friend came to {place}",
            f"there was a {rng.choice(EN_COUNTED)}",
        ]
    return clause("en", rng.choice(texts))


def en_fragment(rng: random.Random, positive: bool, negated: bool) -> Clause:
    adjective = "*" + rng.choice(EN_GOOD if positive else EN_BAD)
    noun = "*" + rng.choice(EN_CHARM if positive else EN_BORE)
    adverb = maybe(rng, 0.5, EN_ADVERBS)
    thing = rng.choice(EN_COUNTED)
    if negated:
        texts = [
            f"~not {adverb} {adjective}", f"~never {adverb} {adjective}", f"~no {noun}", f"~without {noun}",
            f"~without any {noun}", f"a {thing} ~without {noun}", f"a {thing} ~without any {noun}", f"~not a {adjective} {thing}", f"~no {adjective} {thing}",
        ]  # fmt: skip
    else:
        texts = [f"{adverb} {adjective}", f"{adverb} {adjective} {thing}", f"a {adjective} {thing}", f"{noun}",
                 f"full of {noun}", f"with {noun}", f"a {thing} full of {noun}", f"a {thing} with {noun}"]  # fmt: skip
    return clause("en", rng.choice(texts), positive)


# ---- French ----------------------------------------------------------------

def fr_noun(rng: random.Random) -> tuple[str, bool]:
    noun = rng.choice(list(FR_NOUNS))
    return noun, FR_NOUNS[noun]


def elides(noun: str) -> bool:
    return noun[0] in "aeiouéh"


def fr_with_article(rng: random.Random, noun: str, feminine: bool) -> str:
    vowel = elides(noun)
    if rng.random() < 0.35:
        return f"{'cette' if feminine else 'cet' if vowel else 'ce'} {noun}"
    return f"l ' {noun}" if vowel else f"{'la' if feminine else 'le'} {noun}"


def fr_thing(rng: random.Random) -> str:
    return fr_with_article(rng, *fr_noun(rng))


def fr_no(rng: random.Random) -> str:
    return "~jamais" if rng.random() < 0.25 else "~pas"


def fr_negated_be(rng: random.Random) -> str:
    return rng.choice([f"~n ' est {fr_no(rng)}", f"~n ' est {fr_no(rng)}", f"~n ' était {fr_no(rng)}"])


def fr_opinion(rng: random.Random, positive: bool, negated: bool) -> Clause:
    kind = rng.random()
    if kind < 0.55:
        text = fr_adjective_opinion(rng, positive, negated)
    elif kind < 0.80:
        text = fr_verb_opinion(rng, positive, negated)
    else:
        noun = "*" + rng.choice(FR_CHARM if positive else FR_BORE)
        text = fr_noun_opinion(rng, noun, negated)
    return clause("fr", text, positive)


def fr_adjective_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    noun, feminine = fr_noun(rng)
    forms = rng.choice(FR_GOOD if positive else FR_BAD)
    adverb = maybe(rng, 0.3, FR_ADVERBS)
    if rng.random() < 0.75:
        be = fr_negated_be(rng) if negated else rng.choice(["est", "était"])
        return f"{fr_with_article(rng, noun, feminine)} {be} {adverb} *{forms[feminine]}"
    masculine, article = f"*{forms[0]}", "une" if feminine else "un"
    rest = rng.choice([f"{adverb} {masculine}", f"{article} {noun} {adverb} *{forms[feminine]}"])
    if not negated:
        return f"c ' {rng.choice(['est', 'était'])} {rest}"
    be = rng.choice([
        f"ce ~n ' est {fr_no(rng)}", f"ce ~n ' était {fr_no(rng)}", f"c ' est {fr_no(rng)}", f"c ' était {fr_no(rng)}",
    ])  # fmt: skip
    return f"{be} {rest}"


def fr_verb_opinion(rng: random.Random, positive: bool, negated: bool) -> str:
    verbs = FR_LIKE if positive else FR_HATE
    present = rng.choice(list(verbs))
    past, thing, adverb = verbs[present], fr_thing(rng), maybe(rng, 0.25, ["vraiment"])
    no = fr_no(rng)
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


def fr_noun_opinion(rng: random.Random, noun: str, negated: bool) -> str:
    thing = fr_thing(rng)
    plural = noun.endswith("s")
    if negated:
        return rng.choice([
            f"{thing} ~n ' a {fr_no(rng)} de {noun}",
            f"il ~n ' y a {fr_no(rng)} de {noun} dans {thing}",
            f"{thing} est ~sans {noun}",
            f"{thing} ~n ' avait {fr_no(rng)} de {noun}",
            f"{thing} est ~sans {noun}" if plural else f"{thing} est ~sans ~aucun {noun}",
            f"{thing} ~n ' a {fr_no(rng)} de {noun}" if plural else f"{thing} ~n ' a ~aucun {noun}",
        ])  # fmt: skip
    some = "des" if plural else "du"
    return rng.choice([
        f"{thing} a {some} {noun}",
        f"il y a {some} {noun} dans {thing}",
        f"{thing} avait {some} {noun}",
        f"{thing} a beaucoup de {noun}",
    ])  # fmt: skip


def fr_neutral(rng: random.Random, negated: bool) -> Clause:
    noun, feminine = fr_noun(rng)
    thing, subject = fr_thing(rng), fr_with_article(rng, noun, feminine)
    plain, place = rng.choice(FR_PLAIN)[feminine], rng.choice(FR_PLACES)
    of = "d '" if elides(noun) else "de"
    if negated:
        texts = [
            f"{subject} {fr_negated_be(rng)} {maybe(rng, 0.3, FR_ADVERBS)} {plain}",
            f"je ~n ' ai {fr_no(rng)} vu {thing}",
            f"nous ~n ' avons {fr_no(rng)} vu {thing} {place}",
            f"on ~n ' a {fr_no(rng)} lu {thing}",
            f"mon ami ~n ' est {fr_no(rng)} venu",
            f"il ~n ' y a {fr_no(rng)} {of} {noun}",
        ]
    else:
        texts = [
            f"{subject} {rng.choice(['est', 'était'])} {maybe(rng, 0.3, FR_ADVERBS)} {plain}",
            f"j ' ai vu {thing}",
            f"nous avons vu {thing} {place}",
            f"on a lu {thing}",
            "mon ami est venu",
            f"il y a {'une' if feminine else 'un'} {noun}",
        ]
    return clause("fr", rng.choice(texts))


def fr_fragment(rng: random.Random, positive: bool, negated: bool) -> Clause:
    kind, feminine = fr_noun(rng)
    adjective = "*" + rng.choice(FR_GOOD if positive else FR_BAD)[feminine]
    noun = rng.choice(FR_CHARM if positive else FR_BORE)
    adverb, thing = maybe(rng, 0.5, FR_ADVERBS), f"{'une' if feminine else 'un'} {kind}"
    if negated:
        texts = [f"{fr_no(rng)} {adverb} {adjective}", f"{fr_no(rng)} {adjective}", f"~sans *{noun}", f"~pas de *{noun}",
                 f"{thing} ~sans *{noun}"]  # fmt: skip
        if not noun.endswith("s"):
            texts += [f"~aucun *{noun}", f"~sans ~aucun *{noun}", f"{thing} ~sans ~aucun *{noun}"]
    else:
        full = "pleine" if feminine else "plein"
        texts = [f"{adverb} {adjective}", f"{thing} {adverb} {adjective}", f"avec *{noun}", f"beaucoup de *{noun}",
                 f"{thing} avec *{noun}", f"{thing} {full} de *{noun}"]  # fmt: skip
    return clause("fr", rng.choice(texts), positive)


# ---- sentences -------------------------------------------------------------

GRAMMARS = {"en": (en_opinion, en_neutral, en_fragment), "fr": (fr_opinion, fr_neutral, fr_fragment)}
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
        opinion, neutral, fragment = GRAMMARS[language]
        positive, negated = rng.random() < 0.5, rng.random() < NEGATED_SHARE
        if rng.random() < FRAGMENT_SHARE:
            main, other = fragment(rng, positive, negated), None
        else:
            main, other = opinion(rng, positive, negated), None
            kind = rng.random()
            if kind < 0.30:
                other = neutral(rng, rng.random() < 0.65)
            elif kind < 0.65:
                other = opposed(rng, opinion, main)
        parts = arrange(rng, language, main, other)
        parts += [mark] if (mark := maybe(rng, 0.4, [".", ".", "!"])) else []
        sentence = assemble(elided(parts), main)
        if len(sentence.words) <= MAX_WORDS + 4:  # apostrophes and marks are words of their own here
            return varied(rng, sentence)


def opposed(rng: random.Random, opinion, main: Clause) -> Clause:
    """Another opinion, three times in four of the other label."""
    label = 1 - main.label if rng.random() < 0.75 else main.label
    negated = rng.random() < NEGATED_SHARE
    return opinion(rng, (label == POSITIVE) != negated, negated)


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
