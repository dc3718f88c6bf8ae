"""Sites out of a layer: who asks for how much, with what score, from when."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData, missing_field
from ..sources.vector import ALL_FIELDS, VectorSource, read_vector
from .model import Sites, make_sites

#: Fields that hold the demand, and the name, where none is chosen.
DEMAND_FIELDS = ("demand_mw", "mw")
NAME_FIELDS = ("name", "site", "rank", "id")


@dataclass(frozen=True)
class SiteFields:
    """What of a layer is asked; None takes the standard field, or goes without.

    Attributes
    ----------
    demand : str or None
        Field of MW; None: ``demand_mw`` or ``mw``, unless ``demand_mw`` below is given.
    demand_mw : float or None
        MW of every site that its field does not tell.
    score, year, name : str or None
    """

    demand: str | None = None
    demand_mw: float | None = None
    score: str | None = None
    year: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class SiteLayer:
    """Sites with their geometries and the rows they come from.

    Attributes
    ----------
    data : VectorData
        Rows with a geometry.
    geometries : list of shapely geometry
    sites : Sites
    rows : int64 array
        Feature id of each site in the file that was read.
    remarks : list of str
        What a reader must know.
    """

    data: VectorData
    geometries: list[BaseGeometry]
    sites: Sites
    rows: np.ndarray
    remarks: list[str] = field(default_factory=list)

    @property
    def fid(self) -> np.ndarray:
        """Feature id of each site, as its user knows it."""
        return self.data.fid


def read_sites(
    source: VectorSource,
    crs: str,
    fields: SiteFields,
    ids: np.ndarray | None = None,
    year_fields: tuple[str, ...] = (),
) -> SiteLayer:
    """Read the sites of a layer onto a plane in metres.

    Parameters
    ----------
    source : VectorSource
    crs : str
        WKT of the plane.
    fields : SiteFields
    ids : int64 array or None
        Ids by which the user knows the features, where the layer is a copy that numbers them from 1.
    year_fields : tuple of str
        Fields that hold the year where none is chosen; the first that the layer has.

    Raises
    ------
    InputError
        When a field is missing, nobody says the demand, or a figure cannot be.
    """
    read = read_vector(source, crs, ALL_FIELDS)
    data = with_ids(read, ids)
    remarks: list[str] = []
    demand = _demand(data, fields, remarks)
    score = None if fields.score is None else _score(data, fields.score, remarks)
    year_name = fields.year or next((n for n in year_fields if n in data.field_names), None)
    year = None if year_name is None else years_of(data, year_name)
    sites = make_sites(labels_of(data, fields.name), demand, score, year, data.name)
    if data.report.empty + data.report.dropped:
        remarks.append(
            f"{data.report.empty + data.report.dropped} site(s) of {data.name} have no geometry and are not served."
        )
    return SiteLayer(data, to_geometries(data.shapes), sites, read.fid, remarks)


def with_ids(data: VectorData, ids: np.ndarray | None) -> VectorData:
    """A layer under the ids that its user knows, where it is a copy that numbers its features from 1."""
    return data if ids is None else replace(data, fid=np.asarray(ids, np.int64)[data.fid - 1])


def labels_of(data: VectorData, chosen: str | None = None) -> list[str]:
    """A name for each row: of the chosen or a standard field, else the feature id."""
    if chosen and chosen not in data.field_names:
        raise missing_field(data.name, chosen, data.field_names)
    name = chosen or next((n for n in NAME_FIELDS if n in data.field_names), None)
    column = data.column(name) if name else [None] * len(data.fid)
    return [_text(value) or f"fid {fid}" for value, fid in zip(column, data.fid.tolist())]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def years_of(data: VectorData, name: str) -> np.ndarray:
    """A field of years as float64, NaN where empty.

    Raises
    ------
    InputError
        When there is no such field, or it holds something else.
    """
    years = data.numbers(name)
    for value, year in zip(data.column(name), years.tolist()):
        is_blank = value is None or not str(value).strip()
        if not is_blank and not (math.isfinite(year) and 1000 <= year <= 9999):
            raise InputError(
                f"The field {name} of {data.name} holds {value!r}, which is no year; give four-digit years, or "
                "leave it empty."
            )
    return years


def _demand(data: VectorData, fields: SiteFields, remarks: list[str]) -> np.ndarray:
    given = math.nan if fields.demand_mw is None else fields.demand_mw
    name = fields.demand
    if name is None and fields.demand_mw is None:
        name = next((n for n in DEMAND_FIELDS if n in data.field_names), None)
        if name is None:
            raise InputError(
                f"For the sites {data.name} no demand in MW is told; name the field that holds it, or give one figure "
                "for all."
            )
    if name is None:
        return np.full(len(data.fid), given)
    demand = data.numbers(name)
    unknown = np.isnan(demand)
    if unknown.all() and math.isnan(given):
        raise InputError(
            f"The field {name} of {data.name} holds no number; name the field of the demand in MW, or give one figure."
        )
    if unknown.any() and math.isnan(given):
        remarks.append(
            f"{int(unknown.sum())} site(s) of {data.name} have no demand in {name} and are not served."
        )
    return np.where(unknown, given, demand)


def _score(data: VectorData, name: str, remarks: list[str]) -> np.ndarray:
    score = data.numbers(name)
    unknown = np.isnan(score)
    if unknown.all():
        raise InputError(f"The field {name} of {data.name} holds no number; name the field of the score.")
    if unknown.any():
        remarks.append(
            f"{int(unknown.sum())} site(s) of {data.name} have no score in {name} and take only what the others leave."
        )
    return np.where(unknown, 0.0, score)
