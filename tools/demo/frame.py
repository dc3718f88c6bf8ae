"""The frame of the demo: one lattice that every step shares, and the helpers that read it.

Arrays are indexed [row, column] with row 0 in the north; coordinates are easting and northing in metres
(EPSG:6677). The frame is one kilometre wider than the analysis extent, so that slopes and distances at the
edge of the extent are those of a larger run.
"""

import numpy as np
from scipy import ndimage

EPSG = 6677
EXTENT = (-30000, -60000, 30000, -10000)  # xmin, ymin, xmax, ymax of the scenarios
MARGIN = 1000
CELL = 100
XMIN, YMIN = EXTENT[0] - MARGIN, EXTENT[1] - MARGIN
XMAX, YMAX = EXTENT[2] + MARGIN, EXTENT[3] + MARGIN
SHAPE = ((YMAX - YMIN) // CELL, (XMAX - XMIN) // CELL)
SEED = 20260601


def random_state(part):
    """Random numbers of one part of the demo; RandomState, because numpy froze its streams for ever."""
    return np.random.RandomState(SEED + part)


def to_metres(point_km):
    """Easting and northing of a point given in kilometres from the extent's south-west corner."""
    return EXTENT[0] + 1000.0 * point_km[0], EXTENT[1] + 1000.0 * point_km[1]


def centres_km(cell=CELL):
    """Cell centres as two arrays (x, y) in kilometres from the extent's south-west corner."""
    x = (np.arange(XMIN + cell / 2, XMAX, cell) - EXTENT[0]) / 1000
    y = (np.arange(YMAX - cell / 2, YMIN, -cell) - EXTENT[1]) / 1000
    return np.meshgrid(x, y)


def cell_of(x, y, cell=CELL):
    """Row and column of the cell that holds a point, clipped to the frame."""
    row = np.clip(np.floor((YMAX - np.asarray(y)) / cell), 0, (YMAX - YMIN) // cell - 1)
    col = np.clip(np.floor((np.asarray(x) - XMIN) / cell), 0, (XMAX - XMIN) // cell - 1)
    return row.astype(int), col.astype(int)


def centre_of(row, col, cell=CELL):
    """Easting and northing of a cell's centre."""
    return XMIN + (col + 0.5) * cell, YMAX - (row + 0.5) * cell


def noise(random, shape, scale):
    """Smooth noise of zero mean and unit deviation; `scale` is its wavelength in cells."""
    raw = ndimage.gaussian_filter(random.standard_normal(shape), scale / 2.5, mode="reflect")
    return (raw - raw.mean()) / raw.std()


def smoothstep(low, high, values):
    """0 below `low`, 1 above `high`, and a smooth ramp between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)
