"""A request and a table understood: product, levels, datum and the columns to write."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import InputError
from .codes import Cells
from .csvtable import field_key
from .datum import CRS_OF, Datum, find_datum
from .products import Product, decode_levels, levels_of
from .tables import MeshTable
from .values import Column, clean_codes, make_column, pad_land_use

#: Names of the land-use class, by first letters: DBF cuts them to ten bytes.
_LAND_USE = ("土地利用種", "l03b_002", "l03b_c_002", "l03b_u_002")
#: Fields by which J-SHIS tables are known.
_JSHIS = ("t30_", "t50_", "avs", "arv", "jcode", "jname")
_JSHIS_CODE = "code"
_LAND_USE_CODES = ("l03b_001", "l03b_c_001", "l03b_u_001")


@dataclass(frozen=True)
class MeshRequest:
    """What is to be imported.

    Attributes
    ----------
    source : str
        File or layer text, as ``tables.read_table`` takes it.
    code_field : str
        Column of the codes.
    fields : tuple of str
        Columns to keep, in order; empty keeps all.
    product : Product
    crs : str
        CRS of the polygons.
    datum : Datum
        Of the codes.
    """

    source: str
    code_field: str
    fields: tuple[str, ...] = ()
    product: Product = Product.AUTO
    crs: str = "EPSG:6668"
    datum: Datum = Datum.AUTO


@dataclass(frozen=True)
class Mesh:
    """A table understood: rows that have a cell, level by level, and the columns to write."""

    label: str
    codes: np.ndarray
    is_code: np.ndarray
    parts: list[tuple[np.ndarray, Cells]]
    columns: list[Column]
    crs: str


def understand(table: MeshTable, request: MeshRequest, notes: list[str]) -> Mesh:
    """Find codes, levels, datum and columns of a table.

    Parameters
    ----------
    table : MeshTable
    request : MeshRequest
    notes : list of str
        Takes what a reader must know.

    Raises
    ------
    InputError
        When codes are ambiguous, most rows have none, a field is missing, or the datum contradicts itself.
    """
    codes = clean_codes(table.table[table.code_column])
    product = request.product if request.product is not Product.AUTO else _product_of(table, codes)
    names = levels_of(codes, product, table.label, table.cell_height)
    parts, is_code = decode_levels(codes, names, table.label)
    if not is_code.any() or 2 * is_code.sum() < len(codes):
        raise InputError(
            f"Only {int(is_code.sum())} of {len(codes)} rows of {table.label} have a grid-square code of "
            f"Japan in the column {table.code_column}; choose the column of the codes, and the PRODUCT they "
            "belong to."
        )
    datum, is_named = find_datum(request.datum, table.hints, table.label)
    for rows, cells in parts:
        notes.append(
            f"{len(rows)} codes are of the level {cells.level.name} ({_size(cells)}), datum {datum.value}."
        )
    if not is_named:
        notes.append(
            "Nothing in the file names the datum of the codes, so JGD2011 was taken; DATUM can say otherwise."
        )
    columns = [_column(table, name, codes) for name in _wanted(table, request)]
    return Mesh(table.label, codes, is_code, parts, columns, CRS_OF[datum])


def _product_of(table: MeshTable, codes: np.ndarray) -> Product:
    """The product of ten-digit codes by the names of the columns; AUTO when they tell nothing."""
    if not (np.char.str_len(codes) == 10).any():
        return Product.AUTO
    names = [field_key(str(c)) for c in table.table.columns]
    if any(n.startswith(_LAND_USE) or n in _LAND_USE_CODES for n in names):
        return Product.LANDUSE_100M
    if field_key(table.code_column) == _JSHIS_CODE and any(n.startswith(_JSHIS) for n in names):
        return Product.JSHIS_250M
    return Product.STANDARD if any(n.startswith("g04") for n in names) else Product.AUTO


def _wanted(table: MeshTable, request: MeshRequest) -> list[str]:
    """Columns to keep, the code first."""
    have = {field_key(str(c)): str(c) for c in table.table.columns}
    missing = [n for n in request.fields if field_key(n) not in have]
    if missing:
        raise InputError(
            f"The table {table.label} has no column {', '.join(missing)}; choose among: "
            f"{', '.join(have.values())}."
        )
    chosen = [have[field_key(n)] for n in request.fields] or list(have.values())
    return [table.code_column, *dict.fromkeys(c for c in chosen if c != table.code_column)]


def _column(table: MeshTable, name: str, codes: np.ndarray) -> Column:
    if name == table.code_column:
        return Column(name, str, codes.tolist())
    column = make_column(name, table.table[name])
    return pad_land_use(column) if field_key(name).startswith(_LAND_USE) else column


def _size(cells: Cells) -> str:
    return f'{cells.level.height / 8:g}" x {cells.level.width / 8:g}"'
