"""Connection routes as QGIS calls them."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsVectorLayer
from wattbit.algorithms.allocatecapacity import AllocateCapacity
from wattbit.algorithms.connectionroutes import ConnectionRoutes
from wattbit.tests.qgis.siting import capacity, features, refusal, run, sites
from wattbit.tests.qgis.tiny import memory_layer, raster

GRID = [(450, 50, "x", 100.0, 154.0, None, None)]


@pytest.fixture
def friction(tmp_path):
    """5 x 5 cells of 100 m, dear in the middle row but for its last cell."""
    values = np.ones((5, 5))
    values[2, :4] = 50
    return str(raster(tmp_path / "friction.tif", values))


def test_an_allocation_becomes_routes(qgis_app, friction, tmp_path):
    grid = capacity(GRID)
    lines = str(tmp_path / "lines.gpkg")
    asking = sites([(50, 450, "A", 60.0, 1.0)])
    run(AllocateCapacity, SITES=asking, CAPACITY=grid, MAX_DISTANCE=5000, OUTPUT=lines)
    rivers = memory_layer([("LINESTRING(0 250, 500 250)",)], "", "LineString", name="river")
    results, _ = run(
        ConnectionRoutes, INPUT=lines, CAPACITY=grid, FRICTION=friction, COSTS=[60, 100, 140, 200], CROSSED=[rivers],
        OUTPUT=str(tmp_path / "routes.gpkg"),
    )  # fmt: skip
    [row] = features(results["OUTPUT"])
    # Around the dear cells, by the cheap one in the east: four straight steps and two diagonal ones.
    assert row["length_m"] == pytest.approx(100 * (4 + 2 * np.sqrt(2))) == pytest.approx(row["cost_distance"])
    assert row["cost"] == pytest.approx(row["cost_distance"] / 1000 * 200)
    assert (row["site"], row["connection"], row["mw"], row["is_optimal"]) == ("A", "x", 60, 1)
    assert row["crosses"] == "1: 100 %; river: 1 x"
    assert results["ROUTES"] == 1 and results["LENGTH_M"] == pytest.approx(row["length_m"])
    assert QgsVectorLayer(results["OUTPUT"], "r", "ogr").crs().authid() == "EPSG:6677"


def test_sites_find_their_own_connection(qgis_app, friction, tmp_path):
    asking = sites([(50, 450, "A", 60.0, 1.0)])
    results, _ = run(
        ConnectionRoutes, INPUT=asking, CAPACITY=capacity([*GRID, (50, 350, "y", 1.0, 66.0, None, None)]),
        FRICTION=friction, OUTPUT=str(tmp_path / "routes.gpkg"),
    )  # fmt: skip
    [row] = features(results["OUTPUT"])
    assert (row["connection"], row["length_m"]) == ("y", 100)
    assert "unverified default" in row["cost_basis"] and row["cost"] > 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"COSTS": [60, 100, 140]}, "a voltage without a cost"),
        ({"COSTS": [60, "dear"]}, "something else than numbers"),
        ({"COSTS": [60, -1]}, "costs of 0 or more"),
        ({"MAX_DISTANCE": 0}, "MAX_DISTANCE must be above 0 m"),
        ({"VOLTAGE_FIELD": "kilovolts"}, "kilovolts"),
    ],
)
def test_what_cannot_be_is_refused(qgis_app, friction, tmp_path, changes, words):
    given = {"INPUT": sites([(50, 450, "A", 60.0, 1.0)]), "CAPACITY": capacity(GRID), "FRICTION": friction,
             "OUTPUT": str(tmp_path / "routes.gpkg"), **changes}  # fmt: skip
    assert words in refusal(ConnectionRoutes, **given)


def test_friction_in_degrees_is_refused(qgis_app, tmp_path):
    path = str(raster(tmp_path / "degrees.tif", np.ones((3, 3)), (139, 36), 0.01, "EPSG:4326"))
    text = refusal(ConnectionRoutes, INPUT=sites([(50, 450, "A", 60.0, 1.0)]), CAPACITY=capacity(GRID), FRICTION=path,
                   OUTPUT=str(tmp_path / "routes.gpkg"))  # fmt: skip
    assert "degrees" in text
