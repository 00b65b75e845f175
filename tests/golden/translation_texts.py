"""What the tokenizers of Pegasus and M2M100 make of texts, from SentencePiece files that stand alone.

usage: translation_texts.py [train]        (transformers and sentencepiece as in requirements.txt)

M2M100's pieces are those of tokenizer_kinds.py, its vocabulary holds those of half of the texts. Pegasus has a file of
its own, whose first pieces are padding, end and the unknown; `train` makes it again. (No text begins or ends with a
space: SentencePiece leaves those out, transformers 5.23 does not.)
"""

import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A module of this folder would hide the package.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]

import sentencepiece  # noqa: E402
from transformers import M2M100Tokenizer, PegasusTokenizer  # noqa: E402

FOLDER = HERE / "tokenizers"
PIECES, OWN = FOLDER / "unigram.model", FOLDER / "pegasus.model"
TEXTS = ["the licence", "The work is copied and given to others.", "two  spaces between words", "a café – half price", "",
         "A modified work must carry prominent notices.", "中文 and words", "You may convey verbatim copies.",
         "1234567890", "don't; it's \"quoted\"", "version 3 of the license (or later)", "no warranty, to the extent"]


def train():
    lines = (HERE.parents[1] / "LICENSE").read_text(encoding="utf8").splitlines()
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=model, vocab_size=400, model_type="unigram", pad_id=0, eos_id=1,
        unk_id=2, bos_id=-1, normalization_rule_name="identity", minloglevel=2)
    OWN.write_bytes(model.getvalue())


def m2m100():
    model = sentencepiece.SentencePieceProcessor(model_file=str(PIECES))
    pieces = [piece for text in TEXTS[::2] for piece in model.encode(text, out_type=str)
              if model.piece_to_id(piece) != model.unk_id()]
    vocabulary = {piece: index for index, piece in enumerate(dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>", *pieces]))}
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "vocab.json").write_text(json.dumps(vocabulary))
        tokenizer = M2M100Tokenizer(Path(name) / "vocab.json", PIECES)
        languages = list(tokenizer.lang_token_to_id)
        result = {language: [tokenizer(text)["input_ids"] for text in TEXTS]
                  for language in ("en", "fr") if not setattr(tokenizer, "src_lang", language)}
    return {"vocabulary": vocabulary, "languages": languages, "ids": result}


def pegasus():
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(OWN, Path(name) / "spiece.model")
        tokenizer = PegasusTokenizer.from_pretrained(name)
        return {"ids": [tokenizer(text)["input_ids"] for text in TEXTS], "size": len(tokenizer)}


def main():
    if "train" in sys.argv:
        train()
    result = {"texts": TEXTS, "m2m100": m2m100(), "pegasus": pegasus()}
    text = json.dumps(result, ensure_ascii=True, separators=(",", ":"))
    (FOLDER / "translation.json").write_text(text.replace('"m2m100"', '\n"m2m100"').replace('"pegasus"', '\n"pegasus"') + "\n")


main()
