"""TOPSIS: how near a cell is to the best of every criterion, and how far from the worst."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..progress import Check, never
from .shares import stack


@dataclass(frozen=True)
class Figures:
    """What TOPSIS needs to know of a criterion's eligible cells, float64 arrays (criteria,)."""

    squares: np.ndarray
    least: np.ndarray
    most: np.ndarray


@dataclass
class TopsisSurvey:
    """Sums of squares, least and largest score of each criterion over all eligible cells."""

    weights: np.ndarray
    squares: np.ndarray = field(init=False)
    least: np.ndarray = field(init=False)
    most: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.weights)
        self.squares, self.least, self.most = np.zeros(count), np.full(count, np.inf), np.full(count, -np.inf)

    def look(self, scores: list[np.ndarray]) -> Figures | None:
        """Figures of a block; None where no cell knows all criteria."""
        is_known = ~np.isnan(sum(scores))
        known = [s[is_known].astype(np.float64) for s in scores]
        if not known[0].size:
            return None
        squares = np.array([np.square(k).sum() for k in known])
        return Figures(squares, np.array([k.min() for k in known]), np.array([k.max() for k in known]))

    def add(self, part: Figures | None) -> None:
        """Add a block."""
        if part is not None:
            self.squares += part.squares
            np.minimum(self.least, part.least, out=self.least)
            np.maximum(self.most, part.most, out=self.most)

    def combination(self, check: Check = never) -> Topsis:
        """TOPSIS against the best and worst that were seen."""
        norm = np.sqrt(self.squares)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(norm > 0, self.weights / norm, 0.0)
        # Closeness does not change when all distances do, so the largest scale is 1: nothing underflows.
        scale = scale / (scale.max() or 1.0)
        return Topsis(scale, self.least, self.most)


@dataclass(frozen=True, eq=False)
class Topsis:
    """Closeness ``d- / (d+ + d-)`` to the best and worst score of each criterion.

    Distances are Euclidean between scores that are divided by the root of the criterion's sum of
    squares over eligible cells, and weighted. 0.5 where best and worst are one, as no cell is then
    nearer to either.

    A criterion contributes the closeness in proportion to its part of ``d-`` squared; it costs what
    lacks, ``1 - closeness``, in proportion to its part of ``d+`` squared.

    Source: Hwang and Yoon, Multiple Attribute Decision Making (1981); Tzeng and Huang, Multiple
    Attribute Decision Making: Methods and Applications (2011).

    Attributes
    ----------
    scale : float64 array (criteria,)
        Weight over norm, relative to the largest.
    least, most : float64 arrays (criteria,)
    """

    scale: np.ndarray
    least: np.ndarray
    most: np.ndarray

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """Closeness, float32 in [0, 1]."""
        near = np.zeros(scores[0].shape, np.float32)
        far, part = np.zeros_like(near), np.empty_like(near)
        for score, scale, least, most in zip(scores, self.scale, self.least, self.most):
            for squares, end in ((near, most), (far, least)):
                np.subtract(score, np.float32(end), out=part)
                part *= np.float32(scale)
                np.add(squares, np.square(part, out=part), out=squares)
        np.sqrt(near, out=near)
        np.sqrt(far, out=far)
        return _ratio(far, near)

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """The closeness by criterion."""
        towards, lacking = self._squares(scores)
        worst, best = np.sqrt(towards.sum(axis=0)), np.sqrt(lacking.sum(axis=0))
        return (_ratio(worst, best) * _shares(towards)).astype(np.float32)

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """What lacks to a closeness of 1, by criterion."""
        towards, lacking = self._squares(scores)
        worst, best = np.sqrt(towards.sum(axis=0)), np.sqrt(lacking.sum(axis=0))
        return (_ratio(best, worst) * _shares(lacking)).astype(np.float32)

    def _squares(self, scores: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Squared distances by criterion from the worst and from the best."""
        x = stack(scores)
        scale, least, most = (v.reshape(-1, *[1] * (x.ndim - 1)) for v in (self.scale, self.least, self.most))
        return np.square(scale * (x - least)), np.square(scale * (most - x))


def _ratio(part: np.ndarray, rest: np.ndarray) -> np.ndarray:
    """``part / (part + rest)``, 0.5 where both are 0."""
    total = part + rest
    with np.errstate(invalid="ignore"):
        return np.where(total == 0, part.dtype.type(0.5), part / total)


def _shares(parts: np.ndarray) -> np.ndarray:
    """Shares of the sum; equal ones where it is 0."""
    total = parts.sum(axis=0)
    with np.errstate(invalid="ignore"):
        return np.where(total == 0, 1 / len(parts), parts / total)
