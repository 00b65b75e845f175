"""Ids and offsets of awkward texts, as the `tokenizers` package gives them (0.23.3 made the committed files).

usage: tokenizer_goldens.py DATA [OUTPUT]   DATA: the folder that HEADSCOPE_TEST_DATA names

A case is [text, second text or null, add special tokens, [[id, begin, end, type, sequence] ...]], the tokens
flattened to one list.
"""

import json
import random
import sys
from pathlib import Path

from tokenizers import Tokenizer, pre_tokenizers

from tokenizer_texts import TEXTS

TOKENIZERS = {
    "gpt2": "tokenizers/gpt2",
    "roberta-base": "tokenizers/roberta-base",
    "bert-base-uncased": "tokenizers/bert-base-uncased",
    "stories260K": "models/stories260K/hf_llama",
}


def random_texts(count):
    source = random.Random(7)
    blocks = [(0x20, 0x17F), (0x300, 0x36F), (0x590, 0x6FF), (0x900, 0xDFF), (0x1E00, 0x206F), (0x3000, 0x9FFF),
              (0xAC00, 0xD7A3), (0x1F300, 0x1F6FF)]
    def character():
        return source.choice(" \t\n ") if source.random() < 0.25 else chr(source.randint(*source.choice(blocks)))
    return ["".join(character() for _ in range(source.randint(1, 14))) for _ in range(count)]


def case(tokenizer, text, second=None, special=True):
    encoded = tokenizer.encode(text, second, add_special_tokens=special)
    sequences = [-1 if sequence is None else sequence for sequence in encoded.sequence_ids]
    rows = zip(encoded.ids, encoded.offsets, encoded.type_ids, sequences)
    return [text, second, special, [value for i, (b, e), t, s in rows for value in (i, b, e, t, s)]]


def cases(tokenizer):
    texts = TEXTS + random_texts(30)
    pairs = list(zip(texts[::12], texts[::-12]))
    return ([case(tokenizer, text) for text in texts] + [case(tokenizer, a, b) for a, b in pairs]
            + [case(tokenizer, a, b, False) for a, b in pairs[:8]])


def main():
    data = Path(sys.argv[1])
    output = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent / "tokenizers"
    for name, folder in TOKENIZERS.items():
        tokenizer = Tokenizer.from_file(str(data / folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        text = json.dumps(cases(tokenizer), separators=(",", ":"))
        (output / f"{name}.json").write_text(text.replace(',["', ',\n["') + "\n")
    smollm = Tokenizer.from_file(str(data / "tokenizers/gpt2/tokenizer.json"))
    smollm.no_truncation()
    smollm.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    digits = [text for text in TEXTS if any(letter.isnumeric() for letter in text)]
    text = json.dumps([case(smollm, text) for text in digits], separators=(",", ":"))
    (output / "smollm.json").write_text(text.replace(',["', ',\n["') + "\n")


main()
