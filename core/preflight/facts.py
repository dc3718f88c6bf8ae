"""What stands behind the name of a layer: whether it can be read, how much there is, and how much is unknown."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..criteria.connections import read_connections
from ..errors import InputError
from ..gdalio import gdal_errors, open_raster
from ..prepare.recognise import RawFile, recognise
from ..sources.uri import parse_uri
from ..sources.vector import open_features, read_vector, source_place
from .mend import capacity_names, layer_source


@dataclass(frozen=True)
class LayerFacts:
    """A layer as it stands on the disk.

    Attributes
    ----------
    state : str
        ``ok``, ``missing`` (no such file), ``raw`` (wants an importer), ``empty`` (no feature passes its
        filter) or ``fault`` (cannot be read, as ``sentence`` tells).
    is_raster : bool
    count : int or None
        Features under the layer's filter, or bands of a raster.
    unknown : int or None
        Connections of unknown capacity, where it is a capacity layer.
    fields : tuple of str
    sentence : str
    raw : RawFile or None
        What the file is and which importer reads it.
    """

    state: str
    is_raster: bool = False
    count: int | None = None
    unknown: int | None = None
    fields: tuple[str, ...] = ()
    sentence: str = ""
    raw: RawFile | None = None


def layer_facts(id: str, spec: Any, folder: Path, criterion: dict[str, Any] | None = None) -> LayerFacts:
    """Look at a layer of a scenario's file.

    Parameters
    ----------
    id : str
    spec : dict
        The layer as the file writes it.
    folder : Path
        That relative paths start from.
    criterion : dict or None
        The grid capacity criterion that reads the layer, with the names of its fields.
    """
    source = spec.get("source") if isinstance(spec, dict) else None
    if not isinstance(source, str) or not source:
        return LayerFacts("fault", sentence=f"The layer {id} has no source; choose its file.")
    path = parse_uri(source, folder).path
    if not path.startswith("/vsi") and ":" not in path[2:] and not os.path.exists(path):
        return LayerFacts("missing", sentence=f"There is no file {path}; choose where the layer {id} lies.")
    raw = recognise(path + source[len(source.partition("|")[0]) :])
    if raw is not None:
        return LayerFacts("raw", raw=raw)
    try:
        if is_raster(path):
            return LayerFacts("ok", is_raster=True, count=open_raster(path).RasterCount)
        return _vector(id, spec, folder, criterion)
    except InputError as error:
        return LayerFacts("fault", sentence=str(error))


def _vector(id: str, spec: dict[str, Any], folder: Path, criterion: dict[str, Any] | None) -> LayerFacts:
    source = layer_source(id, spec, folder)
    dataset, layer, _ = open_features(source)
    with gdal_errors():
        found = LayerFacts(
            "ok", count=layer.GetFeatureCount(), fields=tuple(f.GetName() for f in layer.schema)
        )
    del layer, dataset
    if not found.count:
        return replace(found, state="empty")
    if criterion is None and "spare_mw" not in found.fields:
        return found
    names = capacity_names(criterion or {})
    data = read_vector(source, source_place(source)[0], names.wanted())
    try:
        return replace(found, unknown=int(read_connections(data, names).is_unknown().sum()))
    except InputError as error:
        return replace(found, state="fault" if criterion else "ok", sentence=str(error))


def is_raster(path: str) -> bool:
    """Whether a file holds a raster and no vector layer; what GDAL cannot read is no raster."""
    with gdal_errors():
        for kind in (gdal.OF_VECTOR, gdal.OF_RASTER):
            try:
                dataset = gdal.OpenEx(path, kind | gdal.OF_READONLY)
            except RuntimeError:
                continue
            if kind == gdal.OF_RASTER or dataset.GetLayerCount():
                return kind == gdal.OF_RASTER
    return False


def layers_in(path: str) -> list[str]:
    """Names of the vector layers of a file that holds several; empty for any other."""
    with gdal_errors():
        try:
            dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
        except RuntimeError:
            return []
        names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    return names if len(names) > 1 else []
