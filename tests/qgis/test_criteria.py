"""Criteria and exclusions inside QGIS: what goes beyond the plain formulas, on every kind of grid."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsRasterLayer
from wattbit.tests.qgis.tiny import GRID, box, memory_layer, raster, read


@pytest.fixture
def run(provider, tmp_path):
    """Run an algorithm by its name into `tmp_path`; destinations may be given by file name."""
    import processing

    def run_one(name, feedback=None, **parameters):
        wanted = [p.name() for p in provider.algorithm(name).parameterDefinitions() if p.isDestination()]
        files = {k: str(tmp_path / v) for k, v in parameters.items() if k in wanted}
        return processing.run(f"wattbit:{name}", {**parameters, **files}, feedback=feedback)

    return run_one


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
