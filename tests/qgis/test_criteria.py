"""Criteria and exclusions inside QGIS: what goes beyond the plain formulas, on every kind of grid."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import osr
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer
from wattbit.tests.qgis.tiny import CRS, GRID, box, memory_layer, point, raster, read


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
