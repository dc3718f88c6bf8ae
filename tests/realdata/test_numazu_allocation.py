"""The allocation and its routes on Numazu's substations and terrain.

No figure of spare demand capacity is published for them, so the test assumes one: the result tells nothing of Numazu.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict

import pytest
from osgeo import ogr, osr
from shapely import wkb
from wattbit.core.gdalio import close_thread_rasters
from wattbit.core.run.run import Outputs, run_scenario
from wattbit.tests.core.layers import read_features, write_vector
from wattbit.tests.realdata.test_numazu import BESIDE_THE_CHECKOUT, CRS, HERE

pytestmark = pytest.mark.realdata

ASSUMED_MW, DEMAND_MW = 45.0, 20.0


@pytest.fixture(scope="module")
def run(realdata, tmp_path_factory):
    """Folder and result of Numazu's scenario with an assumed figure at every substation."""
    folder = tmp_path_factory.mktemp("numazu")
    text = (
        (HERE / "numazu.json").read_text(encoding="utf-8").replace(BESIDE_THE_CHECKOUT, realdata.as_posix())
    )
    scenario = json.loads(text.replace('"mesh_', f'"{HERE.as_posix()}/mesh_'))
    write_vector(folder / "capacity.gpkg", substations(realdata), epsg=CRS)
    scenario["layers"]["capacity"] = {"source": "capacity.gpkg"}
    scenario["facility"] = {"demand_mw": DEMAND_MW}
    scenario["criteria"].append({"id": "grid", "type": "grid_capacity", "layer": "capacity", "weight": 0.2})
    scenario["allocation"] = {
        "max_distance_m": 8000,
        "routes": {"layer": "slope", "points": [[0, 1], [10, 1.5], [30, 5]], "excluded": 20},
    }
    path = folder / "numazu.json"
    path.write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")
    names = {
        "candidates": "c.gpkg",
        "allocation": "a.gpkg",
        "routes": "r.gpkg",
        "ledger": "l.csv",
        "report": "r.html",
    }
    yield folder, run_scenario(path, Outputs(**{k: str(folder / v) for k, v in names.items()}))
    close_thread_rasters()


def substations(realdata):
    """Every substation that is not a railway's, with an assumed spare capacity; each fourth is not known."""
    source = ogr.Open(str(realdata / "numazu" / "numazu.gpkg"))
    layer = source.GetLayerByName("osm_substation")
    layer.SetAttributeFilter("substation IS NULL OR substation <> 'traction'")
    target = osr.SpatialReference()
    target.ImportFromEPSG(CRS)
    target.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    rows = []
    for i, feature in enumerate(layer):
        geometry = feature.GetGeometryRef().Clone()
        geometry.GetSpatialReference().SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        geometry.TransformTo(target)
        spare = None if i % 4 == 3 else ASSUMED_MW
        fields = {"name": f"substation {i}", "side": "demand", "voltage_kv": 77.0, "spare_mw": spare}
        rows.append((wkb.loads(bytes(geometry.ExportToWkb())), fields))
    return rows


def test_candidates_get_a_ledger_and_routes(run):
    folder, result = run
    told = result.horizons[0].allocation
    lines = [row for _, row in read_features(folder / "a.gpkg")]
    assert len(lines) == sum(1 for s in told.sites if s.served_mw) > 0
    assert told.gap == 0
    spent = defaultdict(float)
    for row in lines:
        spent[row["connection"]] += row["mw"]
    assert max(spent.values()) <= ASSUMED_MW
    with open(folder / "l.csv", encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            assert float(row["spent_mw"]) == spent.get(row["connection"], 0.0)
            assert (row["status"] == "unknown") == (row["spare_mw"] == "")


def test_a_route_is_no_shorter_than_the_straight_line_and_no_dearer_than_its_land(run):
    folder, _ = run
    straight = {
        (row["site"], row["connection"]): row["length"] for _, row in read_features(folder / "a.gpkg")
    }
    source = ogr.Open(str(folder / "r.gpkg"))
    routes = [feature.items() for feature in source.GetLayer(0)]
    assert len(routes) == len(straight)
    for row in routes:
        if row["note"]:
            continue
        cell = 50 * 2**0.5  # a route runs from centre to centre
        assert row["length_m"] >= straight[row["site"], row["connection"]] - 2 * cell
        assert row["length_m"] <= row["cost_distance"] <= row["length_m"] * 100
        assert row["is_optimal"] == 1
