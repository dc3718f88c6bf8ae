"""Any OGR source becomes plain arrays in the grid's CRS, and what was mended or left out is counted."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr
from shapely.geometry import LineString, Point, Polygon, box
from wattbit.core.criteria.hazard import cells_of
from wattbit.core.engine.sources import scenario_grid
from wattbit.core.errors import InputError
from wattbit.core.proj import Transformer
from wattbit.core.provenance import files_of, hash_input
from wattbit.core.scenario.read import read_scenario
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import field_names
from wattbit.tests.core.layers import (
    assert_sentence,
    covered,
    grid_of,
    layer_of,
    open_layer,
    write_raster,
    write_scenario,
    write_vector,
)

GRID = grid_of((0, 0, 300, 300), 10)
ROWS = [(Point(i, 10 * i), {"name": f"n{i}", "mw": float(i), "count": i, "text": str(i)}) for i in range(5)]


@pytest.mark.parametrize(
    ("text", "path", "layer", "subset"),
    [
        ("a.gpkg", "a.gpkg", None, None),
        ("a.gpkg|layername=flood", "a.gpkg", "flood", None),
        ("a.gpkg|LayerName=浸水 想定", "a.gpkg", "浸水 想定", None),
        ("a.gpkg|layername=x|subset=a = 'b|c' OR d = 1", "a.gpkg", "x", "a = 'b|c' OR d = 1"),
        ("a.shp|subset=x > 1|layername=y", "a.shp", None, "x > 1|layername=y"),
        ("/vsizip/a.zip/b.shp", "/vsizip/a.zip/b.shp", None, None),
    ],
)
def test_the_source_text_of_qgis_is_understood(text, path, layer, subset):
    uri = parse_uri(text)
    assert (uri.path, uri.layer, uri.subset) == (path, layer, subset)


def test_a_relative_path_starts_from_the_scenarios_folder(tmp_path):
    assert parse_uri("data/a.gpkg", tmp_path).path == str((tmp_path / "data" / "a.gpkg").resolve())
    assert parse_uri("/data/a.gpkg", tmp_path).path == "/data/a.gpkg"
    assert parse_uri("/vsizip/a.zip", tmp_path).path == "/vsizip/a.zip"
    assert parse_uri("C:/data/a.gpkg", tmp_path).path.endswith("C:/data/a.gpkg")


def test_a_layer_is_picked_by_its_name(tmp_path):
    path = write_vector(tmp_path / "二つ の層.gpkg", ROWS[:2], name="first")
    write_vector(path, ROWS, name="第二")
    assert open_layer(path).shapes.count == 2
    assert open_layer(f"{path}|layername=第二").shapes.count == 5


def test_the_sources_subset_and_a_further_filter_both_count(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", ROWS)
    assert open_layer(f"{path}|subset=mw >= 1").shapes.count == 4
    assert open_layer(f"{path}|subset=mw >= 1 OR name = 'n0'", where="mw < 3").column("name").tolist() == [
        "n0",
        "n1",
        "n2",
    ]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".shp"])
def test_every_format_gives_the_same_features(tmp_path, suffix):
    rows = [(g, a) for g, a in ROWS]
    data = open_layer(write_vector(tmp_path / f"層{suffix}", rows))
    assert data.shapes.points.tolist() == [[i, 10 * i] for i in range(5)]
    assert data.numbers("mw").tolist() == [0, 1, 2, 3, 4]
    assert set(data.field_names) == {"name", "mw", "count", "text"}


def test_feature_ids_are_those_of_the_source(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", ROWS)
    assert open_layer(path).fid.tolist() == [1, 2, 3, 4, 5]
    assert open_layer(path, where="mw > 2").fid.tolist() == [4, 5]


def test_numbers_are_read_from_text_and_what_is_none_is_unknown(tmp_path):
    values = ["1.5", "２", " 3 ", "", "n/a", None, "1e2"]
    data = layer_of(tmp_path, [(Point(0, 0), {"v": v}) for v in values])
    assert np.array_equal(data.numbers("v"), [1.5, 2, 3, np.nan, np.nan, np.nan, 100], equal_nan=True)
    assert data.column("v")[5] is None


def test_only_the_fields_wanted_are_read_but_all_are_known(tmp_path):
    data = open_layer(write_vector(tmp_path / "a.gpkg", ROWS), fields=["mw", "no such"])
    assert list(data.fields) == ["mw"]
    assert data.field_names == ("name", "mw", "count", "text")


def test_a_missing_field_is_refused_listing_those_there(tmp_path):
    data = layer_of(tmp_path, ROWS)
    for read in (data.numbers, data.column):
        with pytest.raises(InputError) as error:
            read("MW")
        assert_sentence(error, "MW", "name, mw, count, text", data.name)


def test_coordinates_come_into_the_grids_crs(tmp_path):
    lonlat = np.array([(139.7, 35.7), (140.1, 36.2)])
    path = write_vector(tmp_path / "a.gpkg", [(Point(p),) for p in lonlat], epsg=6668)
    x, y = Transformer.from_crs(6668, 6677, always_xy=True).transform(*lonlat.T)
    assert open_layer(path).shapes.points == pytest.approx(np.column_stack([x, y]), abs=1e-3)


def test_a_crs_whose_axes_are_north_first_is_read_east_first(tmp_path):
    # JGD2011 plane zones name the northing first; files hold x, y all the same.
    path = write_vector(tmp_path / "a.geojson", [(Point(139.7, 35.7),)], epsg=4326)
    x, y = Transformer.from_crs(4326, 6677, always_xy=True).transform(139.7, 35.7)
    assert open_layer(path).shapes.points[0] == pytest.approx((x, y), abs=1e-3)


def refuse_crs(*sources):
    """Each source is refused for its lack of a CRS, and read once one is given."""
    for path in sources:
        with pytest.raises(InputError) as error:
            open_layer(path)
        assert_sentence(error, "CRS", Path(path).name)
        assert open_layer(path, crs="EPSG:6677").shapes.points.tolist() == [[5, 5]]


def test_a_shapefile_without_crs_is_refused_unless_one_is_given(tmp_path):
    refuse_crs(write_vector(tmp_path / "a.shp", [(Point(5, 5), {"a": 1})], epsg=None))


@pytest.mark.parametrize("undefined", [0, -1])
def test_a_geopackage_whose_crs_is_undefined_is_refused_unless_one_is_given(tmp_path, undefined):
    # The format's two codes for it: undefined geographic (written by GDAL) and undefined Cartesian (by QGIS).
    path = write_vector(tmp_path / "a.gpkg", [(Point(5, 5), {"a": 1})], epsg=None)
    with contextlib.closing(sqlite3.connect(path)) as database:
        for table in ("gpkg_geometry_columns", "gpkg_contents"):
            database.execute(f"UPDATE {table} SET srs_id = {undefined}")
        database.commit()
    refuse_crs(path)


def test_coordinates_that_a_crs_cannot_hold_are_refused(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [(Point(500_000, 9_000_000),)], epsg=6668)
    with pytest.raises(InputError) as error:
        open_layer(path)
    assert_sentence(error, "a.gpkg", "EPSG:6668")


def test_heights_and_measures_are_left_aside(tmp_path):
    geometries = [
        "POINT ZM (1 2 3 4)",
        "LINESTRING Z (0 0 9,10 0 9)",
        "POLYGON M ((0 0 1,30 0 1,30 30 1,0 0 1))",
    ]
    shapes = layer_of(tmp_path, geometries).shapes
    assert shapes.points.tolist() == [[1, 2]]
    assert shapes.lines.tolist() == [[0, 0, 10, 0]]
    assert len(shapes.edges) == 3


def test_curves_are_followed(tmp_path):
    # A circle of radius 100 about (150, 150) in two arcs.
    circle = "CURVEPOLYGON(CIRCULARSTRING(50 150,150 250,250 150,150 50,50 150))"
    taken = cells_of(layer_of(tmp_path, [circle]).shapes, GRID).burn(GRID.whole)
    x, y = np.meshgrid(GRID.whole.x() - 150, GRID.whole.y() - 150)
    radius = np.hypot(x, y)
    assert taken[radius < 99.5].all()
    assert not taken[radius > 100.5].any()


def test_a_collection_of_mixed_parts_is_one_feature(tmp_path):
    mixed = "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,5 5,9 5),POLYGON((20 20,60 20,60 60,20 60,20 20)))"
    shapes = layer_of(tmp_path, [mixed, Point(7, 7)]).shapes
    assert shapes.count == 2
    assert (len(shapes.points), len(shapes.lines), len(shapes.edges)) == (2, 2, 4)
    assert shapes.point_of.tolist() == [0, 1]
    assert set(shapes.line_of) == set(shapes.edge_of) == {0}


def test_a_bow_tie_is_mended_and_counted(tmp_path):
    bow = "POLYGON((0 0,200 200,200 0,0 200,0 0))"
    data = layer_of(tmp_path, [bow, box(210, 210, 290, 290)])
    assert (data.report.features, data.report.mended, data.report.dropped, data.report.empty) == (2, 1, 0, 0)
    x, y = np.meshgrid(GRID.whole.x(), GRID.whole.y())
    expected = (np.abs(y - 100) < np.abs(x - 100)) & (x < 200) & (y < 200)
    taken = cells_of(data.shapes, GRID).burn(GRID.whole)
    off_the_border = (np.abs(np.abs(y - 100) - np.abs(x - 100)) > 1e-6) & (x < 200) & (y < 200)
    assert np.array_equal(taken[off_the_border], expected[off_the_border])


def test_a_polygon_without_area_is_left_out_and_counted(tmp_path):
    data = layer_of(tmp_path, ["POLYGON((0 0,10 0,0 0,0 0))", box(0, 0, 50, 50)])
    assert data.shapes.count == 1
    assert (data.report.features, data.report.dropped) == (1, 1)


def test_features_without_geometry_are_left_out_and_counted(tmp_path):
    data = layer_of(tmp_path, [(None, {"a": 1}), ("POINT EMPTY", {"a": 2}), (Point(5, 5), {"a": 3})])
    assert (data.report.features, data.report.empty) == (1, 2)
    assert data.fid.tolist() == [3]
    assert data.column("a").tolist() == [3]


def test_a_layer_without_features_is_refused_unless_that_is_allowed(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", ROWS)
    with pytest.raises(InputError) as error:
        open_layer(path, where="mw > 99")
    assert_sentence(error, "a.gpkg", "mw > 99")
    assert open_layer(path, where="mw > 99", allow_empty=True).shapes.count == 0
    with pytest.raises(InputError) as error:
        open_layer(write_vector(tmp_path / "b.gpkg", []))
    assert_sentence(error, "b.gpkg", "no features")


def test_a_layer_of_null_geometries_alone_is_refused(tmp_path):
    with pytest.raises(InputError) as error:
        layer_of(tmp_path, [(None, {"a": 1})])
    assert_sentence(error, "None of the 1 row(s)", "has a place")


@pytest.mark.parametrize("where", ["nofield > 1", "mw >", "mw = = 2", "mw > 'a' AND (", "SELECT"])
@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_a_filter_that_does_not_work_is_refused_listing_the_fields(tmp_path, where, suffix):
    path = write_vector(tmp_path / f"a{suffix}", ROWS)
    with pytest.raises(InputError) as error:
        open_layer(path, where=where)
    assert_sentence(error, where, "name, mw, count, text")


def test_a_layer_name_that_is_not_there_is_refused_listing_those_there(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", ROWS, name="roads")
    with pytest.raises(InputError) as error:
        open_layer(f"{path}|layername=road")
    assert_sentence(error, "road", "roads", path)


def test_a_file_that_is_missing_or_no_vector_is_refused(tmp_path):
    (tmp_path / "note.gpkg").write_text("no layer", encoding="utf-8")
    write_raster(tmp_path / "r.tif", np.zeros((2, 2)), (0, 0), 10)
    for name in ("none.gpkg", "note.gpkg", "r.tif"):
        with pytest.raises(InputError) as error:
            open_layer(tmp_path / name)
        assert_sentence(error, name)
        with pytest.raises(InputError):
            field_names_of(tmp_path / name)


def field_names_of(path):
    from wattbit.core.sources.vector import VectorSource

    return field_names(VectorSource(parse_uri(str(path))))


def test_the_fields_of_a_layer_are_named_without_reading_it(tmp_path):
    assert field_names_of(write_vector(tmp_path / "a.gpkg", ROWS)) == ("name", "mw", "count", "text")


def test_attributes_stay_with_their_features_when_some_are_taken(tmp_path):
    rows = [
        Point(1, 1),
        LineString([(0, 0), (50, 0)]),
        box(100, 100, 200, 200),
        Point(3, 3),
        box(0, 200, 40, 240),
    ]
    shapes = layer_of(tmp_path, rows).shapes
    some = shapes.take(np.array([False, False, True, True, True]))
    assert some.count == 3
    assert some.points.tolist() == [[3, 3]]
    assert some.point_of.tolist() == [1]
    assert len(some.lines) == 0
    assert sorted(set(some.edge_of.tolist())) == [0, 2]


def test_a_point_stands_for_each_feature(tmp_path):
    ring = Polygon([(0, 0), (90, 0), (90, 90), (0, 90)], [[(10, 10), (80, 10), (80, 80), (10, 80)]])
    rows = [
        Point(3, 4),
        "MULTIPOINT((0 0),(10 20))",
        LineString([(0, 0), (100, 0), (100, 50)]),
        box(0, 0, 10, 20),
        ring,
    ]
    points = layer_of(tmp_path, rows).shapes.representative_points()
    assert points[0].tolist() == [3, 4]
    assert points[1].tolist() == [5, 10]
    # Middle of the line by length: (100 * (50, 0) + 50 * (100, 25)) / 150.
    assert points[2] == pytest.approx((200 / 3, 25 / 3))
    assert points[3].tolist() == [5, 10]
    # The centroid of a ring lies in its hole: a point of the ring itself is taken.
    assert ring.distance(Point(points[4])) < 1e-6


def test_polygons_far_from_the_origin_keep_their_inner_point(tmp_path):
    tiny = box(4_000_000.25, 6_000_000.25, 4_000_000.75, 6_000_000.75)
    assert layer_of(tmp_path, [tiny]).shapes.representative_points()[0] == pytest.approx(
        (4_000_000.5, 6_000_000.5)
    )


def test_polygons_reach_the_grid_as_they_are(tmp_path):
    shape = Polygon(
        [(11.3, 22.7), (283.9, 61.1), (151.7, 292.3)], [[(121.1, 102.9), (178.3, 101.7), (152.9, 183.1)]]
    )
    taken = cells_of(layer_of(tmp_path, [shape]).shapes, GRID).burn(GRID.whole)
    assert np.array_equal(taken, covered(shape, GRID.whole))


def scenario_on(folder, source, **grid):
    layers = {"area": {"source": source}}
    criteria = [
        {"id": "a", "type": "distance", "layer": "area", "value": {"function": "linear", "low": 9, "high": 0}}
    ]
    return read_scenario(write_scenario(folder / "s.json", grid=grid, layers=layers, criteria=criteria))


def test_the_extent_of_a_vector_layer_is_taken_in_the_grids_crs(tmp_path):
    write_vector(tmp_path / "a.gpkg", [(box(139.7, 35.6, 139.9, 35.8),)], epsg=6668)
    scenario = scenario_on(tmp_path, "a.gpkg", crs="EPSG:6677", cell_size_m=100, extent={"layer": "area"})
    corners = [(x, y) for x in (139.7, 139.9) for y in (35.6, 35.8)]
    x, y = Transformer.from_crs(6668, 6677, always_xy=True).transform(*np.transpose(corners))
    assert scenario_grid(scenario).extent == pytest.approx((x.min(), y.min(), x.max(), y.max()), abs=100)


@pytest.mark.parametrize("epsg", [6677, 6676])
def test_the_extent_of_a_raster_layer_is_taken_in_the_grids_crs(tmp_path, epsg):
    corner = {6677: (1000, 9000), 6676: (121_000, 9000)}[epsg]
    write_raster(tmp_path / "a.tif", np.zeros((50, 60)), corner, 50, epsg=epsg)
    scenario = scenario_on(tmp_path, "a.tif", crs="EPSG:6677", cell_size_m=100, extent={"layer": "area"})
    ends = [(x, y) for x in (corner[0], corner[0] + 3000) for y in (corner[1] - 2500, corner[1])]
    x, y = Transformer.from_crs(epsg, 6677, always_xy=True).transform(*np.transpose(ends))
    assert scenario_grid(scenario).extent == pytest.approx((x.min(), y.min(), x.max(), y.max()), abs=101)


def test_an_input_is_hashed_whatever_lies_in_front_of_it(tmp_path):
    import hashlib
    import zipfile

    path = tmp_path / "層 1.geojson"
    write_vector(path, ROWS)
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(path, "in/b.geojson")
    assert hash_input("a", str(path), str(path)).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    inside = f"/vsizip/{archive}/in/b.geojson"
    assert hash_input("a", inside, inside).sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()
    assert open_layer(inside, fields=()).shapes.count == 5


def test_a_shapefile_is_hashed_with_its_parts(tmp_path):
    path = write_vector(tmp_path / "a.shp", ROWS)
    (tmp_path / "b.dbf").write_text("other", encoding="utf-8")
    assert {f.suffix for f in files_of(path)} >= {".shp", ".shx", ".dbf", ".prj"}
    assert all(f.stem == "a" for f in files_of(path))


def test_the_type_of_a_field_is_kept(tmp_path):
    data = layer_of(tmp_path, [(Point(0, 0), {"i": 3, "f": 2.5, "s": "三"})])
    assert [type(data.column(n)[0]) for n in ("i", "f", "s")] == [int, float, str]
    assert ogr.GetDriverByName("GPKG") is not None
