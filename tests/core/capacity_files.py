"""Small tables with the quirks of the utilities' files, and what an import made of them."""

from __future__ import annotations

from osgeo import ogr
from wattbit.core.prepare.capacity.import_capacity import import_capacity
from wattbit.core.prepare.capacity.request import CapacityRequest
from wattbit.core.prepare.standard import CAPACITY
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import write_vector

#: The utilities' common form, as Tohoku publishes it.
HEADER = (
    "変電所 No,変電所名,電圧(一次)（kV）,電圧(二次)（kV）,台数,予想潮流（MW）,空容量(当該設備)（MW）,"
    "空容量(上位系等考慮)（MW）,N-1電制適用可否,備考"
)


def write_table(folder, text, encoding="utf-8", name="空容量 表.csv"):
    """Write a table; the path has Japanese letters and a blank."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def write_places(folder, *places, epsg=6668, name="locations.gpkg", **fields):
    """Write named geometries, (name, WKT) each; `fields` are further fields with a value each."""
    path = folder / name
    rows = [
        (wkt, {"name": place, **{k: values[i] for k, values in fields.items()}})
        for i, (place, wkt) in enumerate(places)
    ]
    return VectorSource(parse_uri(write_vector(path, rows, epsg=epsg)))


class Imported:
    """An import's report, its features as dicts and its geometries as WKT."""

    def __init__(self, folder, source, side="generation", output="out.gpkg", **options):
        self.path = folder / output
        self.report = import_capacity(CapacityRequest(str(source), side, **options), self.path)
        dataset = ogr.Open(str(self.path))
        layer = dataset.GetLayer(0)
        self.crs = layer.GetSpatialRef().GetAuthorityCode(None)
        self.fields = [f.GetName() for f in layer.schema]
        self.rows, self.wkt = [], []
        for feature in layer:
            self.rows.append(feature.items())
            shape = feature.GetGeometryRef()
            self.wkt.append(None if shape is None else shape.ExportToWkt())

    def column(self, name):
        """Values of a field, in the order of the table."""
        return [row[name] for row in self.rows]

    def count(self, what):
        """A figure of the report."""
        return self.report.counts[what]


STANDARD = [field.name for field in CAPACITY]
