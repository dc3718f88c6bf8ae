"""Every method of overlay: published examples, plain references by another way, and parts that sum to the whole."""

from __future__ import annotations

from itertools import product as every_pair

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.overlay.combination import limiting, local_combination
from wattbit.core.overlay.ranks import comparators
from wattbit.core.overlay.settings import Method, Settings, Variant, require_usable
from wattbit.core.overlay.survey import usable_weights, whole_grid_survey
from wattbit.tests.core.layers import assert_sentence

NAN = np.nan
THIRDS = ((0.0, 0.0), (0.1, 0.1), (0.05, 0.3), (0.0, 0.2))
OWA = [
    Settings(Method.OWA, variant, order, alpha)
    for variant in Variant
    for order, alpha in (
        ((0.4, 0.3, 0.2, 0.1), None),
        ((1.0, 0, 0, 0), None),
        ((), 0.0),
        ((), 0.4),
        ((), 3.0),
    )
]
FUZZY = [Settings(m) for m in (Method.MINIMUM, Method.MAXIMUM, Method.PRODUCT, Method.FUZZY_SUM)]
GAMMA = [Settings(Method.GAMMA, gamma=g) for g in (0.0, 0.4, 0.9, 1.0)]
LOCAL = [Settings(Method.WLC), Settings(Method.GEOMETRIC), *FUZZY, *GAMMA, *OWA]
WHOLE = [
    Settings(Method.TOPSIS),
    Settings(Method.PROMETHEE),
    Settings(Method.PROMETHEE, preference=THIRDS),
    Settings(Method.PROMETHEE, preference=THIRDS, rescale=True),
]


def name(settings):
    words = [settings.method.value]
    if settings.method is Method.OWA:
        words += [settings.variant.value, *map(str, settings.order_weights or (f"alpha {settings.alpha}",))]
    if settings.method is Method.GAMMA:
        words.append(str(settings.gamma))
    return " ".join(
        [*words, *(["thresholds"] if settings.preference else []), *["rescaled"] * settings.rescale]
    )


def each(*settings):
    return pytest.mark.parametrize("settings", settings, ids=[name(s) for s in settings])


def make(settings, weights, scores, folder):
    """The method, ready to score; one of the whole grid has seen these scores."""
    shares = usable_weights(settings, tuple(weights), len(scores))
    if not settings.is_whole_grid:
        return local_combination(settings, shares)
    survey = whole_grid_survey(settings, shares, folder)
    half = len(scores[0]) // 2
    for rows in (slice(0, half), slice(half, None)):
        survey.add(survey.look([s[rows] for s in scores]))
    return survey.combination()


def site(*values):
    return [np.full((2, 1), v, np.float32) for v in values]


def grid(seed, criteria=4, shape=(24, 31), decimals=None):
    """Random scores with gaps, 0s, 1s and ties."""
    rng = np.random.default_rng(seed)
    x = rng.random((criteria, *shape))
    x[rng.random(x.shape) < 0.05] = 0
    x[rng.random(x.shape) < 0.05] = 1
    x = x if decimals is None else x.round(decimals)
    x[rng.random(x.shape) < 0.03] = NAN
    return [s.astype(np.float32) for s in x]


# Published examples ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(Method.MINIMUM), 0.5),
        (Settings(Method.MAXIMUM), 0.75),
        (Settings(Method.PRODUCT), 0.375),
        (Settings(Method.FUZZY_SUM), 0.875),
        (Settings(Method.GAMMA, gamma=0.9), 0.803915),
    ],
    ids=lambda v: v.method.value if isinstance(v, Settings) else str(v),
)
def test_the_fuzzy_operators_on_three_quarters_and_a_half(settings, expected):
    combination = local_combination(settings, np.full(2, 0.5))
    assert combination.score(site(0.75, 0.5))[0, 0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [(Variant.YAGER, 0.19732), (Variant.TRADEOFF, 0.282259), (Variant.MALCZEWSKI, 0.46945)],
)
def test_three_ordered_averages_of_one_name_give_three_answers(variant, expected):
    scores, weights = site(1, 0.4866, 0), np.array([0.6, 0.3, 0.1])
    ordered = local_combination(Settings(Method.OWA, variant, (0.7, 0.2, 0.1)), weights)
    assert ordered.score(scores)[0, 0] == pytest.approx(expected, abs=1e-5)
    assert local_combination(Settings(), weights).score(scores)[0, 0] == pytest.approx(0.74598, abs=1e-6)


def test_yagers_own_example_weighs_the_largest_first():
    settings = Settings(Method.OWA, Variant.YAGER, (0.1, 0.2, 0.3, 0.4))  # ours: the lowest first
    assert local_combination(settings, np.full(4, 0.25)).score(site(0.7, 1, 0.3, 0.6))[0, 0] == pytest.approx(
        0.76
    )


def test_topsis_of_tzeng_and_huang(tmp_path):
    rows = np.array([(5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6)], np.float32) / 10
    scores = [column.reshape(4, 1) for column in rows.T]
    found = make(Settings(Method.TOPSIS), (0.3, 0.4, 0.3), scores, tmp_path).score(scores)
    assert found.ravel() == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=5e-5)


# Limits that methods share ---------------------------------------------------------------------


def test_equal_order_weights_leave_criterion_weights_alone():
    scores, weights = grid(1), np.array([0.1, 0.2, 0.3, 0.4])
    plain = local_combination(Settings(), weights).score(scores)
    for variant in (Variant.MALCZEWSKI, Variant.TRADEOFF):
        for settings in (Settings(Method.OWA, variant, (5, 5, 5, 5)), Settings(Method.OWA, variant, alpha=1)):
            found = local_combination(settings, weights).score(scores)
            assert found == pytest.approx(plain, abs=1e-6, nan_ok=True)


@pytest.mark.parametrize("variant", Variant)
def test_alpha_runs_from_the_maximum_over_the_average_to_the_minimum(variant):
    scores, weights = grid(2), np.array([0.1, 0.2, 0.3, 0.4])

    def by(alpha):
        return local_combination(Settings(Method.OWA, variant, alpha=alpha), weights).score(scores)

    assert by(0) == pytest.approx(np.maximum.reduce(scores), abs=1e-6, nan_ok=True)
    assert by(1e6) == pytest.approx(np.minimum.reduce(scores), abs=1e-6, nan_ok=True)
    known = ~np.isnan(by(1))
    assert (by(0.5)[known] >= by(1)[known] - 1e-6).all()
    assert (by(1)[known] >= by(2)[known] - 1e-6).all()


def test_malczewskis_alpha_by_hand():
    # Best first: .9 (w .2), .5 (w .5), .1 (w .3); squares of .2, .7, 1: .04, .49, 1.
    settings = Settings(Method.OWA, Variant.MALCZEWSKI, alpha=2)
    found = local_combination(settings, np.array([0.3, 0.2, 0.5])).score(site(0.1, 0.9, 0.5))
    assert found[0, 0] == pytest.approx(0.04 * 0.9 + 0.45 * 0.5 + 0.51 * 0.1)


def test_an_order_weight_that_meets_only_criteria_of_weight_0_falls_back_to_yager():
    # All order weight is on the lowest score, which weighs nothing: the average of what is left is 0 / 0.
    for variant in (Variant.MALCZEWSKI, Variant.TRADEOFF):
        settings = Settings(Method.OWA, variant, (1, 0))
        assert local_combination(settings, np.array([1.0, 0])).score(site(0.8, 0.3))[0, 0] == pytest.approx(
            0.3
        )


def test_gamma_ends_at_product_and_sum():
    scores = grid(3)
    for gamma, method in ((0, Method.PRODUCT), (1, Method.FUZZY_SUM)):
        ends = (
            local_combination(s, np.ones(4) / 4).score(scores)
            for s in (Settings(Method.GAMMA, gamma=gamma), Settings(method))
        )
        assert np.array_equal(*ends, equal_nan=True)


def test_a_criterion_without_weight_changes_no_geometric_mean_but_must_be_known():
    combination = local_combination(Settings(Method.GEOMETRIC), np.array([1.0, 0.0]))
    found = combination.score([np.array([[0.5, 0.5, 0.5]], np.float32), np.array([[1, 0, NAN]], np.float32)])
    assert found[0] == pytest.approx([0.5, 0.5, NAN], nan_ok=True)


# Independent references ------------------------------------------------------------------------


def reference(settings, x, w):
    """The contract's formulas on one row of scores after another, in float64."""
    n = x.shape[1]
    method = settings.method
    if method is Method.TOPSIS:
        r = np.divide(x, np.sqrt((x**2).sum(axis=0))) * w
        best, worst = (np.sqrt(((r - end) ** 2).sum(axis=1)) for end in (r.max(axis=0), r.min(axis=0)))
        return worst / (best + worst)
    if method is Method.PROMETHEE:
        return net_flows(x, w, settings.preference or ((0.0, 0.0),) * n, settings.rescale)
    simple = {
        Method.WLC: lambda r: (w * r).sum(),
        Method.GEOMETRIC: lambda r: np.prod(r**w),
        Method.MINIMUM: min,
        Method.MAXIMUM: max,
        Method.PRODUCT: np.prod,
        Method.FUZZY_SUM: lambda r: 1 - np.prod(1 - r),
        Method.GAMMA: lambda r: (1 - np.prod(1 - r)) ** settings.gamma * np.prod(r) ** (1 - settings.gamma),
        Method.OWA: lambda r: ordered(settings, r, w),
    }[method]
    return np.array([simple(row) for row in x])


def ordered(settings, row, w):
    n, order = len(row), np.argsort(row, kind="stable")
    if settings.alpha is not None and settings.variant is Variant.MALCZEWSKI:
        total, value = 0.0, 0.0
        for i in order[::-1]:
            value += (quantile(total + w[i], settings.alpha) - quantile(total, settings.alpha)) * row[i]
            total += w[i]
        return value
    if settings.alpha is not None:
        o = np.array(
            [
                quantile((n - r) / n, settings.alpha) - quantile((n - r - 1) / n, settings.alpha)
                for r in range(n)
            ]
        )
    else:
        o = np.array(settings.order_weights) / sum(settings.order_weights)
    if settings.variant is Variant.YAGER:
        return (o * row[order]).sum()
    if settings.variant is Variant.TRADEOFF:
        w = 1 / n + (1 - np.sqrt(n * ((o - 1 / n) ** 2).sum() / (n - 1))) * (w - 1 / n)
    u = w[order]
    return (o * u * row[order]).sum() / (o * u).sum()


def quantile(t, alpha):
    return 0.0 if t <= 0 else t**alpha


def net_flows(x, w, preference, rescale):
    """PROMETHEE II by comparing every pair."""
    flow = np.zeros(len(x))
    for column, weight, (q, p) in zip(x.T, w, preference):
        d = column[:, None] - column
        full = (d > q).astype(float) if p == q else np.clip((d - q) / (p - q), 0, 1)
        flow += weight * (full.sum(axis=1) - full.sum(axis=0)) / max(len(x) - 1, 1)
    return (flow + 1) / 2 if rescale else flow


@each(*LOCAL, *WHOLE)
@pytest.mark.parametrize("decimals", [None, 1], ids=["continuous", "ties"])
def test_every_method_equals_its_formula(settings, decimals, tmp_path):
    scores, weights = grid(4, decimals=decimals), (0.1, 0.4, 0.2, 0.3)
    is_known = ~np.isnan(np.sum(scores, axis=0))
    x = np.stack([s[is_known] for s in scores], axis=1).astype(float)
    expected = np.full(is_known.shape, NAN)
    expected[is_known] = reference(settings, x, np.array(weights))
    found = make(settings, weights, scores, tmp_path).score(scores)
    assert found.dtype == np.float32
    assert found == pytest.approx(expected, abs=1e-6, nan_ok=True)


@each(*[s for s in LOCAL if s.method is not Method.OWA or s.alpha is not None], *WHOLE[:2])
@pytest.mark.parametrize("criteria", [1, 2, 3, 7, 14])
def test_any_number_of_criteria_can_be_combined(settings, criteria, tmp_path):
    scores, weights = grid(5, criteria, (9, 8)), np.arange(1.0, criteria + 1)
    is_known = ~np.isnan(np.sum(scores, axis=0))
    x = np.stack([s[is_known] for s in scores], axis=1).astype(float)
    with np.errstate(invalid="ignore"):
        expected = reference(settings, x, weights / weights.sum())
    found = make(settings, weights, scores, tmp_path).score(scores)
    if settings.variant is Variant.TRADEOFF and criteria == 1:
        expected = x[:, 0]
    assert found[is_known] == pytest.approx(expected, abs=1e-6)
    assert np.isnan(found[~is_known]).all()


@each(*LOCAL, *WHOLE)
def test_contributions_sum_to_the_score_on_every_cell(settings, tmp_path):
    for seed, decimals in ((6, None), (7, 1), (8, 0)):
        scores = grid(seed, decimals=decimals)
        combination = make(settings, (0.4, 0.3, 0.3, 0), scores, tmp_path / str(seed))
        parts, score = combination.contributions(scores), combination.score(scores)
        assert parts.dtype == np.float32
        assert parts.astype(float).sum(axis=0) == pytest.approx(score, abs=1e-6, nan_ok=True)
        # Every band knows the same cells.
        assert (np.isnan(parts) == np.isnan(score)).all()


@pytest.fixture(autouse=True)
def folders(tmp_path):
    for seed in (6, 7, 8):
        (tmp_path / str(seed)).mkdir()


@each(
    *[
        s
        for s in [*LOCAL, *WHOLE]
        if s.method not in {Method.PROMETHEE, *(f.method for f in FUZZY), Method.GAMMA}
    ]
)
def test_costs_sum_to_what_lacks_of_1(settings, tmp_path):
    scores = grid(9)
    combination = make(settings, (0.4, 0.3, 0.3, 0), scores, tmp_path)
    costs = combination.costs(scores)
    assert costs.astype(float).sum(axis=0) == pytest.approx(
        1 - combination.score(scores), abs=1e-6, nan_ok=True
    )
    assert np.nanmin(costs) >= 0


@each(*LOCAL, *WHOLE)
def test_scores_are_left_as_they_are_and_stay_in_the_methods_range(settings, tmp_path):
    scores = grid(10)
    before = [s.copy() for s in scores]
    found = make(settings, (1, 2, 3, 4), scores, tmp_path).score(scores)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(scores, before))
    assert np.nanmin(found) >= settings.range[0]
    assert np.nanmax(found) <= settings.range[1]


# What limits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "scores", "expected"),
    [
        # w (1 - x): .04, .24, .1, .03
        (Settings(), (0.9, 0.2, 0.5, 0.7), 2),
        # -w ln x: .4 ln 2 = .28, .3 ln 2.5 = .27, ...
        (Settings(Method.GEOMETRIC), (0.5, 0.4, 1, 1), 1),
        # Two scores of 0 leave nothing: the heavier one counts.
        (Settings(Method.GEOMETRIC), (0.1, 1, 0, 0), 3),
        (Settings(Method.MINIMUM), (0.9, 0.2, 0.5, 0.7), 2),
        (Settings(Method.FUZZY_SUM), (0.9, 0.2, 0.5, 0.1), 4),
        # All weight on the lowest score, and on the highest.
        (Settings(Method.OWA, Variant.YAGER, (1, 0, 0, 0)), (0.9, 0.2, 0.5, 0.7), 2),
        (Settings(Method.OWA, Variant.YAGER, (0, 0, 0, 1)), (0.9, 0.2, 0.5, 0.7), 1),
        # v (1 - x) with v of .1 .2 .3 .4: .4 * .1, .1 * .8, .2 * .5, .3 * .3
        (Settings(Method.OWA, Variant.YAGER, (1, 2, 3, 4)), (0.9, 0.2, 0.5, 0.7), 3),
    ],
)
def test_the_limiting_criterion_costs_most_in_the_measure_of_the_method(settings, scores, expected):
    combination = local_combination(settings, np.array([0.4, 0.3, 0.2, 0.1]))
    assert limiting(combination.costs(site(*scores)))[0, 0] == expected


def test_the_first_of_equal_criteria_limits_and_an_unknown_cell_has_none():
    costs = np.array([[0.1, 0.2, NAN, 0], [0.3, 0.2, 1, 0], [0.3, 0.1, 0, 0]])
    assert np.array_equal(limiting(costs), [2, 1, NAN, 1], equal_nan=True)


def test_promethee_and_topsis_look_at_the_best_that_occurs(tmp_path):
    # The second criterion is 0.1 everywhere: no cell could do better, so it never limits.
    scores = [
        np.array([[0.2], [0.9], [0.4]], np.float32),
        np.full((3, 1), 0.1, np.float32),
        np.array([[0.5], [0], [1]], np.float32),
    ]
    for settings in (Settings(Method.TOPSIS), Settings(Method.PROMETHEE)):
        (tmp_path / name(settings)).mkdir()
        combination = make(settings, (1, 8, 1), scores, tmp_path / name(settings))
        assert combination.costs(scores)[1].max() == 0
        assert limiting(combination.costs(scores)).ravel()[1] == 3


# TOPSIS and PROMETHEE over the whole grid ------------------------------------------------------


@pytest.mark.parametrize("decimals", [None, 2, 1], ids=["continuous", "hundredths", "tenths"])
def test_promethee_equals_the_comparison_of_every_pair(decimals, tmp_path):
    rng = np.random.default_rng(11)
    x = rng.random((5, 1500))
    scores = [s.astype(np.float32).reshape(30, 50) for s in (x if decimals is None else x.round(decimals))]
    preference = ((0.0, 0.0), (0.1, 0.1), (0.05, 0.2), (0.0, 0.3), (0.25, 0.25))
    settings = Settings(Method.PROMETHEE, preference=preference)
    weights = (0.3, 0.25, 0.2, 0.15, 0.1)
    found = make(settings, weights, scores, tmp_path).net_flow(scores)
    expected = net_flows(
        np.stack([s.ravel() for s in scores], axis=1).astype(float), weights, preference, False
    )
    assert found.dtype == np.float64
    assert found.ravel() == pytest.approx(expected, abs=1e-9)
    assert found.sum() == pytest.approx(0, abs=1e-9)  # what one cell has over another, the other lacks


def test_promethee_ranks_the_cell_that_is_best_on_every_criterion_first(tmp_path):
    scores = grid(12)
    for s in scores:
        s[5, 7], s[6, 7] = 1, 0
        s[s == 1] = 0.99
        s[5, 7] = 1
    found = make(Settings(Method.PROMETHEE), (1, 1, 1, 1), scores, tmp_path).score(scores)
    assert np.nanargmax(found) == 5 * scores[0].shape[1] + 7
    assert found[5, 7] == 1


def test_thresholds_of_promethee_by_hand(tmp_path):
    # .5 beats .1 and 0 in full, by more than p; .1 beats 0 not at all, by less than q.
    scores = [np.array([[0], [0.1], [0.5]], np.float32)]
    settings = Settings(Method.PROMETHEE, preference=((0.11, 0.31),))
    assert make(settings, (1,), scores, tmp_path).net_flow(scores).ravel() == pytest.approx([-0.5, -0.5, 1])


def test_one_eligible_cell_outranks_none_and_lies_between_best_and_worst(tmp_path):
    scores = [np.array([[0.4], [NAN]], np.float32), np.array([[0.6], [0.1]], np.float32)]
    for settings, expected in ((Settings(Method.TOPSIS), 0.5), (Settings(Method.PROMETHEE), 0)):
        (tmp_path / name(settings)).mkdir()
        combination = make(settings, (1, 2), scores, tmp_path / name(settings))
        assert combination.score(scores).ravel() == pytest.approx([expected, NAN], nan_ok=True)
        assert combination.contributions(scores)[:, 0].sum() == pytest.approx(expected)


def test_a_criterion_that_is_0_everywhere_does_not_divide_by_0_in_topsis(tmp_path):
    x = grid(13, 2)
    zero = [np.where(np.isnan(x[0]), NAN, 0).astype(np.float32)]
    with_zero = make(Settings(Method.TOPSIS), (1, 2, 5), x + zero, tmp_path).score(x + zero)
    without = make(Settings(Method.TOPSIS), (1, 2), x, tmp_path).score(x)
    assert with_zero == pytest.approx(without, abs=1e-6, nan_ok=True)


# Sorting ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 10))
def test_the_comparators_sort_every_row_of_zeros_and_ones(count):
    # By the 0-1 principle they then sort every row (Knuth, TAOCP 3, 5.3.4, theorem Z).
    for row in every_pair((0, 1), repeat=count):
        values = list(row)
        for i, j in comparators(count):
            values[i], values[j] = min(values[i], values[j]), max(values[i], values[j])
        assert values == sorted(row)


# What cannot be used ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(Method.OWA), ("order weights", "alpha")),
        (Settings(Method.OWA, order_weights=(1, 2)), ("2 for 3", "give one")),
        (Settings(Method.OWA, order_weights=(1, -2, 3)), ("-2", "0 or more")),
        (Settings(Method.OWA, order_weights=(1, NAN, 3)), ("nan", "0 or more")),
        (Settings(Method.OWA, order_weights=(0, 0, 0)), ("all are 0", "give")),
        (Settings(Method.OWA, order_weights=(1, 2, 3), alpha=1), ("alpha", "not both")),
        (Settings(Method.OWA, alpha=-1), ("alpha", "-1", "0 or more")),
        (Settings(Method.OWA, alpha=float("inf")), ("alpha", "inf")),
        (Settings(Method.GAMMA, gamma=1.5), ("gamma", "1.5", "0")),
        (Settings(Method.GAMMA, gamma=NAN), ("gamma", "nan")),
        (Settings(Method.PROMETHEE, preference=((0, 1),)), ("1 rows for 3", "give")),
        (
            Settings(Method.PROMETHEE, preference=((0, 1), (0.3, 0.2), (0, 0))),
            ("q 0.3 of criterion 2", "p 0.2"),
        ),
        (Settings(Method.PROMETHEE, preference=((0, 1), (0, 0), (-1, 0))), ("-1", "criterion 3")),
    ],
)
def test_settings_that_cannot_be_used_are_refused_in_one_sentence(settings, words):
    with pytest.raises(InputError) as error:
        require_usable(settings, 3)
    assert_sentence(error, settings.method.value, *words)


def test_weights_are_looked_at_only_where_they_matter():
    wrong = (-1.0, NAN)
    weighty = [
        Settings(),
        Settings(Method.GEOMETRIC),
        Settings(Method.TOPSIS),
        Settings(Method.PROMETHEE),
        *OWA,
    ]
    for settings in [*FUZZY, *GAMMA, *(s for s in OWA if s.variant is Variant.YAGER)]:
        assert usable_weights(settings, wrong, 4).tolist() == [0.25] * 4
    for settings in (s for s in weighty if s.variant is not Variant.YAGER):
        with pytest.raises(InputError):
            usable_weights(settings, wrong, 2)
