"""The page of weights: judgements and their consistency, comparisons, ranks, trees, and the overlay."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(demo):
    return demo.dock.show_page("weights")


def choose(combo, value):
    index = combo.findData(value) if combo.findData(value) >= 0 else combo.findText(value)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def judge(page, row, column, text):
    page.pairwise.board.model.setData(page.pairwise.board.model.index(row, column), text)


def given(page):
    return page.document.value("weighting")


@pytest.mark.parametrize("method", ["ahp", "best_worst", "rank", "tree"])
def test_every_method_begins_valid_and_undo_brings_the_earlier_one_back(page, method):
    before = page.document.raw
    choose(page.method, method)
    assert given(page)["method"] == method
    assert page.document.faults == []
    assert sum(page.found.weights) == pytest.approx(1)
    page.document.stack.undo()
    assert page.document.raw == before
    assert page.method.currentData() == "direct"


def test_a_judgement_shows_its_reciprocal_in_the_lower_half(page):
    choose(page.method, "ahp")
    judge(page, 0, 1, "3")
    assert page.pairwise.board.model.index(1, 0).data() == "1/3"
    assert page.found.levels[0].matrix[1][0] == 1 / 3
    assert not page.pairwise.board.model.setData(page.pairwise.board.model.index(1, 0), "5")


def test_the_suggested_value_of_the_worst_judgement_lowers_the_ratio(page):
    choose(page.method, "ahp")
    for column in range(1, 6):
        judge(page, 0, column, "3")
    judge(page, 1, 2, "1/9")
    judge(page, 3, 4, "9")
    before = page.found.cr
    assert before > 0.10
    assert page.pairwise.board.model.worst is not None
    assert page.state()[0] == "warning"
    assert "⚑" in page.pairwise.board.model.index(*page.pairwise.board.model.worst).data()
    assert not page.pairwise.board.use.isHidden()
    page.pairwise.board.use.click()
    assert page.found.cr < before


def test_a_judgement_that_is_no_number_is_refused(page):
    choose(page.method, "ahp")
    before = page.document.raw
    judge(page, 0, 1, "much")
    assert page.document.raw is before
    assert "much" in page.pairwise.board.view.toolTip()


def test_best_and_worst_are_chosen_and_their_comparison_stands_in_both_lists(page):
    choose(page.method, "best_worst")
    choose(page.best_worst.best, "ix")
    choose(page.best_worst.worst, "flat")
    assert (page.found.best, page.found.worst) == ("ix", "flat")
    ids = [c["id"] for c in page.document.raw["criteria"]]
    page.best_worst.table.number(ids.index("flat")).setText("8")
    assert given(page)["best_to_others"]["flat"] == given(page)["others_to_worst"]["ix"] == 8
    choose(page.best_worst.best, "flat")
    assert (page.found.best, page.found.worst) == ("flat", "ix")


def test_ranks_follow_the_earlier_weights_and_the_formula_is_kept(page):
    choose(page.method, "rank")
    assert given(page)["ranks"] == {"grid": 1, "ix": 2, "road": 4, "flat": 4, "safe": 2, "industrial": 4}
    choose(page.ranks.formula, "rank_sum")
    assert given(page)["formula"] == "rank_sum"
    page.ranks.table.number(0).setText("6")
    assert given(page)["ranks"]["grid"] == 6


def test_a_direct_weight_is_typed_and_a_negative_one_refused(page):
    page.direct.table.number(0).setText("0.7")
    assert page.document.value("criteria", "grid", "weight") == 0.7
    page.direct.table.number(0).setText("-1")
    assert page.document.value("criteria", "grid", "weight") == 0.7
    assert page.direct.table.number(0).text() == "0.7"


def test_a_criterion_is_grouped_and_another_moved_beside_it(page):
    choose(page.method, "tree")
    page.tree.tree.setCurrentItem(page.tree.tree.topLevelItem(0))
    page.tree.group.click()
    assert given(page)["tree"][0]["children"] == [{"id": "grid", "weight": 1}]
    page.tree.tree.setCurrentItem(page.tree.tree.topLevelItem(1))
    page.tree.target.setCurrentIndex(1)
    page.tree.target.activated.emit(1)
    assert [c["id"] for c in given(page)["tree"][0]["children"]] == ["grid", "ix"]
    assert page.document.faults == []
    page.tree.tree.topLevelItem(0).setText(1, "2")
    assert given(page)["tree"][0]["weight"] == 2


@pytest.mark.parametrize("method", ["geometric", "owa", "gamma", "topsis", "promethee", "minimum"])
def test_every_overlay_method_begins_valid(page, method):
    choose(page.overlay.method, method)
    assert page.document.value("overlay", "method") == method
    assert page.document.faults == []


def test_parameters_of_overlay_methods_are_edited(page):
    choose(page.overlay.method, "owa")
    page.overlay.alpha.setValue(2)
    choose(page.overlay.variant, "yager")
    assert page.document.value("overlay") == {"method": "owa", "alpha": 2, "owa_variant": "yager"}
    choose(page.overlay.method, "promethee")
    page.overlay.preference.setValue(0.2)
    page.overlay.rescale.setChecked(True)
    assert page.document.value("overlay", "preference", "ix") == [0, 0.2]
    assert page.document.value("overlay", "rescale") is True


def test_words_are_shown_and_keys_are_kept(page):
    from wattbit.algorithms.weights_door import FORMULAS, MODELS, OVERLAYS, OWA_VARIANTS, PRIORITIES
    from wattbit.ui.words import word

    for key in (*FORMULAS, *MODELS, *OVERLAYS, *OWA_VARIANTS, *PRIORITIES):
        assert word(key) != key
    choose(page.method, "rank")
    assert page.ranks.formula.currentText() == "Rank order centroid"
    choose(page.ranks.formula, "rank_sum")
    assert page.ranks.formula.currentText() == "Rank sum"
    assert given(page)["formula"] == "rank_sum"


def proposed(page, qtbot):
    page.fill.click()
    qtbot.waitUntil(lambda: not page.data.is_busy, timeout=20_000)


def test_weights_proposed_by_the_data_are_one_undoable_edit(page, qtbot):
    choose(page.method, "ahp")
    before = page.document.raw
    proposed(page, qtbot)
    assert not page.data.isHidden()
    choose(page.data.method, "critic")
    wanted = page.data.proposals.weights["critic"]
    page.data.use.click()
    assert page.method.currentData() == "direct"
    assert page.found.weights == pytest.approx(wanted, abs=2e-6)
    assert page.data.isHidden()
    page.document.stack.undo()
    assert page.document.raw == before


def test_a_method_that_does_not_suit_the_data_says_why_and_cannot_be_used(page, qtbot):
    proposed(page, qtbot)
    choose(page.data.method, "merec")
    assert "above 0" in page.data.sentence.text()
    assert not page.data.use.isEnabled()
    page.data.close_panel.click()
    assert page.data.isHidden()


def test_proposals_follow_an_edit_of_the_data_but_not_one_of_the_weights(page, qtbot):
    proposed(page, qtbot)
    first = page.data.proposals
    page.document.set(("criteria", "ix", "weight"), 0.9, "edit")
    assert page.data.proposals is first
    page.document.set(("exclusions", "railway_100m", "buffer_m"), 2000, "edit")
    qtbot.waitUntil(lambda: not page.data.is_busy, timeout=20_000)
    assert page.data.proposals.cells < first.cells
