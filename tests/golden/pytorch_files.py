"""Writes pytorch/: state dicts as PyTorch pickles them, and the values they hold, as safetensors. Made with torch
2.15.0 and safetensors 0.8.0; run it again with: python pytorch_files.py

`state.bin` has every element type that is read, tied and transposed tensors, views and parameters; `legacy.bin` is
in the format before 1.6; `gpt2.bin` holds the weights of models/gpt2.
"""

from collections import OrderedDict
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent


def state_dict():
    torch.manual_seed(3)
    matrix = torch.randn(4, 3)
    state = OrderedDict(
        matrix=matrix,
        tied=matrix,
        transposed=matrix.t(),
        rows=matrix[1:3],
        columns=matrix[:, 1:],
        every_other=torch.arange(10.0)[1::3],
        swapped=torch.randn(2, 3, 4).permute(2, 0, 1),
        half=torch.randn(5).half(),
        half_transposed=torch.randn(3, 2).half().t(),
        brain=torch.randn(5).bfloat16(),
        double=torch.randn(5).double(),
        f8_fine=torch.randn(5).to(torch.float8_e4m3fn),
        f8_wide=torch.randn(5).to(torch.float8_e5m2),
        scalar=torch.tensor(1.5),
        empty=torch.zeros(0, 3),
        parameter=torch.nn.Parameter(torch.randn(2)),
    )
    state._metadata = OrderedDict([("", {"version": 1})])
    return state


def main():
    folder = HERE / "pytorch"
    folder.mkdir(exist_ok=True)
    state = state_dict()
    torch.save(state, folder / "state.bin")
    torch.save(state, folder / "legacy.bin", _use_new_zipfile_serialization=False)
    save_file({name: tensor.detach().float().clone().contiguous() for name, tensor in state.items()},
              folder / "state.safetensors")
    torch.save(load_file(HERE / "models" / "gpt2" / "model.safetensors"), folder / "gpt2.bin")


main()
