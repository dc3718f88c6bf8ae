"""The suitability raster as a small picture: read thinned out, classed, and packed as PNG."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..exclusion.mask import MASK_NODATA
from ..gdalio import gdal_errors, open_raster

#: Cells on the longer side of a picture at most.
MAX_SIDE = 900
#: Viridis by Nathaniel Smith and Stéfan van der Walt (CC0), nine of its colours from 0 to 1.
VIRIDIS = ("440154", "472d7b", "3b528b", "2c728e", "21918c", "28ae80", "5ec962", "addc30", "fde725")
#: Steps of the ramp; the classes without a score follow it in the palette.
STEPS = 200
EXCLUDED, NOT_ASSESSED, STRIPE = STEPS, STEPS + 1, STEPS + 2
EXCLUDED_COLOUR, NOT_ASSESSED_COLOUR, STRIPE_COLOUR = "dcdedf", "ffffff", "8d949a"
#: Width of a stripe of the hatch and the distance between stripes, in pixels of the picture.
_STRIPE, _PITCH = 2, 8


@dataclass(frozen=True)
class Picture:
    """A picture of one horizon.

    Attributes
    ----------
    classes : uint8 array
        0 to ``STEPS - 1`` for scores from 0 to 1, then ``EXCLUDED`` or ``NOT_ASSESSED``.
    knows_states : bool
        Whether cells without a score are told apart; if not, all of them are ``EXCLUDED``.
    step : int
        One of so many cells in each direction was read.
    """

    classes: np.ndarray
    knows_states: bool
    step: int

    @property
    def has_not_assessed(self) -> bool:
        """Whether a cell in the picture is not assessed."""
        return bool((self.classes == NOT_ASSESSED).any())

    def data_uri(self) -> str:
        """The picture as a PNG to stand inside a page; not assessed is hatched."""
        factor = max(1, MAX_SIDE // max(self.classes.shape))
        pixels = self.classes.repeat(factor, axis=0).repeat(factor, axis=1)
        rows, cols = np.indices(pixels.shape, dtype=np.int32)
        pixels[(pixels == NOT_ASSESSED) & ((rows + cols) % _PITCH < _STRIPE)] = STRIPE
        return "data:image/png;base64," + base64.b64encode(indexed_png(pixels, _palette())).decode("ascii")


def read_pictures(
    suitability: Path, exclusion: Path | None, ranges: list[tuple[float, float]] | None = None
) -> list[Picture]:
    """Pictures of every horizon of a written suitability raster.

    Parameters
    ----------
    suitability : Path
        Float32, a band a horizon.
    exclusion : Path or None
        The bit mask of the same grid and bands, where it was written.
    ranges : list of (float, float) or None
        Values at the ends of the ramp, one pair a band; None is 0 and 1.
    """
    bands, step = read_thinned(suitability)
    masks = read_thinned(exclusion)[0] if exclusion is not None else [None] * len(bands)
    return [
        Picture(classify((b - low) / (high - low), m), m is not None, step)
        for b, m, (low, high) in zip(bands, masks, ranges or [(0.0, 1.0)] * len(bands))
    ]


def read_thinned(path: Path, most: int = MAX_SIDE) -> tuple[list[np.ndarray], int]:
    """Every n-th cell of every band, so that at most ``most`` stand on a side.

    Returns
    -------
    bands : list of arrays
        Nodata is NaN in floating-point bands.
    step : int
        The n. Equal grids give equal cells, so thinned bands of two files lie on each other.
    """
    dataset = open_raster(str(path))
    cols, rows = dataset.RasterXSize, dataset.RasterYSize
    step = -(-max(cols, rows) // most)
    # A whole ratio, so that GDAL takes the middle cell of each group; a last part of a group is left out.
    wide, high = max(1, cols // step), max(1, rows // step)
    window = (min(cols, wide * step), min(rows, high * step))
    bands = []
    with gdal_errors():
        for number in range(1, dataset.RasterCount + 1):
            band = dataset.GetRasterBand(number)
            values = band.ReadAsArray(0, 0, *window, buf_xsize=wide, buf_ysize=high)
            nodata = band.GetNoDataValue()
            if nodata is not None and values.dtype.kind == "f":
                values[values == nodata] = np.nan
            bands.append(values)
    return bands, step


def classify(suitability: np.ndarray, mask: np.ndarray | None) -> np.ndarray:
    """Classes of cells, see ``Picture.classes``; without a mask every cell that has no score is ``EXCLUDED``."""
    has_score = ~np.isnan(suitability)
    out = np.full(suitability.shape, EXCLUDED, np.uint8)
    out[has_score] = np.clip(suitability[has_score] * STEPS, 0, STEPS - 1).astype(np.uint8)
    if mask is not None:
        out[~has_score & ((mask == 0) | (mask == MASK_NODATA))] = NOT_ASSESSED
    return out


def ramp(count: int) -> list[str]:
    """So many colours of the ramp from 0 to 1 as ``#rrggbb``."""
    anchors = np.array([list(bytes.fromhex(c)) for c in VIRIDIS], float)
    at = (np.arange(count) + 0.5) / count * (len(anchors) - 1)
    channels = [np.interp(at, np.arange(len(anchors)), anchors[:, k]) for k in range(3)]
    return [f"#{round(r):02x}{round(g):02x}{round(b):02x}" for r, g, b in zip(*channels)]


def indexed_png(pixels: np.ndarray, palette: list[str]) -> bytes:
    """A PNG of palette indices (uint8, rows from the top); colours as ``#rrggbb``.

    Source: ISO/IEC 15948:2004. Written here as GDAL's driver would need a file and matplotlib a font cache.
    """
    rows, cols = pixels.shape
    lines = np.zeros((rows, cols + 1), np.uint8)  # each line starts with filter type 0
    lines[:, 1:] = pixels
    head = struct.pack(">IIBBBBB", cols, rows, 8, 3, 0, 0, 0)
    colours = bytes.fromhex("".join(c.lstrip("#") for c in palette))
    parts = (
        (b"IHDR", head),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _palette() -> list[str]:
    return [*ramp(STEPS), EXCLUDED_COLOUR, NOT_ASSESSED_COLOUR, STRIPE_COLOUR]
