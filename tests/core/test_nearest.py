"""Distance to the nearest of awkward segments, against the definition, and the same bits from every window."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.criteria import leaves
from wattbit.core.criteria.narrow import cut, narrow
from wattbit.core.criteria.near import near
from wattbit.core.criteria.nearest import build_index, nearest_candidates, nearest_distance
from wattbit.core.criteria.squares import TOP, Squares, cover
from wattbit.core.grid.grid import Grid, Window

CELL = 25.0


def grid_at(x=0.0, y=0.0, cell=(CELL, CELL), size=(150, 170)):
    """A grid whose lattice starts at a place, some cells off a multiple of the largest squares."""
    return Grid("", *cell, x, y, -37, -53, *size)


def index_of(segments, grid):
    segments = np.asarray(segments, float)
    return build_index(segments, np.arange(len(segments)), TOP * max(grid.dx, grid.dy))


def brute(segments, window):
    """Metres from each cell centre to the nearest segment, from the definition, float64."""
    x, y = window.x()[None, :], window.y()[:, None]
    best = np.full(window.shape, np.inf)
    for x0, y0, x1, y1 in np.asarray(segments, float):
        dx, dy = x1 - x0, y1 - y0
        square = dx * dx + dy * dy
        t = np.clip(((x - x0) * dx + (y - y0) * dy) / square, 0, 1) if square else 0.0
        np.minimum(best, np.hypot(x - x0 - t * dx, y - y0 - t * dy), out=best)
    return best


def chain(xy):
    """Segments that join places one after the other."""
    return np.column_stack([xy[:-1], xy[1:]])


def ring(centre, radius, corners=12, phase=0.0):
    """A closed ring; with an odd phase its last corner is its first, to the last bit."""
    angle = phase + np.linspace(0, 2 * np.pi, corners + 1)
    xy = np.asarray(centre) + radius * np.column_stack([np.cos(angle), np.sin(angle)])
    xy[-1] = xy[0]
    return chain(xy)


def in_cells(rng, count, spread=150):
    """Random places about the grid, in cells from the lattice's origin."""
    return rng.uniform((-60, -120), (-60 + spread * 1.2, -120 + spread * 1.4), (count, 2))


def walks(rng, count, steps, length):
    turn = np.cumsum(rng.normal(0, 0.4, (count, steps)), axis=1) + rng.uniform(0, 7, (count, 1))
    step = np.stack([np.cos(turn), np.sin(turn)], axis=2) * length
    return [chain(s + np.cumsum(w, axis=0)) for s, w in zip(in_cells(rng, count), step)]


def long_segments(rng):
    return [in_cells(rng, 8, 900).reshape(4, 4)]


def tiny_segments(rng):
    return walks(rng, 5, 600, 0.03)


def middling_walks(rng):
    return walks(rng, 14, 25, 9.0)


def star(rng):
    """Segments that all start at one vertex."""
    angle = rng.uniform(0, 2 * np.pi, 40)
    ends = np.array([20.5, -30.5]) + np.column_stack([np.cos(angle), np.sin(angle)]) * rng.uniform(
        1, 60, (40, 1)
    )
    return [np.column_stack([np.tile([20.5, -30.5], (40, 1)), ends])]


def collinear(rng):
    """A straight line in many pieces of all lengths, and one of single points on it."""
    t = np.sort(rng.uniform(0, 1, 60))[:, None]
    points = np.array([-30.0, -90.0]) + t * np.array([140.0, 71.0])
    return [chain(points), np.tile(points + (3.0, 40.0), 2)]


def there_and_back(rng):
    """A walk that goes back on itself, so that every segment lies on another."""
    return [np.concatenate([w, w[::-1][:, [2, 3, 0, 1]]]) for w in walks(rng, 4, 12, 11.0)]


def twice(rng):
    return walks(rng, 4, 12, 11.0) * 2


def rings_with_holes(rng):
    return [ring(c, r * k) for c, r in zip(in_cells(rng, 6), rng.uniform(4, 40, 6)) for k in (1.0, 0.9, 0.1)]


def lattice_lines(rng):
    """Squares whose sides run through cell centres and along cell borders."""
    return [
        chain(np.array([(a, b), (a + s, b), (a + s, b - s), (a, b - s), (a, b)]))
        for a, b, s in ((0.5, -20.5, 16), (-16.0, -32.0, 48), (30.5, -100.0, 3))
    ]


def mixed(rng):
    return [*middling_walks(rng)[:4], *rings_with_holes(rng)[:3], np.tile(in_cells(rng, 30), 2)]


SHAPES = (long_segments, tiny_segments, middling_walks, star, collinear, there_and_back, twice,
          rings_with_holes, lattice_lines, mixed)  # fmt: skip


def made(shape, grid, seed=1):
    """Segments of a shape in metres."""
    segments = np.concatenate(shape(np.random.default_rng(seed)))
    scale, origin = (grid.dx, grid.dy) * 2, (grid.origin_x, grid.origin_y) * 2
    return segments * scale + origin


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "grid",
    [grid_at(), grid_at(4_123_456.7, 6_234_567.8, (10 / 3, 10 / 3)), grid_at(12.3, -45.6, (20.0, 70.0))],
    ids=["near the origin", "far from the origin", "oblong cells"],
)
def test_distances_to_awkward_segments_agree_with_the_definition(shape, grid):
    segments = made(shape, grid)
    found = nearest_distance(index_of(segments, grid), grid.whole)
    assert np.abs(found - brute(segments, grid.whole)).max() < 1e-3 * max(grid.dx, grid.dy)


@pytest.mark.parametrize("shape", SHAPES)
def test_distances_to_awkward_segments_have_the_same_bits_from_every_window(shape):
    grid = grid_at(cell=(10 / 3, 10 / 3))
    index = index_of(made(shape, grid), grid)
    for cutoff in (np.inf, 25 * grid.dx):
        whole = nearest_distance(index, grid.whole, cutoff)
        for w in windows(np.random.default_rng(3), grid):
            part = whole[w.row : w.row + w.rows, w.col : w.col + w.cols]
            assert np.array_equal(nearest_distance(index, w, cutoff), part), w


def windows(rng, grid):
    """Single cells, lines of cells, and rectangles off the squares."""
    yield Window(grid, 0, 0, 1, 1)
    yield Window(grid, grid.rows - 1, grid.cols - 1, 1, 1)
    yield Window(grid, 11, 0, 1, grid.cols)
    yield Window(grid, 0, 43, grid.rows, 1)
    for _ in range(12):
        row, col = int(rng.integers(0, grid.rows)), int(rng.integers(0, grid.cols))
        rows, cols = (int(n) for n in rng.integers(1, 120, 2))
        yield Window(grid, row, col, min(rows, grid.rows - row), min(cols, grid.cols - col))


@pytest.mark.parametrize("shape", SHAPES)
def test_what_lies_far_away_changes_no_bit(shape):
    # Other data makes other lists of candidates; what is nearest stays what it is.
    grid = grid_at()
    segments = made(shape, grid)
    far = chain(np.array([(90_000.0, 80_000.0), (90_300.0, 81_000.0), (120_000.0, 80_500.0)]))
    alone = nearest_distance(index_of(segments, grid), grid.whole)
    assert np.array_equal(alone, nearest_distance(index_of(np.vstack([segments, far]), grid), grid.whole))


@pytest.mark.parametrize("shape", SHAPES)
def test_wanted_cells_have_the_bits_of_the_whole(shape):
    grid = grid_at()
    index, rng = index_of(made(shape, grid), grid), np.random.default_rng(5)
    whole = nearest_distance(index, grid.whole)
    for wanted in (
        rng.random(whole.shape) < 0.001,
        np.zeros(whole.shape, bool),
        np.eye(*whole.shape, dtype=bool),
    ):
        found = nearest_distance(index, grid.whole, np.inf, wanted)
        assert np.array_equal(found[wanted], whole[wanted])


@pytest.mark.parametrize("shape", SHAPES)
def test_within_the_cutoff_distances_are_those_without_one(shape):
    grid = grid_at()
    index = index_of(made(shape, grid), grid)
    exact = nearest_distance(index, grid.whole)
    for cutoff in (0.0, 10.0, 300.0, 1700.0):
        cut = nearest_distance(index, grid.whole, cutoff)
        assert np.array_equal(cut, np.where(exact <= cutoff, exact, np.inf)), cutoff


@pytest.mark.parametrize("away", [20_000.0, 90_000.0, 400_000.0])
def test_lines_far_outside_are_as_exact_as_float32_can_tell(away):
    grid = grid_at()
    rng = np.random.default_rng(6)
    lines = np.concatenate(walks(rng, 6, 20, 9.0)) * CELL + (away, -0.6 * away) * 2
    found = nearest_distance(index_of(lines, grid), grid.whole)
    assert (np.abs(found - brute(lines, grid.whole)) <= np.spacing(found)).all()


@pytest.mark.parametrize("away", [0.0, 74_000.0, 76_000.0, 120_000.0])
def test_points_are_exact_to_a_centimetre_at_any_distance_that_counts(away):
    grid = grid_at()
    points = np.tile(in_cells(np.random.default_rng(7), 300) * CELL - (0.6 * away, 0.8 * away), 2)
    found = nearest_distance(index_of(points, grid), grid.whole)
    assert np.abs(found - brute(points, grid.whole)).max() < 0.01


@pytest.mark.parametrize("shape", SHAPES)
def test_forms_of_cells_are_exact_in_any_order(shape):
    # A library may add in any order and on any vector unit: it cannot matter where nothing is rounded.
    grid = grid_at(cell=(10 / 3, 10 / 3))
    index, c = index_of(made(shape, grid), grid), cover(grid.whole, None)
    squares = narrow(index, cut(Squares.join(list(near(index, c, np.inf))), 4, c, np.inf), grid)
    kernel = leaves._Kernel(leaves._forms(index, squares, grid), squares.side, np.dtype(np.float32))
    form, cells = kernel._values.reshape(-1, 3), kernel._cells
    rounded = form @ cells
    assert rounded.dtype == np.float32
    assert np.array_equal(rounded, form.astype(float) @ cells)
    backwards = form[:, 2:] * cells[2:] + form[:, 1:2] * cells[1:2]
    assert np.array_equal(rounded, backwards + form[:, :1] * cells[:1])


def test_candidates_of_a_square_are_all_that_are_nearest_somewhere_in_it_ties_included():
    grid = grid_at()
    segments = made(there_and_back, grid)
    index = index_of(segments, grid)
    around, squares = nearest_candidates(index, grid.whole)
    x, y = around.x(), around.y()
    step = np.arange(squares.side)
    for i in range(0, len(squares.row), 7):
        ux, uy = x[squares.col[i] + step], y[squares.row[i] + step]
        window = Window(
            grid, around.row + int(squares.row[i]), around.col + int(squares.col[i]), *2 * (squares.side,)
        )
        assert np.array_equal(window.x(), ux)
        assert np.array_equal(window.y(), uy)
        metres = np.array([brute(s[None], window) for s in segments])
        nearest = np.flatnonzero((metres <= metres.min(axis=0) + 1e-9).any(axis=(1, 2)))
        assert set(nearest) <= set(index.owner[squares.candidate[squares.square == i]])
