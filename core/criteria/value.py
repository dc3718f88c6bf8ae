"""Value functions: a quantity on the ground becomes a score in [0, 1], 1 best."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..errors import InputError


class Function(str, Enum):
    """Shapes of value functions, by the names that scenarios and algorithms use."""

    LINEAR = "linear"
    POWER = "power"
    LARGE = "large"
    SMALL = "small"
    GAUSSIAN = "gaussian"
    NEAR = "near"
    PIECEWISE = "piecewise"
    CATEGORIES = "categories"


#: What each function needs beside its name.
REQUIRED: dict[Function, tuple[str, ...]] = {
    Function.LINEAR: ("low", "high"),
    Function.POWER: ("low", "high", "exponent"),
    Function.LARGE: ("midpoint", "spread"),
    Function.SMALL: ("midpoint", "spread"),
    Function.GAUSSIAN: ("midpoint", "spread"),
    Function.NEAR: ("midpoint", "spread"),
    Function.PIECEWISE: ("points",),
    Function.CATEGORIES: ("points",),
}
#: Numbers of a long row: fewer rows take fewer steps, and one fits the innermost cache.
_ROW = 8192


@dataclass(frozen=True)
class ValueFunction:
    """A value function and its parameters.

    Attributes
    ----------
    function : Function
    low, high : float
        Values that score 0 and 1 (linear, power); low above high gives a falling line.
    exponent : float
        Of power.
    midpoint : float
        Where large and small score 0.5, and gaussian and near score 1.
    spread : float
        A steepness: larger is narrower.
    points : tuple of (x, y)
        Breakpoints of piecewise in rising x, or value and score of each category.

    Source
    ------
    The memberships of QGIS's native fuzzify algorithms.
    """

    function: Function
    low: float | None = None
    high: float | None = None
    exponent: float | None = None
    midpoint: float | None = None
    spread: float | None = None
    points: tuple[tuple[float, float], ...] = ()

    def problems(self) -> list[str]:
        """What is wrong with the parameters, a clause each; empty when they can be used."""
        missing = [n for n in REQUIRED[self.function] if getattr(self, n) in (None, ())]
        if missing:
            return [f"the function {self.function.value} needs {' and '.join(missing)}"]
        numbers = [getattr(self, n) for n in REQUIRED[self.function] if n != "points"]
        if not all(math.isfinite(v) for v in (*numbers, *(v for p in self.points for v in p))):
            return ["parameters must be finite numbers"]
        return _CHECKS[self.function](self)

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Score of each value: float32 in [0, 1], NaN where ``x`` is NaN (infinity is a value)."""
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            return _APPLY[self.function](self, np.asarray(x))

    def saturation(self) -> float:
        """The value above which the score no longer changes; infinity when it always may."""
        if self.function in (Function.LINEAR, Function.POWER):
            return max(self.low or 0.0, self.high or 0.0)
        if self.function is Function.PIECEWISE:
            return self.points[-1][0]
        return math.inf


def require_usable(value: ValueFunction, where: str) -> ValueFunction:
    """Return the value function, or raise InputError naming ``where`` and what is wrong."""
    problems = value.problems()
    if problems:
        raise InputError(f"The value function of {where} cannot be used: {'; '.join(problems)}.")
    return value


def _linear(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    low, high = float(f.low), float(f.high)  # type: ignore[arg-type]
    # Float64 in between where the input is: large offsets (elevations, projected values) cancel.
    out = np.subtract(x, low, dtype=np.float64 if x.dtype == np.float64 else np.float32)
    out *= 1.0 / (high - low)
    if not out.ndim:
        return np.clip(out, 0.0, 1.0).astype(np.float32)
    # Rows in place of numbers: numpy compares arrays several times faster than an array and a number.
    rows = out.reshape(-1, _ROW) if out.flags.c_contiguous and out.size % _ROW == 0 else out
    np.maximum(rows, np.zeros(rows.shape[-1], out.dtype), out=rows)
    np.minimum(rows, np.ones(rows.shape[-1], out.dtype), out=rows)
    return out.astype(np.float32, copy=False)


def _power(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    return _linear(f, x) ** np.float32(f.exponent)


def _ratio(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    """Position x / midpoint, at least 0: below 0 the curves go on flat, as an analyst reads them."""
    return np.maximum(np.asarray(x, np.float64) / float(f.midpoint or 1.0), 0.0)


def _large(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    return (1.0 / (1.0 + _ratio(f, x) ** -f.spread)).astype(np.float32)  # type: ignore[operator]


def _small(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    return (1.0 / (1.0 + _ratio(f, x) ** f.spread)).astype(np.float32)


def _gaussian(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    return np.exp(-f.spread * (np.asarray(x, np.float64) - f.midpoint) ** 2).astype(np.float32)  # type: ignore[operator]


def _near(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    off = np.asarray(x, np.float64) - f.midpoint  # type: ignore[operator]
    return (1.0 / (1.0 + f.spread * off**2)).astype(np.float32)  # type: ignore[operator]


def _piecewise(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    xs, ys = np.array(f.points, float).T
    out = np.interp(x, xs, ys)
    out[np.isnan(x)] = np.nan
    return out.astype(np.float32)


def _categories(f: ValueFunction, x: np.ndarray) -> np.ndarray:
    values, scores = np.array(sorted(f.points), float).T
    place = np.clip(np.searchsorted(values, x), 0, len(values) - 1)
    return np.where(values[place] == x, scores[place], np.nan).astype(np.float32)


_APPLY = {
    Function.LINEAR: _linear,
    Function.POWER: _power,
    Function.LARGE: _large,
    Function.SMALL: _small,
    Function.GAUSSIAN: _gaussian,
    Function.NEAR: _near,
    Function.PIECEWISE: _piecewise,
    Function.CATEGORIES: _categories,
}


def _check_line(f: ValueFunction) -> list[str]:
    return ["low and high must differ"] if f.low == f.high else []


def _check_power(f: ValueFunction) -> list[str]:
    return _check_line(f) + (["exponent must be above 0"] if (f.exponent or 0) <= 0 else [])


def _check_ratio(f: ValueFunction) -> list[str]:
    out = ["midpoint must be above 0"] if (f.midpoint or 0) <= 0 else []
    return out + _check_spread(f)


def _check_spread(f: ValueFunction) -> list[str]:
    return ["spread must be above 0"] if (f.spread or 0) <= 0 else []


def _check_points(f: ValueFunction) -> list[str]:
    out = [] if all(0 <= y <= 1 for _, y in f.points) else ["scores of points must lie in [0, 1]"]
    xs = [x for x, _ in f.points]
    if f.function is Function.PIECEWISE:
        if len(xs) < 2 or any(b <= a for a, b in zip(xs, xs[1:])):
            out.append("points need two or more x that rise")
    elif len(set(xs)) != len(xs):
        out.append("a category may stand only once in points")
    return out


_CHECKS = {
    Function.LINEAR: _check_line,
    Function.POWER: _check_power,
    Function.LARGE: _check_ratio,
    Function.SMALL: _check_ratio,
    Function.GAUSSIAN: _check_spread,
    Function.NEAR: _check_spread,
    Function.PIECEWISE: _check_points,
    Function.CATEGORIES: _check_points,
}
