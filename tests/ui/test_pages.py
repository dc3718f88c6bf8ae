"""The pages of the dock: the one in front follows every edit, and the others wait until they are seen."""

from __future__ import annotations


def test_a_page_behind_another_is_drawn_when_it_comes_to_the_front(demo):
    dock = demo.dock
    criteria = dock.show_page("criteria")
    before = criteria.tree.weight_spin("road").value()
    dock.show_page("exclusions")
    road = [c["id"] for c in demo.document.raw["criteria"]].index("road")
    assert demo.document.set(("criteria", road, "weight"), before + 0.25, "Weight") == []
    assert criteria.tree.weight_spin("road").value() == before
    dock.show_page("criteria")
    assert criteria.tree.weight_spin("road").value() == before + 0.25
