"""The stages of the tokenizers of tokenizer_kinds.py, as tokenizer files describe them."""

CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
LLAMA3 = (CONTRACTIONS + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
QWEN2 = LLAMA3.replace("{1,3}", "")
CL100K = (r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+")
UPPER, LOWER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
GPT4O = (rf"[^\r\n\p{{L}}\p{{N}}]?{UPPER}*{LOWER}+{CONTRACTIONS}?|[^\r\n\p{{L}}\p{{N}}]?{UPPER}+{LOWER}*{CONTRACTIONS}?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
BLOOM = r" ?[^(\s|[.,!?…。，、।۔،])]+"
DEEPSEEK3 = ("[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
             "| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+")
CLIP = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def split(pattern, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"Regex": pattern}, "behavior": behavior, "invert": invert}


def plain(text, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"String": text}, "behavior": behavior, "invert": invert}


def splits(*stages):
    return {"type": "Sequence", "pretokenizers": list(stages)}


def normalizers(*stages):
    return {"type": "Sequence", "normalizers": list(stages)}


def byte_level(regex=False, prefix=False):
    return {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": True, "use_regex": regex}


def metaspace(scheme="always", splits_words=True, replacement="▁"):
    return {"type": "Metaspace", "replacement": replacement, "prepend_scheme": scheme, "split": splits_words}


def replace(pattern, content, kind="Regex"):
    return {"type": "Replace", "pattern": {kind: pattern}, "content": content}


def punctuation(behavior="Isolated"):
    return {"type": "Punctuation", "behavior": behavior}


def digits(individual):
    return {"type": "Digits", "individual_digits": individual}


def kind(name):
    return {"type": name}


def added(content, number, special=True, lstrip=False, rstrip=False, word=False, normalized=False):
    return {"id": number, "content": content, "single_word": word, "lstrip": lstrip, "rstrip": rstrip,
            "normalized": normalized, "special": special}


def template(before, after, numbers):
    def parts(names):
        return [{"SpecialToken": {"id": name, "type_id": 0}} for name in names]
    single = parts(before) + [{"Sequence": {"id": "A", "type_id": 0}}] + parts(after)
    special = {name: {"id": name, "ids": [numbers[name]], "tokens": [name]} for name in before + after}
    return {"type": "TemplateProcessing", "single": single, "special_tokens": special,
            "pair": single + [{"Sequence": {"id": "B", "type_id": 1}}]}


CHARSMAP = {"type": "Precompiled", "precompiled_charsmap": "@charsmap"}
BERT = {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
        "lowercase": True}
DEEPSEEK_CODER = splits(split("[\r\n]"), split(r"\s?\p{L}+"), split(r"\s?\p{P}+"), split("[一-龥ࠀ-一가-퟿]+"), digits(True),
                        byte_level())
DEEPSEEK_V3 = splits(split(r"\p{N}{1,3}"), split("[一-龥぀-ゟ゠-ヿ]+"), split(DEEPSEEK3), byte_level())
FALCON = splits(punctuation("Contiguous"), byte_level(True), digits(False), split("[0-9][0-9][0-9]"))

SPLITS = {
    "llama3": split(LLAMA3), "llama3 inverted": split(LLAMA3, "Removed", True), "qwen2": split(QWEN2),
    "cl100k": split(CL100K), "gpt-4o": split(GPT4O), "bloom": split(BLOOM), "deepseek coder": DEEPSEEK_CODER,
    "deepseek v3": DEEPSEEK_V3, "falcon": FALCON, "starcoder": splits(digits(True), byte_level(True)),
    "superbpe": splits(split(r"\p{N}+"), split(r"(?=(\d{3})+(?!\d))")), "clip": split(CLIP, "Removed", True),
    "gemma": plain(" ", "MergedWithPrevious"), "xlm-r": splits(kind("WhitespaceSplit"), metaspace("first")),
    "empty matches": split("x*", "Contiguous"), "before capitals": split("(?=[A-Z])", "MergedWithPrevious"),
    "before capitals, next": split("(?=[A-Z])", "MergedWithNext"), "boundaries": split(r"\b", "Contiguous"),
    "words": split(r"\w+|[^\w\s]+", "MergedWithNext"), "no word": split(r"\W", "MergedWithPrevious"),
    "digits": split(r"\d", "Contiguous"), "brackets": split(r"[[:punct:]]|[[:^alpha:]&&\h]|\H$|^\s"),
    "classes": split(r"[[:graph:]]+|[[:blank:]]|[[:cntrl:]]"), "case": split(r"(?i)k|[à-þ]|\p{Lu}x|İ"),
    "intervals": split(r"\p{N}{1,2}+|a{,2}b|(?:é|\p{M}){2}?|\R"), "extended": split("(?x) a | b # c"),
    "dots": split(r"(?m:a.)|(?-m:b.)|.$"), "scripts": split(r"\p{Han}+|\p{Hiragana}|\p{Arabic}+|\p{Thai}+|\p{^Latin}"),
    "properties": split(r"\p{Word}+|\p{Alpha}+|\P{Letter}+"), "text, inverted": plain(" a.", "Isolated", True),
    "each character": plain(""), "digit runs": digits(False), "single digits": digits(True),
    "Whitespace": kind("Whitespace"), "WhitespaceSplit": kind("WhitespaceSplit"), "BertPreTokenizer": kind("BertPreTokenizer"),
    "UnicodeScripts": kind("UnicodeScripts"), "FixedLength": {"type": "FixedLength", "length": 3},
    "CharDelimiterSplit": {"type": "CharDelimiterSplit", "delimiter": "a"}, "Metaspace first": metaspace("first"),
    "Metaspace never": metaspace("never"), "Metaspace whole": metaspace("always", False, "_"),
    "Metaspace old": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True},
    "ByteLevel": byte_level(True, True), "Punctuation": punctuation(), "Punctuation, removed": punctuation("Removed"),
    "Punctuation, contiguous": punctuation("Contiguous"), "Punctuation, previous": punctuation("MergedWithPrevious"),
}

NORMALIZERS = {
    "NFC": kind("NFC"), "NFD": kind("NFD"), "NFKC": kind("NFKC"), "NFKD": kind("NFKD"), "Lowercase": kind("Lowercase"),
    "Strip": {"type": "Strip", "strip_left": True, "strip_right": True}, "StripAccents": kind("StripAccents"),
    "NFD StripAccents": normalizers(kind("NFD"), kind("StripAccents")), "Nmt": kind("Nmt"), "Bert": BERT,
    "ByteLevel": kind("ByteLevel"), "Prepend": {"type": "Prepend", "prepend": "▁x"}, "Precompiled": CHARSMAP,
    "Replace": replace(r" {2,}|\p{M}", "<$1>"), "Replace text": replace(".", "", "String"),
    "Replace nothing": replace(r"(?=\s)", "é"),
}

ENDS = {"<s>": 1, "</s>": 2}
MASKED = [added("<unk>", 0), added("<s>", 1), added("</s>", 2), added("<mask>", 4, lstrip=True)]
BYTES = [added("<|endoftext|>", 0), added("<|begin|>", 1)]


def tokenizer(model, tokens, normalizer=None, pre=None, post=None):
    return {"version": "1.0", "added_tokens": tokens, "normalizer": normalizer, "pre_tokenizer": pre,
            "post_processor": post, "decoder": None, "model": model}


KINDS = {
    "llama3": tokenizer("bytes", BYTES, None, splits(split(LLAMA3), byte_level()),
                        {"type": "Sequence", "processors": [byte_level(), template(["<|begin|>"], [], {"<|begin|>": 1})]}),
    "qwen2": tokenizer("bytes", BYTES, kind("NFC"), splits(split(QWEN2), byte_level()), byte_level()),
    "gpt-4o": tokenizer("bytes", BYTES, None, splits(split(GPT4O), byte_level()), byte_level()),
    "neox": tokenizer("bytes", BYTES + [added("  ", 900, False, normalized=True), added("word", 901, False, word=True)],
                      kind("NFC"), byte_level(True), byte_level(True)),
    "bloom": tokenizer("bytes", BYTES, None, splits(split(BLOOM), byte_level()), byte_level(True)),
    "falcon": tokenizer("bytes", BYTES, None, FALCON), "deepseek v3": tokenizer("bytes", BYTES, None, DEEPSEEK_V3),
    "starcoder": tokenizer("bytes", BYTES, None, splits(digits(True), byte_level(True))),
    "bytes in the normalizer": tokenizer("bytes", BYTES, kind("ByteLevel")),
    "llama2": tokenizer("pairs", MASKED, normalizers({"type": "Prepend", "prepend": "▁"}, replace(" ", "▁", "String")), None,
                        template(["<s>"], [], ENDS)),
    "mistral": tokenizer("pairs", MASKED, None, metaspace("first", False), template(["<s>"], ["</s>"], ENDS)),
    "gemma": tokenizer("pairs", MASKED, replace(" ", "▁", "String"), plain(" ", "MergedWithPrevious")),
    "clip": tokenizer("suffixed", MASKED, normalizers(kind("NFC"), replace(r"\s+", " "), kind("Lowercase")),
                      splits(split(CLIP, "Removed", True)),
                      {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 1], "trim_offsets": False,
                       "add_prefix_space": False}),
    "prefixed": tokenizer("prefixed", MASKED, BERT, kind("BertPreTokenizer")),
    "words": tokenizer("words", MASKED + [added("hello", 900, False, rstrip=True, normalized=True)], kind("Lowercase"),
                       kind("Whitespace")),
    "electra": tokenizer("pieces", [added("[CLS]", 5), added("[SEP]", 6), added("[MASK]", 7, lstrip=True, rstrip=True)], BERT,
                         kind("BertPreTokenizer"),
                         {"type": "BertProcessing", "sep": ["[SEP]", 6], "cls": ["[CLS]", 5]}),
    "t5": tokenizer("unigram", [added("</s>", 2), added("<unk>", 0), added("<extra_id_0>", 700)], CHARSMAP,
                    splits(kind("WhitespaceSplit"), metaspace()), template([], ["</s>"], ENDS)),
    "xlm-r": tokenizer("unigram", [added("<s>", 1), added("<mask>", 700, lstrip=True)],
                       normalizers(CHARSMAP, replace(" {2,}", " ")), metaspace(), template(["<s>"], ["</s>"], ENDS)),
    "deberta-v3": tokenizer("unigram", [added("[MASK]", 700)],
                            normalizers({"type": "Strip", "strip_left": True, "strip_right": True}, CHARSMAP,
                                        replace(" {2,}", " ")), splits(metaspace(), punctuation())),
    "albert": tokenizer("unigram", [added("[MASK]", 700, lstrip=True)],
                        normalizers(replace("``", "\"", "String"), kind("NFKD"), kind("StripAccents"), kind("Lowercase"),
                                    CHARSMAP), metaspace()),
    "unigram, bytes": tokenizer("unigram-bytes", [added("</s>", 2)], normalizers(kind("Nmt"), kind("NFKC")),
                                metaspace("first", False), template([], ["</s>"], ENDS)),
    "scripts": tokenizer("unigram", [], kind("NFKC"), splits(kind("UnicodeScripts"), metaspace("never"))),
}
