"""Weights from judgements: published answers, independent references, and what is refused."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np
import pytest
from scipy.optimize import linprog
from wattbit.core.errors import InputError
from wattbit.core.weights.ahp import RANDOM_INDEX, Method, ahp, random_index
from wattbit.core.weights.best_worst import CONSISTENCY_INDEX, Model, best_worst, consistency_index
from wattbit.core.weights.comparisons import comparisons
from wattbit.core.weights.group import Aggregation, consensus, group_weights
from wattbit.core.weights.judgements import judgement_matrix
from wattbit.core.weights.numbers import parse_names, parse_numbers, ratio_words
from wattbit.core.weights.ranks import Formula, rank_weights
from wattbit.core.weights.revision import revisions
from wattbit.core.weights.tree import Node, leaf_weights
from wattbit.tests.core.layers import assert_sentence

#: Saaty 2008: coffee, wine, tea, beer, soda, milk, water.
DRINKS = judgement_matrix(
    "9, 5, 2, 1, 1, 1/2,  1/3, 1/9, 1/9, 1/9, 1/9,  1/3, 1/4, 1/3, 1/9,  1/2, 1, 1/3,  2, 1/2,  1/3"
)
#: Saaty 2005: culture, family, housing, jobs, transport.
CITIES = judgement_matrix("1/5, 3, 1/2, 5,  7, 1, 7,  1/4, 3,  7")
FOUR = judgement_matrix("3, 7, 3, 9, 1, 1/7")


def random_judgements(rng, n):
    """A random reciprocal matrix of Saaty's scale."""
    scale = np.array([*range(1, 10), *(1 / k for k in range(2, 10))])
    upper = np.triu(rng.choice(scale, (n, n)), 1)
    return np.eye(n) + upper + np.divide(1, upper.T, out=np.zeros((n, n)), where=upper.T > 0)


# Pairwise comparisons


def test_saatys_drinks_have_the_published_eigenvector_and_consistency():
    found = ahp(DRINKS)
    assert found.weights == pytest.approx((0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268), abs=6e-5)
    assert found.lambda_max == pytest.approx(7.17663, abs=5e-6)
    assert found.ci == pytest.approx(0.02944, abs=5e-6)
    assert found.cr == pytest.approx(0.0223, abs=5e-5)
    assert found.consistent


def test_column_means_of_the_drinks_are_not_the_eigenvector():
    found = ahp(DRINKS, Method.COLUMN_MEAN)
    assert found.weights == pytest.approx((0.1776, 0.0195, 0.0421, 0.1173, 0.1888, 0.1296, 0.3250), abs=6e-5)
    assert found.cr == ahp(DRINKS).cr  # of the judgements, not of the method


def test_saatys_cities_and_a_matrix_of_four_have_the_published_answers():
    cities, four = ahp(CITIES), ahp(FOUR)
    assert cities.weights == pytest.approx((0.1522, 0.4335, 0.0716, 0.3050, 0.0378), abs=6e-5)
    assert (cities.lambda_max, cities.cr) == pytest.approx((5.2252, 0.0503), abs=6e-5)
    assert four.weights == pytest.approx((0.5101, 0.2344, 0.0405, 0.2151), abs=6e-5)
    assert four.cr == pytest.approx(0.0738, abs=5e-5)


@pytest.mark.parametrize("n", range(3, 16))
def test_the_eigenvector_is_what_repeated_multiplication_tends_to(n):
    matrix = random_judgements(np.random.default_rng(n), n)
    w = np.ones(n) / n
    for _ in range(3000):
        w = matrix @ w
        value = w.sum()
        w = w / value
    found = ahp(matrix)
    assert found.weights == pytest.approx(w, abs=1e-9)
    assert found.lambda_max == pytest.approx(value, abs=1e-8)
    assert found.ci == pytest.approx((value - n) / (n - 1), abs=1e-8)


@pytest.mark.parametrize("method", Method)
def test_every_method_gives_back_the_weights_of_a_consistent_matrix(method):
    w = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    found = ahp(w[:, None] / w, method)
    assert found.weights == pytest.approx(w, abs=1e-12)
    assert (found.lambda_max, found.ci, found.cr) == pytest.approx((5, 0, 0), abs=1e-12)


def test_geometric_means_by_hand():
    # Rows of 1, 2, 4; 1/2, 1, 2; 1/4, 1/2, 1 have the means 2, 1 and 1/2.
    assert ahp(judgement_matrix("2,4,2"), Method.GEOMETRIC_MEAN).weights == pytest.approx(
        (4 / 7, 2 / 7, 1 / 7)
    )


def test_one_and_two_criteria_cannot_be_inconsistent():
    assert ahp(judgement_matrix([1])) == ahp(np.ones((1, 1)))
    assert (ahp(judgement_matrix([1])).weights, ahp(judgement_matrix([1])).cr) == ((1.0,), 0)
    two = ahp(judgement_matrix([3]))
    assert two.weights == pytest.approx((0.75, 0.25))
    assert (two.ci, two.cr, two.consistent) == (0, 0, True)


def test_three_criteria_are_divided_by_the_index_of_three():
    # a tool that takes the entry before, 0 for three criteria, prints an infinite ratio
    matrix = judgement_matrix("2, 8, 2")
    found = ahp(matrix)
    assert found.cr == pytest.approx((found.lambda_max - 3) / 2 / 0.58, abs=1e-12)
    assert 0 < found.cr < 0.10


def test_the_limit_of_consistency_is_one_tenth():
    limit = 3 + 0.10 * 0.58 * 2
    # With x between the first and the third, lambda is 1 + q + 1/q for q^3 = x / 4.
    q = (limit - 1 + math.sqrt((limit - 1) ** 2 - 4)) / 2
    assert ahp(judgement_matrix([2, 4 * q**3 * 0.999, 2])).consistent
    assert not ahp(judgement_matrix([2, 4 * q**3 * 1.001, 2])).consistent


def test_the_random_index_beyond_ten_is_near_that_of_drawn_matrices():
    assert RANDOM_INDEX[:10] == (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
    rng = np.random.default_rng(1)
    for n in (12, 15, 16, 20):
        drawn = np.linalg.eigvals(np.stack([random_judgements(rng, n) for _ in range(300)]))
        mean = (drawn.real.max(axis=1).mean() - n) / (n - 1)
        assert random_index(n) == pytest.approx(mean, rel=0.05)


# What makes a matrix inconsistent


def test_the_judgement_that_was_falsified_is_found_with_its_value():
    w = np.array([0.4, 0.3, 0.2, 0.07, 0.03])
    matrix = w[:, None] / w
    matrix[1, 3], matrix[3, 1] = 1 / 2, 2  # the weights say 4.29
    worst = revisions(matrix)[0]
    assert (worst.row, worst.column, worst.value) == (1, 3, 0.5)
    assert worst.implied == pytest.approx(0.3 / 0.07, rel=1e-4)
    assert worst.cr == pytest.approx(0, abs=1e-8)
    assert worst.gain == pytest.approx(ahp(matrix).cr)
    assert worst.said == (3, 1, 2, pytest.approx(0.07 / 0.3, rel=1e-4))


@pytest.mark.parametrize("matrix", [CITIES, FOUR, random_judgements(np.random.default_rng(5), 6)])
def test_no_other_value_lowers_the_ratio_more(matrix):
    cr = ahp(matrix).cr
    for judged in revisions(matrix):
        i, j = judged.row, judged.column
        found = []
        for value in np.exp(np.linspace(-math.log(9), math.log(9), 201)):
            trial = matrix.copy()
            trial[i, j], trial[j, i] = value, 1 / value
            found.append(ahp(trial).cr)
        assert judged.cr <= min(found) + 1e-9
        assert judged.cr == pytest.approx(min(found), abs=2e-4)
        assert judged.gain == pytest.approx(cr - judged.cr, abs=1e-12)
        assert 1 / 9 <= judged.implied <= 9


def test_judgements_come_in_the_order_of_what_they_contribute():
    gains = [j.gain for j in revisions(CITIES)]
    assert gains == pytest.approx(sorted(gains, reverse=True), abs=1e-9)
    assert len(gains) == 10
    # Culture over family, 1/5, is the one that Saaty's cities hold against the rest.
    assert (revisions(CITIES)[0].row, revisions(CITIES)[0].column) == (0, 1)


def test_three_judgements_contradict_each_other_alike_and_come_in_their_order():
    found = revisions(judgement_matrix([3, 1, 4]))
    # The first over the third would have to be 12, beyond the scale, so it comes last.
    assert [(j.row, j.column) for j in found] == [(0, 1), (1, 2), (0, 2)]
    assert [j.implied for j in found] == pytest.approx([1 / 4, 1 / 3, 9], rel=1e-4)
    assert [j.cr for j in found[:2]] == pytest.approx([0, 0], abs=1e-8)


def test_a_consistent_matrix_has_nothing_to_revise_and_two_criteria_neither():
    w = np.array([0.5, 0.3, 0.2])
    assert [(j.gain, j.implied == j.value) for j in revisions(w[:, None] / w)] == [(0, True)] * 3
    assert revisions(np.array([[1, 3], [1 / 3, 1]])) == ()


def test_a_large_matrix_is_looked_into_where_it_is_worst():
    w = np.linspace(1, 3, 18)
    matrix = w[:, None] / w
    matrix[2, 9], matrix[9, 2] = 8, 1 / 8
    found = revisions(matrix)
    assert len(found) == 105
    assert (found[0].row, found[0].column) == (2, 9)


# Reading judgements

THREE = np.array([[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]])


@pytest.mark.parametrize(
    "given",
    [
        [3, 5, 2],
        [3.0, "5", 2],
        "3,5,2",
        "3, 5, 2,",
        "3 5 2",
        "3;5;2",
        "3,5;2",
        "3,5\n2",
        "３，５，２",
        [[3, 5], [2]],
        [1, 3, 5, "1/3", 1, 2, "1/5", "1/2", 1],
        [1, 3, 5, 1 / 3, 1, 2, 0.2, 0.5, 1],
        "1,3,5,0.33,1,2,0.2,0.5,1",
        "1,3,5,.333,1,2,1/5,½,1",
        "1, 3, 5; 1 / 3, 1, 2; 1 / 5, 1 / 2, 1",
        "1 3 5\n1/3 1 2\n1/5 1/2 1\n",
        "[[1,3,5],[1/3,1,2],[1/5,1/2,1]]",
        ["[[1", 3, "5]", "[1/3", 1, "2]", "[1/5", "1/2", "1]]"],  # as QGIS splits it at commas
        [[1, 3, 5], ["1/3", 1, 2], ["1/5", "1/2", 1]],
        THREE,
        THREE.ravel(),
    ],
    ids=str,
)
def test_one_matrix_is_read_from_every_way_to_write_it(given):
    assert judgement_matrix(given) == pytest.approx(THREE, abs=1e-12)


def test_a_count_that_fits_both_is_a_square_only_with_ones_on_its_diagonal():
    square = random_judgements(np.random.default_rng(2), 6)
    triangle = np.random.default_rng(3).integers(2, 9, 36)
    assert judgement_matrix(square.ravel()) == pytest.approx(square)
    assert judgement_matrix(triangle).shape == (9, 9)
    assert judgement_matrix(triangle)[0, 1] == triangle[0]
    assert judgement_matrix([1], criteria=2) == pytest.approx(np.ones((2, 2)))
    assert judgement_matrix(np.ones(36), criteria=9).shape == (9, 9)


BAD_MATRICES = {
    "nothing": ([], None, "no judgements"),
    "a count that is neither": ([1, 2, 3, 4, 5, 6, 7], None, "7 judgements.*neither a square.*4 or 1.*9 or 3"),
    "rows of unequal length": ([[1, 3, 2], [1, 4]], None, "3, 2 values.*not square"),
    "not as many as criteria": ([3, 5, 2], 4, "3 judgements.*for 4 criteria; give 16.*or 6"),
    "zero": ([3, 0, 2], None, "row 1, column 3.*is 0;.*above 0"),
    "negative": ([3, -5, 2], None, "row 1, column 3.*is -5;.*above 0"),
    "not a number": (["3", "x", "2"], None, "row 1, column 3.*'x'"),
    "nan": ([3, math.nan, 2], None, "row 1, column 3.*nan"),
    "infinite": ([3, math.inf, 2], None, "row 1, column 3.*inf"),
    "divided by zero": (["3", "1/0", "2"], None, "row 1, column 3.*'1/0'"),
    "blank": ([3, None, 2], None, "row 1, column 3.*blank"),
    "blank in a text": ("3,,2", None, "row 1, column 3.*blank"),
    "true": ([3, True, 2], None, "row 1, column 3.*'True'"),
    "a diagonal that is not 1": ([2, 3, "1/3", 1], None, "row 1, column 1.*is 2;.*itself is 1"),
    "not reciprocal": (
        [1, 3, 5, "1/3", 1, 2, "1/5", 0.6, 1], None,
        "not reciprocal.*row 2, column 3 is 2.*row 3, column 2 is 0.6.*not 0.5",
    ),
    "twice the same side": ([1, 3, 3, 1], None, "not reciprocal.*not 0.3333"),
    "not reciprocal with 36": (np.where(np.eye(6) == 1, 1, 3.0).ravel(), None, "not reciprocal"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_MATRICES)
def test_a_matrix_that_cannot_be_used_is_refused_with_its_place(case):
    values, criteria, words = BAD_MATRICES[case]
    with pytest.raises(InputError) as error:
        judgement_matrix(values, criteria, "MATRIX")
    assert_sentence(error, "MATRIX")
    assert re.search(words, str(error.value)), str(error.value)


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        (np.ones((2, 3)), "square"),
        (np.array([[1, 0], [1, 1.0]]), "above 0"),
        (np.array([[1, 2], [2, 1.0]]), "reciprocal"),
    ],
)
def test_a_matrix_made_elsewhere_is_checked_too(matrix, words):
    with pytest.raises(InputError, match=words):
        ahp(matrix)


# Best and worst


def test_rezaeis_example_has_the_published_weights_in_both_models():
    given = comparisons((8, 2, 1), (1, 5, 8))
    far, near = best_worst(given, Model.NONLINEAR), best_worst(given)
    assert far.weights == pytest.approx((0.0714, 0.3387, 0.5899), abs=6e-5)
    assert (far.xi, far.cr) == pytest.approx((0.2583, 0.058), abs=5e-4)
    assert far.xi == pytest.approx(0.2583, abs=6e-5)
    assert near.weights == pytest.approx((0.071429, 0.321429, 0.607143), abs=6e-7)
    assert near.xi == pytest.approx(0.035714, abs=6e-7)
    assert far.low == pytest.approx(far.weights) and far.high == pytest.approx(far.weights)


def drawn_comparisons(rng):
    n, a = int(rng.integers(3, 9)), float(rng.integers(2, 10))
    first, second = rng.integers(1, a + 1, n).astype(float), rng.integers(1, a + 1, n).astype(float)
    first[0], first[-1], second[0], second[-1] = 1, a, a, 1
    second[1:-1], first[1:-1] = np.maximum(second[1:-1], 2), np.maximum(first[1:-1], 2)
    return comparisons(first, second)


def deviation(given, w):
    """Largest |w_B / w_j - a_Bj| and |w_j / w_W - a_jW|."""
    w = np.asarray(w)
    return max(
        np.abs(w[given.best] / w - given.best_to_others).max(),
        np.abs(w / w[given.worst] - given.others_to_worst).max(),
    )


def is_feasible(given, xi):
    """Whether some weights deviate by no more than xi: for a fixed xi the constraints are linear."""
    n, rows = given.count, []
    for j in range(n):
        for up, down, value in (
            (given.best, j, given.best_to_others[j]),
            (j, given.worst, given.others_to_worst[j]),
        ):
            for sign in (1, -1):
                row = np.zeros(n)
                row[up] += sign
                row[down] -= sign * value + xi
                rows.append(row)
    found = linprog(np.zeros(n), A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=np.ones((1, n)), b_eq=[1],
                    bounds=[(1e-4, None)] * n, method="highs")  # fmt: skip
    return found.success


def test_the_nonlinear_deviation_is_the_least_that_is_feasible():
    rng = np.random.default_rng(11)
    for _ in range(40):
        given = drawn_comparisons(rng)
        xi = best_worst(given, Model.NONLINEAR).xi
        assert is_feasible(given, xi + 1e-5)
        assert xi < 1e-4 or not is_feasible(given, xi - 1e-4)


def test_the_nonlinear_weights_attain_their_deviation_wherever_several_do():
    rng = np.random.default_rng(12)
    widths = []
    for _ in range(60):
        given = drawn_comparisons(rng)
        found = best_worst(given, Model.NONLINEAR)
        assert sum(found.weights) == pytest.approx(1)
        assert deviation(given, found.weights) == pytest.approx(found.xi, abs=1e-9)
        widths.append(max(h - low for low, h in zip(found.low, found.high)))
    assert max(widths) > 0.01  # there are such cases among them


def test_the_ends_of_the_weights_are_those_of_linear_programmes_at_that_deviation():
    given = comparisons((1, 2, 4, 3, 8), (8, 5, 3, 3, 1))
    found = best_worst(given, Model.NONLINEAR)
    n, rows = given.count, []
    for j in range(n):
        for up, down, value in ((0, j, given.best_to_others[j]), (j, n - 1, given.others_to_worst[j])):
            for sign in (1, -1):
                row = np.zeros(n)
                row[up] += sign
                row[down] -= sign * value + found.xi + 1e-9
                rows.append(row)
    for i, sign in itertools.product(range(n), (1, -1)):
        aim = np.zeros(n)
        aim[i] = sign
        w = linprog(
            aim, A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=np.ones((1, n)), b_eq=[1], method="highs"
        ).x
        assert (found.low if sign > 0 else found.high)[i] == pytest.approx(w[i], abs=1e-6)


def test_the_linear_weights_are_the_best_of_a_fine_grid_of_weights():
    given = comparisons((1, 3, 7), (7, 2, 1))
    found = best_worst(given)
    best, w = math.inf, None
    for a, b in itertools.product(np.arange(0.5, 0.8, 0.001), np.arange(0.1, 0.4, 0.001)):
        c = 1 - a - b
        worst = max(abs(a - 3 * b), abs(a - 7 * c), abs(b - 2 * c))
        best, w = (worst, (a, b, c)) if worst < best and c > 0 else (best, w)
    assert found.xi == pytest.approx(best, abs=2e-3) and found.xi <= best
    assert found.weights == pytest.approx(w, abs=2e-3)


def test_consistent_comparisons_give_their_own_ratios_back():
    given = comparisons((1, 2, 8), (8, 4, 1))
    for model in Model:
        found = best_worst(given, model)
        assert found.weights == pytest.approx((8 / 13, 4 / 13, 1 / 13), abs=1e-9)
        assert (found.xi, found.cr) == pytest.approx((0, 0), abs=1e-9)


def test_one_two_and_equal_criteria_need_no_programme():
    for model in Model:
        assert best_worst(comparisons((1,), (1,)), model).weights == pytest.approx((1,))
        assert best_worst(comparisons((1, 3), (3, 1)), model).weights == pytest.approx((0.75, 0.25))
        same = best_worst(comparisons((1, 1, 1), (1, 1, 1)), model)
        assert same.weights == pytest.approx((1 / 3,) * 3)
        assert (same.xi, same.cr, same.local_cr) == (pytest.approx(0, abs=1e-12), 0, (0, 0, 0))


def test_the_consistency_index_is_rezaeis_and_his_equation_between():
    assert [consistency_index(a) for a in range(1, 10)] == list(CONSISTENCY_INDEX)
    for a in (1.5, 2.000001, 4.999999, 8.999999, 12):
        xi = consistency_index(a)
        assert (a - xi) ** 2 == pytest.approx(a + xi)  # all others a against both: the worst that can be
        if abs(a - round(a)) < 1e-3 and a < 10:
            assert xi == pytest.approx(CONSISTENCY_INDEX[round(a) - 1], abs=0.005)


def test_several_best_criteria_are_told_apart_by_the_worst():
    given = comparisons((1, 1, 4), (3, 4, 1))
    assert (given.best, given.worst) == (1, 2)
    assert comparisons((1, 4, 5), (5, 1, 1)).worst == 2


def test_the_local_ratio_tells_the_criterion_that_does_not_fit():
    # 2 x 5 against 8: off by 2, of 8 x 8 - 8 at most
    assert best_worst(comparisons((8, 2, 1), (1, 5, 8))).local_cr == pytest.approx((0, 2 / 56, 0))


BAD_COMPARISONS = {
    "lengths that differ": ((1, 2), (2, 1, 1), "2 comparisons.*and 3"),
    "nothing": ((), (), "0 comparisons"),
    "zero": ((1, 0, 8), (8, 4, 1), "Comparison 2 of the best to the others is 0"),
    "a fraction": ((1, 2, 8), (8, 0.5, 1), "Comparison 2 of the others to the worst is 0.5.*from 1"),
    "nan": ((1, math.nan, 8), (8, 4, 1), "is nan"),
    "infinite": ((1, math.inf, 8), (8, 4, 1), "is inf"),
    "no best": ((2, 3, 8), (8, 4, 1), "best to the others hold no 1.*best criterion itself"),
    "no worst": ((1, 2, 8), (8, 4, 2), "others to the worst hold no 1.*worst criterion itself"),
    "one that is both": ((1, 2, 8), (1, 4, 8), "Criterion 1 is both the best and the worst"),
    "two values of the best against the worst": ((1, 2, 8), (9, 4, 1), "is 8 in.*and 9 in"),
    "a best that is the worst": ((1, 3, 1), (1, 2, 1), "all are equally important"),
}


@pytest.mark.parametrize("case", BAD_COMPARISONS)
def test_comparisons_that_cannot_be_used_are_refused(case):
    first, second, words = BAD_COMPARISONS[case]
    with pytest.raises(InputError) as error:
        comparisons(first, second)
    assert_sentence(error)
    assert re.search(words, str(error.value)), str(error.value)


# Ranks


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (Formula.ROC, (0.5208, 0.2708, 0.1458, 0.0625)),
        (Formula.RANK_SUM, (0.4, 0.3, 0.2, 0.1)),
        (Formula.RANK_RECIPROCAL, (0.48, 0.24, 0.16, 0.12)),
    ],
)
def test_four_ranks_have_the_published_weights_in_any_order(formula, wanted):
    assert rank_weights((1, 2, 3, 4), formula) == pytest.approx(wanted, abs=5e-5)
    assert rank_weights((3, 1, 4, 2), formula) == pytest.approx([wanted[i] for i in (2, 0, 3, 1)], abs=5e-5)


@pytest.mark.parametrize("formula", Formula)
def test_equal_ranks_share_the_mean_of_their_places(formula):
    one, two, three, four = rank_weights((1, 2, 3, 4), formula)
    for ranks in ((1, 2, 2, 4), (1, 2, 2, 3), (1, 2.5, 2.5, 4)):
        assert rank_weights(ranks, formula) == pytest.approx(
            (one, (two + three) / 2, (two + three) / 2, four)
        )
    assert rank_weights((1, 1, 1), formula) == pytest.approx((1 / 3,) * 3)
    assert rank_weights((1,), formula) == (1.0,)
    assert math.fsum(rank_weights((1, 4, 2, 2, 5, 1), formula)) == pytest.approx(1)


@pytest.mark.parametrize("ranks", [(), (0, 1), (1, -2), (1, math.nan), (1, 2, 4), (1, math.inf)])
def test_ranks_outside_one_to_n_are_refused(ranks):
    with pytest.raises(InputError) as error:
        rank_weights(ranks)
    assert_sentence(error)


# Groups


def test_one_mind_is_full_consensus_and_the_groups_weights_are_the_experts():
    for aggregation in Aggregation:
        found = group_weights([CITIES, CITIES, CITIES], aggregation)
        assert found.weights == pytest.approx(ahp(CITIES).weights)
        assert found.joint.cr == pytest.approx(ahp(CITIES).cr)
        assert found.consensus == pytest.approx(1)


def test_opposite_experts_make_equal_weights():
    for aggregation in Aggregation:
        found = group_weights([judgement_matrix("3,5,2"), judgement_matrix("1/3,1/5,1/2")], aggregation)
        assert found.weights == pytest.approx((1 / 3,) * 3)
        assert [e.weights[0] > 0.5 for e in found.experts] == [True, False]
        assert found.joint.cr == pytest.approx(0, abs=1e-12)


def test_an_expert_who_counts_twice_is_as_two():
    a, b = judgement_matrix("3,5,2"), judgement_matrix("1,2,4")
    for aggregation in Aggregation:
        twice = group_weights([a, a, b], aggregation).weights
        assert group_weights([a, b], aggregation, experts=(2, 1)).weights == pytest.approx(twice)
        assert group_weights([a, b], aggregation, experts=(1, 0)).weights == pytest.approx(ahp(a).weights)


def test_geometric_means_of_judgements_and_of_weights_by_hand():
    # 2 and 8 make 4 either way; consistent pairs keep it.
    for aggregation in Aggregation:
        assert group_weights(
            [judgement_matrix([2]), judgement_matrix([8])], aggregation
        ).weights == pytest.approx((0.8, 0.2))


def test_no_two_experts_favouring_one_criterion_is_no_consensus():
    # As many experts as criteria, each 9 times for another one: the least that the scale allows.
    n = 4
    priorities = (np.ones((n, n)) + 8 * np.eye(n)) / (n + 8)
    assert consensus(priorities) == pytest.approx(0, abs=1e-12)
    assert consensus(np.eye(3)) == 0  # sharper than the scale allows
    assert consensus([[1.0]]) == 1
    assert consensus([[0.2, 0.8]]) == pytest.approx(1)


def test_consensus_by_hand():
    # Two experts, 0.75 and 0.25 the other way round: gamma 2, alpha exp(0.562335), least exp(0.325083) / 2.
    least = math.exp(-(0.9 * math.log(0.9) + 0.1 * math.log(0.1))) / 2
    alpha = math.exp(-(0.75 * math.log(0.75) + 0.25 * math.log(0.25)))
    assert consensus([[0.75, 0.25], [0.25, 0.75]]) == pytest.approx((alpha / 2 - least) / (1 - least))


@pytest.mark.parametrize(
    ("matrices", "experts", "words"),
    [
        ([], (), "no expert"),
        ([FOUR, CITIES], (), "Expert 2 compares 5 criteria and expert 1 compares 4"),
        ([FOUR, FOUR], (1,), "1 weights for 2 experts"),
        ([FOUR, FOUR], (1, -1), "0 or more"),
        ([FOUR, FOUR], (0, 0), "are 0"),
    ],
)
def test_a_group_that_cannot_be_joined_is_refused(matrices, experts, words):
    with pytest.raises(InputError, match=words) as error:
        group_weights(matrices, experts=experts)
    assert_sentence(error)


# Trees


def test_the_published_tree_of_two_levels():
    found = leaf_weights([
        Node("a", 0.58155, (Node("a1", 0.875), Node("a2", 0.125))),
        Node("b", 0.309, (Node("b1", 0.45668), Node("b2", 0.06289), Node("b3", 0.33496), Node("b4", 0.14547))),
        Node("c", 0.10945),
    ])  # fmt: skip
    wanted = (0.50886, 0.07269, 0.14111, 0.01943, 0.10350, 0.04495, 0.10945)
    assert list(found) == ["a1", "a2", "b1", "b2", "b3", "b4", "c"]
    assert tuple(found.values()) == pytest.approx(wanted, abs=6e-6)


def test_siblings_need_not_sum_to_one_and_groups_may_nest_deeper():
    found = leaf_weights(
        [Node("g", 2, (Node("h", 1, (Node("x", 3), Node("y", 1))), Node("z", 1))), Node("u", 2)]
    )
    assert found == pytest.approx({"x": 0.1875, "y": 0.0625, "z": 0.25, "u": 0.5})


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ([], "no criterion in the tree"),
        ([Node("a", 0), Node("b", 0)], "All weights of the tree are 0"),
        ([Node("g", 1, (Node("a", -1), Node("b", 1)))], "of the group g are not all"),
        ([Node("a", math.nan)], "not all numbers"),
        ([Node("a", 1), Node("g", 1, (Node("a", 1),))], "a stands twice"),
    ],
)
def test_a_tree_that_cannot_be_weighed_is_refused(nodes, words):
    with pytest.raises(InputError, match=words) as error:
        leaf_weights(nodes)
    assert_sentence(error)


# Numbers and names as people write them


def test_numbers_are_read_with_fractions_blanks_and_full_width():
    assert parse_numbers("8, 2,1/2", "x") == (8, 2, 0.5)
    assert parse_numbers("８，２、1", "x") == (8, 2, 1)
    assert parse_numbers(" 1 2;3 ", "x") == (1, 2, 3)


@pytest.mark.parametrize("text", ["", "  ", "1,,2", "1,a", "1,nan", "inf", "1/0", "1,2,", "1e999"])
def test_texts_that_are_no_numbers_are_refused(text):
    with pytest.raises(InputError) as error:
        parse_numbers(text, "the ranks (RANKS)")
    assert_sentence(error, "the ranks (RANKS)")


def test_names_are_split_at_commas_and_each_stands_once():
    assert parse_names("grid, 災害 リスク、road") == ("grid", "災害 リスク", "road")
    assert parse_names(None) == parse_names(" ") == ()
    for text in ("a,,b", "a,a"):
        with pytest.raises(InputError) as error:
            parse_names(text)
        assert_sentence(error, "NAMES")


def test_a_judgement_is_told_as_people_say_it():
    assert [ratio_words(v) for v in (5, 2.134, 1, 1 / 3, 0.4)] == ["5", "2.13", "1", "1/3", "1/2.5"]
