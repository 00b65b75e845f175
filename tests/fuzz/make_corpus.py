"""Writes corpus/: small files of each format to start fuzzing from. Made with gguf 0.19.0, safetensors 0.8.0, torch
2.15.0 and tokenizers 0.23.0; run it again with: python make_corpus.py
"""

import json
import shutil
from pathlib import Path

import gguf
import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

CORPUS = Path(__file__).parent / "corpus"
GOLDEN = Path(__file__).parent.parent / "golden"


def folder(name):
    path = CORPUS / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def make_gguf():
    for name, model, tokens in [
        ("gpt2", "gpt2", ["a", "b", "ab", "<|endoftext|>"]),
        ("llama", "llama", ["<unk>", "<s>", "</s>", "<0x41>", "▁a", "b"]),
        ("bert", "bert", ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "▁a", "b"]),
    ]:
        writer = gguf.GGUFWriter(folder("gguf") / name, "llama")
        writer.add_block_count(1)
        writer.add_float32("llama.rope.freq_base", 10000.0)
        writer.add_bool("flag", True)
        writer.add_tokenizer_model(model)
        writer.add_token_list(tokens)
        writer.add_token_scores([0.0] * len(tokens))
        writer.add_token_types([1] * len(tokens))
        if model == "gpt2":
            writer.add_token_merges(["a b"])
        writer.add_tensor("f32", np.ones((2, 3), np.float32))
        writer.add_tensor("f16", np.ones((2, 3), np.float16))
        for kind in ["Q4_0", "Q5_1", "Q8_0", "MXFP4", "IQ4_NL", "Q4_K", "Q6_K"]:
            quantised = gguf.GGMLQuantizationType[kind]
            values, size = gguf.GGML_QUANT_SIZES[quantised]
            writer.add_tensor(kind, np.arange(size, dtype=np.uint8).reshape(1, size), raw_dtype=quantised)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


def make_safetensors():
    kinds = [torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.float8_e4m3fn, torch.float8_e5m2,
             torch.int64, torch.bool]
    state = {str(kind).split(".")[1]: torch.ones(2, 3).to(kind) for kind in kinds}
    save_file(state, folder("safetensors") / "types", metadata={"format": "pt"})
    save_file({"scalar": torch.tensor(1.0), "empty": torch.zeros(0, 4)}, folder("safetensors") / "shapes")


def make_pytorch():
    shutil.copy(GOLDEN / "pytorch" / "state.bin", folder("pytorch") / "state")
    shutil.copy(GOLDEN / "pytorch" / "legacy.bin", folder("pytorch") / "legacy")
    torch.save({"w": torch.ones(2, 3)}, folder("pytorch") / "one")


def make_tokenizer():
    vocabulary = {piece: index for index, piece in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b", "the", "Ġ", "t",
                                                               "h", "e", "th", "▁", "▁a", "s", "u", "n", "<0x41>"])}
    word = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    word.normalizer = normalizers.Sequence([normalizers.BertNormalizer(), normalizers.NFC(), normalizers.Replace("x", "y")])
    word.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    word.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 1), ("[SEP]", 2)])
    word.add_special_tokens([AddedToken("[MASK]", lstrip=True)])
    pairs = Tokenizer(models.BPE(vocabulary, [("t", "h"), ("th", "e")], unk_token="[UNK]", byte_fallback=True))
    pairs.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(True), pre_tokenizers.ByteLevel(True),
                                                   pre_tokenizers.Split(r"\s+", "isolated")])
    pairs.decoder = decoders.ByteLevel()
    unigram = Tokenizer(models.Unigram([("<unk>", 0.0), ("▁", -1.0), ("a", -2.0), ("▁a", -2.5)], 0))
    unigram.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.StripAccents(), normalizers.Lowercase()])
    unigram.pre_tokenizer = pre_tokenizers.Metaspace()
    for name, tokenizer in {"word_piece": word, "byte_pair": pairs, "unigram": unigram}.items():
        (folder("tokenizer") / name).write_text(tokenizer.to_str())


def make_config():
    for model in sorted((GOLDEN / "models").iterdir()):
        shutil.copy(model / "config.json", folder("config") / model.name)


make_gguf()
make_safetensors()
make_pytorch()
make_tokenizer()
make_config()
