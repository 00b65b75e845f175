"""Decoders beyond GPT-2 and Llama."""


def rows():
    return []
