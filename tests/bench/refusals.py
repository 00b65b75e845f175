#!/usr/bin/env python3
"""Opens malformed model files with the built program and prints what each refusal costs: usage: refusals.py HEADSCOPE

DESIGN, section 7: a refused file costs at most 64 MB beyond its size and one second, with exit status 1 and one line.
"""

import io
import json
import os
import struct
import sys
import tempfile
import zipfile
from pathlib import Path

MB = 1 << 20
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def run(program, *arguments):
    """Exit status, standard error, processor seconds, peak memory in MB."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(write, 2)
        os.close(read)
        os.execv(program, [program, *map(str, arguments)])
    os.close(write)
    errors = b""
    while chunk := os.read(read, 65536):
        errors += chunk
    os.close(read)
    _, status, usage = os.wait4(child, 0)
    seconds = usage.ru_utime + usage.ru_stime
    return os.waitstatus_to_exitcode(status), errors.decode(errors="replace"), seconds, usage.ru_maxrss / 1024


def text(letters):
    raw = letters.encode() if isinstance(letters, str) else letters
    return struct.pack("<Q", len(raw)) + raw


def gguf(tensors=0, pairs=0, body=b"", version=3):
    return b"GGUF" + struct.pack("<IQQ", version, tensors, pairs) + body


def safetensors(header, data=b""):
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw + data


def pickled(pickle, storage=bytes(48)):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x/data.pkl", b"\x80\x02" + pickle)
        archive.writestr("x/data/0", storage)
    return out.getvalue()


def many_members(count):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for index in range(count):
            archive.writestr(f"x/{index}", b"")
    return out.getvalue()


def vocabulary(count):
    return {f"token{index}": index for index in range(count)}


def gguf_files():
    array = struct.pack("<IIQ", 9, 8, 3_000_000)
    return {
        "empty file": b"",
        "other magic": b"GGML" + bytes(100),
        "version 1": gguf(version=1),
        "2^64 - 1 tensors": gguf(tensors=2**64 - 1, body=bytes(1000)),
        "2^64 - 1 values": gguf(pairs=2**64 - 1, body=bytes(1000)),
        "a text of 2^40 bytes": gguf(pairs=1, body=text("k") + struct.pack("<IQ", 8, 2**40)),
        "a list of 2^60 numbers": gguf(pairs=1, body=text("k") + struct.pack("<IIQ", 9, 4, 2**60)),
        "3 M empty texts, then the end": gguf(pairs=1, body=text("k") + array + bytes(8 * 3_000_000)),
        "1 M keys": gguf(pairs=1_000_000, body=b"".join(text(f"k{i}") + struct.pack("<IB", 0, 1) for i in range(1_000_000))),
        "500,000 tensors": gguf(tensors=500_000, body=b"".join(
            text(f"t{i}") + struct.pack("<IQIQ", 1, 1, 0, 0) for i in range(500_000))),
        "a text of 60 MB, then the end": gguf(pairs=2, body=text("k") + struct.pack("<I", 8) + text(bytes([97]) * (60 * MB))),
        "size that overflows": gguf(tensors=1, body=text("t") + struct.pack("<IQQIQ", 2, 2**62, 2**62, 0, 0)),
    }


def safetensors_files():
    entry = '"%s":{"dtype":"F32","shape":[1],"data_offsets":[%d,%d]}'
    many = "{" + ",".join(entry % (f"t{i}", 4 * i, 4 * i + 4) for i in range(240_000)) + "}"
    return {
        "empty file": b"",
        "header longer than the file": struct.pack("<Q", 1000) + b"{}",
        "header of 2^63 bytes": struct.pack("<Q", 2**63) + b"{}",
        "no JSON": safetensors(b"x" * 100),
        "nested 10 M deep": safetensors(b"[" * 10_000_000),
        "240,000 tensors, no data": safetensors(many.encode()),
        "metadata of 90 MB": safetensors(b'{"__metadata__":{"a":"' + b"x" * (90 * MB) + b'"}}'),
        "90 MB of zeros in a list": safetensors(b'{"a":[' + b"0," * (45 * MB) + b"0]}"),
        "90 MB of small members": safetensors(b'{"a":[' + b'"x",' * (22 * MB) + b'"x"]}'),
        "hole before the data": safetensors({"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}, bytes(8)),
        "shape that overflows": safetensors({"a": {"dtype": "F32", "shape": [2**62, 2**62], "data_offsets": [0, 4]}}, bytes(4)),
    }


def json_texts():
    merges = ",".join('["toke","n"]' for _ in range(500_000))
    words = ",".join(f'"token{i}":{i}' for i in range(250_000))
    model = '{"model":{"type":"BPE","vocab":{%s},"merges":[%s]%s}}'
    return {
        "no JSON": "x" * 1000,
        "47 MB of zeros in a list": "[" + "0," * (23 * MB) + "0]",
        "47 MB of empty lists": "[" + "[]," * (15 * MB) + "[]]",
        "47 MB of short texts": "[" + '"a",' * (11 * MB) + '"a"]',
        "47 MB of members": "{" + ",".join(f'"k{i}":{i}' for i in range(2_900_000)) + "}",
        "47 MB of texts of 32 bytes": "[" + ",".join('"' + "x" * 32 + '"' for _ in range(1_340_000)) + "]",
        "47 MB of texts of 32 bytes, then a mistake": "[" + ",".join('"' + "x" * 32 + '"' for _ in range(1_340_000)),
        "58 MB": "[" + '"' + "x" * 58 * MB + '"]',
        "one text of 40 MB": '["' + "x" * (40 * MB) + '"]',
        "nested 40 M deep": "[" * (40 * MB),
        "a number of 40 MB": "7" * (40 * MB),
        "40 MB of blanks": " " * (40 * MB) + "x",
        "a key twice, 250,000 before": "{" + words + ',"token7":1}',
        "500,000 merges, then a mistake": model % (words, merges, ","),
        "500,000 merges that are none": model % (words, merges, ""),
        "indented, 500,000 merges that are none": json.dumps(json.loads(model % (words, merges, "")), indent=1),
    }


def pickles():
    text_key = b"X\x01\x00\x00\x00w"
    tensor = (b"ctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x000"
              b"X\x03\x00\x00\x00cpuK\x0ctQK\x00K\x0c\x85K\x01\x85\x89}tR")
    return {
        "no archive": b"x" * 1000,
        "older pickle": b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.",
        "os.system": pickled(b"cposix\nsystem\nX\x04\x00\x00\x00true\x85R."),
        "8 MB of values": pickled(b"N" * (8 * MB - 16)),
        "8 MB of empty tuples": pickled(b"(" + b")" * (8 * MB - 16)),
        "8 MB of remembered values": pickled(b"}" + b"".join(b"r" + struct.pack("<I", i) for i in range(1_600_000))),
        "49,000 tensors that are one": pickled(b"}(" + text_key + tensor + b"q\x01" + b"".join(
            b"X\x08\x00\x00\x00%08dh\x01" % i for i in range(49_000)) + b"u."),
        "tensor larger than its storage": pickled(b"}" + text_key + tensor.replace(b"K\x0c\x85", b"J\xff\xff\xff\x7f\x85") + b"s."),
        "100,001 members": many_members(100_001),
        "20 MB of pickle": pickled(b"N" * (20 * MB)),
    }


def write_folder(folder, name, content):
    folder.mkdir()
    for file in ("config.json", "model.safetensors"):
        (folder / file).write_bytes((GOLDEN / "models" / "gpt2" / file).read_bytes())
    if name == "pytorch_model.bin":
        (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def write_cases(folder):
    """The files, and beside them a list: name, size in MB, arguments."""
    Path(folder, "cases.json").write_text(json.dumps(list(cases(folder))))


def written_cases(folder):
    """In a process of its own: a program starts with the peak memory of the one that starts it."""
    child = os.fork()
    if child == 0:
        write_cases(folder)
        os._exit(0)
    os.waitpid(child, 0)
    return json.loads(Path(folder, "cases.json").read_text())


def cases(folder):
    for number, (group, name, files) in enumerate([
            ("GGUF", "a.gguf", gguf_files()), ("safetensors", "model.safetensors", safetensors_files()),
            ("config.json", "config.json", json_texts()), ("tokenizer.json", "tokenizer.json", json_texts()),
            ("pytorch_model.bin", "pytorch_model.bin", pickles())]):
        for index, (what, content) in enumerate(files.items()):
            place = folder / f"{number}-{index}"
            if group == "GGUF":
                place.mkdir()
                (place / name).write_bytes(content)
                path = place / name
            else:
                path = write_folder(place, name, content)
            command = ["tokenize", str(path), "--text", "a"] if group == "tokenizer.json" else ["inspect", str(path)]
            yield f"{group}: {what}", len(content) / MB, command


def main():
    program = sys.argv[1]
    baseline = run(program, "inspect", GOLDEN / "models" / "gpt2")[3]
    print(f"An accepted model of 66 kB takes {baseline:.0f} MB.\n")
    print("| file | its size, MB | memory beyond that, MB | processor seconds | exit | lines |\n|---|---|---|---|---|---|")
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, size, command in written_cases(Path(folder)):
            status, errors, seconds, peak = run(program, *command)
            beyond = max(0.0, peak - baseline - size)
            is_bad = status != 1 or errors.count("\n") != 1 or beyond > 64 or seconds > 1
            bad += is_bad
            print(f"| {name} | {size:.1f} | {beyond:.0f} | {seconds:.2f} | {status} | {errors.count(chr(10))} |"
                  f"{' <- ' + errors.strip()[:200] if is_bad or '-v' in sys.argv else ''}", flush=True)
    print(f"\n{bad} of these miss the limits.")
    return 1 if bad else 0


sys.exit(main())
