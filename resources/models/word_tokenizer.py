"""Whole-word WordPiece tokenizers, written as ordinary Hugging Face files."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

BERT_SPECIALS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
CAUSAL_SPECIALS = ["[PAD]", "[UNK]"]
UNKNOWN = "[UNK]"

# \w+ or one punctuation mark: what BERT's pre-tokenizer makes of our sentences.
_WORD = re.compile(r"\w+|[^\w\s]")


def split_words(text: str) -> list[str]:
    return _WORD.findall(text)


def build_tokenizer(words: list[str], specials: list[str], classifier: bool) -> Tokenizer:
    vocabulary = {token: index for index, token in enumerate(specials + words)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=100))
    # Accents stay: "réussi" and "reussi" are different words in French.
    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=False, lowercase=True
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    if classifier:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="[CLS]:0 $A:0 [SEP]:0",
            pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
            special_tokens=[(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")],
        )
    tokenizer.add_special_tokens(specials)
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path, classifier: bool, max_tokens: int) -> None:
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"model_max_length": max_tokens, "pad_token": "[PAD]", "unk_token": "[UNK]"}
    if classifier:
        config |= {
            "tokenizer_class": "BertTokenizer",
            "cls_token": "[CLS]",
            "sep_token": "[SEP]",
            "mask_token": "[MASK]",
            "do_lower_case": True,
            "strip_accents": False,
            "tokenize_chinese_chars": True,
        }
        by_id = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
        (folder / "vocab.txt").write_text("".join(word + "\n" for word, _ in by_id), encoding="utf-8")
    else:
        config |= {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_input_names": ["input_ids", "attention_mask"],
        }
    text = json.dumps(config, indent=2, sort_keys=True, ensure_ascii=False)
    (folder / "tokenizer_config.json").write_text(text + "\n", encoding="utf-8")
