"""Encoders beyond BERT: of each family the masked model in full, its other heads on one layer and one short text."""

import transformers

from families_first import LABELS, TAGS
from golden_models import LAYERS, POSITIONS, VOCABULARY, WIDTH, Row

HEADS = {  # name of the golden: the class after the family's name, what its configuration adds
    "masked": ("ForMaskedLM", {}),
    "bare": ("Model", {}),
    "labels": ("ForSequenceClassification", LABELS),
    "token-labels": ("ForTokenClassification", TAGS),
    "answer-span": ("ForQuestionAnswering", {}),
}


def bert_like(config_class, **changes):
    common = dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_attention_heads=3, intermediate_size=40,
                  num_hidden_layers=LAYERS, max_position_embeddings=POSITIONS, attn_implementation="eager")
    return config_class(**common | changes)


def distilbert(config_class, num_hidden_layers=LAYERS, **changes):
    return config_class(vocab_size=VOCABULARY, dim=WIDTH, n_heads=3, hidden_dim=40, n_layers=num_hidden_layers,
                        max_position_embeddings=POSITIONS, attn_implementation="eager", **changes)


def modernbert(config_class, **changes):
    return bert_like(config_class, **dict(pad_token_id=0, cls_token_id=1, sep_token_id=2, bos_token_id=1,
                                          eos_token_id=2, local_attention=6) | changes)


def xlm(config_class, num_hidden_layers=LAYERS, **changes):
    return config_class(vocab_size=VOCABULARY, emb_dim=WIDTH, n_heads=3, n_layers=num_hidden_layers,
                        max_position_embeddings=POSITIONS, pad_token_id=UNUSED, attn_implementation="eager", **changes)


def take_no_cache():
    """Of FlauBERT's two forms the one that norms before its blocks asks transformers 5.23 for the cache of a layer,
    which there is none of: it gets none."""
    transformers.EncoderDecoderCache.__getitem__ = lambda self, layer: None


UNUSED = VOCABULARY - 1  # a padding token that no text has: XLM counts them and looks at the rest
EURO = dict(pad_token_id=0, bos_token_id=1, eos_token_id=2, mask_token_id=3, num_attention_heads=4,
            num_key_value_heads=2)
ROBERTA = dict(pad_token_id=1, type_vocab_size=1)
# family: its classes' name, how a configuration is made, what every model of it has, whether it has token types
FAMILIES = {
    "roberta": ("Roberta", bert_like, dict(ROBERTA, layer_norm_eps=1e-5), False),
    "camembert": ("Camembert", bert_like, ROBERTA, False),
    "xlm-roberta": ("XLMRoberta", bert_like, dict(ROBERTA, pad_token_id=3, hidden_act="relu"), False),
    "distilbert": ("DistilBert", distilbert, dict(activation="relu"), False),
    "electra": ("Electra", bert_like, dict(embedding_size=16, hidden_act="relu"), True),
    "albert": ("Albert", bert_like, dict(embedding_size=16), True),
    "mpnet": ("MPNet", bert_like, dict(relative_attention_num_buckets=32), False),
    "deberta-v2": ("DebertaV2", bert_like, dict(
        relative_attention=True, position_buckets=6, norm_rel_ebd="layer_norm", share_att_key=True,
        pos_att_type=["p2c", "c2p"], position_biased_input=False, type_vocab_size=0, pooler_hidden_size=WIDTH), False),
    "deberta": ("Deberta", bert_like, dict(
        relative_attention=True, max_relative_positions=7, pos_att_type=["c2p", "p2c"], position_biased_input=False,
        pooler_hidden_size=WIDTH), False),
    "modernbert": ("ModernBert", modernbert, {}, False),
    "data2vec-text": ("Data2VecText", bert_like, ROBERTA, False),
    "ernie": ("Ernie", bert_like, {}, True),
    "roberta-prelayernorm": ("RobertaPreLayerNorm", bert_like, ROBERTA, False),
    "xlm": ("XLM", xlm, dict(gelu_activation=False, n_langs=1), False),
    "flaubert": ("Flaubert", xlm, {}, False),
    "nomic-bert": ("NomicBert", bert_like, {}, True),
    "gte": ("Gte", bert_like, dict(type_vocab_size=2, pad_token_id=1), True),
    "eurobert": ("EuroBert", bert_like, dict(EURO, hidden_act="gelu_new"), False),
}
# The endings of their classes are their own.
XLM_ENDINGS = {"masked": "WithLMHeadModel", "answer-span": "ForQuestionAnsweringSimple"}
# Their heads are another family's.
RELATIVES = ("camembert", "deberta", "xlm-roberta", "data2vec-text", "ernie", "roberta-prelayernorm")


def make(family, head, **changes):
    name, configure, own, types = FAMILIES[family]
    ending, added = HEADS[head]
    if configure is xlm:
        ending = XLM_ENDINGS.get(head, ending)
    model_class = getattr(transformers, name + ending)
    config = configure(getattr(transformers, name + "Config"), **own | added | changes)
    short = {} if head == "masked" else dict(lengths=(7,), interventions=[["0.1=zero"]])
    if configure is xlm:
        short["seed"] = 2  # draws no text with UNUSED
    return Row(f"{family}-{head}", model_class(config), types=types, **short)


def special_rows():
    """Models that only one family has, or a second form of its attention."""
    discriminator = make("electra", "masked", num_hidden_layers=1)
    config = discriminator.model.config
    yield Row("electra-discriminator", transformers.ElectraForPreTraining(config), types=True, lengths=(7,),
              interventions=[["0.1=zero"]])
    wide = FAMILIES["electra"][1](transformers.ElectraConfig, embedding_size=WIDTH, num_hidden_layers=1)
    yield Row("electra-without-projection", transformers.ElectraForMaskedLM(wide), types=True, lengths=(7,),
              interventions=[["0.1=zero"]])
    for name, model_class, added in (
            ("bert-answer-span", transformers.BertForQuestionAnswering, {}),
            ("bert-multi-label", transformers.BertForSequenceClassification,
             dict(LABELS, problem_type="multi_label_classification")),
            ("bert-regression", transformers.BertForSequenceClassification,
             dict(id2label={0: "score"}, label2id={"score": 0}, problem_type="regression"))):
        yield Row(name, model_class(bert_like(transformers.BertConfig, num_hidden_layers=1, **added)), types=True,
                  lengths=(7,), interventions=[["0.1=zero"]])
    own = make("deberta-v2", "masked", share_att_key=False, position_buckets=-1, max_relative_positions=5,
               norm_rel_ebd="none", pos_att_type=["c2p"], position_biased_input=True, type_vocab_size=2)
    own.name, own.types = "deberta-v2-own-projections", True
    yield own
    convolved = make("deberta-v2", "masked", conv_kernel_size=3, conv_act="gelu")
    convolved.name, convolved.lengths = "deberta-v2-convolution", (9, 1)
    yield convolved
    biased = make("modernbert", "labels", num_hidden_layers=2, norm_bias=True, attention_bias=True, mlp_bias=True,
                  classifier_bias=True, classifier_pooling="mean", global_attn_every_n_layers=2)
    biased.name = "modernbert-biases"
    yield biased
    groups = make("albert", "masked", num_hidden_layers=5, num_hidden_groups=2, hidden_act="gelu")
    groups.name = "albert-groups"
    groups.interventions = [["4.1=zero"], ["3.1=mean"]]
    groups.lengths = (7,)
    yield groups
    before = make("flaubert", "masked", pre_norm=True)
    before.name = "flaubert-norms-before"
    yield before
    tasks = make("ernie", "masked", use_task_id=True)
    tasks.name = "ernie-tasks"
    yield tasks
    for pooling in ("bos", "mean"):
        summary = make("eurobert", "labels", num_hidden_layers=1, classifier_pooling=pooling)
        summary.name = f"eurobert-{pooling}"
        yield summary
    for family in ("nomic-bert", "gte"):
        renamed = make(family, "masked")
        renamed.name, renamed.published, renamed.lengths = f"{family}-renamed", False, (7,)
        yield renamed


def heads(family):
    if family in RELATIVES:
        return "masked", "labels"
    name, configure, *_ = FAMILIES[family]
    ending = XLM_ENDINGS["answer-span"] if configure is xlm else HEADS["answer-span"][0]
    return [head for head in HEADS if head != "answer-span" or hasattr(transformers, name + ending)]


def rows():
    take_no_cache()
    for family in FAMILIES:
        for head in heads(family):
            yield make(family, head, **({} if head == "masked" else {"num_hidden_layers": 1}))
    yield from special_rows()
