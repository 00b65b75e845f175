"""Encoder-decoders. The stacks differ in depth wherever a family allows it, and the texts reach over every bucket."""

import torch
import transformers

from families_first import LABELS, TAGS
from golden_models import POSITIONS, VOCABULARY, WIDTH, Row

STACKS = [
    ["0.1=zero", "e1.0=mean", "e1.2=uniform"],
    ["d0.1=uniform", "d1.0=scale:-1.5", "d1.2=first"],
    ["x0.*=zero"],
    ["2.1=first", "d0.0=mean", "x0.1=uniform", "x1.0=scale:0.5", "x1.1=mean", "x1.2=first"],
]


def t5(config=transformers.T5Config, **changes):
    return config(
        **dict(vocab_size=VOCABULARY, d_model=WIDTH, d_kv=7, d_ff=37, num_layers=3, num_decoder_layers=2, num_heads=3,
               relative_attention_num_buckets=8, relative_attention_max_distance=12, decoder_start_token_id=0,
               attn_implementation="eager") | changes)


def bart(config, **changes):
    return config(
        vocab_size=VOCABULARY, d_model=WIDTH, encoder_layers=3, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=3, encoder_ffn_dim=38, decoder_ffn_dim=34, max_position_embeddings=POSITIONS,
        pad_token_id=1, decoder_start_token_id=2, eos_token_id=2, attn_implementation="eager", **changes)


def marian(**changes):
    return bart(transformers.MarianConfig, activation_function="swish", scale_embedding=True, forced_eos_token_id=2,
                **changes)


def blenderbot(config):
    """Its own writing shuns repeated words."""
    return bart(config, encoder_no_repeat_ngram_size=0)


def untied(model):
    """With an output matrix of its own, as FLAN-T5's and mT5's files have it."""
    model.lm_head.weight = torch.nn.Parameter(torch.empty(VOCABULARY, WIDTH))
    model.tie_weights = lambda *_, **__: None
    return model


def first_token(model, token):
    model.generation_config.forced_bos_token_id = token
    return model


def biased(model, seed):
    bias = model.final_logits_bias
    bias.copy_(torch.randn(bias.shape, generator=torch.Generator().manual_seed(seed)))
    return model


def models():
    yield "t5", transformers.T5ForConditionalGeneration(t5())
    yield "t5-gated", untied(transformers.T5ForConditionalGeneration(
        t5(feed_forward_proj="gated-gelu", tie_word_embeddings=False)))
    yield "mt5", untied(transformers.MT5ForConditionalGeneration(t5(transformers.MT5Config)))
    yield "bart", first_token(
        biased(transformers.BartForConditionalGeneration(bart(transformers.BartConfig)), 3), 0)
    yield "mbart", transformers.MBartForConditionalGeneration(bart(transformers.MBartConfig, scale_embedding=True))
    yield "marian", biased(transformers.MarianMTModel(marian()), 5)
    yield "marian-two-vocabularies", biased(transformers.MarianMTModel(
        marian(share_encoder_decoder_embeddings=False, decoder_vocab_size=47, tie_word_embeddings=True)), 7)


    yield "plbart", transformers.PLBartForConditionalGeneration(bart(transformers.PLBartConfig))
    yield "pegasus", biased(transformers.PegasusForConditionalGeneration(
        bart(transformers.PegasusConfig, activation_function="relu", scale_embedding=True)), 9)
    yield "m2m100", transformers.M2M100ForConditionalGeneration(bart(transformers.M2M100Config, scale_embedding=True))
    yield "blenderbot", transformers.BlenderbotForConditionalGeneration(blenderbot(transformers.BlenderbotConfig))
    yield "blenderbot-small", biased(transformers.BlenderbotSmallForConditionalGeneration(
        blenderbot(transformers.BlenderbotSmallConfig)), 13)
    yield "umt5", transformers.UMT5ForConditionalGeneration(t5(transformers.UMT5Config, relative_attention_max_distance=128))
    yield "t5-far", transformers.T5ForConditionalGeneration(t5(relative_attention_max_distance=128))  # what GGUF can say


def readers():
    """Encoder-decoders whose decoder reads the encoder's text, and where the end token stands in it."""
    yield "bart-labels", transformers.BartForSequenceClassification(bart(transformers.BartConfig, **LABELS)), (4, -1)
    yield "bart-answer-span", transformers.BartForQuestionAnswering(
        bart(transformers.BartConfig, scale_embedding=True)), (-1,)
    yield "mbart-labels", transformers.MBartForSequenceClassification(
        bart(transformers.MBartConfig, problem_type="multi_label_classification", **LABELS)), (4, -2)
    yield "mbart-answer-span", transformers.MBartForQuestionAnswering(bart(transformers.MBartConfig)), (-2,)
    yield "plbart-labels", transformers.PLBartForSequenceClassification(
        bart(transformers.PLBartConfig, num_labels=1)), (-2,)
    yield "t5-labels", transformers.T5ForSequenceClassification(t5(**LABELS)), (4, -1)
    yield "t5-answer-span", transformers.T5ForQuestionAnswering(t5(feed_forward_proj="gated-gelu")), (-1,)
    yield "mt5-labels", transformers.MT5ForSequenceClassification(t5(transformers.MT5Config, num_labels=4)), (-1,)
    yield "umt5-answer-span", transformers.UMT5ForQuestionAnswering(t5(transformers.UMT5Config)), (-1,)


def encoders():
    yield "t5-bare", transformers.T5EncoderModel(t5())
    yield "t5-token-labels", transformers.T5ForTokenClassification(t5(feed_forward_proj="gated-gelu", **TAGS))
    yield "umt5-bare", transformers.UMT5EncoderModel(t5(transformers.UMT5Config))


def rows():
    for name, model in models():
        yield Row(name, model, interventions=STACKS, lengths=(9, 1, 17), decoder_lengths=(6, 1, 14))
    for name, model, ends in readers():
        yield Row(name, model, interventions=STACKS, lengths=(9, 2, 17), ends=ends)
    for name, model in encoders():
        yield Row(name, model, interventions=[["0.1=zero", "1.0=mean", "1.2=uniform", "2.1=first"]])
