"""What was assessed: the polygons of severity 0 that tell "none there" from "not assessed"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from osgeo import ogr, osr

from ...criteria.hazard import ASSESSED
from ...errors import InputError
from ...grid.crs import parse_crs
from ...sources.vector import VectorSource
from .datum import JGD2011, mover
from .geometry import Fate, usable_polygon
from .names import KsjName, mesh_bounds
from .prefectures import BOUNDARY_FIELDS, NAMES, prefecture_of
from .reader import open_layer


@dataclass(frozen=True)
class Coverage:
    """The assessed area.

    Attributes
    ----------
    polygons : tuple of bytes
        WKB in the output's CRS; hazard polygons are not cut out of them, as the worst severity counts.
    source : str
    note : str
        A sentence for the report.
    """

    polygons: tuple[bytes, ...]
    source: str
    note: str


def given_coverage(
    source: VectorSource, target: osr.SpatialReference, scratch: Path, told: Callable[[], set[int]] = set
) -> Coverage:
    """Read the polygons of a layer.

    Of administrative areas (行政区域, N03) only the prefectures of the map are taken, as one prefecture's map
    says nothing of its neighbours.

    Parameters
    ----------
    source : VectorSource
    target : SpatialReference
    scratch : Path
    told : callable
        Gives the codes of the prefectures that the map speaks of, empty where it does not tell; it may read the
        whole map, so it is asked only where it matters.

    Raises
    ------
    InputError
        When it holds none.
    """
    layer = open_layer(source.uri, source.crs, source.label, scratch)
    move = mover(layer.crs, target)
    fields = tuple(f for f in BOUNDARY_FIELDS if f in layer.fields)
    prefectures = told() if fields else set()
    read = [
        usable_polygon(geometry, move)
        for values, geometry in layer.read(fields)
        if not prefectures or prefecture_of(values) in prefectures
    ]
    polygons = tuple(wkb for wkb, fate in read if wkb is not None and fate in (Fate.KEPT, Fate.MENDED))
    names = "・".join(NAMES[p - 1] for p in sorted(prefectures))
    if not polygons and prefectures:
        raise InputError(
            f"The assessed area {source.label} has no polygon of {names}, which the map is of; give its boundary."
        )
    if not polygons:
        raise InputError(
            f"The assessed area {source.label} has no polygons; give a polygon layer, or leave COVERAGE out."
        )
    part = f"the part of {source.label} in {names}" if names else f"that of {source.label}"
    return Coverage(polygons, source.label, f"The assessed area is {part}.")


def told_by_names(names: list[KsjName], target: osr.SpatialReference) -> Coverage:
    """The area that the files' names tell: squares of first-order meshes; a prefecture can only be named."""
    meshes = sorted({n.mesh for n in names if n.mesh})
    if meshes and all(n.mesh for n in names):
        move = mover(parse_crs(JGD2011), target)
        polygons = tuple(wkb for wkb in (_square(m, move) for m in meshes) if wkb is not None)
        listed = ", ".join(meshes)
        return Coverage(polygons, f"mesh {listed}", (
            f"The assessed area is taken from the file's name: mesh {listed}, all of its square; a flood map "
            "covers only the rivers that were studied, so give COVERAGE where that is less."
        ))  # fmt: skip
    prefectures = sorted({n.prefecture for n in names if n.prefecture})
    place = ""
    if prefectures:
        listed = ", ".join(f"{p:02d}" for p in prefectures)
        place = f" Its name says prefecture {listed}, whose boundary does not ship with the plugin."
    return Coverage((), "", (
        f"Nothing tells the assessed area, so places without a polygon are not assessed rather than safe.{place} "
        "Give COVERAGE, for example the boundary of the prefecture that published the map."
    ))  # fmt: skip


def coverage_rows(coverage: Coverage, kind: str) -> Iterator[tuple[dict[str, object], bytes]]:
    """Features of severity 0 for the standard layer."""
    for wkb in coverage.polygons:
        yield {"hazard": kind, "severity": 0, "class_text": ASSESSED, "source": coverage.source}, wkb


def _square(mesh: str, move: osr.CoordinateTransformation | None) -> bytes | None:
    xmin, ymin, xmax, ymax = mesh_bounds(mesh)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((xmin, ymin), (xmax, ymin), (xmax, ymax), (xmin, ymax), (xmin, ymin)):
        ring.AddPoint_2D(x, y)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return usable_polygon(polygon, move)[0]
