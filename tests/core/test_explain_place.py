"""Names of places, and the page of what was told of them."""

from __future__ import annotations

import pytest
from shapely.geometry import Point, box
from wattbit.core.errors import OutputError
from wattbit.core.explain.explain import explain_point
from wattbit.core.explain.page import save_page
from wattbit.core.explain.place import place_name
from wattbit.core.explain.subject import open_subject_of
from wattbit.core.explain.words import Words
from wattbit.tests.core.layers import write_vector


@pytest.fixture
def raw(tmp_path):
    towns = [(box(0, 0, 500, 1000), {"town": "西町"}), (box(500, 0, 800, 1000), {"town": None})]
    write_vector(tmp_path / "towns.gpkg", towns)
    write_vector(tmp_path / "road.gpkg", [(Point(50, 950), {"name": "国道"})])
    return {
        "format": "wattbit-scenario/1",
        "title": "named",
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 1000, 1000], "cell_size_m": 100},
        "layers": {"road": {"source": "road.gpkg"}, "towns": {"source": "towns.gpkg"}},
        "criteria": [
            {"id": "road", "type": "distance", "layer": "road", "weight": 1,
             "value": {"function": "linear", "low": 900, "high": 0}},
        ],
        "candidates": {"count": 3, "admin": {"layer": "towns", "field": "town"}},
    }  # fmt: skip


def test_a_place_is_named_by_the_area_that_holds_it(raw, tmp_path):
    subject = open_subject_of(raw, tmp_path)
    assert place_name(subject, 250, 500) == "西町"
    assert place_name(subject, 600, 500) == ""  # the area has no name
    assert place_name(subject, 900, 500) == ""  # no area holds it
    # 36 N, 139 50 E is the origin of EPSG:6677; a hundredth of a degree east is 902 m, a thousandth north 111 m.
    assert place_name(subject, 139 + 50 / 60 + 0.001, 36.001, "EPSG:4326") == "西町"
    assert place_name(subject, float("nan"), 0) == ""
    subject.close()


def test_without_a_layer_of_areas_a_place_has_no_name(raw, tmp_path):
    subject = open_subject_of({**raw, "candidates": {"count": 3}}, tmp_path)
    assert place_name(subject, 250, 500) == ""
    subject.close()


def test_a_page_is_put_in_place_whole_or_not_at_all(raw, tmp_path):
    subject = open_subject_of(raw, tmp_path)
    told = [explain_point(subject, 250, 500)]
    save_page(tmp_path / "page.html", "named", told, ["西町"], Words("ja"))
    assert "西町" in (tmp_path / "page.html").read_text(encoding="utf-8")
    with pytest.raises(OutputError):
        save_page(tmp_path / "page.html" / "below.html", "named", told, ["西町"], Words("ja"))
    assert "西町" in (tmp_path / "page.html").read_text(encoding="utf-8")
    subject.close()


def test_units_are_words_of_the_language():
    from wattbit.core.explain.facts import CriterionFact

    fact = CriterionFact("flat", "flat", "degrees", 12.3, 0.5, 1, 0.5, 0.5)
    assert (Words("en").quantity(fact), Words("ja").quantity(fact)) == ("12.3 deg", "12.3 度")
