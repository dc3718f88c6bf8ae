"""The main job on real layers of Numazu, against figures found by other tools.

The data are no part of the project (see the README); where they are absent these tests skip and say so.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely.wkb
from osgeo import gdal, ogr, osr
from shapely.geometry import Point
from shapely.ops import nearest_points, unary_union
from shapely.prepared import prep
from wattbit.core.engine.plan import raw_value
from wattbit.core.errors import InputError
from wattbit.core.gdalio import close_thread_rasters
from wattbit.core.run.run import Outputs, run_scenario

pytestmark = pytest.mark.realdata

HERE = Path(__file__).resolve().parent
BESIDE_THE_CHECKOUT = "../../../shared/data"
CRS = 6676
DEM_SOUTH_EDGE = 35.14194
GENERATION_LAYER = "substation_spare_capacity"


@pytest.fixture(scope="module")
def numazu(realdata):
    """Folder of the layers."""
    return realdata / "numazu"


@pytest.fixture(scope="module")
def scenario(realdata, tmp_path_factory):
    """The scenario, its paths led to where the data lie."""
    text = (HERE / "numazu.json").read_text(encoding="utf-8")
    text = text.replace(BESIDE_THE_CHECKOUT, realdata.as_posix())
    text = text.replace('"mesh_', f'"{HERE.as_posix()}/mesh_')
    path = tmp_path_factory.mktemp("scenario") / "numazu.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("core")
    names = {
        "suitability": "s.tif",
        "exclusion": "e.tif",
        "criteria": "x.tif",
        "candidates": "c.gpkg",
        "report": "r.html",
    }
    return {name: str(folder / file) for name, file in names.items()}


@pytest.fixture(scope="module")
def result(scenario, files):
    """The run in plain core."""
    yield run_scenario(scenario, Outputs(**files))
    close_thread_rasters()  # what the tests read is still open, and GDAL ends before Python does


@pytest.fixture(scope="module")
def grid(result):
    return result.plan.grid


def read(path, band=1):
    dataset = gdal.Open(str(path))
    values = dataset.GetRasterBand(band).ReadAsArray().astype(float)
    values[values == dataset.GetRasterBand(band).GetNoDataValue()] = np.nan
    return values


def raw(result, criterion):
    """Raw quantity of a criterion on the whole grid."""
    plan = result.plan
    found = next(c for c in plan.horizons[0].criteria if c.id == criterion)
    return raw_value(plan, found, plan.grid.whole)


def features(numazu, layer, where=None, crs=CRS):
    """Shapely geometries of a layer, brought into `crs` by GDAL, which the engine does not use for that."""
    target = osr.SpatialReference()
    target.ImportFromEPSG(crs)
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = ogr.Open(str(numazu / "numazu.gpkg"))
    rows = source.GetLayerByName(layer)
    rows.SetAttributeFilter(where)
    made = []
    for feature in rows:
        geometry = feature.GetGeometryRef().Clone()
        geometry.GetSpatialReference().SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        geometry.TransformTo(target)
        made.append(shapely.wkb.loads(bytes(geometry.ExportToWkb())))
    return made


def count(numazu, layer, where=None):
    return len(features(numazu, layer, where))


def centres(grid, rows, cols):
    """Coordinates of cells' centres."""
    return [Point(grid.whole.x()[c], grid.whole.y()[r]) for r, c in zip(rows, cols)]


def sample(condition, size, seed=20261123):
    """Rows and columns of so many cells drawn at random where a condition holds."""
    rows, cols = np.nonzero(condition)
    chosen = np.random.default_rng(seed).choice(len(rows), size=min(size, len(rows)), replace=False)
    return rows[chosen], cols[chosen]


def near(grid, bounds):
    """Cells whose centres lie within bounds."""
    x, y = grid.whole.x(), grid.whole.y()[:, None]
    return (x >= bounds[0]) & (x <= bounds[2]) & (y >= bounds[1]) & (y <= bounds[3])


def latitudes(grid):
    """Latitude of every cell centre of the grid's west and east columns, the least of the two by row."""
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(6668)
    metres.ImportFromEPSG(CRS)
    for srs in (degrees, metres):
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    move = osr.CoordinateTransformation(metres, degrees)
    x = grid.whole.x()
    ends = [move.TransformPoints([(float(x[i]), float(y)) for y in grid.whole.y()]) for i in (0, -1)]
    return np.array(ends)[:, :, 1]


# What was read -------------------------------------------------------------------------------


def test_every_feature_is_read_and_the_two_invalid_landslides_are_mended(result, numazu):
    # The layer is read twice: whole for its hazards, and through the filter of a rule.
    whole = {k: v for k, v in result.layers.items() if not (k.startswith("landslide") and " where " in k)}
    reports = {key.split(" ")[0]: report for key, report in whole.items()}
    landslides, invalid = features(numazu, "a33_landslide", crs=6668), 2
    assert sum(not shape.is_valid for shape in landslides) == invalid
    assert reports["landslide"] == {"features": len(landslides), "empty": 0, "mended": invalid, "dropped": 0}
    assert reports["tsunami"]["features"] == count(numazu, "a40_tsunami") == 230
    assert reports["substation"]["features"] == 51 - count(
        numazu, "osm_substation", "substation = 'traction'"
    )
    assert all(report["dropped"] == report["empty"] == 0 for report in reports.values())


# Criteria ------------------------------------------------------------------------------------


def test_slope_is_that_of_gdaldem_on_the_warped_elevation(result, grid, numazu, tmp_path):
    xmin, ymin, xmax, ymax = grid.extent
    warped = gdal.Warp(
        str(tmp_path / "dem.tif"), str(numazu / "dem_srtm_jgd2011.tif"), dstSRS=f"EPSG:{CRS}", resampleAlg="bilinear",
        outputBounds=(xmin, ymin, xmax, ymax), xRes=50, yRes=50, errorThreshold=0, outputType=gdal.GDT_Float32,
        warpOptions=["XSCALE=1", "YSCALE=1"],  # bilinear between four pixels, not over a kernel of the grid's size
    )  # fmt: skip
    expected = gdal.DEMProcessing("", warped, "slope", format="MEM").ReadAsArray().astype(float)
    rows, cols = sample(expected >= 0, 2000)
    assert np.allclose(raw(result, "flat")[rows, cols], expected[rows, cols], atol=0.01)


def test_elevation_is_known_only_north_of_the_edge_of_its_sheet(result, grid):
    known = ~np.isnan(raw(result, "flat"))
    west, east = latitudes(grid)
    # A cell's centre may lie half a source cell, 0.00014 degrees, beyond the edge.
    assert not known[np.maximum(west, east) < DEM_SOUTH_EDGE - 0.0005].any()
    inside = known[np.minimum(west, east) > DEM_SOUTH_EDGE + 0.0005]
    assert inside.any(axis=1).all()


def test_distance_to_substations_is_that_of_shapely(result, grid, numazu):
    stations = unary_union(
        features(numazu, "osm_substation", "substation IS NULL OR substation <> 'traction'")
    )
    metres = raw(result, "substation")
    rows, cols = sample(metres < 10_000, 300)
    expected = [p.distance(stations) for p in centres(grid, rows, cols)]
    assert np.allclose(metres[rows, cols], expected, atol=0.01)


def test_distance_to_power_lines_is_that_of_shapely_also_for_lines_beyond_the_extent(result, grid, numazu):
    lines = unary_union(features(numazu, "osm_power_line_2017"))
    metres = raw(result, "power_line")
    rows, cols = sample(metres < 5000, 300)
    places = centres(grid, rows, cols)
    assert np.allclose(metres[rows, cols], [p.distance(lines) for p in places], atol=0.75 * 50)
    xmin, ymin, xmax, ymax = grid.extent
    rim = np.zeros(metres.shape, bool)
    rim[:, [0, -1]] = rim[[0, -1]] = True
    nearest = [nearest_points(p, lines)[1] for p in centres(grid, *sample(rim & (metres < 5000), 100))]
    assert any(not (xmin <= p.x <= xmax and ymin <= p.y <= ymax) for p in nearest)


def test_a_red_zone_scores_0_and_nothing_else_does(result, grid, numazu):
    red = unary_union([g.buffer(0) for g in features(numazu, "a33_landslide", "A33_002 = 2")])
    score = raw(result, "safe")
    # A polygon that covers no centre takes the cell it lies in, so a cell that scores 0 touches a red zone.
    assert all(p.buffer(50).intersects(red) for p in centres(grid, *sample(score == 0, 200)))
    covered = prep(red)
    rows, cols = sample(near(grid, red.bounds), 1500)
    inside = [(r, c) for r, c, p in zip(rows, cols, centres(grid, rows, cols)) if covered.contains(p)]
    assert inside
    assert all(score[r, c] == 0 for r, c in inside)


# Three states --------------------------------------------------------------------------------


def test_outside_numazu_nothing_was_assessed_and_nothing_is_eligible(result, grid, numazu, files):
    city = unary_union(features(numazu, "n03_municipality", "N03_004 = '沼津市'"))
    suitability = read(files["suitability"])
    rows, cols = sample(~np.isnan(suitability), 300)
    assert all(city.distance(p) < 1 for p in centres(grid, rows, cols))
    hazard = next(c for c in result.horizons[0].criteria if c.id == "safe")
    assert hazard.missing_share > 0.9
    mask = read(files["exclusion"])
    rows, cols = sample(mask == 0, 300)
    assert all(city.distance(p) < 1 for p in centres(grid, rows, cols))
    assert result.horizons[0].not_assessed_ha > result.horizons[0].scored_ha > 1000


def test_candidates_lie_in_the_city_on_flat_land_and_tell_what_was_not_assessed(result, numazu, files):
    (city,) = features(numazu, "n03_municipality", "N03_004 = '沼津市'")
    source = ogr.Open(files["candidates"])
    candidates = list(source.GetLayer())
    assert len(candidates) == 5
    for candidate in candidates:
        shape = shapely.wkb.loads(bytes(candidate.GetGeometryRef().ExportToWkb()))
        assert city.contains(shape.representative_point())
        assert candidate["admin"] == "沼津市"
        assert 5 <= candidate["area_ha"] <= 50
        # Floods were assessed on one sheet only, and no candidate lies on it.
        assert candidate["not_assessed_pct"] == 100
    assert [c["rank"] for c in candidates] == [1, 2, 3, 4, 5]


def test_excluded_cells_are_those_whose_centre_a_zone_covers_and_one_for_each_smaller_zone(
    result, grid, numazu, files
):
    bit = next(i for i, rule in enumerate(result.horizons[0].rules) if rule.id == "tsunami")
    mask = read(files["exclusion"])
    is_excluded = (np.nan_to_num(mask).astype(np.int64) >> bit & 1).astype(bool)
    covered, small = np.zeros(mask.shape, bool), 0
    for zone in (g.buffer(0) for g in features(numazu, "a40_tsunami")):
        rows, cols = np.nonzero(near(grid, zone.bounds))
        inside = [zone.contains(p) for p in centres(grid, rows, cols)]
        covered[rows[inside], cols[inside]] = True
        small += not any(inside)
    assert covered.any()
    assert (is_excluded >= covered).all()
    assert 0 < np.count_nonzero(is_excluded & ~covered) <= small
    assert result.horizons[0].rules[bit].excluded_ha == np.count_nonzero(is_excluded) * 0.25


# Processing ----------------------------------------------------------------------------------


@pytest.fixture
def provider(qgis_app, qgis_processing):
    from qgis.core import QgsApplication
    from wattbit.provider import WattBitProvider

    added = WattBitProvider()
    QgsApplication.processingRegistry().addProvider(added)
    yield added
    QgsApplication.processingRegistry().removeProvider(added)


def test_processing_gives_the_same_bytes_as_plain_core(provider, scenario, result, files, tmp_path):
    import processing

    names = ("suitability", "exclusion", "criteria", "candidates")
    given = {name.upper(): str(tmp_path / Path(files[name]).name) for name in names}
    found = processing.run("wattbit:runscenario", {"SCENARIO": str(scenario), **given})
    for name in names:
        ours, theirs = Path(found[name.upper()]).read_bytes(), Path(files[name]).read_bytes()
        assert hashlib.sha256(ours).hexdigest() == hashlib.sha256(theirs).hexdigest(), name


# The wrong side ------------------------------------------------------------------------------


def test_spare_capacity_for_generators_is_refused_as_a_criterion(scenario, numazu, tmp_path):
    content = json.loads(scenario.read_text(encoding="utf-8"))
    content["facility"] = {"demand_mw": 50, "horizon_year": 2030}
    content["layers"]["capacity"] = {
        "source": f"{numazu.as_posix()}/numazu.gpkg|layername={GENERATION_LAYER}"
    }
    content["criteria"].append(
        {"id": "grid", "type": "grid_capacity", "layer": "capacity", "weight": 1,
         "capacity_field": "空容量当該設備(MW)", "voltage_field": "最大電圧(kV)"}
    )  # fmt: skip
    path, output = tmp_path / "demand.json", tmp_path / "s.tif"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError, match=rf"{GENERATION_LAYER}.*generation side.*demand") as caught:
        run_scenario(path, Outputs(suitability=str(output)))
    assert len(str(caught.value).splitlines()) == 1
    assert not output.exists()


def test_spare_capacity_for_generators_is_refused_by_the_algorithm(provider, numazu, tmp_path):
    import processing
    from qgis.core import QgsProcessingException

    output = tmp_path / "capacity.tif"
    grid = {"EXTENT": "4500,54700,-111000,-66500 [EPSG:6676]", "CRS": "EPSG:6676", "CELL_SIZE": 500}
    # A copy: QGIS opens a GeoPackage for writing, and changes it by that.
    shutil.copy(numazu / "numazu.gpkg", tmp_path)
    source = f"{tmp_path / 'numazu.gpkg'}|layername={GENERATION_LAYER}"
    with pytest.raises(QgsProcessingException, match=rf"{GENERATION_LAYER}.*generation side.*demand"):
        processing.run(
            "wattbit:gridcapacity",
            {
                "INPUT": source,
                **grid,
                "DEMAND_MW": 50,
                "CAPACITY_FIELD": "空容量当該設備(MW)",
                "OUTPUT": str(output),
            },
        )
    assert not output.exists()
