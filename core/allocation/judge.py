"""Which pairs of site and connection can serve at all, and what stands against the others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..parameters import least_voltage, voltage_class
from .model import Reach, Rules, Sites, Supply, exact


@dataclass(frozen=True)
class Judged:
    """What each pair in reach meets; arrays of one entry a pair.

    Attributes
    ----------
    is_known, is_strong, is_enough : bool arrays
        Known spare capacity; voltage high enough; spare at least the demand (or above 0 where a
        part will do).
    least_kv : float64 array
        Voltage class that the site needs there.
    start : int64 array
        First period in which the connection is there and the site wants it; ``periods``: none is.
    is_usable : bool array
        All of these hold, and the site has a demand.
    """

    is_known: np.ndarray
    is_strong: np.ndarray
    is_enough: np.ndarray
    least_kv: np.ndarray
    start: np.ndarray
    is_usable: np.ndarray


def judge(sites: Sites, supply: Supply, reach: Reach, rules: Rules) -> Judged:
    """Judge every pair in reach."""
    demand, spare = sites.demand_mw[reach.site], supply.spare_mw[reach.connection]
    least = _least_classes(sites, supply, reach, rules)
    with np.errstate(invalid="ignore"):
        is_strong = ~np.isnan(least) & (supply.voltage_class[reach.connection] >= least)
        enough = spare > 0 if rules.is_partial else _covers(spare, demand)
        wanted = demand > 0
    if not supply.has_voltage:
        is_strong = np.ones(len(reach.site), bool)
    start = np.maximum(
        rules.first_period(supply.year)[reach.connection], rules.first_period(sites.year)[reach.site]
    )
    is_known = ~np.isnan(spare)
    usable = is_known & is_strong & enough & wanted & (start < rules.periods)
    return Judged(is_known, is_strong, enough, least, start, usable)


def _covers(spare: np.ndarray, demand: np.ndarray) -> np.ndarray:
    """True where the spare is at least the demand, compared as the decimals they are written as."""
    out = spare >= demand
    close = np.flatnonzero(np.isclose(spare, demand, rtol=1e-9, atol=0))
    out[close] = [exact(s) >= exact(d) for s, d in zip(spare[close].tolist(), demand[close].tolist())]
    return out


def _least_classes(sites: Sites, supply: Supply, reach: Reach, rules: Rules) -> np.ndarray:
    """Voltage class needed by each pair; NaN where the demand is unknown."""
    if rules.min_voltage_kv is not None:
        return np.full(len(reach.site), voltage_class(rules.min_voltage_kv))
    known: dict[tuple[float, str | None], float] = {}
    out = np.full(len(reach.site), np.nan)
    for n, (i, k) in enumerate(zip(reach.site.tolist(), reach.connection.tolist())):
        key = float(sites.demand_mw[i]), supply.utility[k]
        if key[0] != key[0]:
            continue
        if key not in known:
            known[key] = voltage_class(least_voltage(*key).kv)
        out[n] = known[key]
    return out
