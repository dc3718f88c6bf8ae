"""Smooth outlines beside those along cell edges."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from shapely import wkb
from wattbit.core.grid.grid import Window
from wattbit.core.regions.outline import AREA_SHARE, smoothed
from wattbit.core.regions.region import make_region
from wattbit.tests.core.layers import grid_of


def outlines(cells, cell=25):
    """The outline along cell edges and the smooth one."""
    cells = np.asarray(cells, bool)
    window = Window(grid_of((0, 0, 2500, 2500), cell), 0, 0, *cells.shape)
    exact = make_region(window, cells, np.ones(cells.shape, np.float32)).polygon_wkb()
    return wkb.loads(exact), wkb.loads(smoothed(exact, cell))


@pytest.mark.parametrize("seed", range(12))
def test_smooth_outline_of_any_region_is_valid_and_keeps_its_area(seed):
    rng = np.random.default_rng(seed)
    side = int(rng.integers(2, 30))
    labels, _ = ndimage.label(rng.random((side, side)) < rng.uniform(0.5, 0.95))
    sizes = np.bincount(labels.ravel())
    exact, smooth = outlines(labels == 1 + np.argmax(sizes[1:]))
    assert smooth.is_valid
    assert smooth.area == pytest.approx(exact.area, rel=AREA_SHARE)
    assert smooth.hausdorff_distance(exact) < 1.5 * 25


def test_stairs_become_a_slope():
    # A staircase of 20 steps: its outline along edges is longer than the straight slope by sqrt(2).
    exact, smooth = outlines(np.tri(20))
    assert exact.length == 4 * 20 * 25
    assert smooth.length == pytest.approx((2 + 2**0.5) * 20 * 25, rel=0.05)


def test_a_hole_stays_a_hole():
    cells = np.ones((9, 9), bool)
    cells[3:6, 3:6] = False
    _, smooth = outlines(cells)
    assert [len(p.interiors) for p in smooth.geoms] == [1]
