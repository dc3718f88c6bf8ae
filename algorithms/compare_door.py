"""What the page of comparisons needs of the core: rank changes, settings that differ, and the difference raster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsRasterLayer

from ..core.errors import WattbitError
from ..core.robustness.compare import compare_scenarios
from ..core.robustness.moves import RankMove, compare_candidates
from ..core.run.steps import inputs_of
from ..core.scenario.difference import Setting, scenario_difference, settings_at, weight_shares
from ..core.scenario.edit import read_raw, relocated
from ..core.scenario.overlay import overlay_settings
from ..core.scenario.read import build_scenario
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .styles import styler

__all__ = [
    "Comparison",
    "RankMove",
    "Setting",
    "compared",
    "difference",
    "file_word",
    "score_style",
    "styled_raster",
]

TOP_PERCENT = 5.0


@dataclass(frozen=True)
class Comparison:
    """What differs between two sides.

    Attributes
    ----------
    moves : list of RankMove or None
        None where a side has no candidates.
    crs : str
        WKT of the CRS of their bounds.
    settings : list of Setting or None
        None where a side's scenario is not known.
    faults : list of str
        A sentence for what could not be compared.
    """

    moves: list | None
    crs: str
    settings: list | None
    faults: list


def compared(a, b):
    """Compare two sides: objects with ``name``, ``candidates`` (path or None), ``horizon``, ``raw``, ``folder``,
    and ``scenario`` (path or None).
    """
    faults = []
    moves, crs, settings = None, "", None
    if a.candidates and b.candidates:
        try:
            moves, crs = compare_candidates(_layer(a), _layer(b), (a.horizon, b.horizon))
        except WattbitError as error:
            faults.append(str(error))
    if a.raw is not None and b.raw is not None:
        try:
            settings = _settings(a, b)
        except WattbitError as error:
            faults.append(str(error))
    return Comparison(moves, crs, settings, faults)


def _layer(side):
    return VectorSource(parse_uri(str(side.candidates)), name=side.name)


def _settings(a, b):
    (first, home), (second, other) = _written(a), _written(b)
    raws = [settings_at(raw, Path(), side.horizon) for raw, side in ((first, a), (second, b))]
    if home is not None and other is not None:
        # As it reads from the folder of the first, or the same file would have two names.
        raws[1] = relocated(raws[1], other, home)
    # Without horizons of their own, or they would be weighed once for each.
    return scenario_difference(*raws, tuple(weight_shares(raw, Path()) for raw in raws))


def _written(side):
    """A side's scenario and the folder that its paths start from, None where that is not known any more."""
    if side.scenario is None:
        return side.raw, side.folder
    if side.scenario.is_file():  # the copy beside a run's results
        return read_raw(side.scenario), side.scenario.parent
    return side.raw, None


def difference(a, b, path, progress=None):
    """Write the score of ``b`` less that of ``a`` and return the two rows of figures.

    The sides have ``name``, ``suitability`` (path) and ``band``. Raises InputError where they do not fit.
    """
    rasters = [RasterSource(str(side.suitability), side.band, side.name) for side in (a, b)]
    hashed = inputs_of([r.path for r in rasters])
    return compare_scenarios(rasters, TOP_PERCENT, None, None, hashed, progress, str(path))


def styled_raster(path, name, style, band=1):
    """A raster layer with the style of its kind; invalid where the file cannot be read."""
    layer = QgsRasterLayer(str(path), name)
    if layer.isValid():
        styler(style).postProcessLayer(layer, None, None)
        renderer = layer.renderer()
        if band != 1:
            # QGIS 3.38 gave it another name.
            getattr(renderer, "setInputBand", getattr(renderer, "setBand", None))(band)
    return layer


def score_style(raw, folder):
    """Name of the style of a scenario's suitability."""
    if raw is None:
        return "suitability"
    try:
        low = overlay_settings(build_scenario(raw, Path(folder))).range[0]
    except WattbitError:
        return "suitability"
    return "flow" if low < 0 else "suitability"


def file_word(text):
    """A text as part of a file's name."""
    return re.sub(r"\W+", "_", text).strip("_")
