"""Network and power assets that are there by a year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..errors import InputError
from ..sources.shapes import VectorData


def is_in_service(data: VectorData, year_field: str | None, year: int | None) -> np.ndarray | None:
    """Tell which assets are there by a year, one without a year at once; None where the layer tells no years."""
    name = year_field or ("year_available" if "year_available" in data.field_names else None)
    if name is None or year is None:
        return None
    years = data.numbers(name)
    return np.isnan(years) | (years <= year)


def in_service(data: VectorData, year_field: str | None, year: int | None) -> VectorData:
    """The assets that are there by a year, maybe none."""
    keep = is_in_service(data, year_field, year)
    if keep is None:
        return data
    fields = {k: v[keep] for k, v in data.fields.items()}
    return replace(data, shapes=data.shapes.take(keep), fid=data.fid[keep], fields=fields)


def nodes_in_service(data: VectorData, year_field: str | None, year: int | None) -> VectorData:
    """Network nodes that are there by a year, at least one.

    Raises
    ------
    InputError
        When a named field is missing, or no node is in service by then.
    """
    out = in_service(data, year_field, year)
    first = None if out.shapes.count else float(np.nanmin(data.numbers(year_field or "year_available")))
    return require_any(out, "node", year, first)


def require_any(data: VectorData, what: str, year: int | None, first: float | None = None) -> VectorData:
    """Return a layer, or raise InputError when none of its assets is in service by a year."""
    if not data.shapes.count:
        when = f"; its first year is {first:g}" if first is not None else ""
        raise InputError(f"No {what} of {data.name} is in service by {year}{when}.")
    return data
