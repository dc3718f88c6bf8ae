"""Where numbers and names stand on the map, so that they hide neither each other nor a candidate."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

#: Radius of a rank's disc and size of the letters of a place's name, in units of the drawing.
PIN_RADIUS, LETTER = 13.0, 15.0
#: Distances of a disc from its candidate, tried in turn, and the directions tried at each.
_REACHES = (30.0, 44.0, 62.0, 84.0)
_DIRECTIONS = [math.radians(a) for a in (-45, -135, 45, 135, -90, 90, 0, 180)]


@dataclass(frozen=True)
class Pin:
    """The rank of a candidate: a disc at (x, y) and a leader to the candidate at (to_x, to_y)."""

    rank: int
    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class Box:
    """A name and the middle of its base line."""

    text: str
    x: float
    y: float

    @property
    def width(self) -> float:
        """About how wide the name is: full letters are twice as wide as Latin ones."""
        return LETTER * sum(1.0 if ord(c) > 0x2E7F else 0.56 for c in self.text)

    def overlaps(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Tell whether the name touches a rectangle."""
        half = self.width / 2
        is_beside = self.x + half <= left or self.x - half >= right
        is_above_or_below = self.y + 3 <= top or self.y - LETTER >= bottom
        return not (is_beside or is_above_or_below)


def place_pins(ranks: list[int], at: np.ndarray, size: tuple[float, float]) -> list[Pin]:
    """Place the disc of each candidate beside it, in the order given.

    Parameters
    ----------
    ranks : list of int
    at : float array, shape (n, 2)
        Middles of the candidates.
    size : (width, height)
    """
    pins: list[Pin] = []
    for i, (rank, (x, y)) in enumerate(zip(ranks, at.tolist())):
        others = np.delete(at, i, axis=0)
        spots = [(x + r * math.cos(a), y + r * math.sin(a)) for r in _REACHES for a in _DIRECTIONS]
        free = (s for s in spots if _is_free(s, pins, others, size))
        px, py = next(free, spots[0])
        pins.append(Pin(rank, px, py, x, y))
    return pins


def _is_free(
    spot: tuple[float, float], pins: list[Pin], others: np.ndarray, size: tuple[float, float]
) -> bool:
    x, y = spot
    margin = PIN_RADIUS + 2
    if not (margin <= x <= size[0] - margin and margin <= y <= size[1] - margin):
        return False
    if any(math.hypot(x - p.x, y - p.y) < 2 * PIN_RADIUS + 3 for p in pins):
        return False
    return not len(others) or float(np.hypot(*(others - (x, y)).T).min()) > PIN_RADIUS + 9


def place_names(
    names: tuple[tuple[str, float, float], ...], pins: list[Pin], size: tuple[float, float]
) -> list[Box]:
    """Names that find room: inside the map, clear of discs and candidates and of the names before them."""
    placed: list[Box] = []
    taken = [(p.x, p.y) for p in pins] + [(p.to_x, p.to_y) for p in pins]
    reach = PIN_RADIUS + 2
    for text, x, y in names:
        box = Box(text, x, y)
        half = box.width / 2
        if not (half < x < size[0] - half and LETTER < y < size[1] - 4):
            continue
        hits_pin = any(box.overlaps(a - reach, b - reach, a + reach, b + reach) for a, b in taken)
        hits_name = any(
            box.overlaps(o.x - o.width / 2, o.y - LETTER, o.x + o.width / 2, o.y + 3) for o in placed
        )
        if not hits_pin and not hits_name:
            placed.append(box)
    return placed
