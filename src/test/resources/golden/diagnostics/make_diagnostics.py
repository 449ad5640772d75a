"""Writes the runs that README.md describes: python make_diagnostics.py, with PyTorch 2.13."""

import json
import pathlib
import sys

import torch
from torch import nn

HERE = pathlib.Path(__file__).parent
sys.path.append(str(HERE.parent / "pytorch"))

from make_runs import MOMENTUM, SGD, case, classes, exact, linear, loss_function, network, numbers, optimizer, short  # noqa: E402

ROWS = 256


def looked_at(steps, batch):
    """How many steps up to the last full one of an epoch, and every how manyth of their rows; what follows is looked at, too."""
    looked = min(max(1, steps // 20), -(-ROWS // batch))
    return looked, max(1, looked * batch // ROWS)


def outputs_looked_at(model):
    """For each linear layer: its number, and that of the activation behind it, or its own."""
    result = []
    for i, module in enumerate(model):
        if isinstance(module, nn.Linear):
            output = i
            for j in range(i + 1, len(model)):
                if isinstance(model[j], nn.Linear):
                    break
                if not isinstance(model[j], (nn.BatchNorm1d, nn.LayerNorm)):
                    output = j
                    break
            result.append((i, output))
    return result


def activations(module, values):
    values = torch.cat(values)
    result = {
        "activation_mean": short(values.mean()),
        "activation_standard_deviation": short(values.std(correction=0)),
    }
    if isinstance(module, nn.Sigmoid):
        result["saturated_share"] = short(((values - 0.5).abs() > 0.475).double().mean())
    if isinstance(module, nn.Tanh):
        result["saturated_share"] = short((values.abs() > 0.95).double().mean())
    if isinstance(module, nn.ReLU):
        result["dead_share"] = short((values == 0).all(dim=0).double().mean())
    return result


def train(run):
    model = network(run, torch.float64).train()
    x = torch.tensor(run["x"], dtype=torch.float64)
    y = torch.tensor(run["y"])
    compute_loss = loss_function(run["loss"], torch.float64)
    opt = optimizer(run["optimizer"], model)
    steps, batch = len(run["batches"]), len(run["batches"][0])
    looked, stride = looked_at(steps, batch)
    last_full = max(number for number, rows in enumerate(run["batches"]) if len(rows) == batch)
    epochs = []
    for _ in range(run["epochs"]):
        seen = {output: [] for _, output in outputs_looked_at(model)}
        for number, rows in enumerate(run["batches"]):
            values = x[rows]
            for i, module in enumerate(model):
                values = module(values)
                if i in seen and number > last_full - looked:
                    seen[i].append(values.detach()[::stride])
            opt.zero_grad()
            compute_loss(values, y[rows]).backward()
            before = {i: model[i].weight.detach().clone() for i, _ in outputs_looked_at(model)}
            opt.step()
            if number == last_full:
                weights = {
                    i: {
                        "layer": i,
                        "gradient_norm": short(model[i].weight.grad.norm()),
                        "update_ratio": short((model[i].weight - before[i]).norm() / before[i].norm()),
                    }
                    for i, _ in outputs_looked_at(model)
                }
        epochs.append([weights[i] | activations(model[output], seen[output]) for i, output in outputs_looked_at(model)])
    return {"epochs": epochs}


def write(name, run, prepare=lambda parameters: None):
    torch.manual_seed(sum(name.encode()))
    rows, batch = run.pop("rows"), run.pop("batch")
    run["x"] = numbers(rows, run["layers"][0]["in"]).tolist()
    run["y"] = run.pop("targets")(rows)
    run["batches"] = [part.tolist() for part in torch.randperm(rows).split(batch)]
    network(run, torch.float64)
    prepare(run["initial_parameters"])
    text = json.dumps({"name": name} | run | {"expected": train(run)})
    (HERE / f"{name}.json").write_text(text)
    print(name, len(text), json.dumps(json.loads(text)["expected"]["epochs"][-1]))


def multiply(name, factor):
    def prepare(parameters):
        parameters[name] = exact(factor * torch.tensor(parameters[name], dtype=torch.float64)).tolist()

    return prepare


def kill(name, units):
    """A bias that no input outweighs."""

    def prepare(parameters):
        parameters[name][:units] = [-50.0] * units

    return prepare


def net(*sizes, activation, normalization=None):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers.append(linear(inputs, outputs))
        if outputs != sizes[-1]:
            layers += [{"type": normalization, "features": outputs}] if normalization else []
            layers.append({"type": activation})
    return layers


def main():
    write("sigmoid", case(net(4, 10, 9, 3, activation="sigmoid"), epochs=3, rows=48, batch=48), multiply("0.weight", 8))
    write(
        "tanh-many-steps",
        case(net(4, 11, 10, 3, activation="tanh"), optimizer=MOMENTUM, epochs=2, rows=158, batch=4),
        multiply("0.weight", 4),
    )
    write("relu-dead-units", case(net(4, 12, 8, 3, activation="relu"), epochs=2, rows=45, batch=16), kill("0.bias", 5))
    write(
        "relu-large-minibatch",
        case(net(2, 8, 3, activation="relu"), epochs=2, rows=1024, batch=1024, optimizer={"type": "adam", "lr": 0.01}),
        kill("0.bias", 1),
    )
    write("batch-norm", case(net(4, 10, 3, activation="relu", normalization="batch_norm"), epochs=2, rows=48, batch=16))
    write("layer-norm-elu", case(net(4, 10, 3, activation="elu", normalization="layer_norm"), classes(3), epochs=2, rows=48, batch=16, optimizer=SGD))


if __name__ == "__main__":
    main()
