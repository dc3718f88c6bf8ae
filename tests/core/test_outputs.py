"""Outputs appear together at the end, and what was there before a failed run is there after it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from wattbit.core import outputs as module
from wattbit.core.errors import OutputError
from wattbit.core.outputs import outputs
from wattbit.core.rasters import RasterSpec, RasterWriter
from wattbit.tests.core.layers import assert_sentence, grid_of, read_raster


def names(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_files_appear_when_the_run_ends_well(tmp_path):
    with outputs() as files:
        for name in ("a.txt", "b.txt"):
            files.aside(tmp_path / name).write_text(name, encoding="utf-8")
        assert not (tmp_path / "a.txt").exists()
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "b.txt"


def test_a_run_that_fails_midway_leaves_earlier_files_and_nothing_aside(tmp_path):
    (tmp_path / "a.txt").write_text("earlier", encoding="utf-8")
    with pytest.raises(ValueError, match="midway"), outputs() as files:
        files.aside(tmp_path / "a.txt").write_text("new", encoding="utf-8")
        files.aside(tmp_path / "b.txt").write_text("new", encoding="utf-8")
        raise ValueError("midway")
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "earlier"


def test_when_one_file_cannot_be_moved_into_place_none_of_the_earlier_ones_is_touched(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("earlier", encoding="utf-8")
    replace = os.replace

    def locked(source, target):
        # As on Windows while another program has the file open.
        if os.path.basename(target) == "b.txt" and Path(source).read_text(encoding="utf-8") == "new":
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(module.os, "replace", locked)
    with pytest.raises(OutputError) as error, outputs() as files:
        for name in ("a.txt", "b.txt", "c.txt"):
            files.aside(tmp_path / name).write_text("new", encoding="utf-8")
    assert_sentence(error, "b.txt")
    assert names(tmp_path) == ["a.txt", "b.txt"]
    assert [(tmp_path / n).read_text(encoding="utf-8") for n in ("a.txt", "b.txt")] == ["earlier"] * 2


def test_a_folder_that_is_missing_is_made_with_japanese_letters_and_spaces(tmp_path):
    target = tmp_path / "結果 1" / "適地 図.txt"
    with outputs() as files:
        files.aside(target).write_text("x", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "x"


def test_two_outputs_may_not_have_one_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError) as error, outputs() as files:
        files.aside("a.tif")
        files.aside(tmp_path / "a.tif")
    assert_sentence(error, "a.tif")


def test_two_spellings_of_one_path_are_one_path(tmp_path):
    (tmp_path / "x").mkdir()
    with pytest.raises(OutputError), outputs() as files:
        files.aside(tmp_path / "a.tif")
        files.aside(tmp_path / "x" / ".." / "a.tif")


def test_an_output_that_is_a_folder_is_refused(tmp_path):
    with pytest.raises(OutputError) as error, outputs() as files:
        files.aside(tmp_path)
    assert_sentence(error, tmp_path, "folder")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(OutputError) as error, outputs() as files:
        files.aside(tmp_path / "file" / "a.tif")
    assert_sentence(error, tmp_path / "file")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere"
)
def test_a_folder_that_may_not_be_written_to_is_refused(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    with pytest.raises(OutputError) as error, outputs() as files:
        files.aside(closed / "a.tif")
    assert_sentence(error, closed)


def test_an_output_nobody_wrote_is_no_failure(tmp_path):
    with outputs() as files:
        files.aside(tmp_path / "a.txt").write_text("x", encoding="utf-8")
        files.aside(tmp_path / "never.txt")
    assert names(tmp_path) == ["a.txt"]


def test_what_an_older_file_left_beside_itself_goes_with_it(tmp_path):
    for name in ("a.tif", "a.tif.aux.xml", "other.tif.aux.xml"):
        (tmp_path / name).write_text("earlier", encoding="utf-8")
    with outputs() as files:
        files.aside(tmp_path / "a.tif").write_text("new", encoding="utf-8")
    assert names(tmp_path) == ["a.tif", "other.tif.aux.xml"]


def test_the_parts_of_a_shapefile_move_together(tmp_path):
    with outputs() as files:
        part = files.aside(tmp_path / "a.shp")
        for suffix in (".shp", ".dbf", ".shx", ".prj"):
            part.with_suffix(suffix).write_text("x", encoding="utf-8")
    assert names(tmp_path) == ["a.dbf", "a.prj", "a.shp", "a.shx"]


def test_scratch_files_are_gone_after_the_run():
    with outputs() as files:
        path = files.scratch("big.tif")
        path.write_text("x", encoding="utf-8")
    assert not path.parent.exists()


def test_a_raster_is_tiled_compressed_float32_with_its_descriptions_and_provenance(tmp_path):
    from osgeo import gdal

    grid = grid_of((0, 0, 6000, 5500), 10)
    spec = RasterSpec(("適地度", "second [m]"), {"WATTBIT_VERSION": "0"})
    writer = RasterWriter(tmp_path / "r.tif", grid, spec)
    values = np.random.default_rng(1).random((2, grid.rows, grid.cols)).astype(np.float32)
    values[:, 100:200, 500:530] = np.nan
    for w in grid.blocks():
        writer.write(w, values[:, w.row : w.row + w.rows, w.col : w.col + w.cols])
    writer.close()
    dataset = gdal.Open(str(tmp_path / "r.tif"))
    band = dataset.GetRasterBand(1)
    assert band.GetNoDataValue() == -9999
    assert band.DataType == gdal.GDT_Float32
    assert band.GetBlockSize() == [512, 512]
    assert [dataset.GetRasterBand(i).GetDescription() for i in (1, 2)] == ["適地度", "second [m]"]
    assert dataset.GetMetadataItem("WATTBIT_VERSION") == "0"
    assert dataset.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE")
    assert dataset.GetGeoTransform() == grid.geotransform
    del band, dataset
    assert np.array_equal(read_raster(tmp_path / "r.tif"), values, equal_nan=True)


def test_a_raster_that_cannot_be_made_says_so(tmp_path):
    with pytest.raises(OutputError) as error:
        RasterWriter(tmp_path / "none" / "r.tif", grid_of((0, 0, 100, 100), 10), RasterSpec(("a",), {}))
    assert_sentence(error, "r.tif")
