"""Lines of awkward text, the same on every machine: tests/support/awkward_text.cpp makes them too."""

import json
from pathlib import Path

MASK = (1 << 64) - 1


class Source:
    """Numbers by the splitmix64 generator."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        return (mixed ^ (mixed >> 31)) % limit

    def between(self, limits):
        return limits[0] + self.below(limits[1] - limits[0] + 1)


def line(source, kind):
    text = ""
    for _ in range(source.between(kind["length"])):
        if source.below(100) < kind["spaces"]:
            text += " "
            continue
        if kind["parts"] and (not kind["ranges"] or source.below(2) == 0):
            part = kind["parts"][source.below(len(kind["parts"]))]
        else:
            part = chr(source.between(kind["ranges"][source.below(len(kind["ranges"]))]))
        text += part * source.between(kind["repeat"])
    return text


def awkward_lines(count=5000):
    kinds = json.loads((Path(__file__).parent / "tokenizers" / "awkward.json").read_text(encoding="utf8"))
    source = Source(2026)
    return [line(source, kinds[index % len(kinds)]) for index in range(count)]


def hash_of(numbers, start=0xCBF29CE484222325):
    """FNV-1a, a number at a time."""
    result = start
    for number in numbers:
        result = ((result ^ (number & MASK)) * 0x100000001B3) & MASK
    return result
