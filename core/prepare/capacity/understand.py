"""Understand a raw table: its header, its rows and the fields of the standard layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...errors import InputError
from . import records
from .columns import Columns, Spare, objects, spare_capacity, voltages
from .dates import as_of_date, parse_as_of
from .geometry import Shapes, table_shapes
from .headers import Header, find_header, header_rows, is_enough, match_columns, normal
from .profile import Choice, Profile, choose_profile
from .request import CapacityRequest
from .rows import all_rows, data_rows
from .table import RawTable
from .values import parse_lead_time, parse_year

#: Words in headers that stand only in tables for generators: automatic shedding and curtailment of
#: generators, limits of the upper system on what they feed in, forecast flow.
_GENERATION = ("n-1電制", "出力制御", "上位系等考慮", "上位系考慮", "予想潮流")


@dataclass(frozen=True)
class Parsed:
    """A table understood: what the report and the layer are made of."""

    request: CapacityRequest
    table: RawTable
    choice: Choice
    columns: Columns
    values: Mapping[str, np.ndarray]
    spare: Spare
    shared: int
    other_side: int
    undecided: int


def parse(request: CapacityRequest, table: RawTable) -> tuple[Parsed, Shapes | None]:
    """Read the cells of a table; returns the fields of the layer and the geometry that the table itself gives."""
    given = parse_as_of(request.as_of) if request.as_of else None
    choice, header = _header(request, table)
    _refuse_generation(request.side, header, table.name)
    is_layer = table.fields is not None
    rows = all_rows(table.cells, header) if is_layer else data_rows(table.cells, header, table.name)
    if not len(rows.index):
        raise InputError(f"The table {table.name} has no row of data; check that it is the right file.")
    date = as_of_date(_titles(table, header)) or table.as_of or as_of_date(rows.footnote_texts)
    cells = table.cells.iloc[rows.index].reset_index(drop=True)
    columns = Columns(cells, header, rows, choice.profile)
    shapes = table_shapes(table, header, rows.index, request.crs)
    return _fields(request, table, choice, columns, shapes, (given, date)), shapes


def _titles(table: RawTable, header: Header) -> list[str]:
    above = table.cells.iloc[: header.start].to_numpy(object) if table.fields is None else ()
    return [" ".join(filter(None, row)) for row in above]


def _fields(
    request: CapacityRequest,
    table: RawTable,
    choice: Choice,
    columns: Columns,
    shapes: Shapes | None,
    dates: tuple[str | None, str | None],
) -> Parsed:
    """The fields of the standard layer, an array each."""
    side, other_side = records.sides(columns, request.side)
    kind = records.kinds(columns, request.kind, shapes)
    utility = records.utilities(columns)
    group, shared = records.shared_groups(columns, utility, kind == "line")
    spare = spare_capacity(columns)
    voltage, voltage_text = voltages(columns)
    year = columns.read("year", parse_year)
    default = choice.profile.licence
    values = {
        "name": columns.rows.name, "utility": utility, "side": side, "kind": kind, "voltage_kv": voltage,
        "capacity_min_mw": spare.low, "capacity_max_mw": spare.high, "spare_mw": spare.exact,
        "year_available": year, "lead_time_years": columns.read("lead_time", parse_lead_time),
        "shared_group": group, "as_of": records.as_of_dates(columns, *dates),
        "source": objects(s or table.name for s in columns.text("source")),
        "licence": objects(request.licence or own or default for own in columns.text("licence")),
        "note": records.notes(columns, voltage_text, spare.notes),
    }  # fmt: skip
    undecided = records.undecided_years(columns, year)
    return Parsed(request, table, choice, columns, values, spare, shared, other_side, undecided)


def _header(request: CapacityRequest, table: RawTable) -> tuple[Choice, Header]:
    """Find the header with the profile that was asked for or that the table's own words choose."""
    rows = header_rows(request.header_rows) if request.header_rows else None
    file_name = Path(table.name).name
    choice = choose_profile(request.utility, file_name, (), ())
    header = _find(table, choice.profile, request.columns, rows)
    if header is not None and choice.by == "none":
        titles = table.cells.iloc[: header.start].to_numpy(object).ravel() if table.fields is None else ()
        choice = choose_profile("auto", file_name, map(str, titles), map(normal, header.texts))
        header = _find(table, choice.profile, request.columns, rows)
    if header is None:
        raise _no_header(request, table)
    return choice, header


def _find(
    table: RawTable, profile: Profile, chosen: Mapping[str, str], rows: tuple[int, int] | None
) -> Header | None:
    if table.fields is None:
        header = find_header(table.cells, profile, chosen, rows)
    else:
        names = list(table.fields)
        header = Header(0, 0, table.fields, match_columns(names, names, profile, chosen))
    return header if header is not None and is_enough(header.roles, chosen) else None


def _no_header(request: CapacityRequest, table: RawTable) -> InputError:
    named = f" with {', '.join(request.columns.values())}" if request.columns else ""
    mend = "name the columns (NAME_COLUMN, CAPACITY_COLUMN, VOLTAGE_COLUMN)"
    if table.fields is not None:
        return InputError(
            f"No field of capacity or voltage{named} is known in {table.name}; {mend}, of: {', '.join(table.fields)}."
        )
    first = [t for row in table.cells.iloc[:3].to_numpy(object) for t in row if t][:12]
    return InputError(
        f"No header row{named} was found in {table.name}, which begins: {', '.join(first)}; "
        f"{mend} and the rows of the header (HEADER_ROWS)."
    )


def _refuse_generation(side: str, header: Header, name: str) -> None:
    """A table for generators never becomes demand headroom."""
    telling = [t for t in header.texts if any(w in normal(t) for w in _GENERATION)]
    if side == "demand" and telling:
        raise InputError(
            f"The table {name} is for generators (its column {' '.join(telling[0].split())} stands in no table for "
            "demand), so it cannot be imported with SIDE demand; use SIDE generation, or the utility's map for "
            "demand (ウェルカムゾーンマップ)."
        )
