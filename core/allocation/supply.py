"""The connections of a capacity layer as a ledger sees them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..criteria.connections import Connections
from ..parameters import voltage_class
from ..sources.shapes import VectorData
from .model import Supply


@dataclass(frozen=True)
class SupplyRows:
    """Which rows of a layer the connections of a supply are, and what had to be said of them.

    Attributes
    ----------
    keep : bool array, one flag a row of the layer
        Rows of the demand side.
    published_mw : float64 array, one entry a connection
        Spare MW as published: below 0 where the supply has 0, NaN where unknown.
    """

    keep: np.ndarray
    published_mw: np.ndarray

    @property
    def negative(self) -> int:
        """Connections with a spare capacity below 0, which counts as 0."""
        return int(np.count_nonzero(self.published_mw < 0))

    @property
    def unknown(self) -> int:
        """Connections whose spare capacity is not known."""
        return int(np.count_nonzero(np.isnan(self.published_mw)))


def supply_of(data: VectorData, connections: Connections) -> tuple[Supply, SupplyRows]:
    """The connections of the demand side of a layer."""
    keep = connections.is_demand
    index = np.flatnonzero(keep)
    published = connections.spare_mw[keep]
    codes: dict[object, int] = {}
    group = np.array([codes.setdefault(connections.group[i], len(codes)) for i in index], np.int64)
    kv = connections.voltage_kv[keep]
    supply = Supply(
        tuple(_label(connections.label[i], int(data.fid[i])) for i in index),
        np.where(published < 0, 0.0, published),
        connections.year[keep],
        group,
        np.array([voltage_class(v) if v == v else np.nan for v in kv.tolist()], float),
        tuple(None if connections.utility[i] is None else str(connections.utility[i]) for i in index),
        connections.has_voltage,
        tuple(_group_name(connections.group[i]) for i in index),
    )
    return supply, SupplyRows(keep, published)


def _label(name: object, fid: int) -> str:
    text = "" if name is None else str(name).strip()
    return text or f"fid {fid}"


def _group_name(group: tuple[str, object]) -> str:
    kind, name = group
    return str(name) if kind == "shared" else ""
