"""Sequences: a linear-chain conditional random field and a logistic regression in numpy. Deterministic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]
Ints = NDArray[np.int32]
SEED = 17


@dataclass(slots=True)
class Vocabulary:
    """Features by number, from 1; 0 pads rows and weighs nothing."""

    numbers: dict[str, int] = field(default_factory=dict)

    def row(self, names: Iterable[str]) -> Ints:
        """The numbers of features, new ones numbered as they come."""
        numbers = self.numbers
        return np.array([numbers.setdefault(n, len(numbers) + 1) for n in names], dtype=np.int32)

    def kept(self, wanted: NDArray[np.bool_]) -> tuple[Vocabulary, Ints]:
        """A vocabulary of the wanted numbers alone, and by old number the new one, 0 for what is left out."""
        change = np.zeros(len(self.numbers) + 1, dtype=np.int32)
        names = [name for name, k in self.numbers.items() if wanted[k]]
        for new, name in enumerate(names, start=1):
            change[self.numbers[name]] = new
        return Vocabulary({name: k for k, name in enumerate(names, start=1)}), change


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sequence: for each place the numbers of its features, padded with 0, and its label."""

    rows: Ints
    labels: Ints


def padded(rows: Sequence[Ints]) -> Ints:
    """Rows of one width."""
    out = np.zeros((len(rows), max(map(len, rows), default=0)), dtype=np.int32)
    for k, row in enumerate(rows):
        out[k, : len(row)] = row
    return out


@dataclass(slots=True)
class Adam:
    """Steps of one array, by Kingma and Ba 2015."""

    values: Floats
    rate: float
    steps: int = 0
    first: Floats = field(init=False)
    second: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Start from rest."""
        self.first = np.zeros_like(self.values)
        self.second = np.zeros_like(self.values)

    def step(self, gradient: Reals) -> None:
        """Move the values against their gradient."""
        self.steps += 1
        self.first += 0.1 * (gradient - self.first)
        self.second += 0.001 * (gradient * gradient - self.second)
        scale = self.rate * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        self.values -= scale * self.first / (np.sqrt(self.second) + 1e-8)


def train_chain(
    sequences: Sequence[Labelled], *, features: int, labels: int, epochs: int, penalty: float, rate: float = 0.05
) -> tuple[Floats, Floats]:
    """Weights of features by label and of pairs of labels; the pair from the last label is that from the start."""
    weights = Adam(np.zeros((features + 1, labels), dtype=np.float32), rate)
    pairs = Adam(np.zeros((labels + 1, labels), dtype=np.float32), rate)
    order = sorted(range(len(sequences)), key=lambda k: len(sequences[k].labels))
    batches = _batches(sequences, order)
    draw = np.random.default_rng(SEED)
    total = sum(len(s.labels) for s in sequences)
    for epoch in range(epochs):
        weights.rate = pairs.rate = rate * (1 - epoch / epochs)
        for b in draw.permutation(len(batches)):
            batch = [sequences[k] for k in batches[b]]
            size = sum(len(s.labels) for s in batch)
            _step(batch, weights, pairs, penalty * size / total)
    weights.values[0] = 0
    return weights.values, pairs.values


def _batches(sequences: Sequence[Labelled], order: Sequence[int], size: int = 4000) -> list[list[int]]:
    out, filled = list[list[int]](), size
    for k in order:
        if filled >= size:
            out.append([])
            filled = 0
        out[-1].append(k)
        filled += len(sequences[k].labels)
    return out


def _step(batch: Sequence[Labelled], weights: Adam, pairs: Adam, penalty: float) -> None:
    longest = max(len(s.labels) for s in batch)
    n, labels = len(batch), weights.values.shape[1]
    width = max(s.rows.shape[1] for s in batch)
    rows = np.concatenate([np.pad(s.rows, ((0, 0), (0, width - s.rows.shape[1]))) for s in batch])
    flat = weights.values[rows].sum(axis=1)
    lengths = np.array([len(s.labels) for s in batch])
    where = np.concatenate([np.arange(m) for m in lengths])
    which = np.repeat(np.arange(n), lengths)
    emissions = np.zeros((n, longest, labels), dtype=np.float32)
    emissions[which, where] = flat
    gold = np.zeros((n, longest), dtype=np.int64)
    gold[which, where] = np.concatenate([s.labels for s in batch])
    inside = np.arange(longest)[None, :] < lengths[:, None]
    d_emissions, d_pairs = _gradient(emissions, gold, inside, pairs.values)
    gradient = np.zeros_like(weights.values)
    flat_gradient = d_emissions[which, where]
    ids = rows.ravel()
    for label in range(labels):
        spread = np.repeat(flat_gradient[:, label], rows.shape[1])
        gradient[:, label] = np.bincount(ids, weights=spread, minlength=len(gradient))
    gradient[0] = 0
    weights.step(gradient / n + penalty * weights.values / n)
    pairs.step(d_pairs / n)


def _gradient(
    emissions: Floats, gold: NDArray[np.int64], inside: NDArray[np.bool_], pairs: Floats
) -> tuple[Floats, Floats]:
    """The gradient of the negative log likelihood by emissions and by pairs."""
    n, longest, labels = emissions.shape
    start, moves = pairs[labels], pairs[:labels]
    alpha = np.zeros_like(emissions)
    alpha[:, 0] = emissions[:, 0] + start
    for t in range(1, longest):
        step = _logsum(alpha[:, t - 1, :, None] + moves[None], axis=1) + emissions[:, t]
        alpha[:, t] = np.where(inside[:, t, None], step, alpha[:, t - 1])
    whole = _logsum(alpha[:, -1], axis=1)
    beta = np.zeros_like(emissions)
    d_pairs = np.zeros_like(pairs)
    for t in range(longest - 2, -1, -1):
        ahead = emissions[:, t + 1] + beta[:, t + 1]
        step = _logsum(moves[None] + ahead[:, None, :], axis=2)
        going = inside[:, t + 1, None]
        beta[:, t] = np.where(going, step, beta[:, t + 1])
        joint = np.exp(alpha[:, t, :, None] + moves[None] + ahead[:, None, :] - whole[:, None, None])
        d_pairs[:labels] += (joint * going[:, :, None]).sum(axis=0)
    marginal = np.exp(alpha + beta - whole[:, None, None]) * inside[:, :, None]
    d_pairs[labels] += marginal[:, 0].sum(axis=0)
    seqs = np.arange(n)
    np.add.at(d_pairs, (np.full(n, labels), gold[:, 0]), -1)
    for t in range(1, longest):
        going = inside[:, t]
        np.add.at(d_pairs, (gold[going, t - 1], gold[going, t]), -1)
    marginal[seqs[:, None], np.arange(longest)[None, :], gold] -= inside
    return marginal.astype(np.float32), d_pairs.astype(np.float32)


def _logsum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    out = np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top
    squeezed: Floats = np.squeeze(out, axis=axis)
    return squeezed


def train_yes_no(rows: Ints, right: NDArray[np.bool_], *, features: int, epochs: int, penalty: float) -> Floats:
    """Weights of features by which yes is told from no."""
    weights = Adam(np.zeros(features + 1, dtype=np.float32), 0.05)
    draw = np.random.default_rng(SEED)
    size = 4096
    for epoch in range(epochs):
        weights.rate = 0.05 * (1 - epoch / epochs)
        shuffled = draw.permutation(len(rows))
        for start in range(0, len(rows), size):
            picked = shuffled[start : start + size]
            found = rows[picked]
            p = 1 / (1 + np.exp(-weights.values[found].sum(axis=1)))
            error = (p - right[picked]).astype(np.float32)
            spread = np.repeat(error, found.shape[1])
            gradient = np.bincount(found.ravel(), weights=spread, minlength=features + 1).astype(np.float32)
            gradient[0] = 0
            weights.step(gradient / len(picked) + penalty * weights.values / len(rows))
    return weights.values
