"""Keywords: which column holds what, in which unit, and which words stand for which kind."""

from __future__ import annotations

import re
import unicodedata

from .asset import Kind

#: Keywords of columns, in the order of trust; a name that equals one counts before a name that holds one.
COLUMNS = {
    "latitude": ("latitude", "lat", "緯度", "北緯"),
    "longitude": ("longitude", "lon", "lng", "long", "経度", "東経"),
    "name": ("name", "名称", "施設名", "局舎名", "局名", "ビル名", "センター名", "拠点名", "名前", "施設"),
    "kind": ("kind", "種別", "種類", "区分", "施設種別", "type", "category"),
    "operator": ("operator", "事業者", "運営者", "事業者名", "運営会社", "owner", "所有者", "会社名"),
    "mw": ("mw", "capacity_mw", "capacity", "出力", "受電容量", "電力容量", "容量", "kw"),
    "area_m2": ("area_m2", "area", "面積", "延床面積", "敷地面積", "床面積"),
    "year_available": ("year_available", "供用開始", "運用開始", "運開", "開設年", "year", "年度"),
    "equipment_us": ("equipment_us", "equipment", "機器遅延"),
    "licence": ("licence", "license", "利用条件", "ライセンス"),
    "source": ("source", "出典"),
    "status": ("status", "状態", "状況"),
    "voltage_kv": ("voltage_kv", "voltage", "電圧"),
}  # fmt: skip
_EXACT_ONLY = frozenset({"lat", "lon", "lng", "long", "kw", "mw", "type", "year", "施設", "容量", "出力",
                         "area", "name", "capacity", "equipment", "voltage", "source"})  # fmt: skip
NUMBERS = ("mw", "area_m2", "year_available", "equipment_us", "voltage_kv")
#: Factors by the unit in a column's name.
UNITS: dict[str, dict[str, float | None]] = {
    "mw": {"gw": 1000.0, "mw": 1.0, "kw": 1e-3, "mva": None, "kva": None},
    "area_m2": {"m2": 1.0, "㎡": 1.0, "平米": 1.0, "ha": 1e4, "km2": 1e6, "坪": 3.305785, "sqm": 1.0},
    "voltage_kv": {"kv": 1.0, "v": 1e-3},
}
_KINDS = {
    Kind.IX: ("ix", "ixp", "internet exchange", "インターネットエクスチェンジ", "相互接続点"),
    Kind.LANDING_STATION: ("landing_station", "landing station", "landing point", "陸揚局", "陸揚げ局", "陸揚げ拠点"),
    Kind.APN_NODE: ("apn_node", "apn node", "apn", "apnノード", "apn拠点"),
    Kind.DATA_CENTRE: ("data_centre", "data centre", "data center", "data_center", "datacenter", "datacentre", "dc",
                       "データセンター", "データセンタ", "idc"),
    Kind.EXCHANGE: ("exchange", "central office", "central_office", "局舎", "電話局", "収容局", "通信局舎", "収容ビル"),
    Kind.FIBRE: ("fibre", "fiber", "optical fibre", "optical fiber",
                 "光ファイバ", "光ファイバー", "光ケーブル", "ダークファイバ"),
    Kind.SUBSTATION: ("substation", "変電所"),
    Kind.PLANT: ("plant", "power plant", "発電所"),
    Kind.LINE: ("line", "power line", "送電線"),
}  # fmt: skip
UNKNOWN = frozenset({"", "-", "－", "ー", "―", "不明", "非公開", "未定", "nan", "none", "null", "n/a"})


def find_columns(names: list[str]) -> dict[str, str]:
    """Column of each field, by keywords; a column serves one field."""
    keys = {name: _key(name) for name in names}
    out: dict[str, str] = {}
    for is_exact in (True, False):
        for field, words in COLUMNS.items():
            for word in words:
                free = [n for n in names if n not in out.values()]
                match = next((n for n in free if _matches(keys[n], word, is_exact)), None)
                if field not in out and match is not None:
                    out[field] = match
    return out


def _matches(key: str, word: str, is_exact: bool) -> bool:
    bare = re.sub(r"\(.*?\)|\[.*?\]", "", key)
    return bare == _key(word) if is_exact else word not in _EXACT_ONLY and _key(word) in key


def _key(name: str) -> str:
    return re.sub(r"[\s_#\"']", "", unicodedata.normalize("NFKC", str(name))).casefold()


def factor_of(field: str, column: str) -> float | None:
    """What a number of a column is multiplied by; None when its unit cannot be brought to the field's."""
    key = unicodedata.normalize("NFKC", column).casefold().replace("²", "2")
    for unit, factor in UNITS[field].items():
        if re.search(
            rf"(?<![a-z]){re.escape(unicodedata.normalize('NFKC', unit))}(?![a-z])", key.replace("_", " ")
        ):
            return factor
    return 1.0 if field == "mw" and "mw" in key else None


def kind_of(word: str | None) -> Kind | None:
    """The kind that a word stands for; None when it is not known."""
    plain = unicodedata.normalize("NFKC", word or "").strip().casefold()
    return next((kind for kind, words in _KINDS.items() if plain in words), None)
