"""Edit a value function by hand: its handles on a plot, other shapes for the same range, and the data's range."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .value import Function, ValueFunction

#: A value function as a scenario writes it.
Value = dict[str, Any]
#: Shares of the data below the two breakpoints that are fitted to it.
_SHARES = (0.05, 0.95)
#: Exponent and steepness to begin with; an exponent of 1 would be a line.
_EXPONENT, _STEEPNESS = 2.0, 5.0
#: Digits of a drag: a thousandth of what the plot spans.
_DIGITS = 3


@dataclass(frozen=True)
class Handle:
    """A point of the curve that can be moved.

    Attributes
    ----------
    name : str
        ``worst``, ``best``, ``midpoint``, ``spread``, or ``point`` with its number from 1.
    x, y : float
        Value and score.
    along, across : bool
        Whether its value, and its score, can be changed.
    """

    name: str
    x: float
    y: float
    along: bool = True
    across: bool = False


def function_of(value: Value) -> ValueFunction | None:
    """The function that a scenario writes; None where it lacks what it needs."""
    numbers = {k: value.get(k) for k in ("low", "high", "exponent", "midpoint", "spread")}
    points = tuple((float(x), float(y)) for x, y in value.get("points", ()))
    made = ValueFunction(Function(value["function"]), points=points, **numbers)
    return None if made.problems() else made


def sampled(value: Value, xs: Sequence[float]) -> list[float] | None:
    """Scores at values, NaN where a category has none; None where the function lacks what it needs."""
    made = function_of(value)
    return None if made is None else [float(y) for y in made(np.asarray(xs, np.float64))]


def handles(value: Value) -> list[Handle]:
    """Points of the curve to take hold of, from left to right; none where it lacks what it needs."""
    made = function_of(value)
    if made is None:
        return []
    if made.function in (Function.LINEAR, Function.POWER):
        low, high = float(made.low or 0), float(made.high or 0)
        return sorted([Handle("worst", low, 0.0), Handle("best", high, 1.0)], key=lambda h: h.x)
    if made.points:
        along = made.function is Function.PIECEWISE
        return [Handle(f"point {i}", x, y, along, True) for i, (x, y) in enumerate(made.points, 1)]
    middle, spread = float(made.midpoint or 0), float(made.spread or 1)
    x = middle + _reach(made.function, middle, spread)
    y = float(made(np.array([x]))[0])
    top = float(made(np.array([middle]))[0])
    return [Handle("midpoint", middle, top), Handle("spread", x, y)]


def _reach(function: Function, middle: float, spread: float) -> float:
    """How far from the middle the handle of the spread stands: at half the score, or at a quarter and three."""
    if function is Function.GAUSSIAN:
        return math.sqrt(math.log(2) / spread)
    if function is Function.NEAR:
        return 1 / math.sqrt(spread)
    return float(middle * (3 ** (1 / spread) - 1))


def dragged(value: Value, name: str, x: float, y: float, span: float) -> Value:
    """The value function with a handle moved as near to a place as it can stand.

    Parameters
    ----------
    value : dict
    name : str
        Of the handle.
    x, y : float
    span : float
        Of the plot, above 0; values are rounded to a thousandth of it.
    """
    x, least = rounded(x, span), span * 10.0**-_DIGITS
    function = Function(value["function"])
    if name in ("worst", "best"):
        key, other = ("low", "high") if name == "worst" else ("high", "low")
        return value if x == value[other] else {**value, key: x}
    if name == "midpoint":
        positive = function in (Function.LARGE, Function.SMALL)
        return {**value, "midpoint": rounded(max(x, least), span / 10) if positive else x}
    if name == "spread":
        return {**value, "spread": _spread_of(function, value["midpoint"], x, least)}
    place = int(name.partition(" ")[2]) - 1
    points = [list(p) for p in value["points"]]
    if function is Function.PIECEWISE:
        lower = points[place - 1][0] + least if place else -math.inf
        upper = points[place + 1][0] - least if place + 1 < len(points) else math.inf
        if lower > upper:
            x = points[place][0]
        else:
            x = rounded(min(max(x, lower), upper), span / 10)
    else:
        x = points[place][0]
    points[place] = [x, round(min(max(y, 0.0), 1.0), _DIGITS)]
    return {**value, "points": points}


def _spread_of(function: Function, middle: float, x: float, least: float) -> float:
    """The spread whose handle stands at a value; right of the middle, however near."""
    if function in (Function.LARGE, Function.SMALL):
        ratio = max(x, middle + least) / middle
        spread = math.log(3) / math.log(ratio)
    else:
        reach = max(abs(x - middle), least)
        spread = (math.log(2) if function is Function.GAUSSIAN else 1) / reach**2
    return float(f"{spread:.4g}")


def with_point(value: Value, x: float, span: float) -> Value:
    """A piecewise function with a breakpoint on its curve, or categories with one more."""
    points, x = [list(p) for p in value["points"]], rounded(x, span)
    if any(p[0] == x for p in points):
        return value
    scores = sampled(value, [x])
    y = scores[0] if scores and not math.isnan(scores[0]) else 0.5
    return {**value, "points": sorted([*points, [x, round(y, _DIGITS)]])}


def without_point(value: Value, place: int) -> Value:
    """A function without a point; unchanged where it would have too few."""
    least = 2 if value["function"] == Function.PIECEWISE.value else 1
    points = [p for i, p in enumerate(value["points"]) if i != place]
    return {**value, "points": points} if len(points) >= least else value


def converted(value: Value | None, name: str) -> Value:
    """Another function over the same range: best and worst stay about where they were.

    Parameters
    ----------
    value : dict or None
        None where the criterion is a score already: the range is that of scores.
    name : str
        Of the function.
    """
    worst, best = _ends(value)
    function, middle, half = Function(name), (worst + best) / 2, abs(best - worst) / 2
    out: Value = {"function": function.value}
    if function in (Function.LINEAR, Function.POWER):
        out.update(low=worst, high=best)
        if function is Function.POWER:
            out["exponent"] = _EXPONENT
    elif function in (Function.LARGE, Function.SMALL):
        out.update(midpoint=middle if middle > 0 else max(abs(worst), abs(best), 1.0), spread=_STEEPNESS)
    elif function in (Function.GAUSSIAN, Function.NEAR):
        factor = math.log(2) if function is Function.GAUSSIAN else 1
        out.update(midpoint=best, spread=float(f"{factor / half**2:.4g}"))
    elif value and value.get("points"):
        out["points"] = sorted([list(p) for p in value["points"]])
        if function is Function.PIECEWISE and len(out["points"]) < 2:
            out["points"].append([out["points"][0][0] + 1, out["points"][0][1]])
    else:
        out["points"] = sorted([[worst, 0], [best, 1]])
    return out


def _ends(value: Value | None) -> tuple[float, float]:
    """Values that score least and best, about; never the same."""
    found = handles(value) if value else []
    worst, best = 0.0, 1.0
    if found and found[0].name == "midpoint":
        middle, reach = found[0].x, found[1].x - found[0].x
        rises = {Function.LARGE.value: 1, Function.SMALL.value: -1}.get(str(value and value["function"]))
        worst, best = (
            (middle + 2 * reach, middle)
            if rises is None
            else (middle - rises * reach, middle + rises * reach)
        )
    elif found:
        worst = min(found, key=lambda h: h.y).x
        best = max(found, key=lambda h: h.y).x
    worst, best = float(f"{worst:.4g}"), float(f"{best:.4g}")
    return (worst, best) if worst != best else (worst, worst + 1)


def fitted(value: Value, counts: Sequence[float], edges: Sequence[float]) -> Value:
    """The value function over the middle nine tenths of the data; its direction stays.

    Parameters
    ----------
    value : dict
    counts : sequence of float, n
    edges : sequence of float, n + 1

    Returns
    -------
    dict
        Unchanged where there is no data.
    """
    total = np.concatenate([[0.0], np.cumsum(counts)])
    if not total[-1]:
        return value
    low, high = (float(np.interp(share * total[-1], total, edges)) for share in _SHARES)
    if not high > low:
        return value
    low, high = rounded(low, high - low), rounded(high, high - low)
    worst, best = _ends(value)
    if best < worst:
        low, high = high, low
    function = Function(value["function"])
    if function is Function.PIECEWISE:
        xs, scale = [p[0] for p in value["points"]], abs(high - low)
        first, width = min(xs), max(xs) - min(xs)
        start = min(low, high)
        points = [[rounded(start + (x - first) * scale / width, scale), y] for x, y in value["points"]]
        return {**value, "points": points}
    if function is Function.CATEGORIES:
        return value
    if function in (Function.LINEAR, Function.POWER):
        return {**value, "low": low, "high": high}
    return converted({"function": Function.LINEAR.value, "low": low, "high": high}, function.value)


def rounded(x: float, span: float) -> float:
    """A value to a thousandth of a span, without digits that nobody meant."""
    digits = _DIGITS - math.floor(math.log10(span)) if span > 0 else 6
    out = round(x, digits)
    return int(out) if out == int(out) else out
