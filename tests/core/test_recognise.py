"""Which importer a file as published wants."""

from __future__ import annotations

import zipfile

import pytest
from shapely.geometry import Point, box
from wattbit.core.prepare.recognise import recognise
from wattbit.tests.core.layers import write_vector


@pytest.mark.parametrize(
    "name, importer, what",
    [
        ("A31a-20-25_86_10_GEOJSON.zip", "importhazard", "A31a"),
        ("A33-25_22_GEOJSON.zip", "importhazard", "A33"),
        ("A31a.zip", "importhazard", "A31a"),
        ("L03-a-21_5339-jgd2011_GML.zip", "importmesh", "L03"),
    ],
)
def test_an_archive_is_known_by_its_name(tmp_path, name, importer, what):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("readme.txt", "x")
    found = recognise(str(tmp_path / name))
    assert (found.importer, found.what) == (importer, what)
    assert found.parameters["INPUT"] == str(tmp_path / name)


def test_an_archive_of_another_name_is_known_by_its_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.writestr("data/A40-22_22.shp", "x")
    assert recognise(str(tmp_path / "download.zip")).what == "A40"


@pytest.mark.parametrize(
    "text, encoding, importer, told",
    [
        ("変電所名,供給余力(MW)\n甲,80\n", "cp932", "importcapacity", {"SIDE": "demand"}),
        ("送電線名,空容量(MW),N-1電制\n乙,10,可\n", "utf-8", "importcapacity", {"SIDE": "generation"}),
        ("変電所名,電圧(kV)\n甲,66\n", "utf-8-sig", "importcapacity", {}),
        ("# VERSION = V4\n# CODE,T30_I45_PS,T30_I50_PS\n5339000011,0.9,0.5\n", "utf-8", "importmesh", {"CODE_FIELD": "CODE"}),
        ("name,kind,lat,lon\nX,ix,35,139\n", "utf-8", "importnetwork", {}),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_words_and_its_side_is_told_only_where_they_tell(
    tmp_path, text, encoding, importer, told
):
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode(encoding))
    found = recognise(str(path))
    assert found.importer == importer
    assert {k: v for k, v in found.parameters.items() if k != "INPUT"} == told


def test_peeringdb_is_known_by_its_json(tmp_path):
    path = tmp_path / "ix.json"
    path.write_text('{"data": [{"id": 1, "name": "IX", "city": "Tokyo"}], "meta": {}}', encoding="utf-8")
    assert recognise(str(path)).what == "peeringdb"


def test_a_layer_is_known_by_its_columns_and_a_standard_layer_is_left_alone(tmp_path):
    write_vector(tmp_path / "zones.gpkg", [(box(0, 0, 1, 1), {"A33_002": 1})])
    assert recognise(str(tmp_path / "zones.gpkg")).what == "A33"
    write_vector(tmp_path / "A33-25_22.gpkg", [(box(0, 0, 1, 1), {"severity": 3})])
    assert recognise(str(tmp_path / "A33-25_22.gpkg")) is None
    write_vector(tmp_path / "roads.gpkg", [(Point(0, 0), {"name": "a"})])
    assert recognise(str(tmp_path / "roads.gpkg")) is None


def test_a_file_that_is_not_there_or_is_broken_wants_nothing(tmp_path):
    assert recognise(str(tmp_path / "A33-25_22.zip")) is None
    (tmp_path / "x.zip").write_bytes(b"no archive")
    assert recognise(str(tmp_path / "x.zip")) is None
