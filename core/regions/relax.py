"""The linear relaxation: regions may be taken in part. It bounds what any choice can reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..solver.solve import solve
from .cliques import Cliques
from .effort import Effort
from .packing import Packing
from .rows import Rows, joined

#: Regions that a programme begins with, and those added a round where they would pay.
_FIRST, _MORE = 1000, 500
#: A relaxation is given up after so many rounds, or where so many brought less than this share of the bound.
_ROUNDS, _STALE, _LITTLE = 80, 10, 1e-4
#: Work of a call to the solver, in entries of a programme.
_CALL = 15_000


@dataclass(frozen=True)
class Relaxed:
    """Solution of a relaxation.

    Attributes
    ----------
    share : float64 array, shape (n,)
        Share of each region in the last solution.
    bound : float
        No choice among the open regions is worth more.
    gain : float64 array, shape (n,)
        Value of each region less what it costs at the constraints' prices, -inf where not open: a
        choice that takes a region of negative gain is worth at most ``bound + gain``.
    """

    share: np.ndarray
    bound: float
    gain: np.ndarray


@dataclass(frozen=True)
class Part:
    """A part of all choices: only open regions are taken, and at least one of every set asked for."""

    is_open: np.ndarray
    asked: tuple[np.ndarray, ...] = ()


def relax(
    packing: Packing, rows: Rows, cliques: Cliques, part: Part, floor: float, effort: Effort
) -> Relaxed | None:
    """Bound a part of the choices; cliques that solutions break are added to ``rows`` on the way.

    Prices of at least 0, whichever they are, give a bound (weak duality of linear programming), so
    it holds wherever this stops, and does not lean on the solver's tolerances.

    Parameters
    ----------
    floor : float
        Stop as soon as the bound is no better than this.

    Returns
    -------
    Relaxed or None
        None when nothing fits.
    """
    asked = Rows(packing.size)
    asked.ask(list(part.asked))
    active = _first_active(packing, part)
    best = _simple(packing, part)
    share, history = best.share, [best.bound]
    for _ in range(_ROUNDS):
        live = rows.live
        now = joined(rows.part(live), asked)
        solved = _solve(packing.value, now, np.flatnonzero(active), effort)
        if solved is None:
            return None
        share, price = solved
        found = _bounded(packing, now, price, share, part)
        best = found if found.bound < best.bound else best
        if best.bound <= floor or not effort.is_left():
            break
        is_wider = _widen(active, found)
        is_cut = rows.note(live, price[: len(live)], share) > 0
        new = cliques.broken(share)
        rows.add(new)
        history.append(best.bound)
        if not (new or is_cut or is_wider) or _is_stale(history):
            break
    return Relaxed(share, best.bound, best.gain)


def _first_active(packing: Packing, part: Part) -> np.ndarray:
    order = np.flatnonzero(part.is_open)
    order = order[np.argsort(-packing.value[order], kind="stable")]
    active = np.zeros(packing.size, bool)
    active[order[:_FIRST]] = True
    for members in part.asked:
        active[members] = True
    return active & part.is_open


def _widen(active: np.ndarray, found: Relaxed) -> bool:
    """Take in the regions that would pay most; tells whether there are any."""
    missing = np.flatnonzero((found.gain > 1e-9 * max(1.0, abs(found.bound))) & ~active)
    active[missing[np.argsort(-found.gain[missing], kind="stable")[:_MORE]]] = True
    return bool(missing.size)


def _simple(packing: Packing, part: Part) -> Relaxed:
    """The bound of the number of regions alone: as many of the best as are asked for."""
    value = np.where(part.is_open, packing.value, -np.inf)
    price = 0.0
    if packing.count < packing.size:
        price = max(0.0, float(np.partition(value, -packing.count - 1)[-packing.count - 1]))
    gain = value - price
    bound = packing.count * price + float(gain[gain > 0].sum())
    return Relaxed(np.where(gain > 0, 1.0, 0.0), bound, gain)


def _bounded(packing: Packing, rows: Rows, price: np.ndarray, share: np.ndarray, part: Part) -> Relaxed:
    gain = np.where(part.is_open, packing.value - price @ rows.matrix, -np.inf)
    return Relaxed(share, float(price @ rows.limit + gain[gain > 0].sum()), gain)


def _is_stale(history: list[float]) -> bool:
    return len(history) > _STALE and history[-_STALE - 1] - history[-1] < _LITTLE * abs(history[-1])


def _solve(
    value: np.ndarray, rows: Rows, active: np.ndarray, effort: Effort
) -> tuple[np.ndarray, np.ndarray] | None:
    """Shares of all regions and prices of the rows; None when nothing fits."""
    effort.spend(_CALL + len(active) * len(rows.limit))
    bounds = np.zeros(len(active)), np.ones(len(active))
    found = solve(-value[active], rows.matrix[:, active], (None, rows.limit), bounds)
    share = np.zeros(len(value))
    if found.status == 2:
        return None
    if found.x is None or found.prices is None:  # a numerical failure: no prices is a bound as well
        return share, np.zeros(len(rows.limit))
    share[active] = found.x
    return share, np.maximum(-found.prices, 0.0)
