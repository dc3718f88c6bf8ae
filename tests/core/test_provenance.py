"""Hashes of inputs: of the file's own bytes, and of what a GeoPackage keeps beside it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3

from wattbit.core.provenance import hash_input
from wattbit.tests.core.layers import write_vector


def test_the_hash_is_that_of_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"name\n1\n")
    assert hash_input("a", str(path), str(path)).sha256 == hashlib.sha256(b"name\n1\n").hexdigest()


def test_an_edit_that_stands_in_the_log_of_a_geopackage_changes_the_hash(tmp_path):
    path = tmp_path / "a.gpkg"
    write_vector(path, [("POINT(0 0)", {"spare_mw": 1.0})])
    before = hash_input("a", str(path), str(path)).sha256
    assert before == hashlib.sha256(path.read_bytes()).hexdigest()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    in_log_mode = hash_input("a", str(path), str(path)).sha256
    connection.execute("CREATE TABLE more (x)")
    connection.commit()
    edited = hash_input("a", str(path), str(path))
    connection.close()
    assert edited.sha256 != in_log_mode
    assert edited.size > path.stat().st_size - 1


def test_a_copy_has_the_hash_of_its_original(tmp_path):
    path = tmp_path / "a.gpkg"
    write_vector(path, [("POINT(0 0)", {"spare_mw": 1.0})])
    shutil.copy(path, tmp_path / "b.gpkg")
    hashes = {hash_input("a", str(p), str(p)).sha256 for p in (path, tmp_path / "b.gpkg")}
    assert len(hashes) == 1


def test_an_input_of_several_files_tells_the_hash_of_each_whatever_the_case_of_its_ending(tmp_path):
    write_vector(tmp_path / "a.shp", [("POINT(0 0)", {"spare_mw": 1.0})])
    for ending in ("shp", "shx", "dbf", "prj"):
        (tmp_path / f"a.{ending}").rename(tmp_path / f"a.{ending.upper()}")
    found = hash_input("a", "a.SHP", str(tmp_path / "a.SHP"))
    own = {
        f"a.{e}": hashlib.sha256((tmp_path / f"a.{e}").read_bytes()).hexdigest()
        for e in ("SHP", "SHX", "DBF", "PRJ")
    }
    assert found.parts == own
    assert len(found.sha256) == 64
