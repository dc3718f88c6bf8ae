"""Imported layers say where they come from."""

from __future__ import annotations

import hashlib
import json

import pytest
from osgeo import gdal, ogr
from wattbit.core.prepare.capacity.import_capacity import import_capacity
from wattbit.core.prepare.capacity.request import CapacityRequest
from wattbit.core.prepare.hazard.import_hazard import import_hazard
from wattbit.core.prepare.hazard.request import HazardRequest
from wattbit.core.prepare.mesh.import_mesh import import_mesh
from wattbit.core.prepare.mesh.understand import MeshRequest
from wattbit.core.prepare.network.import_network import NetworkRequest, import_network
from wattbit.core.provenance import plugin_version
from wattbit.tests.core.capacity_files import write_places
from wattbit.tests.core.hazard_files import geojson, square


def capacity(folder):
    source = folder / "空容量.csv"
    source.write_text("変電所名,電圧(kV),供給余力(MW)\n五戸,66,10\n", encoding="cp932")
    places = write_places(folder, ("五戸", "POINT(141 40)"))
    import_capacity(
        CapacityRequest(str(source), "demand", locations=places, as_of="2026-07"), folder / "o.gpkg"
    )
    return {"table": source, "locations": folder / "locations.gpkg"}, {"side": "demand", "as_of": "2026-07"}


def hazard(folder):
    source = geojson(folder / "A33-25_22.geojson", [(square(138, 35), {"A33_001": 1, "A33_002": 2})])
    import_hazard(HazardRequest(str(source), year=2025), folder / "o.gpkg")
    return {"map": source}, {"kind": "auto", "year": 2025}


def mesh(folder):
    source = folder / "m.csv"
    source.write_text("CODE,T30_I55_PS\n5339154113,0.4\n")
    import_mesh(MeshRequest(str(source), "CODE"), folder / "o.gpkg", folder / "o.tif")
    return {"table": source}, {"code_field": "CODE", "product": "auto"}


def network(folder):
    source = folder / "n.csv"
    source.write_text("name,kind,latitude,longitude\nOtemachi,ix,35.68,139.76\n")
    import_network(NetworkRequest(str(source)), folder / "o.gpkg")
    return {"assets": source}, {"format": "auto"}


@pytest.mark.parametrize("imported", [capacity, hazard, mesh, network])
def test_a_layer_carries_version_hashes_and_parameters(tmp_path, imported):
    sources, parameters = imported(tmp_path)
    dataset = ogr.Open(str(tmp_path / "o.gpkg"))
    tags = dataset.GetLayer(0).GetMetadata()
    assert tags["WATTBIT_VERSION"] == plugin_version()
    for name, path in sources.items():
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert tags[f"WATTBIT_INPUT_{name}"] == f"sha256:{digest} {path.name}"
    told = json.loads(tags["WATTBIT_PARAMETERS"])
    assert told.items() >= parameters.items()
    assert str(tmp_path) not in " ".join(tags.values())


def test_the_raster_of_a_mesh_carries_the_same(tmp_path):
    mesh(tmp_path)
    layer, raster = ogr.Open(str(tmp_path / "o.gpkg")), gdal.Open(str(tmp_path / "o.tif"))
    assert raster.GetMetadata().items() >= layer.GetLayer(0).GetMetadata().items()
