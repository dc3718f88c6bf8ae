"""What an imported layer says of itself: plugin, inputs with their hashes, and the parameters of the import."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from ...provenance import hash_input, raster_metadata
from ...sources.uri import parse_uri
from ...sources.vector import VectorSource

PARAMETERS = "WATTBIT_PARAMETERS"


def import_metadata(request: Any, fields: Mapping[str, str]) -> dict[str, str]:
    """Tags of an imported layer or raster; no clock time and no folder, so that equal imports give equal bytes.

    Parameters
    ----------
    request : dataclass
        What was asked for. Parameters that were left out do not appear.
    fields : mapping of str to str
        Fields of the request that name a source, and what each input is called.

    Returns
    -------
    dict of str to str
        Version of the plugin, name and SHA-256 of each input, and the parameters as JSON.
    """
    inputs = []
    for field, name in fields.items():
        value = getattr(request, field)
        if value is not None:
            uri = value.uri if isinstance(value, VectorSource) else parse_uri(value)
            inputs.append(hash_input(name, uri.path, uri.path))
    told = {
        f.name: _plain(getattr(request, f.name), f.name in fields)
        for f in dataclasses.fields(request)
        if getattr(request, f.name) not in (None, "", (), {})
    }
    return {**raster_metadata(None, inputs), PARAMETERS: json.dumps(told, ensure_ascii=False)}


def _plain(value: Any, is_source: bool) -> Any:
    """A value as JSON holds it; of a source only the name, layer and filter."""
    if isinstance(value, VectorSource):
        return "|".join(filter(None, (value.uri.name, value.uri.subset, value.where)))
    if is_source:
        uri = parse_uri(value)
        return "|".join(filter(None, (Path(uri.path).name, uri.layer, uri.subset)))
    if isinstance(value, Enum):
        return value.value
    return dict(value) if isinstance(value, Mapping) else value
