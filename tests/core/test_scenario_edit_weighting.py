"""Editing how weights are found: judgements, comparisons, trees. Every result is worked out by hand."""

from __future__ import annotations

import itertools

import pytest
from wattbit.core.errors import InputError
from wattbit.core.scenario.edit_tree import (
    judged_groups,
    tree_grouped,
    tree_judged,
    tree_moved,
    tree_weighted,
    tree_with,
    with_group_judgement,
)
from wattbit.core.scenario.edit_weighting import (
    by_id,
    parsed_ratio,
    ratio_text,
    started,
    with_comparison,
    with_ends,
    with_judgement,
)

IDS = ("a", "b", "c")


def leaf(id, weight=1):
    return {"id": id, "weight": weight}


def group(id, *children, **more):
    return {"id": id, "weight": 1, "children": list(children), **more}


def tree(*nodes, **more):
    return {"method": "tree", "tree": list(nodes), **more}


@pytest.mark.parametrize("value, text", [(3, "3"), (1 / 3, "1/3"), (2.5, "2.5"), (1, "1"), (0.4, "1/2.5")])
def test_a_judgement_is_written_as_people_do_and_read_back(value, text):
    assert ratio_text(value) == text
    assert parsed_ratio(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["much", "", "0", "-2", "1/0"])
def test_what_is_no_ratio_is_refused(text):
    with pytest.raises(InputError, match="no judgement"):
        parsed_ratio(text)


def test_a_judgement_changes_its_reciprocal_and_whole_ratios_stay_exact():
    rows = with_judgement([[1, 1 / 3], [3, 1]], 0, 1, 1 / 7)
    assert rows == [[1, "1/7"], [7, 1]]
    assert with_judgement([[1, 1], [1, 1]], 0, 1, 2.5) == [[1, 2.5], [0.4, 1]]


def test_every_method_begins_with_nothing_judged():
    assert started("ahp", IDS, (1, 1, 1))["matrix"] == [[1, 1, 1]] * 3
    assert started("rank", IDS, (0.2, 0.5, 0.2))["ranks"] == {"a": 2, "b": 1, "c": 2}
    assert started("tree", IDS, (0.2, 0.5, 0.3))["tree"] == [leaf("a", 0.2), leaf("b", 0.5), leaf("c", 0.3)]
    assert started("best_worst", IDS, (1, 1, 1))["others_to_worst"] == {"a": 1, "b": 1, "c": 1}
    assert started("direct", IDS, ()) == {"method": "direct"}


def test_values_are_told_by_id_however_they_are_listed():
    assert by_id([1, 2, 3], IDS) == by_id({"a": 1, "b": 2, "c": 3}, IDS) == {"a": 1, "b": 2, "c": 3}


def test_the_comparison_of_best_and_worst_stands_in_both_lists():
    lists = {"a": 1, "b": 2, "c": 4}, {"a": 4, "b": 2, "c": 1}
    assert with_comparison(lists, "a", "c", "best_to_others", "c", 8) == (
        {"a": 1, "b": 2, "c": 8}, {"a": 8, "b": 2, "c": 1},
    )  # fmt: skip
    assert with_comparison(lists, "a", "c", "others_to_worst", "b", 3)[1] == {"a": 4, "b": 3, "c": 1}


@pytest.mark.parametrize("best, worst", itertools.permutations(IDS, 2))
def test_new_ends_take_over_what_was_said_of_the_earlier_ones(best, worst):
    lists = {"a": 1, "b": 2, "c": 4}, {"a": 4, "b": 3, "c": 1}
    first, second = with_ends(lists, ("a", "c"), (best, worst))
    other = next(i for i in IDS if i not in (best, worst))
    assert (first[best], second[worst]) == (1, 1)
    assert first[worst] == second[best] == 4
    assert (first[other], second[other]) == (2, 3)


def test_a_node_is_changed_where_it_stands():
    given = tree(leaf("a"), group("g", leaf("b"), leaf("c")))
    changed = tree_with(given, (1, 0), weight=5)
    assert changed == tree(leaf("a"), group("g", leaf("b", 5), leaf("c")))
    assert given["tree"][1]["children"][0] == leaf("b")


def test_a_group_takes_the_place_and_the_weight_of_its_first_member():
    assert tree_grouped(tree(leaf("a", 3), leaf("b")), (0,), "g") == tree(
        {"id": "g", "weight": 3, "children": [leaf("a")]}, leaf("b")
    )


def test_a_node_moves_to_the_end_of_a_group_and_back_to_the_top():
    given = tree(leaf("a"), group("g", leaf("b")), leaf("c"))
    inside = tree_moved(given, (0,), (1,))
    assert inside == tree(group("g", leaf("b"), leaf("a")), leaf("c"))
    assert tree_moved(inside, (0, 1), ()) == tree(group("g", leaf("b")), leaf("c"), leaf("a"))


def test_groups_left_empty_go_and_a_group_never_moves_into_itself():
    nested = tree(group("g", group("h", leaf("a"))), leaf("b"))
    assert tree_moved(nested, (0, 0, 0), ()) == tree(leaf("b"), leaf("a"))
    assert tree_moved(nested, (0,), (0, 0)) == nested


def test_judgements_between_those_that_stay_are_kept_when_a_node_moves():
    matrix = [[1, 2, 4], ["1/2", 1, 2], ["1/4", "1/2", 1]]
    given = tree(group("g", leaf("a"), leaf("b"), leaf("c"), matrix=matrix), leaf("d"))
    out = tree_moved(given, (0, 1), ())
    assert out["tree"][0]["matrix"] == [[1, 4], ["1/4", 1]]
    back = tree_moved(out, (2,), (0,))
    assert back["tree"][0]["matrix"] == [[1, 4, 1], ["1/4", 1, 1], [1, 1, 1]]
    assert [c["id"] for c in back["tree"][0]["children"]] == ["a", "c", "b"]


def test_a_group_with_one_child_left_needs_no_judgement():
    given = tree(leaf("d"), group("g", {"id": "a"}, {"id": "b"}, matrix=[[1, 3], ["1/3", 1]]))
    assert tree_moved(given, (1, 0), ())["tree"][1] == group("g", leaf("b"))


def test_judgements_and_weights_take_each_others_place():
    judged = tree_judged(tree(leaf("a", 3), leaf("b", 1)), ())
    assert judged["matrix"] == [[1, 1], [1, 1]]
    judged = with_group_judgement(judged, (), 1, 0, 1 / 3)
    assert judged["matrix"] == [[1, 3], ["1/3", 1]]
    weighted = tree_weighted(judged, ())
    assert weighted == tree(leaf("a", 0.75), leaf("b", 0.25))


def test_an_upper_triangle_is_edited_as_its_square():
    given = tree(group("g", leaf("a"), leaf("b"), leaf("c"), matrix=[[2, 4], [2]]))
    assert with_group_judgement(given, (0,), 0, 2, 5)["tree"][0]["matrix"] == [
        [1, 2, 5], ["1/2", 1, 2], ["1/5", "1/2", 1],
    ]  # fmt: skip


def test_groups_with_judgements_are_listed_from_the_top_down():
    given = tree(
        group("g", group("h", leaf("a"), matrix=[[1]]), matrix=[[1]]), leaf("b"), matrix=[[1, 1], [1, 1]]
    )
    assert judged_groups(given) == [(), (0,), (0, 0)]
