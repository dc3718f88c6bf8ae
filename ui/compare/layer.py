"""The difference of two sides as a layer of the project."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from qgis.core import QgsProject

from ...algorithms.compare_door import difference, file_word, styled_raster
from ..runs.messages import source_file
from ..text import tr


def difference_file(a, b):
    """Where the difference of two sides is kept: in the folder of one of their runs, else in a temporary one."""
    folders = [Path(side.folder) for side in (a, b) if side.files and side.folder is not None]
    folder = next((f for f in folders if os.access(f, os.W_OK)), None)
    if folder is None:
        folder = Path(tempfile.gettempdir()) / "wattbit"
        folder.mkdir(parents=True, exist_ok=True)
    return folder / f"difference_{file_word(a.key)}_{file_word(b.key)}.tif"


def difference_layer(path):
    """The layer of a difference, where the project has it; else None."""
    path = Path(path).resolve()
    layers = QgsProject.instance().mapLayers().values()
    return next((layer for layer in layers if source_file(layer) == path), None)


def add_difference(a, b, path):
    """Put the difference on top of the project's layers; returns the layer."""
    name = tr("Difference: {b} − {a}").format(a=a.name, b=b.name)
    layer = styled_raster(path, name, "difference")
    layer.setTitle(name)
    layer.setAbstract(
        tr("Score of {b} less the score of {a}; nodata where either has none. Made by wattbit:comparescenarios.")
        .format(a=a.name, b=b.name)
    )  # fmt: skip
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)
    return layer


def show_layer(layer, is_shown):
    """Tick a layer, or take its tick away."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    if node is not None:
        (node.setItemVisibilityCheckedParentRecursive if is_shown else node.setItemVisibilityChecked)(
            is_shown
        )


__all__ = ["add_difference", "difference", "difference_file", "difference_layer", "show_layer"]
