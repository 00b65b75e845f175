"""What every row of a family table has, and how it becomes a folder of tests/golden/models with its reference.json.

A reference.json holds runs: ids, types (token types, where a family has them), interventions as the command line
spells them, and the outputs: `logits` (a sequence classifier's as one row), `loss` of causal models, `final` (the
last hidden state) and `attention` [layer, head, query, key], zeros where a layer has fewer heads. The runs of an
encoder-decoder have `decoder_ids`, `encoder_final`, `decoder_attention`, `cross_attention` and, where it generates,
`written` (greedily) too; its `final`, `logits` and `loss` are the decoder's.
"""

import contextlib
import dataclasses
import json
import math
import zlib

import torch
import transformers

import golden_recorder

WIDTH, LAYERS, VOCABULARY, POSITIONS = 24, 3, 53, 32
EVERY_KIND = [
    ["0.0=zero"],
    ["1.2=mean"],
    ["2.1=scale:0.5"],
    ["0.2=uniform"],
    ["1.1=first"],
    ["1.*=zero"],
    ["0.1=zero", "1.0=mean", "1.2=uniform", "2.0=scale:-1.5", "2.1=first"],
]
ONE_MIXTURE = [["0.1=zero", "1.0=mean", "1.2=uniform", "2.0=scale:-1.5", "2.1=first"]]


@dataclasses.dataclass
class Row:
    """One golden model."""

    name: str
    model: transformers.PreTrainedModel
    types: bool = False  # has token types
    interventions: list = dataclasses.field(default_factory=lambda: ONE_MIXTURE)
    seed: int | None = None
    norm_centre: float = 1.0  # of the norms' scales; Gemma's are kept as their distance from 1
    lengths: tuple = (9, 1, 17)
    keep_final: bool = True  # False: what transformers calls the last hidden state lies behind a projection
    padding: int = 0  # so many tokens at the end of each text are padding
    decoder_lengths: tuple = ()  # of the second text of an encoder-decoder, one for each of `lengths`
    ends: tuple = ()  # of an encoder-decoder whose decoder reads the same text: where each text has the end token
    published: bool = True  # False: the names that transformers has given the tensors instead of their makers'
    stored: torch.dtype = torch.float32  # of the weights in the file; what is computed is float32 always
    configuration: dict | None = None  # what config.json says instead, of a family that transformers has no class for

    def __post_init__(self):
        if self.seed is None:
            self.seed = zlib.crc32(self.name.encode())

    def layers(self):
        return self.model.config.get_text_config().num_hidden_layers

    def decoder_layers(self):
        config = self.model.config
        return getattr(config, "num_decoder_layers", None) or config.decoder_layers


def randomise(row):
    """Weights large enough for patterns with a shape, norms and biases that are not 1 and 0."""
    generator = torch.Generator().manual_seed(row.seed)
    for name, value in row.model.named_parameters():
        if not value.requires_grad:  # sinusoids
            continue
        noise = torch.randn(value.shape, generator=generator)
        if "embed" in name.lower() or "wte" in name or "wpe" in name:
            value.data = 0.7 * noise
        elif value.dim() == 2:
            inputs = value.shape[0] if ".c_" in name else value.shape[1]  # Conv1D is [in, out]
            value.data = 1.6 / math.sqrt(inputs) * noise
            if name.endswith(("SelfAttention.q.weight", "EncDecAttention.q.weight")):  # T5 does not scale its scores
                value.data /= math.sqrt(row.model.config.d_kv)
        elif value.dim() == 3:  # a convolution
            value.data = 1.6 / math.sqrt(value.shape[1] * value.shape[2]) * noise
        elif name.endswith("bias"):
            value.data = 0.3 * noise
        else:
            value.data = row.norm_centre + 0.3 * noise
    row.model.tie_weights()
    row.model.float().eval()


def digits(tensor):
    """Nested lists with 7 significant digits."""
    if tensor.dim():
        return [digits(part) for part in tensor]
    return float(f"{tensor.item():.7g}")


def texts(row):
    generator = torch.Generator().manual_seed(row.seed)
    for tokens in row.lengths:
        ids = torch.randint(0, VOCABULARY, (tokens,), generator=generator).tolist()
        ids[tokens - row.padding:] = [row.model.config.pad_token_id] * row.padding
        if row.ends:  # some look for the last token before the padding, others for the last end
            ids = [id + 3 if id < 3 else id for id in ids]
        for end in row.ends:
            if end < tokens:
                ids[end] = row.model.config.eos_token_id
        yield ids, [0 if i < 5 else 1 for i in range(tokens)] if row.types else None


def decoder_texts(row):
    """The first token of each is the usual start token."""
    generator = torch.Generator().manual_seed(row.seed + 1)
    config = row.model.config
    vocabulary = getattr(config, "decoder_vocab_size", None) or VOCABULARY
    for tokens in row.decoder_lengths:
        ids = torch.randint(0, vocabulary, (tokens - 1,), generator=generator).tolist()
        yield [config.decoder_start_token_id, *ids]


def stacked(patterns):
    """[layer, head, query, key]; layers with fewer heads end with zeros."""
    heads = max(len(pattern) for pattern in patterns)
    missing = [(0, 0, 0, 0, 0, heads - len(pattern)) for pattern in patterns]
    return torch.stack([torch.nn.functional.pad(*pair) for pair in zip(patterns, missing, strict=True)])


def is_causal(model):
    name = type(model).__name__
    return name.endswith(("LMHeadModel", "CausalLM")) and not name.endswith("WithLMHeadModel")  # those are masked


def logits_of(outputs):
    """[row, output]; None for bare models."""
    if "start_logits" in outputs:
        return torch.stack([outputs.start_logits[0], outputs.end_logits[0]], dim=-1)
    logits = outputs.get("prediction_logits", outputs.get("logits"))
    if logits is None:
        return None
    if type(outputs).__name__ == "ElectraForPreTrainingOutput":  # one number a token
        return logits[0].unsqueeze(-1)
    return logits[0] if logits.dim() == 3 else logits


def describe(row, ids, types, specs):
    """One run; with interventions only its outputs are kept."""
    arguments = {"input_ids": torch.tensor([ids])}
    if types is not None:
        arguments["token_type_ids"] = torch.tensor([types])
    if is_causal(row.model):
        arguments["labels"] = arguments["input_ids"]
    places = [str(layer) for layer in range(row.layers())]
    outputs, patterns = golden_recorder.run(row.model, places, arguments, specs)
    result = {"ids": ids, "types": types or [], "interventions": specs}
    logits = logits_of(outputs)
    if logits is not None:
        result["logits"] = digits(logits)
    if not specs and is_causal(row.model) and len(ids) > 1:
        result["loss"] = digits(outputs.loss)
    if row.keep_final and (not specs or logits is None):
        result["final"] = digits(outputs.hidden_states[-1][0])
    if not specs:
        result["attention"] = digits(stacked([patterns[place] for place in places]))
    return result


def written(model, ids):
    """What the model writes for a text, greedily: at most 12 tokens, without the token that ends it."""
    model.generation_config.forced_eos_token_id = None
    tokens = model.generate(ids, attention_mask=torch.ones_like(ids), num_beams=1, do_sample=False, max_length=12)[0]
    tokens = tokens.tolist()
    return tokens[:-1] if tokens[-1] == model.generation_config.eos_token_id else tokens


@contextlib.contextmanager
def watched_decoder(model):
    """A list that gets the ids that the decoder reads."""
    seen = []

    def see(_, arguments, keywords):
        seen.extend(keywords["input_ids"][0].tolist())

    hook = model.get_decoder().register_forward_pre_hook(see, with_kwargs=True)
    yield seen
    hook.remove()


def describe_pair(row, ids, decoder_ids, specs):
    """One run of an encoder-decoder; with interventions only its outputs are kept."""
    arguments = {"input_ids": torch.tensor([ids])}
    if decoder_ids is not None:
        arguments["decoder_input_ids"] = torch.tensor([decoder_ids])
    decoder = range(row.decoder_layers())
    stacks = {"attention": [str(layer) for layer in range(row.layers())],
              "decoder_attention": [f"d{layer}" for layer in decoder],
              "cross_attention": [f"x{layer}" for layer in decoder]}
    places = stacks["attention"] + [f"{stack}{layer}" for layer in decoder for stack in "dx"]
    with watched_decoder(row.model) as read:
        outputs, patterns = golden_recorder.run(row.model, places, arguments, specs)
    result = {"ids": ids, "types": [], "decoder_ids": list(read), "interventions": specs,
              "logits": digits(logits_of(outputs))}
    if specs:
        return result
    if decoder_ids is not None:
        result["written"] = written(row.model, arguments["input_ids"])
    if decoder_ids is not None and len(decoder_ids) > 1:
        targets = arguments["decoder_input_ids"][0, 1:]
        result["loss"] = digits(torch.nn.functional.cross_entropy(outputs.logits[0, :-1], targets))
    result["final"] = digits(outputs.decoder_hidden_states[-1][0])
    result["encoder_final"] = digits(outputs.encoder_last_hidden_state[0])
    for name, of_stack in stacks.items():
        result[name] = digits(stacked([patterns[place] for place in of_stack]))
    return result


def write_runs(path, runs):
    versions = {"torch": torch.__version__.split("+")[0], "transformers": transformers.__version__}
    with open(path, "w") as file:
        json.dump({"made_with": versions, "runs": runs}, file, separators=(",", ":"))
        file.write("\n")


def write_reference(row, folder):
    """All lengths undisturbed, the first with each set of interventions."""
    runs = []
    if row.decoder_lengths:
        pairs = [(ids, decoder_ids) for (ids, _), decoder_ids in zip(texts(row), decoder_texts(row), strict=True)]
        describe_run = describe_pair
    elif row.ends:
        pairs, describe_run = list(texts(row)), describe_pair
    else:
        pairs, describe_run = list(texts(row)), describe
    for number, (ids, second) in enumerate(pairs):
        runs.append(describe_run(row, ids, second, []))
        if number == 0:
            runs += [describe_run(row, ids, second, specs) for specs in row.interventions]
    write_runs(folder / "reference.json", runs)


def write_configuration(folder, configuration):
    (folder / "config.json").write_text(json.dumps(configuration, indent=2, sort_keys=True) + "\n")


def save_rounded(row, folder):
    """Weights of half the size, which the model goes on with in float32."""
    for value in row.model.parameters():
        value.data = value.data.to(row.stored).float()
    row.model.save_pretrained(
        folder, state_dict={name: value.to(row.stored) for name, value in row.model.state_dict().items()})
    configuration = json.loads((folder / "config.json").read_text())
    write_configuration(folder, configuration | {"dtype": str(row.stored).removeprefix("torch.")})


def write_model(row, folder):
    """The folder with weights, configuration and reference."""
    randomise(row)
    if row.stored == torch.float32:
        row.model.save_pretrained(folder, save_original_format=row.published)
    else:
        save_rounded(row, folder)
    if row.configuration:
        write_configuration(folder, row.configuration)
    if not row.decoder_lengths:
        (folder / "generation_config.json").unlink(missing_ok=True)
    write_reference(row, folder)
