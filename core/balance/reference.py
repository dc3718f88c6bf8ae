"""The council's own table of data centres by region, 2023, in the columns of a balance."""

from __future__ import annotations

import functools
import json
from typing import Any

import numpy as np

from ..parameters import RESOURCES
from .tally import Tally, balance_rows


@functools.cache
def council_2023() -> dict[str, Any]:
    """Read ``resources/reference/council_2023.json``: figures with unit, source and date."""
    path = RESOURCES / "reference" / "council_2023.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def council_tally() -> tuple[list[str], Tally]:
    """Names of the regions, and buildings and floor area in each."""
    regions = council_2023()["regions"]
    return [r["name_ja"] for r in regions], Tally(
        np.array([r["buildings"] for r in regions], float), np.array([r["area_m2"] for r in regions], float), None
    )  # fmt: skip


def council_rows() -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of the council's table."""
    return balance_rows(*council_tally())
