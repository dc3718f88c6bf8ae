"""From codes and words to depth and severity."""

from __future__ import annotations

import pytest
from wattbit.core.errors import InputError
from wattbit.core.prepare.hazard.classes import (
    as_code,
    coded_class,
    depth_bounds,
    depth_class,
    parse_classes,
    severity_of_depth,
)
from wattbit.core.prepare.hazard.names import mesh_bounds, parse_name


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("0.3m以上0.5m未満", (0.3, 0.5)),
        ("0.3m以上 ～ 0.5m未満", (0.3, 0.5)),  # full-width tilde
        ("0.3m以上〜0.5m未満", (0.3, 0.5)),  # wave dash
        ("0.01m以上 0.3m未満", (0.01, 0.3)),
        ("０．５ｍ以上１．０ｍ未満", (0.5, 1.0)),
        ("1.0m 以上　2.0m 未満", (1.0, 2.0)),
        ("10m以上20m未満", (10.0, 20.0)),
        ("1.0～2.0m", (1.0, 2.0)),
        ("0.5-1.0", (0.5, 1.0)),
        ("2.0−5.0m", (2.0, 5.0)),  # minus sign
        ("30cm～50cm未満", (0.3, 0.5)),
        ("30～50cm", (0.3, 0.5)),
        ("0.5メートル以上3メートル未満", (0.5, 3.0)),
        ("0.3m未満", (0.0, 0.3)),
        ("～ 0.3m未満", (0.0, 0.3)),
        ("0.5m以下", (0.0, 0.5)),
        ("5m以上", (5.0, None)),
        ("20.0m以上～", (20.0, None)),
        ("10m～", (10.0, None)),
        ("浸水深5m以上10m未満", (5.0, 10.0)),
        ("0.5mから1.0m", (0.5, 1.0)),
        ("0.5m以上、1.0m未満", (0.5, 1.0)),
        ("0.01m以上0.3m未満（足首）の区域", (0.01, 0.3)),
    ],
)
def test_depth_in_words(text, bounds):
    assert depth_bounds(text) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "不明",
        "5",
        "5m",
        "浸水なし",
        "0.3m��\u008d0.5m",
        "2以上1未満",
        "0.51.0",
        "rank 3",
        "1m以上2m未満3m",
        "0m未満",
        "-",
    ],
)
def test_what_is_no_class_of_depths_is_unknown_and_keeps_its_words(text):
    found = depth_class(text)
    assert (found.severity, found.depth_min_m, found.depth_max_m) == (None, None, None)
    assert found.text == (text or None)


def test_severity_goes_by_the_upper_depth_and_an_open_class_is_the_worst():
    depths = [0.3, 0.5, 1, 3, 3.1, 5, 10, None]
    assert [severity_of_depth(d) for d in depths] == [1, 1, 2, 2, 3, 3, 4, 4]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (1, (1, 0.0, 0.5)),
        ("2", (2, 0.5, 3.0)),
        (3.0, (3, 3.0, 5.0)),
        ("４", (4, 5.0, 10.0)),
        ("05", (4, 10.0, 20.0)),
        (6, (4, 20.0, None)),
        (7, (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_flood_ranks(code, expected):
    found = coded_class("flood_depth_rank", code)
    assert (found.severity, found.depth_min_m, found.depth_max_m) == expected


def test_ranks_of_2012_are_another_scale():
    scale = [coded_class("flood_depth_rank_2012", c) for c in (11, 12, 13, 14, 15, 21, 24, 26, 27)]
    assert [c.severity for c in scale] == [1, 2, 2, 3, 4, 1, 2, 3, 4]
    assert [c.depth_max_m for c in scale] == [0.5, 1.0, 2.0, 5.0, None, 0.5, 3.0, 5.0, None]
    assert coded_class("flood_depth_rank_2012", 3).severity is None


def test_duration_and_collapse_have_no_depth():
    assert [coded_class("flood_duration_rank", c).severity for c in range(1, 8)] == [1, 1, 2, 3, 4, 4, 4]
    assert [coded_class("flood_collapse", c).severity for c in (1, 2, 3)] == [4, 4, 4]
    assert coded_class("flood_duration_rank", 3).depth_max_m is None


def test_codes_compare_as_text_whatever_their_type():
    assert [as_code(v) for v in (1, 1.0, "1", "01", " 1 ", "１", "1.0", None, "")] == ["1"] * 7 + [None, None]


def test_severity_classes_as_a_user_writes_them():
    assert parse_classes("がけ崩れ=4; 雪崩＝2；\n") == {"がけ崩れ": 4, "雪崩": 2}
    assert parse_classes(" ") is None
    for wrong in ("がけ崩れ", "a=5", "=3", "a=x"):
        with pytest.raises(InputError, match=r"value=severity.*\.$"):
            parse_classes(wrong)


@pytest.mark.parametrize(
    ("name", "code", "scenario", "year", "mesh", "prefecture", "datum"),
    [
        ("A33-25_22_GEOJSON", "A33", None, 2025, None, 22, None),
        ("A33-24_00", "A33", None, 2024, None, 0, None),
        ("A31a-25_86_10_GEOJSON", "A31a", None, 2025, None, None, None),  # 86 is a regional bureau
        ("A31a-20-25_22_10", "A31a", "20", 2025, None, 22, None),
        ("A31a-41-25_86_10", "A31a", "41", 2025, None, None, None),
        ("A31b-25_10_5540_SHP", "A31b", None, 2025, "5540", None, None),
        ("A31b-20-25_10_5540", "A31b", "20", 2025, "5540", None, None),
        ("A31-12_22_GML", "A31", None, 2012, None, 22, None),
        ("A46-a-21_22", "A46", None, 2021, None, 22, None),
        ("A30a5-11_4939-jgd_GML", "A30a5", None, 2011, "4939", None, "jgd"),
        ("L03-b-91_5339-tky_GML", "L03", None, 1991, "5339", None, "tky"),
        ("A51-25_31201", "A51", None, 2025, None, None, None),
        ("A33_numazu_523856_derived", None, None, None, None, None, None),
        ("flood_assumed_area", None, None, None, None, None, None),
    ],
)  # fmt: skip
def test_names_of_files(name, code, scenario, year, mesh, prefecture, datum):
    found = parse_name(name)
    assert (found.code, found.scenario, found.year, found.mesh, found.prefecture, found.datum) == (
        code, scenario, year, mesh, prefecture, datum,
    )  # fmt: skip


def test_a_member_takes_from_its_archive_what_its_own_name_leaves_out():
    member = parse_name("A31b-20-25").filled(parse_name("A31b-24_10_5540_GEOJSON"))
    assert (member.year, member.mesh, member.scenario) == (2025, "5540", "20")
    other = parse_name("A33-25").filled(parse_name("A31b-24_10_5540"))
    assert other.mesh is None


def test_first_order_mesh_is_one_degree_by_forty_minutes():
    assert mesh_bounds("5339") == pytest.approx((139, 35 + 20 / 60, 140, 36))
    assert mesh_bounds("5540") == pytest.approx((140, 36 + 40 / 60, 141, 37 + 20 / 60))
