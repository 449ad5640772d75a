"""Writes sample.safetensors with the reference library: PyTorch's state_dict of a network whose weights count up.

usage: make_safetensors.py TARGET       needs torch and safetensors
"""
import sys

import torch
from safetensors.torch import save_file
from torch import nn

CODE = "nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.LeakyReLU(0.2), nn.Linear(3, 4, bias=False), nn.LayerNorm(4), nn.Dropout(0.5), nn.Linear(4, 2))"


def fill(network):
    """The engine's order: layer by layer, the weights of a linear layer as (inputs, units)."""
    number = 0
    for position, module in enumerate(network):
        names = ["weight", "bias", "running_mean", "running_var"]
        for name in names:
            tensor = getattr(module, name, None)
            if tensor is None:
                continue
            values = torch.arange(number, number + tensor.numel(), dtype=torch.float32) / 8
            number += tensor.numel()
            with torch.no_grad():
                if isinstance(module, nn.Linear) and name == "weight":
                    tensor.copy_(values.reshape(tensor.shape[1], tensor.shape[0]).T)
                else:
                    tensor.copy_(values.reshape(tensor.shape))


network = eval(CODE)
fill(network)
save_file(network.state_dict(), sys.argv[1], metadata={"format": "pt", "sequential": CODE})
