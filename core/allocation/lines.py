"""The map of an allocation: a line from each site to its connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from shapely import wkb
from shapely.geometry.base import BaseGeometry

from ..vectors import FieldSpec
from .ledger import start_year
from .model import Feed, Rules, Sites, Supply
from .reach import straight_line

#: Fields of the lines.
LINE_FIELDS = (
    FieldSpec("site", str),
    FieldSpec("connection", str),
    FieldSpec("mw", float),
    FieldSpec("year", int),
    FieldSpec("length", float),
    FieldSpec("feed", int),
    FieldSpec("site_fid", int),
    FieldSpec("connection_fid", int),
    FieldSpec("voltage_kv", float),
    FieldSpec("shared_group", str),
)


def line_rows(
    sites: Sites,
    supply: Supply,
    rules: Rules,
    feeds: Sequence[Feed],
    geometries: tuple[Sequence[BaseGeometry], Sequence[BaseGeometry]],
    ids: tuple[np.ndarray, np.ndarray],
    voltage_kv: np.ndarray,
) -> Iterator[tuple[dict[str, Any], bytes | None]]:
    """Attributes and WKB of each feed's line; feeds of one site and year are numbered from 1, the shorter first.

    Parameters
    ----------
    geometries, ids : pairs
        Of the sites and of the connections.
    """
    numbers: dict[tuple[int, int], int] = {}
    for feed in feeds:
        key = feed.site, feed.period
        numbers[key] = numbers.get(key, 0) + 1
        connections = (
            [f.connection for f in feeds if (f.site, f.period) == key]
            if rules.feeds > 1
            else [feed.connection]
        )
        line = straight_line(geometries[0][feed.site], geometries[1][feed.connection])
        kv = float(voltage_kv[feed.connection])
        yield (
            {
                "site": sites.label[feed.site],
                "connection": supply.label[feed.connection],
                "mw": float(feed.mw),
                "year": start_year(feed.period, rules, supply.year[connections]),
                "length": feed.metres,
                "feed": numbers[key],
                "site_fid": int(ids[0][feed.site]),
                "connection_fid": int(ids[1][feed.connection]),
                "voltage_kv": None if kv != kv else kv,
                "shared_group": supply.group_name[feed.connection] or None,
            },
            None if line is None else wkb.dumps(line),
        )
