"""Source text of a layer: a path, and what QGIS writes behind it with bars."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SourceUri:
    """Where a layer lies.

    Attributes
    ----------
    path : str
        A file, folder, GDAL virtual path (``/vsizip/...``) or connection text.
    layer : str or None
        Layer name inside the source; None takes the only or first one.
    subset : str or None
        OGR attribute filter that is part of the source text.
    """

    path: str
    layer: str | None = None
    subset: str | None = None

    @property
    def name(self) -> str:
        """Short name for messages: the layer and the file's base name."""
        base = os.path.basename(self.path.rstrip("/\\")) or self.path
        return f"{self.layer} of {base}" if self.layer else base


def parse_uri(text: str, folder: Path | None = None) -> SourceUri:
    """Split ``demo.gpkg|layername=capacity|subset=side = 'demand'``; a relative path is taken from ``folder``."""
    head, *options = text.split("|")
    layer = subset = None
    for index, option in enumerate(options):
        key, _, value = option.partition("=")
        if key.strip().lower() == "layername":
            layer = value
        elif key.strip().lower() == "subset":
            # A subset is the last option and may itself hold bars.
            subset = "|".join([value, *options[index + 1 :]])
            break
    return SourceUri(_resolve(head, folder), layer, subset)


def _resolve(path: str, folder: Path | None) -> str:
    """Make a plain relative path absolute; leave virtual and connection paths alone."""
    is_virtual = (
        path.startswith(("/vsi", "\\vsi"))
        or ":" in path.split("/", maxsplit=1)[0].split("\\", maxsplit=1)[0][2:]
    )
    if folder is None or is_virtual or os.path.isabs(path):
        return path
    return str((folder / path).resolve())
