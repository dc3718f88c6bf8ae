"""The GML of 国土数値情報: curves, surfaces and features joined by references that OGR does not follow."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from osgeo import ogr

from ...errors import InputError
from .names import KsjName

#: Elements of features whose classes are known: the element, then the child with the class.
_DEPTH = "waterDepth"
_TSUNAMI = "classificationOfWaterDepth"
#: Areas designated by law: the product is the class, so any element with a surface is one.
_DESIGNATED = {"A46": "A46_004", "A47": "A47_004", "A48": "A48_005"}
_GEOMETRY = {"Curve", "Surface", "Point"}
_HEAD = 4096


@dataclass
class KsjGml:
    """Content of a file.

    Attributes
    ----------
    features : list of (attributes, WKB or None)
        WKB is longitude first.
    fields : tuple of str
        Field codes as the shapefile of the same data has them.
    datum : str or None
        ``JGD2011``, ``JGD2000`` or ``TD``.
    """

    features: list[tuple[dict[str, object], bytes | None]] = field(default_factory=list)
    fields: tuple[str, ...] = ()
    datum: str | None = None


def is_ksj_gml(path: Path) -> bool:
    """Whether an XML file is the GML of 国土数値情報, rather than plain GML that OGR reads."""
    with path.open("rb") as handle:
        head = handle.read(_HEAD).decode("utf-8", "replace")
    return bool(re.search(r"<(\w+:)?Dataset\b", head)) and "ksj" in head


def read_ksj_gml(path: Path, name: KsjName, label: str) -> KsjGml:
    """Read the features of a file.

    Raises
    ------
    InputError
        When the XML is damaged, or its elements are not known.
    """
    reader = _Reader(name)
    try:
        reader.read(path)
    except ElementTree.ParseError as error:
        raise InputError(f"The GML file {label} is damaged ({error}); download it again.") from error
    except ValueError as error:
        raise InputError(
            f"The GML file {label} holds a coordinate that is no number ({error}); download it again."
        ) from error
    if reader.unknown:
        raise InputError(
            f"The GML file {label} has elements {', '.join(sorted(reader.unknown))}, whose fields are not known; "
            "import the shapefile or GeoJSON of the same data instead."
        )
    return reader.content


class _Reader:
    """One pass over a file; finished elements are dropped, as files reach hundreds of megabytes."""

    def __init__(self, name: KsjName) -> None:
        self.name = name
        self.content = KsjGml()
        self.unknown: set[str] = set()
        self._curves: dict[str, array[float]] = {}
        self._surfaces: dict[str, list[list[str]]] = {}

    def read(self, path: Path) -> None:
        root, depth = None, 0
        for event, element in ElementTree.iterparse(str(path), events=("start", "end")):
            if event == "start":
                depth += 1
                root = element if root is None else root
                continue
            depth -= 1
            if depth == 1 and root is not None:
                self._take(element)
                root.remove(element)

    def _take(self, element: ElementTree.Element) -> None:
        tag = _local(element.tag)
        if tag == "boundedBy":
            text = " ".join(e.get("srsName", "") for e in element.iter())
            found = re.search(r"JGD2011|JGD2000|\bTD\b", text)
            self.content.datum = found.group(0) if found else None
        elif tag == "Curve":
            self._curves[_id(element)] = _coordinates(element)
        elif tag == "Surface":
            rings = [e for e in element.iter() if _local(e.tag) in ("exterior", "interior")]
            self._surfaces[_id(element)] = [_references(ring) for ring in rings]
        elif tag not in _GEOMETRY and tag != "description":
            self._feature(tag, element)

    def _feature(self, tag: str, element: ElementTree.Element) -> None:
        values = {_local(e.tag): (e.text or "").strip() for e in element.iter() if e is not element}
        code = self._field(tag, values, element)
        if code is None:
            self.unknown.add(tag)
            return
        if code not in self.content.fields:
            self.content.fields += (code,)
        surface = next((s for r in _references(element) for s in [self._polygon(r)] if s), None)
        text = values.get(_TSUNAMI) or values.get(_DEPTH)
        if code in _DESIGNATED.values():
            text = next((v for k, v in values.items() if re.search("name", k, re.IGNORECASE) and v), None)
        self.content.features.append(({code: text}, surface))

    def _field(self, tag: str, values: dict[str, str], element: ElementTree.Element) -> str | None:
        """Field code of the class of a feature; None when the element is not known."""
        if tag == "ExpectedFloodArea" and _DEPTH in values:
            return "A31_001"
        if tag.startswith("Tsunami") and _TSUNAMI in values:
            return "A40_003"
        designated = _DESIGNATED.get(self.name.code or "")
        if designated and _references(element):
            return designated
        # The element of the planned scale was not seen, but the name of its file tells.
        digit = "2" if tag == "MaximumScale" else "1" if self.name.scenario == "10" else None
        if digit and _DEPTH in values:
            return {"A31b": f"A31b_{digit}01", "A31": f"A31_{digit}01"}.get(
                self.name.code or "", f"A31a_{digit}05"
            )
        return None

    def _polygon(self, reference: str) -> bytes | None:
        rings = self._surfaces.get(reference) or self._surfaces.get(reference.lstrip("_"))
        if rings is None:
            return None
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for parts in rings:
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for part in parts:
                curve = self._curves.get(part) or self._curves.get(part.lstrip("_")) or array("d")
                for lat, lon in zip(curve[::2], curve[1::2]):
                    ring.AddPoint_2D(lon, lat)
            if ring.GetPointCount():
                ring.CloseRings()
                polygon.AddGeometry(ring)
        return None if polygon.IsEmpty() else bytes(polygon.ExportToWkb(ogr.wkbNDR))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _id(element: ElementTree.Element) -> str:
    return next((v for k, v in element.attrib.items() if _local(k) == "id"), "")


def _references(element: ElementTree.Element) -> list[str]:
    links = [v for e in element.iter() for k, v in e.attrib.items() if _local(k) == "href"]
    return [link[1:] for link in links if link.startswith("#")]


def _coordinates(element: ElementTree.Element) -> array[float]:
    """Latitude, longitude, ... of a curve."""
    values: array[float] = array("d")
    for part in element.iter():
        if _local(part.tag) in ("posList", "pos"):
            values.extend(float(v) for v in (part.text or "").split())
    return values
