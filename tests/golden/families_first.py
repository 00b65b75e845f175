"""The first three families: BERT with every head, GPT-2, Llama. These carry every kind of intervention."""

import transformers

from golden_models import EVERY_KIND, LAYERS, POSITIONS, VOCABULARY, WIDTH, Row

LABELS = {"id2label": {0: "negative", 1: "neutral", 2: "positive"},
          "label2id": {"negative": 0, "neutral": 1, "positive": 2}}
TAGS = {"id2label": {i: tag for i, tag in enumerate(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])}}
TAGS["label2id"] = {tag: i for i, tag in TAGS["id2label"].items()}


def bert(**changes):
    return transformers.BertConfig(
        vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=3,
        intermediate_size=40, max_position_embeddings=POSITIONS, attn_implementation="eager", **changes)


def gpt2(**changes):
    return transformers.GPT2Config(
        vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_inner=44, n_positions=POSITIONS,
        bos_token_id=0, eos_token_id=0, attn_implementation="eager", **changes)


def llama(**changes):
    return transformers.LlamaConfig(
        **dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=4,
               num_key_value_heads=2, intermediate_size=38, max_position_embeddings=POSITIONS,
               attn_implementation="eager") | changes)


def models():
    yield "bert-bare", transformers.BertModel(bert())
    yield "bert-masked", transformers.BertForMaskedLM(bert(hidden_act="gelu_new", layer_norm_eps=1e-6))
    yield "bert-sequence-labels", transformers.BertForSequenceClassification(bert(**LABELS))
    yield "bert-token-labels", transformers.BertForTokenClassification(bert(hidden_act="relu", **TAGS))
    yield "gpt2", transformers.GPT2LMHeadModel(gpt2())
    yield "llama-tied", transformers.LlamaForCausalLM(llama(tie_word_embeddings=True, rms_norm_eps=1e-5))
    yield "llama-untied", transformers.LlamaForCausalLM(llama(
        head_dim=10, attention_bias=True, mlp_bias=True, hidden_act="gelu_pytorch_tanh",
        rope_parameters={"rope_type": "default", "rope_theta": 500.0}))


def rows():
    for seed, (name, model) in enumerate(models(), start=11):
        yield Row(name, model, types=name.startswith("bert"), interventions=EVERY_KIND, seed=seed)
