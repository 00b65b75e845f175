"""Encoder-decoders."""


def rows():
    return []
