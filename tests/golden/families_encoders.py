"""Encoders beyond BERT."""


def rows():
    return []
