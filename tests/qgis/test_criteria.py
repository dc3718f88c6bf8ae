"""Criteria and exclusions inside QGIS: what goes beyond the plain formulas, on every kind of grid."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer
from wattbit.tests.qgis.tiny import CRS, GRID, box, facts, memory_layer, point, raster, read


@pytest.fixture
def run(provider, tmp_path):
    """Run an algorithm by its name into `tmp_path`; destinations may be given by file name."""
    import processing

    def run_one(name, feedback=None, **parameters):
        wanted = [p.name() for p in provider.algorithm(name).parameterDefinitions() if p.isDestination()]
        files = {k: str(tmp_path / v) for k, v in parameters.items() if k in wanted}
        return processing.run(f"wattbit:{name}", {**parameters, **files}, feedback=feedback)

    return run_one


def crs_of():
    """The CRS of the usual grid, for OGR."""
    srs = osr.SpatialReference()
    srs.SetFromUserInput(CRS)
    return srs


class Listener(QgsProcessingFeedback):
    """Feedback that keeps remarks and warnings."""

    def __init__(self):
        super().__init__()
        self.said = []

    def pushInfo(self, info):
        self.said.append(info)

    def pushWarning(self, warning):
        self.said.append(warning)


# gridcapacity --------------------------------------------------------------------------------


def test_gridcapacity_warns_of_feature_ids_that_a_raster_cannot_hold(run, tmp_path):
    from osgeo import ogr

    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / "big.gpkg"))
    layer = source.CreateLayer("big", crs_of(), ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("spare_mw", ogr.OFTReal))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetFID(2**24 + 3)
    feature.SetField("spare_mw", 90.0)
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (50 450)"))
    layer.CreateFeature(feature)
    del feature, layer, source
    heard = Listener()
    path = run("gridcapacity", heard, INPUT=str(tmp_path / "big.gpkg"), **GRID, DEMAND_MW=50, OUTPUT="c.tif")[
        "OUTPUT"
    ]
    assert any("16,777,216" in text for text in heard.said)
    assert abs(read(path, 5)[0, 0] - (2**24 + 3)) <= 1


def test_gridcapacity_tells_of_rows_without_a_side(run):
    rows = [
        (point(50, 450), 90.0, "demand"),
        (point(50, 450), 90.0, None),
        (point(50, 450), 90.0, "generation"),
    ]
    layer = memory_layer(rows, "spare_mw:double,side:string")
    heard = Listener()
    path = run("gridcapacity", heard, INPUT=layer, **GRID, DEMAND_MW=50, OUTPUT="c.tif")["OUTPUT"]
    assert read(path, 4)[0, 0] == 1
    assert any("2 rows are not of the demand side" in text for text in heard.said)


# hazardscore ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ("1,0.75,0.5,0.25", "five"),
        ("1,0.75,0.5,0.25,0,0", "five"),
        ("1,0.75,0.5,0.25,1.1", "five"),
        ("1,0.75,0.5,0.25,-0.1", "five"),
        ("1,0.75,0.5,0.25,nan", "five"),
        ("1,0.75,half,0.25,0", "not numbers"),
        ("1;0.75;0.5;0.25;0", "not numbers"),
        ("1,0.75,0.5,0.25,0,", "not numbers"),
    ],
)
def test_hazardscore_refuses_scores_that_are_not_five_shares(run, tmp_path, scores, words):
    flood = memory_layer([(box(0, 0, 200, 500), 2)], "severity:integer", "Polygon")
    with pytest.raises(QgsProcessingException, match=words):
        run("hazardscore", INPUT=[flood], **GRID, SCORES=scores, OUTPUT="h.tif")
    assert not (tmp_path / "h.tif").exists()


@pytest.mark.parametrize("scores", [" 1 , 0.5,0.2, 0.1 ,0", "1,5e-1,.2,0.1,0."])
def test_hazardscore_reads_scores_as_people_write_them(run, scores):
    flood = memory_layer([(box(0, 0, 200, 500), 1)], "severity:integer", "Polygon")
    path = run("hazardscore", INPUT=[flood], **GRID, SCORES=scores, OUTPUT="h.tif")["OUTPUT"]
    assert np.allclose(read(path)[0], [0.5, 0.5, 1, 1, 1])


@pytest.mark.parametrize("limit", [0, 1, 3, 4, 5])
def test_hazardscore_has_no_score_from_the_severity_on_that_excludes(run, limit):
    stripes = [(box(100 * s, 0, 100 * s + 100, 500), s) for s in range(5)]
    layer = memory_layer(stripes, "severity:integer", "Polygon")
    path = run("hazardscore", INPUT=[layer], **GRID, EXCLUDE_FROM=limit, OUTPUT="h.tif")["OUTPUT"]
    expected = np.array([1, 0.75, 0.5, 0.25, 0])
    expected[limit:] = np.nan
    assert np.allclose(read(path)[0], expected, equal_nan=True)
    assert read(path, 2)[0].tolist() == [0, 1, 2, 3, 4]


# rescale -------------------------------------------------------------------------------------

PERCENT = np.random.default_rng(1).permutation(np.arange(1, 102.0)).reshape(1, 101)


@pytest.fixture
def percent(tmp_path):
    """A raster of the numbers 1 to 101, so that its 5th percentile is 6 and its 95th 96, and one unknown cell."""
    return str(raster(tmp_path / "percent.tif", np.append(PERCENT, [[-9999]], axis=1), cell=10))


@pytest.mark.parametrize(
    ("function", "given", "low", "high", "exponent"),
    [
        ("linear", {}, 6, 96, 1),
        ("linear", {"LOW": 0}, 0, 96, 1),
        ("linear", {"HIGH": 1}, 6, 1, 1),
        ("power", {"EXPONENT": 2}, 6, 96, 2),
    ],
)
def test_rescale_takes_percentiles_of_the_data_for_breakpoints_left_out(
    run, percent, function, given, low, high, exponent
):
    heard = Listener()
    result = run("rescale", heard, INPUT=percent, FUNCTION=function, **given, OUTPUT="y.tif")
    expected = np.clip((PERCENT - low) / (high - low), 0, 1) ** exponent
    assert np.allclose(read(result["OUTPUT"])[:, :-1], expected, atol=1e-6)
    assert np.isnan(read(result["OUTPUT"])[0, -1])
    assert (result["SUGGESTED_LOW"], result["SUGGESTED_HIGH"]) == (6, 96)
    assert any(f"LOW {low} and HIGH {high} are used" in text for text in heard.said)


def test_rescale_tells_percentiles_when_asked_and_uses_what_is_given(run, percent):
    heard = Listener()
    result = run(
        "rescale", heard, INPUT=percent, FUNCTION="linear", LOW=0, HIGH=100, SUGGEST=True, OUTPUT="y.tif"
    )
    assert np.allclose(read(result["OUTPUT"])[:, :-1], np.clip(PERCENT / 100, 0, 1), atol=1e-6)
    assert (result["SUGGESTED_LOW"], result["SUGGESTED_HIGH"]) == (6, 96)
    assert any("Of 101 cells" in text for text in heard.said)
    plain = run("rescale", INPUT=percent, FUNCTION="linear", LOW=0, HIGH=100, OUTPUT="z.tif")
    assert plain.get("SUGGESTED_LOW") is None


def test_rescale_refuses_breakpoints_from_data_that_do_not_vary(run, tmp_path):
    flat = raster(tmp_path / "flat.tif", np.full((3, 3), 4.0))
    with pytest.raises(QgsProcessingException, match=r"flat.*percentile.*differ"):
        run("rescale", INPUT=str(flat), FUNCTION="linear", OUTPUT="y.tif")
    empty = raster(tmp_path / "empty.tif", np.full((3, 3), -9999.0))
    with pytest.raises(QgsProcessingException, match="no cell with a value"):
        run("rescale", INPUT=str(empty), FUNCTION="linear", OUTPUT="y.tif")
    assert not (tmp_path / "y.tif").exists()


NATIVE = {
    "linear": ("fuzzifyrasterlinearmembership", {"LOW": 20.0, "HIGH": 80.0}, {"FUZZYLOWBOUND": 20, "FUZZYHIGHBOUND": 80}),
    "linear, falling": (
        "fuzzifyrasterlinearmembership", {"LOW": 80.0, "HIGH": 20.0}, {"FUZZYLOWBOUND": 80, "FUZZYHIGHBOUND": 20}
    ),
    "power": (
        "fuzzifyrasterpowermembership", {"LOW": 20.0, "HIGH": 80.0, "EXPONENT": 2.5},
        {"FUZZYLOWBOUND": 20, "FUZZYHIGHBOUND": 80, "FUZZYEXPONENT": 2.5},
    ),
    "large": ("fuzzifyrasterlargemembership", {"MIDPOINT": 50.0, "SPREAD": 5.0}, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 5}),
    "small": ("fuzzifyrastersmallmembership", {"MIDPOINT": 50.0, "SPREAD": 5.0}, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 5}),
    "gaussian": (
        "fuzzifyrastergaussianmembership", {"MIDPOINT": 50.0, "SPREAD": 0.01}, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 0.01}
    ),
    "near": ("fuzzifyrasternearmembership", {"MIDPOINT": 50.0, "SPREAD": 0.01}, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 0.01}),
}  # fmt: skip


@pytest.mark.parametrize("case", NATIVE)
def test_rescale_gives_what_the_native_fuzzify_algorithms_give(run, tmp_path, case):
    import processing
    from processing.core.Processing import Processing

    Processing.initialize()
    source = str(
        raster(tmp_path / "x.tif", np.random.default_rng(2).uniform(0, 120, (20, 30)), corner=(0, 2000))
    )
    algorithm, ours, theirs = NATIVE[case]
    found = run("rescale", INPUT=source, FUNCTION=case.split(",")[0], **ours, OUTPUT="ours.tif")["OUTPUT"]
    target = str(tmp_path / "native.tif")
    processing.run(f"native:{algorithm}", {"INPUT": source, "BAND": 1, **theirs, "OUTPUT": target})
    assert np.allclose(read(found), read(target), atol=1e-6)


# exclusion -----------------------------------------------------------------------------------


def test_exclusion_takes_cells_from_a_covered_share_on(run):
    # A track along x = 110 with 15 m on either side covers 0.25 of column 1 and 0.05 of column 0.
    rail = memory_layer([("LINESTRING(110 -100, 110 600)",)], kind="LineString")
    lake = memory_layer([(box(0, 0, 240, 500),)], kind="Polygon")
    result = run(
        "exclusion", INPUT=[rail, lake], **GRID, BUFFERS="15,", COVERED_SHARE="0.2,0.5", OUTPUT="mask.tif"
    )
    assert read(result["OUTPUT"]).tolist() == [[2, 1 | 2, 0, 0, 0]] * 5
    by_centre = run(
        "exclusion", INPUT=[rail, lake], **GRID, BUFFERS="15,", COVERED_SHARE=",0.3", OUTPUT="c.tif"
    )
    # Without a share the track takes the cells it touches, and those whose centre is within the buffer.
    assert read(by_centre["OUTPUT"]).tolist() == [[2, 1 | 2, 2, 0, 0]] * 5


@pytest.mark.parametrize(
    ("share", "word"), [("1.5", "share"), ("half", "share"), ("0.1,0.2", "2 parts for 1 layers")]
)
def test_exclusion_refuses_a_covered_share_that_is_none(run, share, word):
    lake = memory_layer([(box(0, 0, 240, 500),)], kind="Polygon")
    with pytest.raises(QgsProcessingException, match=word):
        run("exclusion", INPUT=[lake], **GRID, COVERED_SHARE=share, OUTPUT="mask.tif")


def test_exclusion_refuses_a_covered_share_of_a_raster(run, tmp_path):
    slope = QgsRasterLayer(str(raster(tmp_path / "slope.tif", np.ones((5, 5)))), "slope")
    with pytest.raises(QgsProcessingException, match="covered share"):
        run("exclusion", INPUT=[slope], **GRID, RANGES="5:", COVERED_SHARE="0.5", OUTPUT="mask.tif")


# the grid of a template ----------------------------------------------------------------------

CORNER, SIZE = (-113.7, 487.3), (37.0, 23.0)
COLS, ROWS = 17, 21
AT_X, AT_Y = np.meshgrid(
    CORNER[0] + SIZE[0] * (np.arange(COLS) + 0.5), CORNER[1] - SIZE[1] * (np.arange(ROWS) + 0.5)
)


@pytest.fixture
def template(tmp_path):
    """A raster off the lattice, of cells that are not square; its values do not matter, nor that some are unknown."""
    dataset = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "型.tif"), COLS, ROWS, 1, gdal.GDT_Int16)
    dataset.SetGeoTransform((CORNER[0], SIZE[0], 0, CORNER[1], 0, -SIZE[1]))
    dataset.SetProjection(crs_of().ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(0)
    del dataset
    return str(tmp_path / "型.tif")


def metres(x, y):
    return np.hypot(AT_X - x, AT_Y - y)


def in_box(xmin, ymin, xmax, ymax):
    return (xmin < AT_X) & (xmax > AT_X) & (ymin < AT_Y) & (ymax > AT_Y)


SPOT = (210.0, 330.0)


def on_template_distance():
    layer = memory_layer([(point(*SPOT),), (point(-900, 100),)])
    return {"INPUT": layer}, np.minimum(metres(*SPOT), metres(-900, 100))


def on_template_latency():
    cable = memory_layer([(f"LINESTRING(-5000 {SPOT[1]}, 5000 {SPOT[1]})",)], kind="LineString")
    along = np.abs(AT_X - SPOT[0]) + 1.4 * np.abs(AT_Y - SPOT[1])
    km = np.minimum(along, 1.4 * metres(*SPOT)) / 1000
    return {"INPUT": memory_layer([(point(*SPOT),)]), "FIBRE": cable}, 2 * km * 4.897 / 1000


def on_template_density():
    d = np.minimum(metres(*SPOT) / 200, 1)
    return {"INPUT": memory_layer([(point(*SPOT),)]), "RADIUS": 200}, 3 / (np.pi * 0.2**2) * (1 - d**2) ** 2


def on_template_gridcapacity():
    layer = memory_layer([(point(*SPOT), 80.0)], "spare_mw:double")
    return {"INPUT": layer, "DEMAND_MW": 50, "MAX_DISTANCE": 250}, np.maximum(1 - metres(*SPOT) / 250, 0)


def on_template_hazardscore():
    zone, assessed = (100, 100, 300, 400), (-50, 50, 480, 450)
    layers = [memory_layer([(box(*zone), 2)], "severity:integer", "Polygon")]
    expected = np.where(in_box(*zone), 0.5, np.where(in_box(*assessed), 1.0, np.nan))
    return {"INPUT": layers, "COVERAGE": memory_layer([(box(*assessed),)], kind="Polygon")}, expected


def on_template_exclusion():
    lake = (100, 100, 300, 400)
    return {"INPUT": [memory_layer([(box(*lake),)], kind="Polygon")]}, in_box(*lake).astype(float)


ON_TEMPLATE = {
    "distance": on_template_distance,
    "latency": on_template_latency,
    "density": on_template_density,
    "gridcapacity": on_template_gridcapacity,
    "hazardscore": on_template_hazardscore,
    "exclusion": on_template_exclusion,
}


@pytest.mark.parametrize("name", ON_TEMPLATE)
@pytest.mark.parametrize("with_grid", [False, True])
def test_the_grid_of_a_template_is_used_as_it_is(run, template, name, with_grid):
    parameters, expected = ON_TEMPLATE[name]()
    # What else is said of the grid gives way to the template.
    path = run(name, **parameters, **(GRID if with_grid else {}), TEMPLATE=template, OUTPUT="o.tif")["OUTPUT"]
    assert facts(path).size == (COLS, ROWS)
    assert facts(path).geotransform == pytest.approx((CORNER[0], SIZE[0], 0, CORNER[1], 0, -SIZE[1]))
    assert np.allclose(read(path), expected, rtol=1e-5, atol=1e-5, equal_nan=True)


@pytest.mark.parametrize("name", ON_TEMPLATE)
def test_without_a_template_all_three_of_the_grid_are_asked_for(run, name):
    parameters, _ = ON_TEMPLATE[name]()
    for missing in GRID:
        grid = {k: v for k, v in GRID.items() if k != missing}
        with pytest.raises(QgsProcessingException, match=rf"{missing}|EPSG"):
            run(name, **parameters, **grid, OUTPUT="o.tif")
