"""The weighted sum, what limits it, and how sure it is: numbers by hand and from published examples."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.errors import Cancelled, InputError, OutputError
from wattbit.core.overlay.combination import limiting, local_combination
from wattbit.core.overlay.pareto import front
from wattbit.core.overlay.settings import Method, Settings
from wattbit.core.overlay.survey import usable_weights, whole_grid_survey
from wattbit.core.overlay.uncertainty import dirichlet, independent
from wattbit.core.overlay.wlc import WeightedSum, contributions, normalised, weighted_sum
from wattbit.core.run.overlay import OverlayPaths, open_overlay, write_overlay
from wattbit.core.sources.raster import RasterSource
from wattbit.tests.core.layers import assert_sentence, read_raster, write_raster

WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])
SITE = (0.9, 0.2, 0.5, 0.7)
NAN = np.nan


def cells(*columns):
    """Scores of one row of cells, an array a criterion."""
    return [np.array([c], np.float32) for c in columns]


def site(values):
    return [np.full((1, 1), v, np.float32) for v in values]


def test_the_weighted_sum_by_hand():
    # .4 * .9 + .3 * .2 + .2 * .5 + .1 * .7
    assert weighted_sum(site(SITE), WEIGHTS)[0, 0] == pytest.approx(0.59, abs=1e-7)
    assert weighted_sum(site((0.5, 0.8, 0.5, 0.4)), WEIGHTS)[0, 0] == pytest.approx(0.58, abs=1e-7)


def test_weights_need_not_sum_to_1():
    assert normalised((4, 3, 2, 1), 4) == pytest.approx(WEIGHTS)
    assert normalised((5,), 1).tolist() == [1]


def test_a_criterion_that_is_not_assessed_leaves_the_sum_unknown_even_at_weight_0():
    found = weighted_sum(cells((0.5, NAN, 1), (1, 1, NAN)), normalised((1, 0), 2))
    assert np.array_equal(np.isnan(found), [[False, True, True]])


def test_perfect_scores_sum_to_1_and_never_above():
    rng = np.random.default_rng(1)
    for n in range(1, 30):
        weights = normalised(tuple(rng.random(n) + 0.01), n)
        total = weighted_sum([np.ones((1, 1), np.float32)] * n, weights)[0, 0]
        assert 1 - 1e-6 < total <= 1


def test_the_scores_are_not_changed():
    scores = cells((0.5, 0.25), (1, 0))
    before = [s.copy() for s in scores]
    weighted_sum(scores, np.array([0.5, 0.5]))
    assert all(np.array_equal(a, b) for a, b in zip(scores, before))


def test_contributions_sum_to_the_score():
    scores = [np.random.default_rng(i).random((20, 30)).astype(np.float32) for i in range(4)]
    parts = contributions(scores, WEIGHTS)
    assert parts.shape == (4, 20, 30)
    assert parts.sum(axis=0) == pytest.approx(weighted_sum(scores, WEIGHTS), abs=2e-7)
    assert contributions(site(SITE), WEIGHTS)[:, 0, 0] == pytest.approx([0.36, 0.06, 0.1, 0.07])


def test_the_limiting_criterion_is_the_one_that_costs_most():
    # Costs w (1 - x): .04, .24, .1, .03. Then ties, of which the first counts, and an unknown.
    assert limiting(WeightedSum(WEIGHTS).costs(site(SITE)))[0, 0] == 2
    scores = cells((1, 0.5, 1, NAN), (1, 0.5, 0.5, 0), (1, 0, 0.75, 0))
    found = limiting(WeightedSum(np.array([0.5, 0.25, 0.25])).costs(scores))
    assert np.array_equal(found, [[1, 1, 2, NAN]], equal_nan=True)


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        ((1, 2), "2 weights for 3"),
        ((1, -1, 1), "-1"),
        ((0, 0, 0), "0"),
        ((1, NAN, 1), "nan"),
        ((1, float("inf"), 1), "inf"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(weights, word):
    with pytest.raises(InputError) as error:
        normalised(weights, 3)
    assert_sentence(error, word)


def test_dirichlet_weights_have_the_published_mean_and_deviation():
    found = dirichlet(site(SITE), WEIGHTS, 50)[:, 0, 0]
    assert found[:2] == pytest.approx([0.59, 0.0412786], abs=1e-7)
    # w (x - mean)^2: .03844, .04563, .00162, .00121 of .0869
    assert found[2:] == pytest.approx(np.array([0.03844, 0.04563, 0.00162, 0.00121]) / 0.0869, abs=1e-6)


def test_independent_weights_have_the_published_deviation_and_shares():
    found = independent(site(SITE), WEIGHTS, 0.2)[:, 0, 0]
    assert found[:2] == pytest.approx([0.59, 0.0444372], abs=1e-7)
    assert found[2:] == pytest.approx([0.8751, 0.0243, 0.0675, 0.0331], abs=5e-5)


def test_the_closed_forms_agree_with_sampled_weights():
    rng = np.random.default_rng(2)
    x = np.array(SITE)
    drawn = rng.dirichlet(50 * WEIGHTS, 400_000) @ x
    assert dirichlet(site(SITE), WEIGHTS, 50)[:2, 0, 0] == pytest.approx(
        [drawn.mean(), drawn.std()], abs=3e-4
    )
    drawn = (WEIGHTS * rng.uniform(0.8, 1.2, (400_000, 4))) @ x
    assert independent(site(SITE), WEIGHTS, 0.2)[:2, 0, 0] == pytest.approx(
        [drawn.mean(), drawn.std()], abs=3e-4
    )


def test_equal_scores_leave_dirichlet_weights_nothing_to_vary():
    found = dirichlet(site((0.3, 0.3, 0.3, 0.3)), WEIGHTS, 50)[:, 0, 0]
    assert found == pytest.approx([0.3, 0, 0, 0, 0, 0], abs=1e-6)


def test_uncertainty_of_a_cell_that_is_not_assessed_is_unknown():
    for bands in (
        dirichlet(cells((NAN,), (1,)), np.array([0.5, 0.5]), 9),
        independent(cells((NAN,), (1,)), np.array([0.5, 0.5]), 0.2),
    ):
        assert np.isnan(bands).all()


def raster(folder, name, values, corner=(0, 100), **options):
    return RasterSource(
        write_raster(folder / name, np.array(values, np.float32), corner, 50, **options), name=name
    )


def test_an_overlay_of_rasters_leaves_out_excluded_and_unknown_cells(tmp_path):
    a = raster(tmp_path, "a.tif", [[1, 0.5], [0.2, -9999]], nodata=-9999)
    b = raster(tmp_path, "b.tif", [[0, 0.5], [1, 1]])
    out = raster(tmp_path, "x.tif", [[0, 4], [0, 0]])
    paths = tuple(str(tmp_path / n) for n in ("s.tif", "parts.tif", "limit.tif"))
    assert write_overlay(open_overlay([a, b], out), Settings(), (3, 1), OverlayPaths(*paths), []) == 2
    assert read_raster(paths[0])[0] == pytest.approx(np.array([[0.75, NAN], [0.4, NAN]]), nan_ok=True)
    parts = read_raster(paths[1])
    assert parts[0] == pytest.approx(np.array([[0.75, NAN], [0.15, NAN]]), nan_ok=True)
    assert parts[1] == pytest.approx(np.array([[0, NAN], [0.25, NAN]]), nan_ok=True)
    assert np.array_equal(read_raster(paths[2])[0], [[2, NAN], [1, NAN]], equal_nan=True)


def test_an_overlay_of_another_grid_is_refused_naming_it(tmp_path):
    a = raster(tmp_path, "a.tif", [[1, 0.5], [0.2, 1]])
    b = raster(tmp_path, "b.tif", [[1, 0.5], [0.2, 1]], corner=(50, 100))
    with pytest.raises(InputError) as error:
        open_overlay([a, b], None)
    assert_sentence(error, "b.tif", "a.tif", "grid")


def test_an_overlay_of_a_raster_that_is_no_score_is_refused_naming_it(tmp_path):
    a, b = raster(tmp_path, "a.tif", [[1, 0.5]]), raster(tmp_path, "slope.tif", [[12, 30]])
    with pytest.raises(InputError) as error:
        write_overlay(
            open_overlay([a, b], None), Settings(), (1, 1), OverlayPaths(str(tmp_path / "s.tif")), []
        )
    assert_sentence(error, "slope.tif", "12")
    assert not (tmp_path / "s.tif").exists()


def test_an_overlay_without_a_common_cell_is_refused_and_writes_nothing(tmp_path):
    a = raster(tmp_path, "a.tif", [[1, -9999]], nodata=-9999)
    b = raster(tmp_path, "b.tif", [[-9999, 1]], nodata=-9999)
    with pytest.raises(InputError) as error:
        write_overlay(
            open_overlay([a, b], None), Settings(), (1, 1), OverlayPaths(str(tmp_path / "s.tif")), []
        )
    assert_sentence(error, "every criterion")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "b.tif"]


def test_an_overlay_of_nothing_is_refused():
    with pytest.raises(InputError) as error:
        open_overlay([], None)
    assert_sentence(error, "criteria")


def test_a_criterion_that_is_all_nodata_is_refused_naming_it(tmp_path):
    a = raster(tmp_path, "a.tif", [[1, 0.5]])
    b = raster(tmp_path, "empty.tif", [[-9999, -9999]], nodata=-9999)
    for settings in (Settings(), Settings(Method.TOPSIS), Settings(Method.PROMETHEE)):
        with pytest.raises(InputError) as error:
            write_overlay(
                open_overlay([a, b], None), settings, (1, 1), OverlayPaths(str(tmp_path / "s.tif")), []
            )
        assert_sentence(error, "empty.tif", "nodata")


def test_scores_off_by_rounding_are_taken_for_0_and_1(tmp_path):
    a = raster(tmp_path, "a.tif", [[1 + 5e-7, -5e-7, 0.5]])
    path = str(tmp_path / "s.tif")
    write_overlay(open_overlay([a], None), Settings(Method.GEOMETRIC), (1,), OverlayPaths(path), [])
    assert read_raster(path)[0].tolist() == [[1, 0, 0.5]]


METHODS = [
    Settings(),
    Settings(Method.GAMMA),
    Settings(Method.OWA, alpha=0.5),
    Settings(Method.TOPSIS),
    Settings(Method.PROMETHEE, preference=((0, 0.1),) * 3),
]


def large(folder):
    """Three criteria of 530 x 600 cells, more than a block, and a mask; all with gaps."""
    rng = np.random.default_rng(3)
    x = rng.random((3, 530, 600)).astype(np.float32)
    x[rng.random(x.shape) < 0.02] = -9999
    criteria = [raster(folder, f"c{i}.tif", layer, nodata=-9999) for i, layer in enumerate(x)]
    mask = (rng.random((530, 600)) < 0.3).astype(np.float32)
    mask[rng.random(mask.shape) < 0.1] = -9999
    known = np.where(mask == 0, np.where(x == -9999, NAN, x), NAN)
    return criteria, raster(folder, "mask.tif", mask, nodata=-9999), list(known)


@pytest.mark.parametrize("settings", METHODS, ids=lambda s: s.method.value)
def test_a_grid_of_many_blocks_is_combined_as_one_array(tmp_path, settings):
    criteria, mask, known = large(tmp_path)
    paths = OverlayPaths(*(str(tmp_path / f"{n}.tif") for n in ("score", "parts", "limiting", "pareto")))
    weights = usable_weights(settings, (3, 2, 1), 3)
    count = write_overlay(open_overlay(criteria, mask), settings, (3, 2, 1), paths, [])
    if settings.is_whole_grid:
        survey = whole_grid_survey(settings, weights, tmp_path)
        survey.add(survey.look(known))
        combination = survey.combination()
    else:
        combination = local_combination(settings, weights)
    score = read_raster(paths.overlay)[0]
    assert np.allclose(score, combination.score(known), atol=1e-7, equal_nan=True)
    assert count == np.count_nonzero(~np.isnan(score))
    parts = combination.contributions(known)
    assert np.allclose(read_raster(paths.contributions), parts, atol=1e-6, equal_nan=True)
    limits = read_raster(paths.limiting)[0]
    assert np.array_equal(np.isnan(limits), np.isnan(score))
    assert (limits == limiting(combination.costs(known)))[~np.isnan(score)].mean() > 0.9999
    is_known = ~np.isnan(score)
    expected = np.where(is_known, 0.0, NAN)
    expected[is_known] = front(np.stack([k[is_known] for k in known], axis=1))
    assert np.array_equal(read_raster(paths.pareto)[0], expected, equal_nan=True)


@pytest.mark.parametrize("settings", METHODS, ids=lambda s: s.method.value)
def test_the_bytes_do_not_depend_on_the_threads(tmp_path, settings, monkeypatch):
    criteria, mask, _ = large(tmp_path)
    found = []
    for threads in (1, 3):
        monkeypatch.setattr("wattbit.core.stream.default_threads", lambda threads=threads: threads)
        folder = tmp_path / str(threads)
        folder.mkdir()
        names = ("score", "parts", "limiting", "pareto")
        paths = OverlayPaths(*(str(folder / f"{n}.tif") for n in names))
        write_overlay(open_overlay(criteria, mask), settings, (3, 2, 1), paths, [])
        found.append([(folder / f"{n}.tif").read_bytes() for n in names])
    assert found[0] == found[1]


def test_a_full_disk_under_the_temporary_files_fails_in_one_sentence(tmp_path, monkeypatch):
    def full(self, part):
        raise OSError(28, "No space left on device")

    a = raster(tmp_path, "a.tif", [[1, 0.5]])
    monkeypatch.setattr("wattbit.core.overlay.promethee.PrometheeSurvey.add", full)
    with pytest.raises(OutputError) as error:
        paths = OverlayPaths(str(tmp_path / "s.tif"))
        write_overlay(open_overlay([a], None), Settings(Method.PROMETHEE), (1,), paths, [])
    assert_sentence(error, "No space left", "room")
    assert not (tmp_path / "s.tif").exists()


def test_nothing_is_left_among_the_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    a = raster(tmp_path, "a.tif", [[1, 0.5]])
    paths = OverlayPaths(str(tmp_path / "s.tif"), pareto=str(tmp_path / "p.tif"))
    write_overlay(open_overlay([a], None), Settings(Method.PROMETHEE), (1,), paths, [])
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize("method", [Method.WLC, Method.PROMETHEE])
def test_a_cancelled_overlay_writes_nothing(tmp_path, method):
    a = raster(tmp_path, "a.tif", [[1, 0.5]])
    for share in (0.0, 0.3, 0.7):
        with pytest.raises(Cancelled):
            write_overlay(
                open_overlay([a], None), Settings(method), (1,), OverlayPaths(str(tmp_path / "s.tif")), [],
                lambda done, text, share=share: done < share,
            )  # fmt: skip
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif"]
