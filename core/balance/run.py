"""The balance from layers to a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import InputError
from ..outputs import outputs
from ..progress import Progress, Steps
from ..sources.vector import VectorSource, field_names, source_place
from ..tables import write_csv
from .figures import FigureFields, Figures, read_figures
from .reference import council_rows
from .regions import Regions, read_regions
from .tally import Tally, balance_rows, tally

#: Fields that hold the MW of plants where none is chosen.
GENERATION_FIELDS = ("generation_mw", "output_mw", "mw")


@dataclass(frozen=True)
class Request:
    """What to balance.

    Attributes
    ----------
    sites, regions : VectorSource
    name_field : str
        Of the regions.
    fields : FigureFields
        Of the sites, and of the new ones.
    new_sites, generation : VectorSource or None
    generation_field : str or None
    """

    sites: VectorSource
    regions: VectorSource
    name_field: str
    fields: FigureFields
    new_sites: VectorSource | None = None
    generation: VectorSource | None = None
    generation_field: str | None = None


@dataclass(frozen=True)
class Balance:
    """The table, how concentrated what it counts is, and what a reader must know.

    Attributes
    ----------
    columns : list of str
    rows : list of dict
    hhi : float
        Of MW, else of area, else of sites, before the new ones.
    hhi_after : float or None
    outside : int
        Sites, new ones included, that lie in no region and are not counted.
    remarks : list of str
    """

    columns: list[str]
    rows: list[dict[str, Any]]
    hhi: float
    hhi_after: float | None
    outside: int
    remarks: list[str] = field(default_factory=list)


def run_balance(
    request: Request, target: str, reference: str | None = None, progress: Progress | None = None
) -> Balance:
    """Balance sites over regions and write the table, and where wanted the council's own of 2023.

    Raises
    ------
    InputError
        When a layer, field or figure cannot be used.
    OutputError
        When the table cannot be written; nothing is written then.
    """
    steps = Steps(progress)
    steps.phase("Counting sites by region", 0.9)
    made = balance(request)
    steps.phase("Writing", 1.0)
    with outputs() as files:
        write_csv(files.aside(target), made.columns, made.rows)
        if reference:
            write_csv(files.aside(reference), *council_rows())
        steps.at(1.0)
    return made


def balance(request: Request) -> Balance:
    """Count sites, area and megawatts by region, and generation where given."""
    crs, _ = source_place(request.regions)
    regions = read_regions(request.regions, crs, request.name_field)
    remarks: list[str] = []
    if regions.unnamed:
        remarks.append(
            f"{regions.unnamed} feature(s) of {request.regions.label} have no name and are left out."
        )
    before, outside = _counted(regions, read_figures(request.sites, crs, request.fields), remarks)
    if not before.sites.any():
        raise InputError(
            f"No site of {request.sites.label} lies in any region of {request.regions.label}; check the layers and their "
            "CRS."
        )
    after = None
    if request.new_sites is not None:
        fields = _present(request.new_sites, request.fields)
        if request.fields.area and not fields.area:
            remarks.append(
                f"The layer {request.new_sites.label} has no field {request.fields.area}; its sites add no area, as "
                "the ground they take is not what that field tells."
            )
        new, more = _counted(regions, read_figures(request.new_sites, crs, fields), remarks)
        after, outside = before + new, outside + more
    generation = None
    if request.generation is not None:
        fields = FigureFields(mw=_generation_field(request.generation, request.generation_field))
        generation = _counted(regions, read_figures(request.generation, crs, fields), remarks)[0].mw
    columns, rows = balance_rows(regions.names, before, after, generation)
    return Balance(columns, rows, before.hhi(), after.hhi() if after else None, outside, remarks)


def _present(source: VectorSource, fields: FigureFields) -> FigureFields:
    """Fields that a layer of new sites has too: candidates may tell megawatts and no floor area."""
    have = field_names(source)
    area, mw, count = (n if n in have else None for n in (fields.area, fields.mw, fields.count))
    return FigureFields(area, mw, count, outline_is_area=fields.area is None)


def _counted(regions: Regions, figures: Figures, remarks: list[str]) -> tuple[Tally, int]:
    region = regions.of(figures.points)
    outside = int(np.count_nonzero(region < 0))
    for count, what in (
        (outside, "lie in no region and are not counted"),
        (figures.without_place, "have no geometry and are not counted"),
        (figures.unknown(figures.mw), "have no MW, which adds nothing to the sums"),
        (figures.unknown(figures.area_m2), "have no area, which adds nothing to the sums"),
        (figures.unknown(figures.count), "have no count, which adds nothing to the sums"),
    ):
        if count:
            remarks.append(f"{count} feature(s) of {figures.name} {what}.")
    return tally(region, len(regions.names), figures.count, figures.area_m2, figures.mw), outside


def _generation_field(source: VectorSource, chosen: str | None) -> str:
    if chosen:
        return chosen
    have = field_names(source)
    found = next((n for n in GENERATION_FIELDS if n in have), None)
    if found is None:
        raise InputError(
            f"The layer {source.label} has no field {', '.join(GENERATION_FIELDS)}; name the field with the "
            "MW of each plant (GENERATION_FIELD)."
        )
    return found
