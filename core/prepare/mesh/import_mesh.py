"""Import a table of grid squares: polygons with exact corners, and a raster of one field."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr

from ...errors import InputError
from ...outputs import outputs
from ...progress import Progress, Steps
from ...rasters import RasterSpec
from ...vectors import FieldSpec, LayerSpec, cut_names, write_layer
from ..common.provenance import import_metadata
from ..standard import ImportReport
from .cells import corners, lattice, moved, polygon_wkb, require_one_value, write_raster
from .tables import read_table
from .understand import Mesh, MeshRequest, understand
from .values import as_numbers

#: Names that a GeoPackage keeps for itself.
_RESERVED = frozenset({"fid", "geom", "ogc_fid"})


def import_mesh(
    request: MeshRequest, output: Path, raster: Path | None = None, progress: Progress | None = None
) -> ImportReport:
    """Import a table of grid squares.

    Parameters
    ----------
    request : MeshRequest
    output : Path
        Polygons, a field a column; the code is text. Unknown values (-9999, ``unknown``, blank) are null.
    raster : Path or None
        Raster of the first field on the lattice of the codes, in degrees of their datum; Float32, nodata -9999.

    Returns
    -------
    ImportReport

    Raises
    ------
    InputError
        When the table cannot be read, its codes are ambiguous or none of them is one, or a field is missing.
    """
    steps = Steps(progress)
    steps.phase("Reading the table", 0.4)
    with tempfile.TemporaryDirectory(prefix="wattbit-") as folder:
        table = read_table(request.source, request.code_field, Path(folder))
    notes: list[str] = []
    mesh = understand(table, request, notes)
    tags = import_metadata(request, {"source": "table"})
    steps.phase("Writing cells", 0.9)
    with outputs() as files:
        if raster is not None:
            _write_raster(mesh, files.aside(raster), tags)
            notes.append(f"The raster stands on the lattice of the codes, in degrees of {mesh.crs}.")
        written = _write_polygons(mesh, files.aside(output), request.crs, tags, steps, notes)
        steps.phase("Moving files into place", 1.0)
    return ImportReport(written, _counts(mesh), [*_warnings(mesh), *notes])


def _write_polygons(
    mesh: Mesh, path: Path, crs: str, tags: dict[str, str], steps: Steps, notes: list[str]
) -> int:
    fields = tuple(FieldSpec(_field_name(c.name), c.type) for c in mesh.columns)
    spec = LayerSpec("mesh", crs, ogr.wkbPolygon, fields, tuple(tags.items()))
    notes += filter(None, [cut_names(path, fields)])
    total = int(mesh.is_code.sum())
    is_moved = mesh.crs != crs

    def rows() -> Iterator[tuple[dict[str, Any], bytes | None]]:
        done = 0
        for numbers, cells in mesh.parts:
            rings = corners(cells)
            if is_moved:
                rings, distance = moved(rings, mesh.crs, crs, mesh.label)
                if distance > 1e-6:
                    notes.append(
                        f"The cells were brought from {mesh.crs} to {crs}, by up to {distance:.5f} degrees."
                    )
            for row, wkb in zip(numbers, polygon_wkb(rings)):
                yield {f.name: c.values[row] for f, c in zip(spec.fields, mesh.columns)}, wkb
                done += 1
                if done % 5000 == 0:
                    steps.at(done / total)

    return write_layer(path, spec, rows())


def _write_raster(mesh: Mesh, path: Path, metadata: dict[str, str]) -> None:
    if len(mesh.parts) > 1:
        levels = ", ".join(cells.level.name for _, cells in mesh.parts)
        raise InputError(
            f"The codes of {mesh.label} have several sizes ({levels}), so no raster fits all; leave RASTER "
            "out."
        )
    column = next((c for c in mesh.columns[1:]), None)
    values = as_numbers(column) if column is not None else None
    if column is None or values is None:
        raise InputError(
            f"The first field {column.name if column else ''} of {mesh.label} is no number, so it makes no "
            "raster; name a field of numbers first in FIELDS, or leave RASTER out."
        )
    numbers, cells = mesh.parts[0]
    grid, row, col = lattice(cells, mesh.crs, mesh.label)
    require_one_value(row, col, values[numbers], mesh.codes[numbers], mesh.label)
    write_raster(path, grid, row, col, values[numbers], RasterSpec((column.name,), metadata))


def _field_name(name: str) -> str:
    return f"{name}_" if name.casefold() in _RESERVED else name


def _counts(mesh: Mesh) -> dict[str, int]:
    known = mesh.codes[mesh.is_code]
    return {
        "rows": len(mesh.codes),
        "rows without a code": int((~mesh.is_code).sum()),
        "codes that come again": len(known) - len(np.unique(known)),
        "unknown values": sum(
            sum(v is None for v, ok in zip(c.values, mesh.is_code) if ok) for c in mesh.columns[1:]
        ),
    }


def _warnings(mesh: Mesh) -> list[str]:
    left_out = int((~mesh.is_code).sum())
    if not left_out:
        return []
    return [f"{left_out} rows of {mesh.label} have no grid-square code of Japan and were left out."]
