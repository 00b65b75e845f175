"""What Marian's tokenizer makes of texts and of what its decoder writes, for one vocabulary and for two.

usage: marian_texts.py        (transformers and sentencepiece as in requirements.txt)

The two SentencePiece files are those of tokenizer_kinds.py: unigrams read, byte pairs written. The vocabularies hold
the pieces of half of the texts, so that the others have unknown ones.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A module of this folder would hide the package.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]

import sentencepiece  # noqa: E402
from transformers import MarianTokenizer  # noqa: E402

FOLDER = HERE / "tokenizers"
SOURCE, TARGET = FOLDER / "unigram.model", FOLDER / "pairs.model"
TEXTS = ["the licence", "The work is copied and given to others.", "  two  spaces ", "naïve café — ½ price", "",
         "A modified work must carry prominent notices.", "中文 and words", ">>fra<< the licence", "e\u0301 é ﬁ",
         "You may convey verbatim copies of the source code.", "1234567890", "don't; it's \"quoted\"",
         "version 3 of the license (or later)", "\ttab\nline", "ＡＢＣ ｶﾞ ①", "no warranty, to the extent permitted"]


def vocabulary(files):
    pieces = []
    for file in files:
        model = sentencepiece.SentencePieceProcessor(model_file=str(file))
        pieces += [piece for text in TEXTS[::2] for piece in model.encode(text, out_type=str)
                   if model.piece_to_id(piece) != model.unk_id()]
    special = ["</s>", "<unk>", ">>fra<<"]
    return {piece: index for index, piece in enumerate(dict.fromkeys(special + pieces + ["<pad>"]))}


def encoded(vocabularies, configuration):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(SOURCE, folder / "source.spm")
        shutil.copy(TARGET, folder / "target.spm")
        for file, content in vocabularies.items():
            (folder / file).write_text(json.dumps(content))
        (folder / "tokenizer_config.json").write_text(json.dumps(configuration))
        tokenizer = MarianTokenizer.from_pretrained(folder, **configuration)
        return [{"text": text, "source": tokenizer(text)["input_ids"],
                 "target": tokenizer(text_target=text)["input_ids"]} for text in TEXTS]


def main():
    shared = {"vocab.json": vocabulary([SOURCE, TARGET])}
    two = {"vocab.json": vocabulary([SOURCE]), "target_vocab.json": vocabulary([TARGET])}
    result = []
    for files, configuration in ((shared, {}), (two, {"separate_vocabs": True})):
        configuration = {"tokenizer_class": "MarianTokenizer", **configuration}
        result.append({"files": files, "configuration": configuration, "texts": encoded(files, configuration)})
    (FOLDER / "marian.json").write_text(json.dumps(result, ensure_ascii=True, indent=None, separators=(",", ":"))
                                        .replace('{"text"', '\n{"text"') + "\n")


main()
