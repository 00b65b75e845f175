"""Small tokenizers of every kind, and what the `tokenizers` package makes of awkward and of ordinary text with them.

usage: tokenizer_kinds.py DATA [train]   DATA: the folder that HEADSCOPE_TEST_DATA names

`train` makes tokenizers/models.json again (sentencepiece 0.2.3 and tokenizers 0.23.3 made the committed one), from this
repository's own texts. Without it only the hashes are made again. A hash is over a hundred texts: of the whole encodings
(ids, begins, ends), or of the pieces (begins, ends, characters) of a pre-tokenizer, or of a normalizer's characters.
"""

import base64
import io
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A module of this folder would hide the package.
sys.path = [entry for entry in sys.path if Path(entry or ".").resolve() != HERE]

import sentencepiece  # noqa: E402
from sentencepiece import sentencepiece_model_pb2  # noqa: E402
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers  # noqa: E402

sys.path.append(str(HERE))
from awkward_text import awkward_lines, hash_of  # noqa: E402
from tokenizer_stages import KINDS, LLAMA3, NORMALIZERS, SPLITS  # noqa: E402

OUTPUT = HERE / "tokenizers"
TREEBANKS = {"english": "ud/en_ewt-ud-dev.conllu", "french": "ud/fr_gsd-ud-dev.conllu"}
PUBLISHED = {"gpt2": "tokenizers/gpt2", "roberta-base": "tokenizers/roberta-base", "t5-small": "tokenizers/t5-small",
             "bert-base-uncased": "tokenizers/bert-base-uncased", "stories260K": "models/stories260K/hf_llama"}
# What the small charsmap does: NFKC of some characters, spaces, and two rules that begin alike.
RULES = ["41 30A\tC5", "41 30A 301\t1FA", "65 301\tE9", "BD\t31 2044 32", "FB01\t66 69", "3000\t20", "9\t20", "A\t20",
         "D\t20", "D A\t20", "200B\t20", "AD\t", "2026\t2E 2E 2E", "33FE\t33 31 65E5", "FF21\t41", "FF76 FF9E\t30AC",
         "FF76\t30AB", "2460\t31", "132\t49 4A", "61 308\tE4", "1100 1161\tAC00", "915 93C\t958", "F71 F72\tF73"]


def corpus():
    """This repository's own English, and those of the awkward lines that are made of words."""
    texts = (HERE.parents[1] / "LICENSE").read_text(encoding="utf8").splitlines()
    lines = awkward_lines(2600)
    return [text for text in texts if text.strip()] + [line for index, line in enumerate(lines) if index % 13 in (2, 3, 9)]


def trained(model, trainer, pre_tokenizer, normalizer=None):
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizer
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.train_from_iterator(corpus(), trainer)
    return json.loads(tokenizer.to_str())["model"]


def sentence_pieces(kind, **options):
    """A SentencePiece model of the corpus: its bytes."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder) / "rules.tsv"
        rules.write_text("\n".join(RULES) + "\n", encoding="utf8")
        result = io.BytesIO()
        lines = (line.replace("\0", "").replace("\n", " ") for line in corpus())
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter([line for line in lines if line.strip()]),
                                                 model_writer=result, model_type=kind, vocab_size=700,
                                                 normalization_rule_tsv=str(rules), minloglevel=2, num_threads=1,
                                                 character_coverage=0.985, hard_vocab_limit=False, **options)
        proto = sentencepiece_model_pb2.ModelProto.FromString(result.getvalue())
        proto.trainer_spec.ClearField("input")
        proto.normalizer_spec.normalization_rule_tsv = ""
        return proto.SerializeToString()


def train():
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    byte_level = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(LLAMA3), "isolated"),
                                          pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    metaspace = pre_tokenizers.Metaspace()
    special = ["<unk>", "<s>", "</s>", "<pad>", "<mask>"]
    byte_tokens = special + [f"<0x{byte:02X}>" for byte in range(256)]
    spiece = sentence_pieces("unigram")
    proto = sentencepiece_model_pb2.ModelProto.FromString(spiece)
    unigram = {"type": "Unigram", "unk_id": 0, "vocab": [[piece.piece, piece.score] for piece in proto.pieces],
               "byte_fallback": False}
    have = {piece for piece, _ in unigram["vocab"]}
    more = [[f"<0x{byte:02X}>", -20.0] for byte in range(256) if f"<0x{byte:02X}>" not in have]
    result = {
        "bytes": trained(models.BPE(), trainers.BpeTrainer(vocab_size=900, initial_alphabet=alphabet, show_progress=False,
                                                           special_tokens=["<|endoftext|>", "<|begin|>"]), byte_level),
        "pairs": trained(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True),
                         trainers.BpeTrainer(vocab_size=900, special_tokens=byte_tokens, show_progress=False,
                                             limit_alphabet=120), metaspace),
        "suffixed": trained(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"),
                            trainers.BpeTrainer(vocab_size=600, special_tokens=special, end_of_word_suffix="</w>",
                                                limit_alphabet=120, show_progress=False), pre_tokenizers.Whitespace()),
        "prefixed": trained(models.BPE(unk_token="<unk>", continuing_subword_prefix="##"),
                            trainers.BpeTrainer(vocab_size=600, special_tokens=special, continuing_subword_prefix="##",
                                                limit_alphabet=120, show_progress=False),
                            pre_tokenizers.BertPreTokenizer()),
        "words": trained(models.WordLevel(unk_token="<unk>"),
                         trainers.WordLevelTrainer(vocab_size=500, special_tokens=special, show_progress=False),
                         pre_tokenizers.Whitespace(), normalizers.Lowercase()),
        "pieces": trained(models.WordPiece(unk_token="<unk>"),
                          trainers.WordPieceTrainer(vocab_size=600, special_tokens=special + ["[CLS]", "[SEP]", "[MASK]"],
                                                    limit_alphabet=120, show_progress=False),
                          pre_tokenizers.BertPreTokenizer()),
        "unigram": unigram,
        "unigram-bytes": dict(unigram, vocab=unigram["vocab"] + more, byte_fallback=True),
    }
    parts = {"charsmap": base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode(), "models": result}
    text = json.dumps(parts, separators=(",", ":"), ensure_ascii=True)
    (OUTPUT / "models.json").write_text(text.replace('"type":', '\n"type":') + "\n")
    (OUTPUT / "unigram.model").write_bytes(spiece)
    (OUTPUT / "pairs.model").write_bytes(sentence_pieces("bpe", byte_fallback=True))
    (OUTPUT / "pairs-unknown.model").write_bytes(sentence_pieces("bpe", remove_extra_whitespaces=False))
    (OUTPUT / "unigram-bytes.model").write_bytes(sentence_pieces("unigram", byte_fallback=True, add_dummy_prefix=False,
                                                                 user_defined_symbols=["<sep>"]))


def texts_of(data):
    result = {"awkward": awkward_lines()}
    for name, file in TREEBANKS.items():
        lines = (data / file).read_text(encoding="utf8").splitlines()
        result[name] = [line[len("# text = "):] for line in lines if line.startswith("# text = ")]
    return result


def hashes(texts, numbers_of):
    """For each hundred texts of each list: their hash, in hexadecimal digits."""
    result = {}
    for name, lines in texts.items():
        blocks = []
        for first in range(0, len(lines), 100):
            value = hash_of([])
            for text in lines[first:first + 100]:
                numbers = numbers_of(text)
                value = hash_of([len(numbers), *numbers], value)
            blocks.append(f"{value:016x}")
        result[name] = " ".join(blocks)
    return result


def encoding_numbers(tokenizer):
    def numbers(text):
        encoded = tokenizer.encode(text)
        return [number for i, (b, e) in zip(encoded.ids, encoded.offsets) for number in (i, b, e)]
    return numbers


def with_parts(kind, parts):
    """A whole tokenizer.json of a kind, whose model and charsmap are named."""
    text = json.dumps(dict(kind, model=parts["models"][kind["model"]]))
    return Tokenizer.from_str(text.replace('"@charsmap"', json.dumps(parts["charsmap"])))


def bare(parts, **stages):
    kind = {"version": "1.0", "added_tokens": [], "normalizer": None, "pre_tokenizer": None, "post_processor": None,
            "decoder": None, "model": "words"}
    return with_parts(dict(kind, **stages), parts)


def pieces_of(pre_tokenizer):
    def numbers(text):
        pieces = pre_tokenizer.pre_tokenize_str(text)
        return [number for piece, (b, e) in pieces for number in (b, e, *map(ord, piece))]
    return numbers


def main():
    data = Path(sys.argv[1])
    if "train" in sys.argv[2:]:
        train()
    parts = json.loads((OUTPUT / "models.json").read_text())
    texts = texts_of(data)
    kinds = json.loads(json.dumps(KINDS))
    result = {"tokenizers": {}, "splits": {}, "normalizers": {}, "published": {}, "sentence-pieces": {}}
    for name, kind in kinds.items():
        result["tokenizers"][name] = dict(kind, hashes=hashes(texts, encoding_numbers(with_parts(kind, parts))))
    for name, stage in SPLITS.items():
        found = hashes(texts, pieces_of(bare(parts, pre_tokenizer=stage).pre_tokenizer))
        result["splits"][name] = {"stage": stage, "hashes": found}
    for name, stage in NORMALIZERS.items():
        normalizer = bare(parts, normalizer=stage).normalizer
        found = hashes(texts, lambda text: [ord(code) for code in normalizer.normalize_str(text)])
        result["normalizers"][name] = {"stage": stage, "hashes": found}
    for name, folder in PUBLISHED.items():
        tokenizer = Tokenizer.from_file(str(data / folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        result["published"][name] = {"folder": folder, "hashes": hashes(texts, encoding_numbers(tokenizer))}
    for file in ("unigram", "pairs", "pairs-unknown", "unigram-bytes"):
        processor = sentencepiece.SentencePieceProcessor(model_file=str(OUTPUT / f"{file}.model"))
        # Control pieces are found in a text by what uses SentencePiece, not by itself.
        plain = {name: [line for line in lines if not any(piece in line for piece in ("\0", "<s>", "</s>", "<unk>"))]
                 for name, lines in texts.items()}
        result["sentence-pieces"][file] = {"hashes": hashes(plain, processor.encode)}
    text = json.dumps(result, separators=(",", ":"), ensure_ascii=True)
    (OUTPUT / "hashes.json").write_text(text.replace('"hashes":', '\n"hashes":') + "\n")


main()
