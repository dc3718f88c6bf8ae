"""What a route crosses of other layers: lines how often, polygons over how many metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from ..sources.geometries import to_geometries
from ..sources.uri import parse_uri
from ..sources.vector import VectorSource, read_vector


@dataclass(frozen=True)
class Layer:
    """A layer that routes may cross: its name and its geometries."""

    name: str
    geometries: Sequence[BaseGeometry]

    def words(self, line: LineString) -> str:
        """How a line crosses it; empty where it does not."""
        metres, times = 0.0, 0
        for geometry in self.geometries:
            if not _boxes_meet(geometry.bounds, line.bounds):
                continue
            met = geometry.intersection(line)
            if met.is_empty:
                continue
            metres += met.length
            times += len(getattr(met, "geoms", [met])) if not met.length else 0
        parts = ([f"{metres:,.0f} m"] if metres else []) + ([f"{times} x"] if times else [])
        return f"{self.name}: {' and '.join(parts)}" if parts else ""


def read_layer(source: VectorSource, crs: str) -> Layer:
    """Read a layer that routes may cross."""
    data = read_vector(source, crs, allow_empty=True)
    name = source.name or parse_uri(source.uri.path).name
    return Layer(name, to_geometries(data.shapes))


def crossed(line: LineString, layers: Sequence[Layer]) -> list[str]:
    """What a line crosses of each layer, in words."""
    return [words for layer in layers if (words := layer.words(line))]


def _boxes_meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
