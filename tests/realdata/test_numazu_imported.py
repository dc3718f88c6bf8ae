"""The Numazu run on layers that went through the importer, against the run on the layers as published."""

from __future__ import annotations

import json

import numpy as np
import pytest
from osgeo import gdal
from wattbit.core.gdalio import close_thread_rasters
from wattbit.core.prepare.hazard.import_hazard import HazardRequest, import_hazard
from wattbit.core.run.run import Outputs, run_scenario
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.realdata.test_numazu import HERE, scenario

pytestmark = pytest.mark.realdata
__all__ = ["scenario"]

HAZARDS = {"landslide": "a33_landslide", "tsunami": "a40_tsunami", "flood": "a31a_flood_l2"}


@pytest.fixture(scope="module")
def imported(realdata, tmp_path_factory):
    """Folder of the three hazards as standard layers, each with its assessed area."""
    folder = tmp_path_factory.mktemp("imported")
    gpkg = realdata / "numazu" / "numazu.gpkg"
    town = VectorSource(parse_uri(f"{gpkg}|layername=n03_municipality"), "N03_004 = '沼津市'")
    sheet = VectorSource(parse_uri(str(HERE / "mesh_52385628.geojson")))
    for name, layer in HAZARDS.items():
        coverage = sheet if name == "flood" else town
        import_hazard(HazardRequest(f"{gpkg}|layername={layer}", coverage=coverage), folder / f"{name}.gpkg")
    return folder


@pytest.fixture(scope="module")
def rewritten(scenario, imported):
    """The scenario on the imported layers: no class maps, and the hazards bring their own coverage."""
    content = json.loads(scenario.read_text(encoding="utf-8"))
    for name in HAZARDS:
        old = content["layers"][name]
        new = {"source": str(imported / f"{name}.gpkg")}
        content["layers"][name] = new
        content["layers"][f"{name}_rule"] = {**new, "coverage": old["coverage"]}
    for rule in content["exclusions"]:
        if rule["layer"] in HAZARDS:
            rule["where"] = "severity = 4" if rule["layer"] == "landslide" else "severity >= 1"
            rule["layer"] = f"{rule['layer']}_rule"
    path = imported / "scenario.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def run(path, folder):
    files = {"suitability": str(folder / "s.tif"), "exclusion": str(folder / "e.tif")}
    run_scenario(path, Outputs(**files))
    found = [gdal.Open(f).ReadAsArray() for f in files.values()]
    close_thread_rasters()
    return found


def test_imported_hazards_give_the_suitability_of_the_published_ones(scenario, rewritten, tmp_path):
    plain, standard = tmp_path / "plain", tmp_path / "standard"
    plain.mkdir()
    standard.mkdir()
    suitability, mask = run(scenario, plain)
    suitability_imported, mask_imported = run(rewritten, standard)
    assert np.count_nonzero(suitability > 0) > 10_000
    assert np.array_equal(suitability, suitability_imported)
    assert np.array_equal(mask, mask_imported)
