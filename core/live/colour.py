"""Pixels of a preview: suitability by a ramp, excluded clear, not assessed hatched, differences blue to orange."""

from __future__ import annotations

import functools
import json

import numpy as np

from ..errors import InputError
from ..parameters import RESOURCES

#: Colours of a ramp.
_STEPS = 256
#: Cells coloured at once: a whole preview. Parts that fit the processor's cache are no faster, and numpy lets go
#: of Python's lock at each step: while another thread computes, 200 steps waited 120 ms for it, and 7 wait 10 ms.
_AT_ONCE = 1 << 20
#: Hatching: every so many cells a stripe of so many, mid grey, as 0xAARRGGBB with colours times alpha.
_PERIOD, _STRIPE, _GREY = 8, 2, 0xB0606060


def rgba(
    suitability: np.ndarray,
    state: np.ndarray,
    ramp: str = "viridis",
    score_range: tuple[float, float] = (0.0, 1.0),
) -> np.ndarray:
    """Colour a preview.

    Parameters
    ----------
    suitability : float32 array (rows, cols)
        NaN where excluded or not assessed.
    state : uint8 array (rows, cols)
        0 eligible, 1 excluded, 2 not assessed.
    ramp : str
        ``viridis`` or ``cividis``.
    score_range : (least, most)
        Scores at the ends of the ramp; beyond them the ends' colours hold.

    Returns
    -------
    uint8 array (rows, cols, 4)
        As QImage.Format_ARGB32_Premultiplied has it in memory: blue, green, red, alpha on most processors.
    """
    out = _coloured(suitability, ramp, *score_range)
    is_unknown = state == 2
    if is_unknown.any():
        np.logical_and(is_unknown, _stripes(state.shape), out=is_unknown)
        np.putmask(out, is_unknown, np.uint32(_GREY))
    return out.view(np.uint8).reshape(*suitability.shape, 4)


def difference_rgba(a: np.ndarray, b: np.ndarray, span: float | None = None) -> np.ndarray:
    """Colour ``b - a``: blue where b is lower, orange where it is higher, clear where either has no score.

    Parameters
    ----------
    a, b : float32 arrays (rows, cols)
    span : float or None
        Difference at the ends of the ramp; None takes the largest that occurs.

    Returns
    -------
    uint8 array (rows, cols, 4), as ``rgba``
    """
    if a.shape != b.shape:
        raise InputError(
            f"The two previews have {a.shape} and {b.shape} cells; open both with one extent and cell size."
        )
    step = b - a
    if span is None:
        low, high = np.fmin.reduce(step, axis=None), np.fmax.reduce(step, axis=None)
        span = float(max(-low, high)) if step.size and not np.isnan(low) else 1.0
    reach = max(span, 1e-6)
    return _coloured(step, "difference", -reach, reach).view(np.uint8).reshape(*step.shape, 4)


@functools.lru_cache(maxsize=8)
def colours(ramp: str) -> np.ndarray:
    """The 256 colours of a ramp, uint32 0xAARRGGBB, opaque.

    Raises
    ------
    InputError
        When there is no such ramp.
    """
    stops = json.loads((RESOURCES / "ramps.json").read_text(encoding="utf-8")).get(ramp)
    if not isinstance(stops, list):
        raise InputError(f"There is no colour ramp {ramp}; take viridis, cividis or difference.")
    rgb = np.array([[int(s[i : i + 2], 16) for i in (1, 3, 5)] for s in stops], float)
    at = np.linspace(0, len(stops) - 1, _STEPS)
    red, green, blue = (
        np.rint(np.interp(at, np.arange(len(stops)), channel)).astype(np.uint32) for channel in rgb.T
    )
    return np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue


def _coloured(values: np.ndarray, ramp: str, low: float, high: float) -> np.ndarray:
    """Colours, uint32 of the values' shape; 0, which is clear, where NaN."""
    table = np.concatenate([np.zeros(1, np.uint32), colours(ramp)])
    flat = np.ascontiguousarray(values, np.float32).reshape(-1)
    out = np.empty(flat.shape, np.uint32)
    scale = np.float32((_STEPS - 1) / (high - low))
    # The first entry is for no value; half a step makes cutting off decimals rounding.
    shift = np.float32(1.5 - low * scale)
    most = min(_AT_ONCE, flat.size)
    place, index = np.empty(most, np.float32), np.empty(most, np.intp)
    for begin in range(0, flat.size, _AT_ONCE):
        part = flat[begin : begin + _AT_ONCE]
        p, i = place[: part.size], index[: part.size]
        np.multiply(part, scale, out=p)
        p += shift
        np.maximum(p, np.float32(1), out=p)  # keeps NaN
        np.fmax(p, np.float32(0), out=p)  # NaN becomes 0
        np.copyto(i, p, casting="unsafe")
        np.take(table, i, out=out[begin : begin + _AT_ONCE], mode="clip")
    return out.reshape(values.shape)


@functools.lru_cache(maxsize=2)
def _stripes(shape: tuple[int, int]) -> np.ndarray:
    """Diagonal stripes, bool."""
    diagonal = np.arange(shape[0], dtype=np.uint32)[:, None] + np.arange(shape[1], dtype=np.uint32)
    return diagonal % _PERIOD < _STRIPE
