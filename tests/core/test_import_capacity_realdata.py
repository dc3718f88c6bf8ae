"""The utilities' own tables: rows, nulls and sums worked out from the files by eye, awk and the csv module."""

from __future__ import annotations

import csv
import shutil

import pytest
from osgeo import ogr
from wattbit.core.errors import InputError
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.capacity_files import Imported

pytestmark = pytest.mark.realdata

HOKURIKU = "hokuriku_sys_capa_kikan01_tr_202608_05.csv"
KANSAI = "kansai_154kv_more_trans_20260817.csv"
OKINAWA_2 = "okinawa_con_res_map01_02_202609.csv"
OKINAWA_3 = "okinawa_con_res_map01_03_202609.csv"
TOHOKU = "tohoku_sys_capa_kikan01_tr_202607_02.csv"

# file: utility, date, rows, names withheld, spare known, sum of spare MW, sum of primary kV, rows that share a substation
FACTS = {
    # Spare: 和田一 1, 折立 1, 東町 4, 牧 4, 和泉 9. HSS014 has no name. 中能登 and 加賀 have two rows each.
    HOKURIKU: ("hokuriku", "2026-08-05", 18, 1, 5, 19.0, 3632.3, 4),
    # Every spare capacity is a dash. ＢＵ is only called 変電所. 飾磨港 has two rows.
    KANSAI: ("kansai", "2026-08-17", 21, 1, 0, 0.0, 6536.0, 2),
    # No column of spare capacity at all.
    OKINAWA_2: ("okinawa", "2026-08-31", 6, 0, 0, 0.0, 528.0, 0),
    # 12+19+19+14+19+28+19+8+7+4
    OKINAWA_3: ("okinawa", "2026-08-31", 10, 0, 10, 149.0, 607.8, 0),
    # 上北, 岩手, 西仙台 and 宮城 have two rows each.
    TOHOKU: ("tohoku", "2026-07-03", 31, 0, 0, 0.0, 10100.0, 8),
}


@pytest.mark.parametrize("encoding", ["cp932", "utf8"])
@pytest.mark.parametrize("name", FACTS)
def test_tables_of_the_utilities(realdata, tmp_path, name, encoding):
    utility, date, rows, withheld, known, spare, volts, shared = FACTS[name]
    result = Imported(tmp_path, realdata / "capacity_tables" / encoding / name)
    have = [v for v in result.column("spare_mw") if v is not None]
    assert (len(result.rows), len(have), sum(have)) == (rows, known, spare)
    assert result.count("spare capacity unknown") == rows - known
    assert result.count("spare capacity exactly 0") == 0
    assert sum(result.column("voltage_kv")) == pytest.approx(volts)
    assert result.column("name").count(None) == withheld
    assert sum(g is not None for g in result.column("shared_group")) == shared
    assert set(result.column("utility")) == {utility}
    assert set(result.column("as_of")) == {date}
    assert set(result.column("side")) == {"generation"}
    assert set(result.column("kind")) == {"substation"}
    assert result.wkt == [None] * rows
    assert result.report.facts[1].startswith("Encoding cp932" if encoding == "cp932" else "Encoding utf-8")


@pytest.mark.parametrize("name", FACTS)
def test_every_encoding_gives_the_same_layer(realdata, tmp_path, name):
    tables = realdata / "capacity_tables"
    (tmp_path / "euc").mkdir()
    (tmp_path / "bom").mkdir()
    text = (tables / "utf8" / name).read_text(encoding="utf-8")
    (tmp_path / "bom" / name).write_bytes(text.encode("utf-8-sig"))
    # ♯ and № are not in EUC-JP proper; the JIS 2004 form has them.
    jis = text.replace("～", "〜").replace("－", "−")
    (tmp_path / "euc" / name).write_bytes(jis.encode("euc_jis_2004"))
    paths = [
        tables / "cp932" / name,
        tables / "utf8" / name,
        tmp_path / "bom" / name,
        tmp_path / "euc" / name,
    ]
    first, *others = (Imported(tmp_path, path).rows for path in paths)
    assert all(rows == first for rows in others)


@pytest.mark.parametrize("name", FACTS)
def test_tables_for_generators_are_refused_as_demand(realdata, tmp_path, name):
    with pytest.raises(InputError, match="is for generators"):
        Imported(tmp_path, realdata / "capacity_tables" / "cp932" / name, "demand")
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_no_profile_knows_goes_through_the_generic_one(realdata, tmp_path):
    table = tmp_path / "unknown.csv"
    text = (realdata / "capacity_tables" / "utf8" / HOKURIKU).read_text(encoding="utf-8")
    table.write_text(text.replace("空き容量[MW]", "あき[MW]"), encoding="utf-8")
    result = Imported(tmp_path, table, columns={"spare_chosen": "あき[MW]"}, utility="generic")
    assert (len(result.rows), result.count("spare capacity unknown")) == (18, 13)
    assert set(result.column("utility")) == {None}


def test_details_of_single_rows(realdata, tmp_path):
    rows = Imported(tmp_path, realdata / "capacity_tables" / "cp932" / TOHOKU).rows
    assert (rows[0]["name"], rows[0]["voltage_kv"]) == ("五戸", 275.0)
    assert rows[0]["note"] == "No. 001; 275/154 kV; 空容量 当該設備 - / 上位系等考慮 -"
    assert (
        rows[1]["note"].endswith("◇") and rows[1]["shared_group"] == "tohoku:上北" == rows[2]["shared_group"]
    )
    rows = Imported(tmp_path, realdata / "capacity_tables" / "utf8" / OKINAWA_2).rows
    assert rows[4]["note"] == "No. 85 -1; 66/22/13.8 kV"
    rows = Imported(tmp_path, realdata / "capacity_tables" / "cp932" / KANSAI).rows
    assert rows[12]["name"] is None and rows[12]["note"].startswith("No. ＢＵ; 275/154 kV")


def test_names_of_tohoku_against_osm(realdata, tmp_path):
    # By hand: 青森 stands twice; 福島 also across the strait in Hokkaido; 東福島 is missing; 新地 lies in Kyushu only.
    # 上北 and 名取 must not be mixed up with the converter and the switching station of the same name.
    places = VectorSource(parse_uri(str(realdata / "japan" / "osm_substations_33pref.geojson")))
    result = Imported(tmp_path, realdata / "capacity_tables" / "cp932" / TOHOKU, locations=places)
    assert [result.count(w) for w in ("matched", "ambiguous", "unmatched")] == [27, 2, 2]
    assert (
        result.count("locations") == 4281 and result.count("locations left out as railway substations") == 392
    )
    lost = {row["name"] for row, wkt in zip(result.rows, result.wkt) if wkt is None}
    assert lost == {"青森", "福島", "東福島", "新地"}
    natori = result.column("name").index("名取")
    assert result.wkt[natori] == "POINT (140.8507001 38.1647291)"


NUMAZU = "numazu.gpkg|layername=substation_spare_capacity"


def test_the_substations_of_numazu(realdata, tmp_path):
    # 11 figures with upstream limits sum to 99 MW (two of them are 0), 3 of Chubu are the equipment's own: 19+15+19.
    result = Imported(tmp_path, realdata / "numazu" / NUMAZU)
    have = [v for v in result.column("spare_mw") if v is not None]
    assert (len(result.rows), len(have), sum(have), have.count(0.0)) == (20, 14, 152.0, 2)
    volts = [v for v in result.column("voltage_kv") if v is not None]
    assert (len(volts), sum(volts)) == (19, 2172.0)
    assert all(wkt.startswith("POINT") for wkt in result.wkt)
    assert result.column("utility").count("tepco") == 17 and result.column("utility").count("chubu") == 3
    # Only the source of 新富士 tells no date.
    assert result.column("as_of").count(None) == 1
    assert any(
        n.startswith("3 rows have spare capacity of the equipment itself") for n in result.report.notes
    )


def test_numazu_from_a_table_and_osm_by_name(realdata, tmp_path):
    # 沼津変電所 of OSM is the railway's; the three of Chubu are not in the extract: 16 of 20 find their place.
    dataset = ogr.Open(str(realdata / "numazu" / "numazu.gpkg"))
    layer = dataset.GetLayerByName("substation_spare_capacity")
    table = tmp_path / "沼津.csv"
    with table.open("w", encoding="cp932", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(f.GetName() for f in layer.schema)
        writer.writerows(list(feature.items().values()) for feature in layer)
    places = VectorSource(parse_uri(str(realdata / "numazu" / "numazu.gpkg|layername=osm_substation")))
    result = Imported(tmp_path, table, locations=places)
    assert [result.count(w) for w in ("matched", "ambiguous", "unmatched")] == [16, 0, 4]
    assert sum(v for v in result.column("spare_mw") if v is not None) == 152.0
    lost = {row["name"] for row, wkt in zip(result.rows, result.wkt) if wkt is None}
    assert lost == {"沼津変電所", "富士川変電所", "松野変電所", "蒲原変電所"}


def test_a_folder_with_japanese_letters_and_blanks(realdata, tmp_path):
    folder = tmp_path / "系統 空容量 2026年"
    folder.mkdir()
    shutil.copyfile(realdata / "capacity_tables" / "cp932" / OKINAWA_3, folder / "沖縄 表.csv")
    result = Imported(folder, folder / "沖縄 表.csv", output="結果 layer.gpkg")
    assert (len(result.rows), set(result.column("utility"))) == (10, {"okinawa"})
