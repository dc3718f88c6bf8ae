"""Well-known binary becomes arrays, whatever it holds; only what is certainly a valid polygon escapes a closer look."""

from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import ogr
from shapely.geometry import MultiPolygon, Point, Polygon, box
from wattbit.core.sources import vector
from wattbit.core.sources.mend import sound
from wattbit.core.sources.simple import is_star
from wattbit.core.sources.wkb import LINE, POINT, POLYGON, parse, walk
from wattbit.tests.core.layers import layer_of

TEXTS = [
    "POINT (1 2)",
    "POINT Z (3 4 5)",
    "POINT M (3 4 5)",
    "POINT ZM (3 4 5 6)",
    "LINESTRING (0 0, 1 1, 2 0)",
    "LINESTRING Z (0 0 9, 1 1 9, 2 0 9)",
    "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1), (2.5 2.5, 2.5 3, 3 3, 3 2.5, 2.5 2.5))",
    "POLYGON M ((0 0 7, 4 0 7, 4 4 7, 0 0 7))",
    "MULTIPOINT ((1 2), (3 4), (5 6))",
    "MULTIPOINT Z ((1 2 0), (3 4 0))",
    "MULTILINESTRING ((0 0, 1 1), (5 5, 6 6, 7 5))",
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 9 5, 9 9, 5 9, 5 5), (6 6, 6 7, 7 7, 6 6)), ((20 0, 21 0, 21 1, 20 0)))",
    "MULTIPOLYGON ZM (((0 0 1 2, 1 0 1 2, 1 1 1 2, 0 0 1 2)))",
]
KIND = {ogr.wkbPoint: POINT, ogr.wkbLineString: LINE, ogr.wkbLinearRing: POLYGON}


def parts_of(geometry):
    """Kind and vertices of every part, as OGR tells them."""
    if geometry.GetGeometryCount():
        return [
            part for k in range(geometry.GetGeometryCount()) for part in parts_of(geometry.GetGeometryRef(k))
        ]
    is_ring = geometry.GetGeometryName() == "LINEARRING"
    kind = POLYGON if is_ring else KIND[ogr.GT_Flatten(geometry.GetGeometryType())]
    return [(kind, [p[:2] for p in geometry.GetPoints()])]


@pytest.mark.parametrize("write", ["ExportToWkb", "ExportToIsoWkb"])
def test_every_part_comes_out_as_ogr_tells_it(write):
    geometries = [ogr.CreateGeometryFromWkt(t) for t in TEXTS * 3]
    parts, is_odd = parse([bytes(getattr(g, write)(ogr.wkbNDR)) for g in geometries])
    assert not is_odd.any()
    expected = [(i, kind, xy) for i, g in enumerate(geometries) for kind, xy in parts_of(g)]
    first = np.cumsum(parts.size) - parts.size
    found = [
        (int(o), int(k), [tuple(v) for v in parts.xy[a : a + n].tolist()])
        for o, k, a, n in zip(parts.owner, parts.kind, first, parts.size)
    ]
    assert found == expected


@pytest.mark.parametrize("text", [
    "GEOMETRYCOLLECTION (POINT (1 2))",
    "CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))",
    "MULTIPOINT (" + ", ".join(f"({i} 0)" for i in range(60)) + ")",
    "POLYGON ((0 0, 99 0, 99 9, 0 9, 0 0), "
    + ", ".join(f"({i} 1, {i} 2, {i}.5 2, {i} 1)" for i in range(1, 61)) + ")",
])  # fmt: skip
def test_what_is_not_read_side_by_side_is_told(text):
    blobs = [
        ogr.CreateGeometryFromWkt(t).ExportToWkb(ogr.wkbNDR) for t in ("POINT (1 2)", text, "POINT (3 4)")
    ]
    parts, is_odd = parse([*map(bytes, blobs), b""])
    assert is_odd.tolist() == [False, True, False, True]
    assert parts.xy.tolist() == [[1, 2], [3, 4]]
    assert parts.owner.tolist() == [0, 2]


def test_one_geometry_is_walked_through_to_its_last_part():
    text = "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (MULTIPOINT ((3 4), (5 6))), LINESTRING (7 8, 9 9))"
    found = [
        (k, xy.tolist()) for k, xy in walk(bytes(ogr.CreateGeometryFromWkt(text).ExportToWkb(ogr.wkbNDR)))
    ]
    assert found == [(POINT, [[1, 2]]), (POINT, [[3, 4]]), (POINT, [[5, 6]]), (LINE, [[7, 8], [9, 9]])]


def star(*rings):
    xy = np.concatenate([np.asarray(r, float) for r in rings])
    return is_star(xy, np.array([len(r) for r in rings])).tolist()


def around(turns, corners, centre=(5e5, -4e6)):
    """A closed ring that goes several times around a point."""
    angle = 2 * math.pi * turns * np.arange(corners) / corners
    ring = np.column_stack([centre[0] + 100 * np.cos(angle), centre[1] + 100 * np.sin(angle)])
    return np.concatenate([ring, ring[:1]])


SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]


def test_rings_seen_whole_from_their_middle_are_certain():
    assert star(SQUARE, SQUARE[::-1], around(1, 3), around(1, 500), around(-1, 17)) == [True] * 5


def test_rings_that_touch_or_cross_themselves_are_never_certain():
    bow_tie = [(0, 0), (4, 4), (4, 0), (0, 4), (0, 0)]
    spike = [(0, 0), (4, 0), (9, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
    flat = [(0, 0), (4, 0), (8, 0), (0, 0)]
    there_and_back = [(0, 0), (4, 0), (0, 0), (4, 0), (0, 0)]
    assert star(bow_tie, spike, flat, there_and_back, around(2, 5), around(3, 100)) == [False] * 6


def test_a_ring_that_is_open_too_short_or_nowhere_is_not_certain():
    nowhere = [(0, 0), (4, 0), (math.nan, 4), (0, 4), (0, 0)]
    endless = [(0, 0), (4, 0), (math.inf, 4), (0, 4), (0, 0)]
    assert star(SQUARE[:-1], SQUARE[:3], nowhere, endless, SQUARE[:1]) == [False] * 5


def test_no_random_ring_is_certain_unless_it_is_valid():
    rng = np.random.default_rng(3)
    certain = 0
    for corners in range(3, 12):
        for spread in (0.0, 0.3, 1.0):
            angle = np.sort(rng.uniform(0, 2 * math.pi, (60, corners))) + spread * rng.normal(
                size=(60, corners)
            )
            radius = rng.uniform(0.1, 1, (60, corners))
            xy = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=2) + 1e6
            # Coordinates of a coarse lattice: corners coincide, and lie on each other's edges.
            xy = np.round(xy * 4) / 4 if corners % 2 else xy
            rings = [np.concatenate([ring, ring[:1]]) for ring in xy]
            found = star(*rings)
            certain += sum(found)
            assert all(Polygon(ring).is_valid for ring, is_certain in zip(rings, found) if is_certain)
    assert certain > 300


def test_a_layer_of_all_sorts_gives_the_same_in_batches_as_feature_by_feature(tmp_path, monkeypatch):
    ring = [(0, 0), (40, 0), (40, 40), (20, 5), (0, 40), (0, 0)]
    bow_tie = Polygon([(0, 0), (40, 40), (40, 0), (0, 40), (0, 0)])
    two = MultiPolygon([box(0, 0, 9, 9), box(20, 0, 29, 9)])
    holed = Polygon(box(0, 0, 30, 30).exterior, [box(5, 5, 9, 9).exterior])
    touching = MultiPolygon([box(0, 0, 9, 9), box(9, 0, 18, 9)])
    line = "LINESTRING (0 0, 10 10)"
    flat = Polygon([(0, 0), (4, 0), (8, 0), (0, 0)])
    rows = [Polygon(ring), None, bow_tie, box(1, 1, 2, 2), two, flat, holed, touching, Point(3, 3), line]
    features = [(r,) for r in rows * 4]
    whole = layer_of(tmp_path, features)
    monkeypatch.setattr(vector, "_BATCH", 1)
    single = layer_of(tmp_path, features)
    assert (whole.report.features, whole.report.empty, whole.report.mended, whole.report.dropped) == (
        32,
        4,
        8,
        4,
    )
    assert whole.report == single.report
    for name in ("points", "point_of", "lines", "line_of", "edges", "edge_of"):
        assert np.array_equal(getattr(whole.shapes, name), getattr(single.shapes, name)), name
    assert whole.fid.tolist() == [i for i in range(1, 41) if i % 10 not in (2, 6)]
    assert np.array_equal(whole.fid, single.fid)
    assert (np.diff(whole.shapes.edge_of) >= 0).all()


def test_mending_keeps_the_others_as_they_are_and_says_nothing_on_the_screen(capfd):
    texts = [
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))",
        "POINT (7 8)",
        "POINT EMPTY",
    ]
    found = sound([bytes(ogr.CreateGeometryFromWkt(t).ExportToIsoWkb(ogr.wkbNDR)) for t in texts])
    assert found.keep.tolist() == [True, True, True, False]
    assert (found.mended, found.dropped) == (1, 0)
    area = [0.0, 0.0, 0.0]
    first = np.cumsum(found.parts.size) - found.parts.size
    for owner, at, n in zip(found.parts.owner, first, found.parts.size):
        if n > 1:
            area[owner] += Polygon(found.parts.xy[at : at + n]).area
    assert area == [16, 8, 0]
    assert capfd.readouterr().err == ""
