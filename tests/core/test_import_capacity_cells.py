"""Cells, dates, names and encodings of capacity tables: each quirk that the utilities' files have."""

from __future__ import annotations

import itertools

import pytest
from wattbit.core.errors import InputError
from wattbit.core.prepare.capacity.dates import as_of_date, find_date, parse_as_of
from wattbit.core.prepare.capacity.names import _PAIRS, name_key
from wattbit.core.prepare.capacity.values import (
    State,
    parse_degrees,
    parse_lead_time,
    parse_quantity,
    parse_voltages,
    parse_year,
)
from wattbit.core.prepare.common.encoding import decode


@pytest.mark.parametrize("text", ["", " ", "　", "-", "－", "ー", "―", "− ", "- MW", "－ ＭＷ", "非公開", "※", "※２", "＊１",
                                  "別途参照", "see note", "N/A", "◇", "#REF!", "#N/A", "個別検討", "nan", "/",
                                  "-9999", "-9999.0"])  # fmt: skip
def test_what_is_not_published_is_unknown_and_never_0(text):
    quantity = parse_quantity(text)
    assert quantity.state is State.UNKNOWN
    assert quantity.exact is None and quantity.low is None and quantity.high is None


@pytest.mark.parametrize(
    ("text", "megawatts"),
    [
        ("0", 0.0), ("0 MW", 0.0), ("0.0", 0.0), ("12", 12.0), (" 12 ", 12.0), ("１２", 12.0), ("'12", 12.0),
        ("1,425 ", 1425.0), ("1,234,567", 1234567.0), ("４９ ＭＷ", 49.0), ("49 MW", 49.0), ("▲12", -12.0),
        ("－12", -12.0), ("-12", -12.0), ("−12.5", -12.5), ("△3", -3.0), ("500kW", 0.5), ("2GW", 2000.0),
        ("5万kW", 50.0), ("約50", 50.0), ("50MW程度", 50.0), ("12※1", 12.0), ("12 (※3)", 12.0), ("+7", 7.0),
    ],
)  # fmt: skip
def test_figures_with_units_widths_and_signs(text, megawatts):
    assert parse_quantity(text).exact == megawatts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("31～100", 31.0, 100.0), ("31〜100", 31.0, 100.0), ("31-100", 31.0, 100.0), ("３１～１００ＭＷ", 31.0, 100.0),
        ("1001以上", 1001.0, None), ("1,001MW以上", 1001.0, None), ("1001～", 1001.0, None), ("≧1001", 1001.0, None),
        (">1001", 1001.0, None), ("100以上200未満", 100.0, 200.0), ("100MW以上、200MW未満", 100.0, 200.0),
        ("0～30", 0.0, 30.0), ("30以下", None, 30.0), ("～30", None, 30.0), ("30未満", None, 30.0),
        ("500～1000kW", 0.5, 1.0),
    ],
)  # fmt: skip
def test_classes_have_ends_that_may_be_open(text, low, high):
    quantity = parse_quantity(text)
    assert (quantity.state, quantity.exact, quantity.low, quantity.high) == (State.KNOWN, None, low, high)


@pytest.mark.parametrize("text", ["不可 #3", "有り", "12,5", "(5)", "100～31", "30MVA", "1..2", "5 台 3"])
def test_what_is_no_capacity_is_unreadable_and_not_guessed(text):
    assert parse_quantity(text).state is State.UNREADABLE


def test_the_unit_of_the_column_serves_where_the_cell_has_none():
    assert parse_quantity("500", "kw").exact == 0.5
    assert parse_quantity("500 MW", "kw").exact == 500.0
    assert parse_quantity("500", "mva").state is State.UNREADABLE


@pytest.mark.parametrize(
    ("text", "kv"),
    [
        ("７７ｋＶ", (77.0,)), ("154", (154.0,)), ("500/154", (500.0, 154.0)), ("22-13.8", (22.0, 13.8)),
        ("66kV・6.6kV", (66.0, 6.6)), ("66,000V", (66.0,)), ("66000;6600", (66.0, 6.6)), ("77000,6600", (77.0, 6.6)),
        ("500kV系", (500.0,)), ("66 ※1", (66.0,)),
    ],
)  # fmt: skip
def test_voltages_come_in_full_width_in_pairs_and_in_volts(text, kv):
    assert parse_voltages(text) == (State.KNOWN, kv)


def test_voltages_that_are_none():
    assert parse_voltages("－") == (State.UNKNOWN, ())
    assert parse_voltages("特別高圧") == (State.UNREADABLE, ())


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2030年度", 2030),
        ("令和12年度", 2030),
        ("R12.4", 2030),
        ("令和元年", 2019),
        ("2030/3", 2030),
        ("2030～2032年", 2032),
    ],
)
def test_years_of_both_calendars_and_of_a_range_the_last(text, year):
    assert parse_year(text) == (State.KNOWN, year)


def test_an_undecided_year_is_no_blank_one():
    # A null year counts as available at once, so 未定 must not pass in silence.
    assert parse_year("未定")[0] is State.UNREADABLE
    assert parse_year("-")[0] is State.UNKNOWN


@pytest.mark.parametrize(
    ("text", "years"), [("約5年", 5.0), ("2.5年以上", 2.5), ("30か月", 2.5), ("5～10年", 10.0)]
)
def test_lead_times_in_years(text, years):
    assert parse_lead_time(text) == (State.KNOWN, years)


def test_coordinates_decimal_and_in_minutes_and_seconds():
    assert parse_degrees("139.5") == 139.5
    assert parse_degrees("35度39分29.1秒") == pytest.approx(35 + 39 / 60 + 29.1 / 3600)
    assert parse_degrees("北緯３５°３９′２９″") == pytest.approx(35.6580556, abs=1e-6)
    assert parse_degrees("未測量") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年7月3日作成", "2026-07-03"), ("2026年08月17日更新", "2026-08-17"), ("令和8年7月3日", "2026-07-03"),
        ("Ｒ８．７．３", "2026-07-03"), ("令和元年5月1日", "2019-05-01"), ("平成31年4月30日", "2019-04-30"),
        ("2026年8月末時点", "2026-08-31"), ("2028年2月末", "2028-02-29"), ("2026/7/3", "2026-07-03"),
        ("2026-07-03", "2026-07-03"), ("20260703", "2026-07-03"), ("2026年8月時点", "2026-08"),
    ],
)  # fmt: skip
def test_dates_of_both_calendars(text, date):
    assert find_date(text) == date


@pytest.mark.parametrize("text", ["", "作成", "2026年13月1日", "2026年2月30日", "66/22kV", "3 -1", "1-2-3"])
def test_what_is_no_date(text):
    assert find_date(text) is None


def test_the_date_of_the_figures_goes_before_the_date_of_issue():
    assert as_of_date(["2026年9月1日公表", "2026年8月末時点"]) == "2026-08-31"
    with pytest.raises(InputError, match="AS_OF"):
        parse_as_of("いつか")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新澤変電所", "新沢"), ("渡邉", "渡辺変電所"), ("渡邊", "渡辺"), ("宮﨑", "宮崎"), ("髙松変電所", "高松変電所"),
        ("廣島", "広島"), ("國見", "国見"), ("龍野", "竜野"), ("濱松", "浜松"), ("袖ヶ浦", "袖ケ浦"), ("霞ｹ関", "霞ヶ関"),
        ("　東 金津 ", "東金津変電所"), ("ＢＢ変電所", "bb"), ("東京電力駿河変電所", "駿河変電所"),
        ("関西電力送配電(株)新加古川変電所", "新加古川"), ("'五戸", "五戸"), ("金山変電所（１）", "金山(1)"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one, other):
    assert name_key(one).full == name_key(other).full != ""


@pytest.mark.parametrize(
    ("one", "other"), [("斎藤", "斉藤"), ("第1", "第2"), ("西東京", "東京"), ("名取変電所", "名取開閉所")]
)
def test_names_that_are_not_one(one, other):
    # A switching station (開閉所) beside a substation of the same name is another place.
    assert name_key(one).full != name_key(other).full


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("金山変電所（１）", "金山"), ("北神（66kV）", "北神"), ("坂下№1", "坂下"), ("桜1号", "桜"),
        ("新野田11・12・14Ｂ", "新野田"), ("姉崎中央1Ｕ", "姉崎中央"), ("中島　66/22kV", "中島"),
        ("第1", "第1"), ("1113", "1113"),
    ],
)  # fmt: skip
def test_marks_of_banks_are_no_part_of_the_base(name, base):
    assert name_key(name).base == base


@pytest.mark.parametrize("name", ["", "-", "－", "ー", "◇", "変電所", "※", "◇変電所"])
def test_withheld_names_have_no_key(name):
    assert name_key(name).full == ""


def test_a_line_is_no_substation():
    assert name_key("須山線", is_line=True).full == "須山" == name_key("須山送電線", is_line=True).full


def test_variant_kanji_are_pairs_of_two_characters_and_none_leads_on():
    pairs = _PAIRS.split()
    assert [p for p in pairs if len(p) != 2 or p[0] == p[1]] == []
    assert len({p[0] for p in pairs}) == len(pairs)
    assert {p[0] for p in pairs} & {p[1] for p in pairs} == set()


TEXT = "変電所名,電圧(kV),空容量(MW)\n五戸変電所,275,-\n上北変電所,500,12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_encoding_is_found_from_the_bytes(encoding, newline):
    data = TEXT.replace("\n", newline).encode(encoding)
    assert decode(data, "table.csv").text == TEXT


def test_half_width_kana_and_numero_signs_are_cp932():
    text = "ﾌｪﾝｽ№1・№2，送0104,熱容量,①\n"
    assert decode(text.encode("cp932"), "t").text == text


def test_dashes_and_tildes_are_the_same_characters_from_every_encoding():
    text = "３１～１００,－,∥,東北電力の変電所\n"
    assert decode(text.encode("cp932"), "t").text == text
    euc = text.replace("～", "〜").replace("－", "−").replace("∥", "‖").encode("euc_jp")
    assert decode(euc, "t").text == text


@pytest.mark.parametrize(("first", "second"), itertools.permutations(["cp932", "utf-8", "euc_jp"], 2))
def test_mixed_encodings_are_refused_with_the_line(first, second):
    head = "変電所名,電圧(kV),空容量(MW),平常時出力制御の可能性\n五戸変電所,275,-,有り\n上北変電所,500,12,有り\n".encode(
        first
    )
    data = head + "石巻変電所,154,3,運用容量制約要因\n".encode(second) + "plain,1,2,3\n".encode("ascii")
    with pytest.raises(InputError, match=r"mixes encodings.*line 4 ") as caught:
        decode(data, "混在.csv")
    assert "混在.csv" in str(caught.value) and str(caught.value).endswith(".")


def test_text_of_another_language_is_not_taken_for_japanese():
    with pytest.raises(InputError, match=r"cannot be told|mixes encodings"):
        decode("Umspannwerk Köln, Größe\n".encode("latin-1"), "t.csv")


def test_binary_is_refused():
    with pytest.raises(InputError, match="binary"):
        decode(b"\x01\x00\x02\x00\x03", "t.csv")
