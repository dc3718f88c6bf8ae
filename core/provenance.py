"""Where a result comes from: hashes of inputs, versions, and what is written into every file."""

from __future__ import annotations

import glob
import hashlib
import platform
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy
import pandas
import pyproj
import scipy
import shapely
from osgeo import gdal

#: Files of a shapefile that make up its content.
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_CHUNK = 1 << 22


@dataclass(frozen=True)
class Input:
    """One input of a run: the id and text that named it, its path, size in bytes and SHA-256.

    An input of several files, such as a shapefile, has one hash over them all, and in ``parts`` that of each
    by its name, to be held against the files.
    """

    id: str
    source: str
    path: str
    size: int
    sha256: str
    licence: str | None = None
    as_of: str | None = None
    parts: dict[str, str] = field(default_factory=dict)


def plugin_version() -> str:
    """Version of the plugin, from ``metadata.txt``."""
    text = (Path(__file__).resolve().parents[1] / "metadata.txt").read_text(encoding="utf-8")
    found = re.search(r"^version=(\S+)", text, re.MULTILINE)
    return found.group(1) if found else "unknown"


def library_versions() -> dict[str, str]:
    """Versions of Python and of the libraries that numbers come from."""
    return {
        "python": platform.python_version(),
        "gdal": gdal.__version__,
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "pandas": pandas.__version__,
        "shapely": shapely.__version__,
        "pyproj": pyproj.__version__,
        "proj": pyproj.proj_version_str,
    }


def hash_input(
    id: str, source: str, path: str, licence: str | None = None, as_of: str | None = None
) -> Input:
    """Hash the file or files behind a source; a source that is no file gets an empty hash."""
    files = files_of(path)
    digest = hashlib.sha256()
    parts = {}
    for file in files:
        if len(files) > 1:
            digest.update(file.name.encode("utf-8"))
        own = hashlib.sha256()
        with file.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
                if len(files) > 1:
                    own.update(chunk)
        parts[file.name] = own.hexdigest()
    size = sum(f.stat().st_size for f in files)
    told = parts if len(files) > 1 else {}
    return Input(id, source, path, size, digest.hexdigest() if files else "", licence, as_of, told)


def files_of(path: str) -> list[Path]:
    """The files that hold a source: itself, the parts of a shapefile, all of a folder, or the archive around it."""
    plain = re.sub(r"^(/vsi(zip|tar|gzip)/)+", "", path).strip("{}")
    file = Path(plain)
    # /vsizip/a.zip/folder/b.shp: the archive is the first part that is a file.
    while not file.exists() and file != file.parent:
        file = file.parent
    if file.is_dir():
        inside = plain == str(file) or plain.rstrip("/\\") == str(file)
        return sorted(f for f in file.rglob("*") if f.is_file()) if inside else []
    if file.suffix.lower() == ".shp":
        beside = {f.suffix.lower(): f for f in sorted(file.parent.glob(f"{glob.escape(file.stem)}.*"))}
        return [beside[s] for s in _SHAPEFILE if s in beside]
    if not file.is_file():
        return []
    # While a program edits a GeoPackage, part of its content stands in the log beside it.
    log = file.with_name(f"{file.name}-wal")
    return [file, log] if log.is_file() and log.stat().st_size else [file]


def raster_metadata(scenario_sha256: str | None, inputs: list[Input]) -> dict[str, str]:
    """Tags of every raster written: no clock time and no machine's paths, so that equal runs give equal bytes."""
    tags = {"WATTBIT_VERSION": plugin_version()}
    if scenario_sha256:
        tags["WATTBIT_SCENARIO_SHA256"] = scenario_sha256
    for item in inputs:
        tags[f"WATTBIT_INPUT_{item.id}"] = f"sha256:{item.sha256} {Path(item.source.split('|')[0]).name}"
    return tags
