"""A preview in the CRS of a map: every pixel shows the cell that lies under it."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer
from wattbit.core.errors import InputError
from wattbit.core.grid.crs import parse_crs
from wattbit.core.grid.grid import Grid
from wattbit.core.live.view import MAX_PIXELS, view_of

MERCATOR = "EPSG:3857"


@pytest.fixture
def grid():
    """60 km x 50 km around 36 degrees north, 200 m cells."""
    return Grid(parse_crs("EPSG:6677").ExportToWkt(), 200.0, 200.0, 0.0, 0.0, -150, 50, 300, 250)


def around(grid, crs=MERCATOR):
    xmin, ymin, xmax, ymax = grid.extent
    return Transformer.from_crs("EPSG:6677", crs, always_xy=True).transform_bounds(xmin, ymin, xmax, ymax)


def exact(grid, view, crs=MERCATOR):
    """Cells under the pixels' centres, each transformed by itself."""
    rows, cols = view.cells.shape
    xmin, ymin, xmax, ymax = view.extent
    x = xmin + (np.arange(cols) + 0.5) * (xmax - xmin) / cols
    y = ymax - (np.arange(rows) + 0.5) * (ymax - ymin) / rows
    east, north = Transformer.from_crs(crs, "EPSG:6677", always_xy=True).transform(*np.meshgrid(x, y))
    column, row = (east - grid.extent[0]) / 200, (grid.extent[3] - north) / 200
    return column, row


@pytest.mark.parametrize(("crs", "pixel"), [(MERCATOR, 100.0), (MERCATOR, 700.0), ("EPSG:4326", 0.001)])
def test_each_pixel_shows_the_cell_under_it_within_a_quarter_of_a_cell_or_pixel(grid, crs, pixel):
    view = view_of(grid, crs, around(grid, crs), pixel)
    column, row = exact(grid, view, crs)
    found_row, found_column = np.divmod(view.cells, 300)
    shown = view.cells >= 0
    slack = 0.25 * max(1.0, np.abs(np.diff(column, axis=1)).max())
    assert shown.mean() > 0.9
    for found, place in ((found_column, column), (found_row, row)):
        assert (place[shown] >= found[shown] - slack).all()
        assert (place[shown] <= found[shown] + 1 + slack).all()
    inside = (column > slack) & (column < 300 - slack) & (row > slack) & (row < 250 - slack)
    assert shown[inside].all()


def test_pixels_take_the_colours_of_their_cells_and_none_outside(grid):
    view = view_of(grid, MERCATOR, around(grid), 300.0)
    colours = np.random.default_rng(1).integers(1, 256, (250, 300, 4), dtype=np.uint8)
    pixels = view.pixels(colours)
    shown = view.cells >= 0
    assert np.array_equal(pixels[shown], colours.reshape(-1, 4)[view.cells[shown]])
    assert not shown.all()
    assert not pixels[~shown].any()


def test_a_map_far_away_shows_nothing_of_the_grid(grid):
    assert view_of(grid, MERCATOR, (0.0, 0.0, 1e5, 1e5), 100.0) is None


def test_a_map_of_the_world_shows_the_grid_alone(grid):
    view = view_of(grid, MERCATOR, (-2e7, -2e7, 2e7, 2e7), 40_000.0)
    assert view.cells.size < 20
    assert view.extent[2] - view.extent[0] < 250_000


def test_a_close_look_stays_within_the_pixels_allowed(grid):
    view = view_of(grid, MERCATOR, around(grid), 1.0)
    assert 0.9 * MAX_PIXELS < view.cells.size < 1.1 * MAX_PIXELS


def test_a_crs_that_does_not_exist_is_refused_in_a_sentence(grid):
    with pytest.raises(InputError, match="map's CRS"):
        view_of(grid, "nowhere", (0, 0, 1, 1), 1.0)
