"""What the live preview on the canvas needs of the core."""

from __future__ import annotations

import numpy as np

from ..core.errors import Cancelled, InputError, WattbitError
from ..core.live.colour import rgba
from ..core.live.preview import open_preview
from ..core.live.view import view_of
from .settings import read_settings

__all__ = [
    "Cancelled",
    "WattbitError",
    "histogram_of",
    "losses_of",
    "open_preview",
    "pixels_of",
    "read_settings",
    "shares_of",
    "view_of",
]


def pixels_of(preview, solo=""):
    """Pixels of a preview, for QImage.Format_ARGB32_Premultiplied.

    Parameters
    ----------
    preview : Preview
    solo : str
        Id of a criterion whose scores are shown in place of the suitability, excluded land too.

    Returns
    -------
    uint8 array (rows, cols, 4)
    """
    if not solo:
        return rgba(preview.suitability, preview.state, score_range=preview.score_range)
    score = preview.score(solo)
    return rgba(score, np.isnan(score).view(np.uint8) * np.uint8(2))


def losses_of(preview):
    """Of each rule its id, and hectares taken, taken alone and not known."""
    return [(r.id, r.hectares, r.hectares_alone, r.hectares_unknown) for r in preview.rules()]


def shares_of(preview):
    """Shares of the land that are excluded and not assessed, from 0 to 1."""
    of = preview.totals()
    whole = of.eligible + of.excluded + of.not_assessed
    return of.excluded / whole, of.not_assessed / whole


def histogram_of(preview, id):
    """Counts and edges of a criterion's raw values; None where the preview has no such criterion."""
    try:
        return preview.histogram(id)
    except InputError:
        return None
