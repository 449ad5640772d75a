"""Computes trainings in float64 and float32, and writes those that README.md describes: python make_runs.py, with PyTorch 2.13.

Numbers that go in are multiples of 1/256, so that they are exact in float32 and short in decimals.
"""

import json
import pathlib

import torch
from torch import nn
from torch.optim import lr_scheduler

HERE = pathlib.Path(__file__).parent


def short(tensor, digits=10):
    """Lists of numbers with a few digits."""
    if isinstance(tensor, torch.Tensor):
        tensor = tensor.detach().tolist()
    if isinstance(tensor, list):
        return [short(part, digits) for part in tensor]
    return float(f"{tensor:.{digits}g}")


def exact(tensor):
    return torch.round(tensor * 256) / 256


def numbers(*shape):
    return exact(torch.randn(*shape, dtype=torch.float64))


def layer(spec):
    kind = spec["type"]
    if kind == "linear":
        return nn.Linear(spec["in"], spec["out"], bias=spec.get("bias", True))
    if kind == "batch_norm":
        return nn.BatchNorm1d(spec["features"])
    if kind == "layer_norm":
        return nn.LayerNorm(spec["features"])
    return {
        "sigmoid": nn.Sigmoid,
        "tanh": nn.Tanh,
        "relu": nn.ReLU,
        "leaky_relu": lambda: nn.LeakyReLU(spec.get("slope", 0.01)),
        "elu": lambda: nn.ELU(spec.get("alpha", 1.0)),
        "selu": nn.SELU,
        "gelu": nn.GELU,
        "silu": nn.SiLU,
        "softplus": nn.Softplus,
        "softmax": lambda: nn.Softmax(dim=1),
    }[kind]()


def network(run, dtype):
    """The layers of a run with its first weights; these are drawn if it has none."""
    model = nn.Sequential(*[layer(spec) for spec in run["layers"]]).to(torch.float64)
    if "initial_parameters" not in run:
        with torch.no_grad():
            for parameter in model.parameters():
                parameter.copy_(exact(parameter))
        run["initial_parameters"] = state(model, 17)
    model.load_state_dict({name: torch.tensor(value) for name, value in run["initial_parameters"].items()}, strict=False)
    return model.to(dtype)


def state(model, digits=10):
    return {name: short(value, digits) for name, value in model.state_dict().items() if "num_batches" not in name}


def loss_function(spec, dtype):
    if isinstance(spec, str):
        spec = {"type": spec}
    kind = spec["type"]
    if kind == "cross_entropy":
        weights = torch.tensor(spec["class_weights"], dtype=dtype) if "class_weights" in spec else None
        return nn.CrossEntropyLoss(weight=weights, label_smoothing=spec.get("label_smoothing", 0.0))
    return {
        "bce_with_logits": nn.BCEWithLogitsLoss,
        "mse": nn.MSELoss,
        "mae": nn.L1Loss,
        "huber": lambda: nn.HuberLoss(delta=spec.get("delta", 1.0)),
    }[kind]()


def optimizer(spec, model):
    options = {name: value for name, value in spec.items() if name != "type"}
    kinds = {
        "sgd": torch.optim.SGD,
        "adam": torch.optim.Adam,
        "adamw": torch.optim.AdamW,
        "rmsprop": torch.optim.RMSprop,
        "adagrad": torch.optim.Adagrad,
    }
    return kinds[spec["type"]](model.parameters(), **options)


def scheduler(spec, opt, steps, epochs):
    kind = spec["type"]
    if kind == "step":
        return lr_scheduler.StepLR(opt, spec["step_size"], spec["gamma"])
    if kind == "cosine":
        return lr_scheduler.CosineAnnealingLR(opt, spec["t_max"], spec["eta_min"])
    if kind == "plateau":
        return lr_scheduler.ReduceLROnPlateau(opt, patience=spec["patience"], factor=spec["factor"])
    if kind == "one_cycle":
        return lr_scheduler.OneCycleLR(opt, spec["max_lr"], total_steps=steps * epochs)
    if kind == "warm_up":
        duration = spec["epochs"]
        rising = lr_scheduler.LinearLR(opt, start_factor=1 / (duration + 1), end_factor=1.0, total_iters=duration)
        then = scheduler(spec["then"], opt, steps, epochs - duration)
        return lr_scheduler.SequentialLR(opt, [rising, then], milestones=[duration])
    raise ValueError(kind)


def weights(model):
    return [module.weight for module in model if isinstance(module, nn.Linear)]


def require_distance_from_kink(_, inputs):
    """Beside the kink of a ReLU the slope depends on the last bit of its input."""
    values = inputs[0]
    assert ((values == 0) | (values.abs() > 1e-7)).all(), "too near the kink, take another net"


def train(run, dtype):
    model = network(run, dtype).train()
    for module in model:
        if isinstance(module, (nn.ReLU, nn.LeakyReLU)):
            module.register_forward_pre_hook(require_distance_from_kink)
    x = torch.tensor(run["x"], dtype=dtype)
    classes = isinstance(run["y"][0], int)
    y = torch.tensor(run["y"], dtype=torch.long if classes else dtype)
    compute_loss = loss_function(run["loss"], dtype)
    opt = optimizer(run["optimizer"], model)
    schedule = run.get("schedule")
    rates = scheduler(schedule, opt, len(run["batches"]), run["epochs"]) if schedule else None
    result = {"loss_per_step": [], "learning_rate_per_step": []}
    for _ in range(run["epochs"]):
        total = 0.0
        for rows in run["batches"]:
            result["learning_rate_per_step"].append(opt.param_groups[0]["lr"])
            opt.zero_grad()
            loss = compute_loss(model(x[rows]), y[rows])
            penalty = run.get("l1", 0.0) * sum(weight.abs().sum() for weight in weights(model))
            (loss + penalty).backward()
            if "clip_grad_norm" in run:
                nn.utils.clip_grad_norm_(model.parameters(), run["clip_grad_norm"])
            if "clip_grad_value" in run:
                nn.utils.clip_grad_value_(model.parameters(), run["clip_grad_value"])
            if "gradients_of_first_step" not in result:
                result["gradients_of_first_step"] = {
                    name: short(parameter.grad) for name, parameter in model.named_parameters()
                }
            opt.step()
            if "max_norm" in run:
                bound_norms(model, run["max_norm"])
            if schedule and schedule["type"] == "one_cycle":
                rates.step()
            result["loss_per_step"].append(loss.item())
            total += loss.item() * len(rows)
        if schedule and schedule["type"] == "plateau":
            rates.step(total / sum(len(rows) for rows in run["batches"]))
        elif schedule and schedule["type"] != "one_cycle":
            rates.step()
    model.eval()
    result["parameters_after"] = state(model, 12)
    result["output_after"] = short(model(x), 12)
    return result


def bound_norms(model, largest):
    """The incoming weights of a unit are a row of PyTorch's matrix."""
    with torch.no_grad():
        for weight in weights(model):
            weight.mul_((largest / weight.norm(dim=1, keepdim=True)).clamp(max=1))


def error(actual, expected):
    """The largest difference, divided by the largest magnitude."""
    actual, expected = torch.tensor(actual, dtype=torch.float64), torch.tensor(expected, dtype=torch.float64)
    return ((actual - expected).abs().max() / expected.abs().max().clamp(min=1e-30)).item()


def write(name, run):
    torch.manual_seed(sum(name.encode()))
    rows = run.pop("rows", 48)
    batch = run.pop("batch", 16)
    inputs = run["layers"][0]["in"]
    run["x"] = numbers(rows, inputs).tolist()
    run["y"] = run.pop("targets")(rows)
    run["batches"] = [part.tolist() for part in torch.randperm(rows).split(batch)]
    truth = train(run, torch.float64)
    single = train(run, torch.float32)
    assert truth["learning_rate_per_step"] == single["learning_rate_per_step"], name
    errors = {
        "loss_per_step": error(single["loss_per_step"], truth["loss_per_step"]),
        "output_after": error(single["output_after"], truth["output_after"]),
        "parameters_after": max(
            error(single["parameters_after"][key], value) for key, value in truth["parameters_after"].items()
        ),
    }
    truth["loss_per_step"] = short(truth["loss_per_step"], 12)
    text = json.dumps({"name": name} | run | {"expected": truth, "float32_error_of_pytorch": errors})
    (HERE / f"{name}.json").write_text(text)
    print(f"{name:40} {len(text):6} {errors['parameters_after']:.1e} {sorted(set(truth['learning_rate_per_step']))[:6]}")


def linear(inputs, outputs):
    return {"type": "linear", "in": inputs, "out": outputs}


def net(inputs, outputs, activation="relu", hidden=12):
    return [linear(inputs, hidden), {"type": activation}, linear(hidden, outputs)]


def classes(count):
    return lambda rows: torch.randint(count, (rows,)).tolist()


def values(count):
    return lambda rows: numbers(rows, count).tolist()


def labels(count):
    return lambda rows: torch.randint(2, (rows, count)).double().tolist()


def one_hot(count):
    return lambda rows: nn.functional.one_hot(torch.randint(count, (rows,)), count).double().tolist()


SGD = {"type": "sgd", "lr": 0.1}
MOMENTUM = {"type": "sgd", "lr": 0.05, "momentum": 0.9}


def case(layers=None, targets=None, loss="cross_entropy", optimizer=SGD, epochs=4, **more):
    return {
        "layers": layers or net(4, 3),
        "loss": loss,
        "optimizer": dict(optimizer),
        "epochs": epochs,
        "targets": targets or classes(3),
    } | more


def main():
    weighted = {"type": "cross_entropy", "class_weights": [1.0, 3.0, 0.5]}
    write("loss-class-weights", case(loss=weighted, rows=43))
    write("loss-label-smoothing", case(loss={"type": "cross_entropy", "label_smoothing": 0.1}, epochs=6))
    write("loss-class-weights-and-label-smoothing", case(loss=weighted | {"label_smoothing": 0.2}, rows=43))
    write("loss-multi-label", case(net(6, 5, "tanh"), labels(5), "bce_with_logits", MOMENTUM))
    write("loss-huber-delta", case(net(5, 3, "tanh"), values(3), {"type": "huber", "delta": 0.25}))
    write("loss-mae-several-targets", case(net(5, 3, "elu"), values(3), "mae"))
    write(
        "last-layer-softmax",
        case(net(4, 3, "sigmoid") + [{"type": "softmax"}], one_hot(3), "mse", {"type": "sgd", "lr": 1.0}, 6),
    )
    write(
        "activation-parameters",
        case([linear(4, 12), {"type": "leaky_relu", "slope": 0.2}, linear(12, 12), {"type": "elu", "alpha": 0.5}, linear(12, 3)]),
    )
    write(
        "batch-norm-ragged-last-batch",
        case([linear(4, 12), {"type": "batch_norm", "features": 12}, {"type": "tanh"}, linear(12, 3)], rows=39),
    )
    cosine = {"type": "cosine", "t_max": 7, "eta_min": 0.001}
    write("schedule-warm-up-cosine", case(schedule={"type": "warm_up", "epochs": 3, "then": cosine}, optimizer=MOMENTUM, epochs=10))
    step = {"type": "step", "step_size": 2, "gamma": 0.1}
    write("schedule-warm-up-step", case(net(4, 3, "tanh"), schedule={"type": "warm_up", "epochs": 2, "then": step}, epochs=8))
    # A constant slope around the minimum: the loss jumps to and fro until the rate is lowered.
    write(
        "schedule-plateau",
        case([linear(4, 2)], values(2), "mae", schedule={"type": "plateau", "patience": 1, "factor": 0.3}, optimizer={"type": "sgd", "lr": 0.9}, epochs=20),
    )
    write("schedule-one-cycle-adam", case(schedule={"type": "one_cycle", "max_lr": 0.02}, optimizer={"type": "adam", "lr": 0.01}, epochs=6))
    write("optimizer-adagrad-weight-decay", case(optimizer={"type": "adagrad", "lr": 0.05, "eps": 1e-6, "weight_decay": 0.01}))
    write("optimizer-rmsprop-weight-decay", case(optimizer={"type": "rmsprop", "lr": 0.005, "alpha": 0.95, "eps": 1e-6, "weight_decay": 0.01}))
    write(
        "optimizer-rmsprop-momentum-weight-decay",
        case(optimizer={"type": "rmsprop", "lr": 0.002, "momentum": 0.9, "weight_decay": 0.01}),
    )
    write("optimizer-adam-betas", case(optimizer={"type": "adam", "lr": 0.01, "betas": [0.8, 0.95], "eps": 1e-3}))
    write("optimizer-adamw-betas", case(optimizer={"type": "adamw", "lr": 0.01, "betas": [0.5, 0.9], "weight_decay": 0.1}))
    write(
        "optimizer-sgd-nesterov-weight-decay",
        case(optimizer={"type": "sgd", "lr": 0.05, "momentum": 0.9, "nesterov": True, "weight_decay": 0.01}),
    )
    write("clip-grad-value", case(clip_grad_value=0.02, optimizer={"type": "sgd", "lr": 0.5}))
    write("clip-grad-norm-adam", case(clip_grad_norm=0.05, optimizer={"type": "adam", "lr": 0.01, "eps": 1e-3}, rows=43))
    write("penalty-l1", case(net(4, 3, "tanh"), l1=0.01))
    write("penalty-l1-clip-grad-norm", case(net(4, 3, "tanh"), l1=0.02, clip_grad_norm=0.1, optimizer={"type": "sgd", "lr": 0.5}))
    write("max-norm", case(net(4, 3, "tanh"), max_norm=0.5, optimizer=MOMENTUM))


if __name__ == "__main__":
    main()
