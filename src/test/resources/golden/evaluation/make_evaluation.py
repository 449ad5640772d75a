"""Writes evaluation.json: figures of predictions by scikit-learn, NumPy and SciPy.

usage: make_evaluation.py TARGET       needs scikit-learn, numpy and scipy
"""
import json
import sys

import numpy as np
import scipy.special
import sklearn
from sklearn import metrics

random = np.random.default_rng(6)
LABELS = ["a", "b", "c", "d"]  # no row has d, some are taken for it


def classification(rows):
    actual = random.integers(0, 3, rows)
    parts = random.integers(1, 8, (rows, 4))
    parts[np.arange(rows), actual] += random.integers(0, 14, rows)
    parts[:, 3] = np.where(random.random(rows) < 0.1, 30, 1)
    parts[:, 0] += 64 - parts.sum(axis=1)  # exact in float32, with many ties
    parts = np.maximum(parts, 1)
    parts[:, 0] += 64 - parts.sum(axis=1)
    probabilities = parts / 64
    assert probabilities.min() > 0
    predicted = probabilities.argmax(axis=1)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        actual, predicted, labels=range(4), zero_division=np.nan)
    one_hot = np.eye(4)[actual]
    confidence = probabilities.max(axis=1)
    bins = np.clip(np.ceil(confidence * 10) - 1, 0, 9).astype(int)
    error = 0.0
    for b in range(10):
        here = bins == b
        if here.any():
            error += here.mean() * abs(confidence[here].mean() - (predicted == actual)[here].mean())
    present = range(3)
    return {
        "labels": LABELS,
        "actual": actual.tolist(),
        "probabilities": probabilities.tolist(),
        "accuracy": metrics.accuracy_score(actual, predicted),
        "balancedAccuracy": float(np.mean([metrics.recall_score(actual == i, predicted == i) for i in present])),
        "macroF1": metrics.f1_score(actual, predicted, average="macro", zero_division=0),
        "logLoss": metrics.log_loss(actual, probabilities, labels=range(4)),
        "brier": float(((probabilities - one_hot) ** 2).sum(axis=1).mean()),
        "precision": [None if np.isnan(x) else x for x in precision],
        "recall": [None if s == 0 else x for x, s in zip(recall, support)],
        "f1": [float(metrics.f1_score(actual == i, predicted == i, zero_division=0)) for i in range(4)],
        "support": support.tolist(),
        "confusion": metrics.confusion_matrix(actual, predicted, labels=range(4)).tolist(),
        "rocArea": [metrics.roc_auc_score(actual == i, probabilities[:, i]) for i in present] + [None],
        "precisionRecallArea": [metrics.average_precision_score(actual == i, probabilities[:, i]) for i in present] + [None],
        "rocOfA": [x[1:].tolist() for x in metrics.roc_curve(actual == 0, probabilities[:, 0], drop_intermediate=False)],
        "precisionRecallOfA": [x.tolist() for x in metrics.precision_recall_curve(actual == 0, probabilities[:, 0])],
        "calibrationError": error,
    }


def log_losses():
    logits = (random.standard_normal((12, 3)) * np.array([[1], [5], [100]] * 4)).astype(np.float32)
    actual = random.integers(0, 3, 12)
    single = (random.standard_normal(12) * np.array([1, 5, 100] * 4)).astype(np.float32)
    second = random.integers(0, 2, 12)
    wide = single.astype(np.float64)
    return {
        "softmax": {
            "logits": logits.astype(np.float64).tolist(),
            "actual": actual.tolist(),
            "losses": (-scipy.special.log_softmax(logits.astype(np.float64), axis=1)[np.arange(12), actual]).tolist(),
        },
        "sigmoid": {
            "logits": wide.tolist(),
            "actual": second.tolist(),
            "losses": (-scipy.special.log_expit(np.where(second == 1, wide, -wide))).tolist(),
        },
    }


def regression(rows):
    actual = (random.standard_normal(rows) * 40 + 1000).astype(np.float32)
    predicted = (actual + random.standard_normal(rows) * 12 + 3).astype(np.float32)
    actual64, predicted64 = actual.astype(np.float64), predicted.astype(np.float64)
    residuals = actual64 - predicted64
    return {
        "actual": actual64.tolist(),
        "predicted": predicted64.tolist(),
        "meanSquaredError": metrics.mean_squared_error(actual64, predicted64),
        "rootMeanSquaredError": metrics.root_mean_squared_error(actual64, predicted64),
        "meanAbsoluteError": metrics.mean_absolute_error(actual64, predicted64),
        "r2": metrics.r2_score(actual64, predicted64),
        "medianAbsoluteError": metrics.median_absolute_error(actual64, predicted64),
        "quantiles": np.quantile(residuals, [0.05, 0.25, 0.5, 0.75, 0.95]).tolist(),
    }


with open(sys.argv[1], "w") as target:
    json.dump(
        {
            "versions": {"sklearn": sklearn.__version__, "numpy": np.__version__},
            "classification": classification(80),
            "logLosses": log_losses(),
            "regression": regression(41),
        },
        target)
    target.write("\n")
