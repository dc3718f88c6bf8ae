"""Import of capacity tables, end to end: what rows become features, and with which values and places."""

from __future__ import annotations

import gzip
import json
import sys
import zipfile

import pytest
from osgeo import ogr
from wattbit.core.criteria.connections import CapacityFields, Demand, read_connections
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.prepare.capacity.profile import FOLDER, UTILITIES
from wattbit.tests.core.capacity_files import HEADER, STANDARD, Imported, write_places, write_table
from wattbit.tests.core.layers import assert_sentence, open_layer, write_vector

openpyxl = pytest.importorskip("openpyxl")

PLAIN = "変電所名,電圧(kV),空容量(MW)\n"


def imported(folder, text, side="demand", *, encoding="utf-8", name="空容量 表.csv", **options):
    return Imported(folder, write_table(folder, text, encoding, name), side, **options)


def refused(folder, data, *words, name="表.csv", side="demand", **options):
    """A table must be refused in one sentence, and nothing may be written."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    before = sorted(folder.iterdir())
    with pytest.raises(InputError) as caught:
        Imported(folder, path, side, **options)
    assert_sentence(caught, *words)
    assert sorted(folder.iterdir()) == before


# Rows and values -------------------------------------------------------------------------


def test_the_layer_has_the_standard_fields(tmp_path):
    result = imported(tmp_path, PLAIN + "南金沢,154,200\n")
    assert [f for f in result.fields if f not in ("fid",)] == STANDARD
    row = result.rows[0]
    assert (row["name"], row["side"], row["kind"], row["voltage_kv"], row["spare_mw"]) == (
        "南金沢", "demand", "substation", 154.0, 200.0,
    )  # fmt: skip
    assert row["source"] == "空容量 表.csv"


def test_unknown_is_null_and_a_real_0_is_0(tmp_path):
    result = imported(
        tmp_path, PLAIN + "a,66,-\nb,66,－\nc,66,ー\nd,66,\ne,66,非公開\nf,66,※1\ng,66,別表参照\nh,66,0\n"
    )
    assert result.column("spare_mw") == [None] * 7 + [0.0]
    assert (result.count("spare capacity unknown"), result.count("spare capacity exactly 0")) == (7, 1)


def test_minus_thousands_units_and_classes(tmp_path):
    text = (
        PLAIN
        + 'a,６６ｋＶ,▲5\nb,66,－7\nc,66,"1,425 "\nd,66,49 MW\ne,66,31～100\nf,66,1001以上\ng,66,30以下\n'
    )
    result = imported(tmp_path, text)
    assert result.column("spare_mw") == [-5.0, -7.0, 1425.0, 49.0, None, None, None]
    assert result.column("capacity_min_mw") == [None] * 4 + [31.0, 1001.0, None]
    assert result.column("capacity_max_mw") == [None] * 4 + [100.0, None, 30.0]
    assert result.count("spare capacity given as a class") == 3


def test_what_cannot_be_read_is_null_counted_and_listed(tmp_path):
    result = imported(tmp_path, PLAIN + "a,66,要確認です\nb,66,30MVA\nc,特別高圧,5\n")
    assert result.column("spare_mw") == [None, None, 5.0]
    assert result.column("voltage_kv") == [66.0, 66.0, None]
    assert result.count("cells that could not be read") == 3
    listed = next(n for n in result.report.notes if "could not be read" in n)
    assert "要確認です" in listed and "30MVA" in listed and "特別高圧" in listed


def test_units_of_the_header_count_and_a_missing_one_is_told(tmp_path):
    assert imported(tmp_path, "変電所名,電圧(V),空容量(kW)\na,66000,500\n").rows[0]["spare_mw"] == 0.5
    result = imported(tmp_path, "変電所名,電圧,空容量\na,66000,500\n")
    assert (result.rows[0]["spare_mw"], result.rows[0]["voltage_kv"]) == (500.0, 66.0)
    assert any("tells no unit" in n for n in result.report.notes)
    assert any("taken as volts" in n for n in result.report.notes)


def test_capacity_with_upstream_limits_goes_before_the_equipments_own(tmp_path):
    text = HEADER + "\n1,a,66,6.6,1,-3,19,0,可,\n2,b,66,6.6,1,-3,19,-,可,\n3,c,66,6.6,1,-3,-,-,可,※1\n"
    result = imported(tmp_path, text, "generation")
    assert result.column("spare_mw") == [0.0, 19.0, None]
    assert "当該設備 19 / 上位系等考慮 0" in result.rows[0]["note"]
    assert result.rows[2]["note"].endswith("※1")
    assert any(
        n.startswith("1 rows have spare capacity of the equipment itself") for n in result.report.notes
    )


def test_title_rows_footnotes_blank_rows_totals_and_repeated_headers_are_no_data(tmp_path):
    text = (
        f"東北の表,,\n2026年7月3日作成,単位：MW,\n\n{HEADER}\n'001,'五戸,275,154,2,-1,5,4,可,\n,,,,,,,,,\n{HEADER}\n"
        "'002,'上北,275,154,2,-1,5,6,可,\n合計,,,,,,10,10,,\n"
        "'変圧器の潮流は、一次側から二次側に流れる方向を正としています。,,,,,,,,,\n※1,系統安定度による。,,,,,,,,\n"
    )  # fmt: skip
    result = imported(tmp_path, text, "generation")
    assert result.column("name") == ["五戸", "上北"]
    assert result.column("as_of") == ["2026-07-03"] * 2
    left_out = ("blank rows", "footnotes and headings", "repeated headers", "totals")
    assert [result.count(f"{what} left out") for what in left_out] == [1, 2, 1, 1]


def test_a_row_without_any_value_is_data_when_it_has_a_name(tmp_path):
    result = imported(tmp_path, PLAIN + "a,66,5\n南金沢,,\n")
    assert result.column("name") == ["a", "南金沢"]
    assert result.column("spare_mw") == [5.0, None]


def test_ids_with_apostrophes_and_names_that_are_numbers_stay_text(tmp_path):
    result = imported(tmp_path, HEADER + "\n'001,'1113,66,6.6,1,-3,19,7,可,\n", "generation")
    assert result.rows[0]["name"] == "1113"
    assert result.rows[0]["note"].startswith("No. 001;")


def test_rows_without_a_name_continue_the_substation_above(tmp_path):
    text = (
        HEADER
        + "\n1,加賀,500,275,2,-3,-,9,可,\n,,275,154,4,-3,-,8,可,\n2,〃,154,66,4,-3,-,7,可,\n3,黒部,154,66,2,0,-,6,可,\n"
    )
    result = imported(tmp_path, text, "generation")
    assert result.column("name") == ["加賀", "加賀", "加賀", "黒部"]
    assert result.column("voltage_kv") == [500.0, 275.0, 154.0, 154.0]
    assert result.count("rows that continue the substation above") == 2


def test_a_row_without_a_name_but_with_its_own_id_is_withheld_not_continued(tmp_path):
    text = (
        HEADER
        + "\nHSS012,黒部,154,66,2,-3,-,9,可,\nHSS014,,154,66,1,,,-,-,◇\nHSS015,変電所,154,66,1,,,-,-,◇\n"
    )
    result = imported(tmp_path, text, "generation")
    assert result.column("name") == ["黒部", None, None]
    assert result.count("names withheld") == 2


def test_banks_of_one_substation_share_a_group_and_others_do_not(tmp_path):
    text = PLAIN + "金山変電所（１）,77,5\n金山変電所（２）,77,6\n西播,77,7\n"
    result = imported(tmp_path, text, utility="chubu")
    assert result.column("shared_group") == ["chubu:金山", "chubu:金山", None]
    assert result.count("rows that share a substation") == 2


def test_groups_years_and_lead_times_of_a_demand_table(tmp_path):
    text = (
        "ゾーン名,電圧(kV),供給余力(MW),供給可能時期,工期の目安,共有グループ\n"
        "印西,66,301～1000,2027年度,約5年,G1\n白井,66,200,-,,G1\n柏,154,100,未定,30か月,\n"
    )
    result = imported(tmp_path, text)
    assert result.column("kind") == ["zone"] * 3
    assert result.column("year_available") == [2027, None, None]
    assert result.column("lead_time_years") == [5.0, None, 2.5]
    assert result.column("shared_group") == ["G1", "G1", None]
    assert any("1 rows say something of the year" in n for n in result.report.notes)


@pytest.mark.parametrize(
    "header", ["受電可能時期", "受電開始年度", "運用開始", "増強完了時期", "供給可能年度", "year_available"]
)
def test_the_year_is_found_below_the_usual_headers_and_is_no_capacity(tmp_path, header):
    result = imported(tmp_path, f"変電所,供給余力,{header}\n印西,200MW,2028年度\n白井,100MW,令和12年\n")
    assert result.column("year_available") == [2028, 2030]
    assert result.column("spare_mw") == [200.0, 100.0]


# Headers ---------------------------------------------------------------------------------

FIVE = (
    "2026年7月10日作成,,,,,,,\n"
    "変電所,変電所名,電圧,台数,設備容量,空容量,,N-1電制\n"
    ",,,,,(MW),,\n"
    "No.,,,,(100%×台数),当該設備,上位系等,適用可否\n"
    ",,,,,,考慮,\n"
    ",,(kV),,(MW),,,\n"
    "変群馬県 154kV 2,新野田11・12・14Ｂ,500/154,3,2850,\"1,425 \",▲3,可\n"
)  # fmt: skip


def test_five_stacked_header_rows_with_merged_cells(tmp_path):
    result = imported(tmp_path, FIVE, "generation", utility="tepco")
    assert result.rows == [result.rows[0]]
    row = result.rows[0]
    assert (row["name"], row["voltage_kv"], row["spare_mw"]) == ("新野田11・12・14Ｂ", 500.0, -3.0)
    assert "当該設備 1,425 / 上位系等考慮 ▲3" in row["note"]
    assert row["as_of"] == "2026-07-10"


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
def test_headers_of_one_to_five_rows(tmp_path, rows):
    tiers = [["変電所名", "電圧(kV)", "空容量(MW)"], ["", "一次", "当該設備"], ["", "(公称)", "(増強前)"],
             ["", "注1", "注2"], ["", "確定値", "暫定値"]][:rows]  # fmt: skip
    text = "2026年7月3日作成\n" + "".join(",".join(t) + "\n" for t in tiers) + "五戸,275,12\n上北,500,-\n"
    result = imported(tmp_path, text)
    assert result.column("name") == ["五戸", "上北"]
    assert result.column("voltage_kv") == [275.0, 500.0]
    assert result.column("spare_mw") == [12.0, None]


def test_column_numbers_below_the_header_are_no_data(tmp_path):
    assert imported(tmp_path, PLAIN + "①,②,③\n五戸,275,12\n").column("name") == ["五戸"]


def test_a_row_of_text_only_below_the_header_is_data(tmp_path):
    result = imported(tmp_path, "変電所No,変電所名,電圧(kV),空容量(MW)\nA,南金沢,,\nB,五戸,275,12\n")
    assert result.column("name") == ["南金沢", "五戸"]


@pytest.mark.parametrize(
    "header",
    [
        "変電所名,電圧（ｋＶ）,空き容量［ＭＷ］",
        '変電所 名,"電圧\n(kV)","空容量\n(MW)"',
        "【変電所名】,電圧〔kV〕,空 容 量<MW>",
    ],
)
def test_brackets_widths_blanks_and_line_breaks_of_headers_make_no_difference(tmp_path, header):
    result = imported(tmp_path, header + "\n五戸,275,12\n")
    assert (result.rows[0]["name"], result.rows[0]["voltage_kv"], result.rows[0]["spare_mw"]) == (
        "五戸",
        275.0,
        12.0,
    )


def test_columns_by_hand_for_a_table_that_no_profile_knows(tmp_path):
    text = "Umspannwerk,Spannung,Freie Leistung\nNord,110,40\nSüd,220,\n"
    options = {"columns": {"name": "Umspannwerk", "voltage_primary": "2", "spare_chosen": "Freie Leistung"}}
    result = imported(tmp_path, text, kind="substation", **options)
    assert result.column("name") == ["Nord", "Süd"]
    assert result.column("spare_mw") == [40.0, None]
    assert result.column("voltage_kv") == [110.0, 220.0]


def test_header_rows_by_hand(tmp_path):
    columns = {"name": "1", "spare_chosen": "2"}
    assert imported(tmp_path, "A,5\nB,6\n", header_rows="0", columns=columns).column("spare_mw") == [5.0, 6.0]
    text = "題,名\nここから,下が表\n変電所名,空容量(MW)\nA,5\n"
    assert imported(tmp_path, text, header_rows="3").column("spare_mw") == [5.0]
    refused(tmp_path, text, "header rows", header_rows="三")


def test_a_column_named_by_hand_goes_before_the_keywords(tmp_path):
    text = HEADER + "\n1,a,66,6.6,1,-3,19,0,可,\n"
    result = imported(tmp_path, text, "generation", columns={"spare_chosen": "空容量(当該設備)(MW)"})
    assert result.rows[0]["spare_mw"] == 19.0


def test_no_header_is_told_with_what_the_file_begins_with(tmp_path):
    refused(tmp_path, "温度,湿度\n20,50\n", "No header row", "温度", "HEADER_ROWS")
    refused(
        tmp_path, PLAIN + "五戸,275,12\n", "No header row with ない列", columns={"spare_chosen": "ない列"}
    )


def test_a_second_table_below_the_first_is_refused_with_its_row(tmp_path):
    text = PLAIN + "五戸,275,12\n送電線名,電圧(kV),空容量(MW)\n東北幹線,275,3\n"
    refused(tmp_path, text, "second table", "row 3")


def test_a_header_without_rows_is_refused(tmp_path):
    refused(tmp_path, PLAIN, "no row of data")


# Sides and utilities ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "column",
    [
        "N-1電制適用可否",
        "Ｎ－１電制適用可能量",
        "平常時出力制御の可能性",
        "空容量(上位系等考慮)(MW)",
        "予想潮流(MW)",
    ],
)
def test_a_table_for_generators_never_becomes_demand(tmp_path, column):
    text = f"変電所名,電圧(kV),空容量(MW),{column}\n五戸,275,12,3\n"
    refused(tmp_path, text, "is for generators", "SIDE generation")
    assert imported(tmp_path, text, "generation").column("side") == ["generation"]


def test_the_word_of_generators_alone_is_warned_of(tmp_path):
    assert any("make sure" in n for n in imported(tmp_path, PLAIN + "a,66,5\n").report.notes)
    assert not any("make sure" in n for n in imported(tmp_path, "変電所名,供給余力(MW)\na,5\n").report.notes)


def test_the_rows_own_side_stands(tmp_path):
    result = imported(tmp_path, "name,voltage_kv,spare_mw,side\na,66,5,demand\nb,66,6,generation\n")
    assert result.column("side") == ["demand", "generation"]
    assert any("1 rows say" in n for n in result.report.notes)


@pytest.mark.parametrize(
    "options", [{"side": ""}, {"side": "both"}, {"utility": "tokyo"}, {"kind": "pole"}, {"as_of": "昨日"}]
)
def test_words_that_are_not_known_are_refused(tmp_path, options):
    refused(tmp_path, PLAIN + "a,66,5\n", "not known", **{"side": "demand", **options})


@pytest.mark.parametrize(
    ("name", "title", "utility"),
    [
        ("tohoku_tr.csv", "", "tohoku"), ("表.csv", "北海道電力ネットワーク株式会社", "hokkaido"),
        ("csv_yosochoryu_chiba_hendensyo.csv", "", "tepco"), ("表.csv", "", None),
        ("tohoku_kansai.csv", "", None),
    ],
)  # fmt: skip
def test_the_utility_is_found_or_left_open(tmp_path, name, title, utility):
    result = imported(tmp_path, f"{title},,\n{PLAIN}a,66,5\n", name=name)
    assert result.rows[0]["utility"] == utility


def test_a_column_tells_the_utility_of_each_row(tmp_path):
    result = imported(
        tmp_path, "エリア,変電所名,空容量(MW)\n東京,a,5\n中部電力パワーグリッド株式会社,b,5\nどこか,c,5\n"
    )
    assert result.column("utility") == ["tepco", "chubu", "どこか"]


@pytest.mark.parametrize("key", ["generic", *UTILITIES])
def test_every_profile_says_where_it_comes_from_and_reads_the_common_form(tmp_path, key):
    data = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    assert data["source"] and data["date"] and data["verified"] in (True, False)
    result = imported(tmp_path, HEADER + "\n1,a,66,6.6,1,-3,19,7,可,※1\n", "generation", utility=key)
    assert (result.rows[0]["name"], result.rows[0]["voltage_kv"], result.rows[0]["spare_mw"]) == (
        "a",
        66.0,
        7.0,
    )


def test_dates_given_go_before_the_title(tmp_path):
    text = "2026年7月3日作成,,\n" + PLAIN + "a,66,5\n"
    assert imported(tmp_path, text, as_of="令和8年8月末").column("as_of") == ["2026-08-31"]
    result = imported(tmp_path, PLAIN + "a,66,5\n")
    assert result.column("as_of") == [None]
    assert any("AS_OF" in n for n in result.report.notes)


def test_the_licence_is_the_profiles_unless_given(tmp_path):
    assert imported(tmp_path, PLAIN + "a,66,5\n").column("licence") == [None]
    assert "not open" in imported(tmp_path, PLAIN + "a,66,5\n", utility="kansai").rows[0]["licence"]
    assert imported(tmp_path, PLAIN + "a,66,5\n", licence="CC BY 4.0").column("licence") == ["CC BY 4.0"]


# Places ----------------------------------------------------------------------------------


def test_without_a_place_rows_are_kept_and_it_is_said(tmp_path):
    result = imported(tmp_path, PLAIN + "a,66,5\nb,66,6\n")
    assert result.wkt == [None, None]
    assert result.count("rows without geometry") == 2
    assert "No row has a place" in result.report.notes[0]


def test_coordinates_of_the_table(tmp_path):
    text = "変電所名,緯度,経度,空容量(MW)\na,35.5,139.5,5\nb,35度30分0秒,139度30分0秒,5\nc,,,5\nd,0,0,5\ne,95,139,5\n"
    result = imported(tmp_path, text)
    assert result.crs == "6668"
    assert result.wkt == ["POINT (139.5 35.5)", "POINT (139.5 35.5)", None, None, None]
    assert result.count("coordinates out of range") == 2


def test_projected_coordinates_need_a_crs_and_swapped_ones_are_refused(tmp_path):
    text = "変電所名,X,Y,空容量(MW)\na,1000,2000,5\n"
    refused(tmp_path, text, "no CRS")
    result = imported(tmp_path, text, crs="EPSG:6677")
    assert (result.crs, result.wkt) == ("6677", ["POINT (1000 2000)"])
    refused(tmp_path, "変電所名,緯度,経度,空容量(MW)\na,139.5,35.5,5\n", "swapped")


def test_rows_are_joined_to_locations_by_name_in_their_crs(tmp_path):
    places = write_places(
        tmp_path, ("新沢変電所", "POINT (100 200)"), ("東 金津", "POINT (300 400)"), ("二つ", "POINT (1 1)"),
        ("二つ", "POINT (9 9)"), ("金山変電所", "POINT (5 5)"), ("同じ所", "POINT (7 7)"), ("同じ所", "POINT (7 7)"), epsg=6677,
    )  # fmt: skip
    text = (
        PLAIN
        + "新澤,66,1\n東金津変電所,66,2\n二つ,66,3\nない所,66,4\nない所,66,4\n金山変電所（２）,66,5\n同じ所,66,6\n◇,66,7\n"
    )
    result = imported(tmp_path, text, locations=places)
    assert result.crs == "6677"
    assert result.wkt == [
        "POINT (100 200)",
        "POINT (300 400)",
        None,
        None,
        None,
        "POINT (5 5)",
        "POINT (7 7)",
        None,
    ]
    assert [result.count(w) for w in ("matched", "ambiguous", "unmatched", "unnamed, not looked up")] == [
        4,
        1,
        2,
        1,
    ]
    assert result.count("matched by the short name (without bank or 開閉所)") == 1
    notes = " ".join(result.report.notes)
    assert "Ambiguous names" in notes and "二つ" in notes and "ない所 (2)" in notes


def test_railway_substations_are_no_places(tmp_path):
    here, there = ("沼津変電所", "POINT (138.8 35.1)"), ("沼津変電所", "POINT (138.9 35.2)")
    places = write_places(tmp_path, here, there, substation=["traction", "distribution"])
    result = imported(tmp_path, PLAIN + "沼津,66,1\n", locations=places)
    assert result.wkt == ["POINT (138.9 35.2)"]
    assert result.count("locations left out as railway substations") == 1


def test_a_namesake_far_from_the_utilitys_area_is_not_taken(tmp_path):
    places = write_places(tmp_path, ("五戸", "POINT (141.3 40.5)"), ("松尾", "POINT (131 33)"), ("泊", "POINT (141 40)"),
                          ("泊", "POINT (127.7 26.2)"))  # fmt: skip
    text = PLAIN + "五戸,66,1\n松尾,66,2\n泊,66,3\n"
    result = imported(tmp_path, text, locations=places, utility="tohoku")
    assert result.wkt == ["POINT (141.3 40.5)", None, "POINT (141 40)"]
    assert result.count("unmatched, with a namesake outside of the utility's area") == 1
    # Where nothing lies in the area, the area says nothing of these locations.
    result = imported(tmp_path, text, locations=places, utility="kansai")
    assert result.wkt == ["POINT (141.3 40.5)", "POINT (131 33)", None]
    assert any("area of kansai" in n for n in result.report.notes)


def test_lines_are_joined_to_lines_and_pieces_that_hang_together_are_one(tmp_path):
    places = write_places(
        tmp_path, ("須山線", "LINESTRING (0 0,1 0)"), ("須山線", "LINESTRING (1 0,2 0)"), ("須山", "LINESTRING (2 0,3 0)"),
        ("中央線", "LINESTRING (0 0,1 0)"), ("中央線", "LINESTRING (500 0,501 0)"), ("駿東変電所", "POINT (3 3)"), epsg=6677,
    )  # fmt: skip
    text = "送電線名,電圧(kV),回線数,空容量(MW)\n須山線,66,2,1\n中央線,66,2,2\n駿東線,66,2,3\n"
    result = imported(tmp_path, text, locations=places)
    assert result.column("kind") == ["line"] * 3
    assert result.wkt == ["MULTILINESTRING ((0 0,1 0),(1 0,2 0),(2 0,3 0))", None, None]
    assert (result.count("ambiguous"), result.count("unmatched")) == (1, 1)


def test_polygons_are_places_too(tmp_path):
    places = write_places(tmp_path, ("印西", "POLYGON ((0 0,1 0,1 1,0 0))"), epsg=6677)
    result = imported(tmp_path, "ゾーン名,供給余力(MW)\n印西,300\n", locations=places)
    assert result.wkt == ["MULTIPOLYGON (((0 0,1 0,1 1,0 0)))"]


def test_coordinates_go_before_names_and_come_into_the_locations_crs(tmp_path):
    places = write_places(tmp_path, ("b", "POINT (10 20)"), epsg=6677)
    text = f"変電所名,緯度,経度,空容量(MW)\na,36,{139 + 5 / 6},5\nb,,,5\n"
    result = imported(tmp_path, text, locations=places)
    assert result.crs == "6677"
    assert result.wkt[1] == "POINT (10 20)"
    x, y = map(float, result.wkt[0][7:-1].split())
    assert abs(x) < 0.001 and abs(y) < 0.001  # the origin of plane zone 9


def test_locations_that_cannot_be_used_are_told(tmp_path):
    places = write_places(tmp_path, ("a", "POINT (10 20)"), epsg=6677)
    refused(tmp_path, PLAIN + "a,66,1\n", "no field 名", locations=places, location_field="名")
    bare = write_places(tmp_path, ("a", "POINT (10 20)"), epsg=None, name="bare.gpkg")
    refused(tmp_path, PLAIN + "a,66,1\n", "CRS", locations=bare)


def test_the_engine_reads_what_was_imported(tmp_path):
    places = write_places(
        tmp_path, ("a", "POINT (0 0)"), ("b", "POINT (9 9)"), ("c", "POINT (5 5)"), epsg=6677
    )
    text = "変電所名,電圧(kV),供給余力(MW)\na,66,31～100\nb,66,－\nc,154,60\n無い,66,500\n"
    data = open_layer(imported(tmp_path, text, locations=places).path)
    assert (data.report.features, data.report.empty) == (3, 1)
    connections = read_connections(data, CapacityFields())
    # 31 to 100 MW counts with 31; unknown is neither 0 nor enough.
    assert connections.is_feasible(Demand(30.0)).tolist() == [True, False, True]
    assert connections.is_feasible(Demand(32.0)).tolist() == [False, False, True]
    assert connections.is_unknown().tolist() == [False, True, False]


# Containers ------------------------------------------------------------------------------

CHUBU = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature",
         "properties": {"変電所番号": "1036", "設備名称": "南武平町変電所（１）", "電圧階級": "２７５ｋＶ", "空容量": "49 MW"},
         "geometry": {"type": "Point", "coordinates": [136.9, 35.1]}},
        {"type": "Feature",
         "properties": {"変電所番号": "1037", "設備名称": "金山変電所", "電圧階級": "７７ｋＶ", "空容量": "0 MW"},
         "geometry": {"type": "Point", "coordinates": [136.8, 35.2]}},
        {"type": "Feature",
         "properties": {"送電線番号": "7", "設備名称": "須山線", "電圧階級": "７７ｋＶ", "空容量": "- MW"},
         "geometry": {"type": "LineString", "coordinates": [[136.8, 35.2], [136.9, 35.1]]}},
        {"type": "Feature", "properties": {"設備名称": "他社変電所"}, "geometry": None},
    ],
}  # fmt: skip


@pytest.mark.parametrize("pack", [lambda b: b, gzip.compress])
def test_the_geojson_of_a_web_map_with_its_trailer(tmp_path, pack):
    path = tmp_path / "KRSIH001"
    text = json.dumps(CHUBU, ensure_ascii=False) + "&&20260813093000"
    path.write_bytes(pack(b"\xef\xbb\xbf" + text.encode("utf-8")))
    result = Imported(tmp_path, path)
    assert result.column("spare_mw") == [49.0, 0.0, None, None]
    assert result.column("voltage_kv") == [275.0, 77.0, 77.0, None]
    assert result.column("kind") == ["substation", "substation", "line", "substation"]
    assert result.column("utility") == ["chubu"] * 4
    assert result.column("as_of") == ["2026-08-13"] * 4
    assert result.wkt[:2] == ["POINT (136.9 35.1)", "POINT (136.8 35.2)"] and result.wkt[3] is None


def test_geojson_that_is_cut_off_is_refused(tmp_path):
    data = json.dumps(CHUBU, ensure_ascii=False).encode("utf-8")
    refused(tmp_path, data[: len(data) // 2], "cannot be read", name="map.geojson")


def workbook(path, rows, sheets=("表",)):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


ROWS = [
    ["2026年7月3日作成"],
    ["変電所No", "変電所名", "電圧(kV)", "空容量(MW)"],
    ["001", 1113, 275, 12.5],
    ["002", "上北", 500, "－"],
]


def test_excel_keeps_ids_as_text_and_numbers_exact(tmp_path):
    result = Imported(tmp_path, workbook(tmp_path / "表 2026.xlsx", ROWS), "demand")
    assert result.column("name") == ["1113", "上北"]
    assert result.column("spare_mw") == [12.5, None]
    assert result.rows[0]["note"] == "No. 001"
    assert result.column("as_of") == ["2026-07-03"] * 2


def test_a_formula_counts_with_its_stored_value_and_without_one_is_unknown(tmp_path):
    path = workbook(tmp_path / "f.xlsx", [*ROWS, ["003", "式", 66, "=1+2"]])
    result = Imported(tmp_path, path, "demand")
    assert result.column("spare_mw") == [12.5, None, None]
    assert result.count("formula cells without a stored value (unknown)") == 1
    # Excel stores the value beside the formula; openpyxl cannot write it, so it is put into the sheet by hand.
    stored = tmp_path / "g.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(stored, "w") as target:
        for item in source.namelist():
            data = source.read(item)
            target.writestr(
                item,
                data.replace(b"<v></v>", b"<v>3</v>")
                .replace(b"<v />", b"<v>3</v>")
                .replace(b"<v/>", b"<v>3</v>"),
            )
    assert Imported(tmp_path, stored, "demand").column("spare_mw") == [12.5, None, 3.0]


def test_of_several_sheets_the_one_with_a_table_is_taken_and_two_are_not_guessed(tmp_path):
    path = workbook(tmp_path / "two.xlsx", ROWS, ("変電所", "送電線"))
    with pytest.raises(InputError) as caught:
        Imported(tmp_path, path, "demand")
    assert_sentence(caught, "変電所", "送電線", "layername")
    assert len(Imported(tmp_path, f"{path}|layername=送電線", "demand").rows) == 2
    book = openpyxl.load_workbook(path)
    book["送電線"].delete_rows(1, 10)
    book.save(path)
    assert len(Imported(tmp_path, path, "demand").rows) == 2


def test_a_damaged_workbook_is_refused(tmp_path):
    path = workbook(tmp_path / "w.xlsx", ROWS)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(broken, "w") as target:
        for item in source.namelist():
            data = source.read(item)
            target.writestr(item, data[: len(data) // 2] if "sheet1" in item else data)
    for data in (broken.read_bytes(), path.read_bytes()[:900]):
        refused(tmp_path, data, "damaged", name="damaged.xlsx")


def test_excel_without_openpyxl_is_told_in_one_sentence(tmp_path, monkeypatch):
    path = workbook(tmp_path / "w.xlsx", ROWS)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InputError) as caught:
        Imported(tmp_path, path, "demand")
    assert_sentence(caught, "w.xlsx", "openpyxl", "pip install")


@pytest.mark.parametrize("ending", [".ods", ".csv"])
def test_an_opendocument_sheet_is_read_by_its_bytes(tmp_path, ending):
    driver = ogr.GetDriverByName("ODS")
    dataset = driver.CreateDataSource(str(tmp_path / "book.ods"))
    for sheet, rows in {"読む": [["説明"], ["x"]], "空容量": [["2026年7月3日作成", "", ""], *ROWS]}.items():
        layer = dataset.CreateLayer(sheet, None, ogr.wkbNone)
        width = max(map(len, rows))
        for i in range(width):
            layer.CreateField(
                ogr.FieldDefn(str(rows[0][i] if i < len(rows[0]) else "") or f"c{i}", ogr.OFTString)
            )
        for row in rows[1:]:
            feature = ogr.Feature(layer.GetLayerDefn())
            for i, value in enumerate(row):
                if value is not None:
                    feature.SetField(i, str(value))
            layer.CreateFeature(feature)
    feature = layer = dataset = None
    path = tmp_path / f"book{ending}"
    path.write_bytes((tmp_path / "book.ods").read_bytes())
    result = Imported(tmp_path, path, "demand")
    assert result.rows[0]["source"] == f"book{ending} (空容量)"
    assert result.column("name") == Imported(tmp_path, workbook(tmp_path / "w.xlsx", ROWS), "demand").column(
        "name"
    )
    assert set(result.column("as_of")) == {"2026-07-03"}


def zipped(path, **members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def test_a_zip_of_one_table_and_of_several(tmp_path):
    table = (PLAIN + "五戸,275,12\n").encode("cp932")
    one = zipped(tmp_path / "one.zip", readme__pdf=b"x", line__csv=table)
    result = Imported(tmp_path, one, "demand")
    assert result.rows[0]["source"] == "one.zip/line.csv"
    two = zipped(tmp_path / "two.zip", line__csv=table, tr__csv=table)
    with pytest.raises(InputError) as caught:
        Imported(tmp_path, two, "demand")
    assert_sentence(caught, "line.csv", "tr.csv", "layername")
    assert len(Imported(tmp_path, f"{two}|layername=tr.csv", "demand").rows) == 1


def test_member_names_in_cp932_are_read_and_members_outside_refused(tmp_path):
    path = tmp_path / "jp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ZZZZZZ.csv", (PLAIN + "五戸,275,12\n").encode("cp932"))
    path.write_bytes(path.read_bytes().replace(b"ZZZZZZ", "変電所".encode("cp932")))
    assert Imported(tmp_path, path, "demand").rows[0]["source"] == "jp.zip/変電所.csv"
    outside = tmp_path / "out.zip"
    with zipfile.ZipFile(outside, "w") as archive:
        archive.writestr("../evil.csv", PLAIN + "五戸,275,12\n")
    with pytest.raises(InputError, match="leads out"):
        Imported(tmp_path, outside, "demand")


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_truncated_zip_is_refused(tmp_path, cut):
    whole = zipped(tmp_path / "whole.zip", line__csv=(PLAIN + "五戸,275,12\n") * 50).read_bytes()
    (tmp_path / "whole.zip").unlink()
    refused(tmp_path, whole[:cut], "cut short", name="cut.zip")


def test_any_layer_with_fields_that_are_known(tmp_path):
    path = write_vector(tmp_path / "空容量 layer.gpkg", [
        ("POINT (1 2)", {"変電所名": "a", "最大電圧(kV)": 66.0, "空容量": 5.5}),
        ("POINT (3 4)", {"変電所名": "b", "最大電圧(kV)": 77.0, "空容量": None}),
    ])  # fmt: skip
    result = Imported(tmp_path, path, "demand")
    assert result.wkt == ["POINT (1 2)", "POINT (3 4)"]
    assert result.column("spare_mw") == [5.5, None]
    assert result.column("voltage_kv") == [66.0, 77.0]


def test_a_zipped_shapefile(tmp_path):
    path = write_vector(tmp_path / "cap.shp", [("POINT (1 2)", {"name": "a", "spare_mw": 5.5})])
    with zipfile.ZipFile(tmp_path / "cap.zip", "w") as archive:
        for part in tmp_path.glob("cap.*"):
            if part.suffix != ".zip":
                archive.write(part, part.name)
    assert path and Imported(tmp_path, tmp_path / "cap.zip", "demand").column("spare_mw") == [5.5]


def test_a_layer_without_such_fields_is_refused(tmp_path):
    path = write_vector(tmp_path / "roads.gpkg", [("POINT (1 2)", {"road": "a", "lanes": 2})])
    with pytest.raises(InputError) as caught:
        Imported(tmp_path, path, "demand")
    assert_sentence(caught, "roads.gpkg", "road", "lanes")


def test_a_standard_layer_comes_back_as_it_was(tmp_path):
    first = imported(
        tmp_path, "2026年7月3日作成,,\n" + PLAIN + "a,66,31～100\nb,66,5\n", licence="L", utility="kansai"
    )
    again = Imported(tmp_path, first.path, "demand", output="again.gpkg", licence="L")
    plain = [{k: v for k, v in row.items() if k != "note"} for row in first.rows]
    assert [{k: v for k, v in row.items() if k != "note"} for row in again.rows] == plain


# Bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [b"<!DOCTYPE html>", b"\xef\xbb\xbf\r\n <html lang='ja'>", b"<table><tr><td>", b'<?xml version="1.0"?>'],
)
@pytest.mark.parametrize("name", ["表.csv", "表.xls"])
def test_a_csv_that_is_a_web_page_is_refused(tmp_path, head, name):
    refused(tmp_path, head + "変電所名,空容量\n".encode(), "web page", name, name=name)


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "protected by a password"),
     (b"a\0b\0", "binary"), ((PLAIN + 'a,66,"5\nb,66,6\n').encode(), "quotation mark"),
     (b"\x1f\x8b\x08\x00cut", "cut off")],
)  # fmt: skip
def test_files_that_are_no_table_are_refused(tmp_path, data, word):
    refused(tmp_path, data, word)


def test_mixed_encodings_are_refused_and_leave_no_half_file(tmp_path):
    data = (PLAIN + "五戸変電所,275,12\n").encode("cp932") + "上北変電所,275,12\n".encode()
    refused(tmp_path, data, "mixes encodings", "line 3")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        Imported(tmp_path, tmp_path / "無い.csv", "demand")
    assert_sentence(caught, "無い.csv")


def test_a_failed_or_cancelled_import_leaves_the_earlier_layer(tmp_path):
    from wattbit.core.prepare.capacity.import_capacity import import_capacity
    from wattbit.core.prepare.capacity.request import CapacityRequest

    first = imported(tmp_path, PLAIN + "a,66,5\n")
    before = first.path.read_bytes()
    path = write_table(tmp_path, PLAIN + "b,66,6\n")
    with pytest.raises(Cancelled):
        import_capacity(
            CapacityRequest(str(path), "demand"), first.path, lambda share, text: "Writing" not in text
        )
    assert first.path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.gpkg", path.name]


def test_two_imports_of_one_table_give_the_same_bytes(tmp_path):
    one = imported(tmp_path, PLAIN + "a,66,5\n", output="one.gpkg").path.read_bytes()
    assert imported(tmp_path, PLAIN + "a,66,5\n", output="two.gpkg").path.read_bytes() == one


def test_tabs_semicolons_and_other_formats_of_output(tmp_path):
    for delimiter in "\t;":
        result = imported(tmp_path, (PLAIN + "a,66,5\n").replace(",", delimiter))
        assert result.column("spare_mw") == [5.0]
    assert imported(tmp_path, PLAIN + "a,66,5\n", output="o.geojson").column("spare_mw") == [5.0]


def test_thousands_of_rows_keep_their_order_and_sum(tmp_path):
    text = PLAIN + "".join(f"変電所{i},66,{i % 7}\n" for i in range(3_000))
    result = imported(tmp_path, text, encoding="cp932")
    # 428 whole cycles of 0+1+...+6 = 21, then 0, 1, 2, 3.
    assert sum(result.column("spare_mw")) == 428 * 21 + 6
    assert result.rows[2_999]["name"] == "変電所2999"
