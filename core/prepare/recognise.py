"""Which importer a file as downloaded wants, by its name, its members and its columns."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from osgeo import gdal

from ..errors import InputError
from ..gdalio import gdal_errors
from ..sources.uri import SourceUri, parse_uri
from .hazard.names import parse_name
from .network.sniff import Format, find_format

HAZARDS = ("A31", "A31a", "A31b", "A33", "A40", "A46", "A47", "A48", "A49", "A51")
MESHES = ("L03", "G04")
_LOOSE_NAME = re.compile(r"(?<![A-Za-z0-9])(A31[ab]?|A33|A4[06789]|A51|L03|G04)(?![0-9A-Za-z])")
_FIELD = re.compile(r"^(A31[ab]?|A33|A4[06789]|A51|L03[ab]?|G04[acd]?)_\d+$")
#: Columns of mesh codes, in the order tried.
_CODES = ("CODE", "メッシュ", "L03a_001", "L03b_001", "G04a_001", "G04c_001", "G04d_001")
_TEXT, _SHEETS = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm", ".xls", ".ods")
_NETWORK, _RASTERS = (".osm", ".pbf"), (".tif", ".tiff", ".vrt", ".img", ".asc")
#: Fields that only our own standard layers have.
_STANDARD = frozenset({"severity", "spare_mw"})
_DEMAND = ("ウェルカムゾーン", "供給余力", "需要側", "welcome zone")
_GENERATION = ("n-1電制", "ノンファーム", "出力制御", "予想潮流", "空容量")
_CAPACITY = (*_DEMAND, *_GENERATION, "空き容量", "変電所", "送電線", "capacity", "substation", "spare_mw")
_JSHIS = re.compile(r"#\s*(VERSION|DATUM|REGION)\b|\bT30_I\d\d_PS\b|\bAVS30?\b|#?CODE,", re.IGNORECASE)
_HEAD_BYTES = 1 << 16


@dataclass(frozen=True)
class RawFile:
    """A file as its publisher gives it.

    Attributes
    ----------
    importer : str
        Name of the algorithm that reads it.
    what : str
        Product or format, such as ``A33`` or ``peeringdb``; empty where nothing more is known.
    parameters : dict of str to str
        What of the algorithm's parameters the file tells.
    """

    importer: str
    what: str = ""
    parameters: dict[str, str] = field(default_factory=dict)


def recognise(source: str) -> RawFile | None:
    """Tell which importer a source wants; None where it can be used as it is, or is unknown.

    Parameters
    ----------
    source : str
        A path, or path|layername=...
    """
    uri = parse_uri(source)
    path = Path(uri.path)
    found = _by_ending(path, uri) if path.exists() else None
    return RawFile(found.importer, found.what, {"INPUT": source, **found.parameters}) if found else None


def _by_ending(path: Path, uri: SourceUri) -> RawFile | None:
    ending = path.suffix.lower()
    if ending == ".zip":
        return _archive(path)
    if ending in _TEXT:
        return _table(_text(path), path.name)
    if ending in _SHEETS:
        return _sheet(path)
    if ending in _NETWORK:
        return RawFile("importnetwork", "osm")
    return None if ending in _RASTERS else _layer(path, uri)


def _layer(path: Path, uri: SourceUri) -> RawFile | None:
    columns = _columns(uri)
    if _STANDARD & set(columns):
        return None
    return _by_columns(columns) or _by_name(path.stem, columns) or _asset(uri, columns)


def _by_columns(columns: Iterable[str]) -> RawFile | None:
    for column in columns:
        if told := _FIELD.match(column):
            return _product(told[1], columns)
    return None


def _by_name(stem: str, columns: Iterable[str] = ()) -> RawFile | None:
    loose = _LOOSE_NAME.search(stem)
    return _product(parse_name(stem).code or (loose[1] if loose else ""), columns)


def _product(code: str, columns: Iterable[str]) -> RawFile | None:
    if code in HAZARDS:
        return RawFile("importhazard", code)
    if code[:3] in MESHES:
        return RawFile("importmesh", code, _code_field(columns))
    return None


def _code_field(columns: Iterable[str]) -> dict[str, str]:
    have = set(columns)
    return next(({"CODE_FIELD": name} for name in _CODES if name in have), {})


def _asset(uri: SourceUri, columns: list[str]) -> RawFile | None:
    """JSON of PeeringDB or Overpass, landing points, OpenStreetMap; a plain layer is used as it is."""
    if "kind" in columns:
        return None
    try:
        format = find_format(uri)
    except (InputError, OSError):
        return None
    return None if format is Format.GENERIC else RawFile("importnetwork", format.value)


def _columns(uri: SourceUri) -> list[str]:
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        try:
            dataset = gdal.OpenEx(uri.path, gdal.OF_VECTOR | gdal.OF_READONLY)
            layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
            chosen = next((x for x in layers if uri.layer in (None, x.GetName())), None)
            return [f.GetName() for f in chosen.schema] if chosen is not None else []
        except RuntimeError:
            return []


def _archive(path: Path) -> RawFile | None:
    if found := _by_name(path.stem):
        return found
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if not n.endswith("/")]
            for name in names:
                if found := _by_name(Path(name).stem):
                    return found
            for name in names:
                if Path(name).suffix.lower() in _TEXT:
                    with archive.open(name) as handle:
                        return _table(_decoded(handle.read(_HEAD_BYTES)), f"{path.name} {name}")
                if Path(name).suffix.lower() in _SHEETS:
                    return RawFile("importcapacity")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
    return None


def _table(text: str, name: str) -> RawFile:
    """A table of text: J-SHIS and other meshes, a utility's capacity, else a list of assets."""
    head = "\n".join(text.splitlines()[:40])
    columns = [c.strip(' "#\ufeff') for line in head.splitlines() for c in re.split("[,\t]", line)]
    if _JSHIS.search(head) or "メッシュ" in head or "meshcode" in head.lower():
        return RawFile("importmesh", "", _code_field(columns))
    if _is_capacity(head + name):
        return _capacity(head + name)
    return RawFile("importnetwork")


def _sheet(path: Path) -> RawFile:
    """A workbook: capacity, as utilities publish it so, unless its words are of assets alone."""
    words = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            for member in ("xl/sharedStrings.xml", "content.xml"):
                if member in archive.namelist():
                    with archive.open(member) as handle:
                        words += handle.read(_HEAD_BYTES * 4).decode("utf-8", "ignore")
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        pass  # the older .xls is no archive
    is_place = re.search(r"緯度|latitude", words, re.IGNORECASE)
    return RawFile("importnetwork") if is_place and not _is_capacity(words) else _capacity(words)


def _is_capacity(words: str) -> bool:
    return any(w in words.lower() for w in _CAPACITY)


def _capacity(words: str) -> RawFile:
    """The side stays the user's to say where the words are of both sides or of none."""
    low = words.lower()
    sides = [
        s for s, told in (("demand", _DEMAND), ("generation", _GENERATION)) if any(w in low for w in told)
    ]
    return RawFile("importcapacity", "", {"SIDE": sides[0]} if len(sides) == 1 else {})


def _text(path: Path) -> str:
    with path.open("rb") as handle:
        return _decoded(handle.read(_HEAD_BYTES))


def _decoded(data: bytes) -> str:
    """Text of a file's first bytes, which may end within a character."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 4:
                return data[: error.start].decode(encoding)
    return data.decode("utf-8", "replace")
