"""Prefectures, by their codes and names: which one a hazard map speaks of, and its boundary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .classes import as_code, as_text
from .reader import SourceLayer
from .schema import Schema

#: Names by code (JIS X 0401).
NAMES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
#: Fields of hazard maps with the code of the prefecture.
_CODE_FIELDS = ("A33_003", "A40_002", "A49_002")
#: Fields of administrative areas (行政区域, N03): the prefecture's name, and the municipality's code of 5 digits.
BOUNDARY_FIELDS = ("N03_001", "N03_007")


def prefectures_of(layers: Iterable[tuple[SourceLayer, Schema]]) -> set[int]:
    """Codes of the prefectures that maps speak of, by the files' names, else by their features; empty if unknown."""
    out: set[int] = set()
    for layer, schema in layers:
        own = _of_layer(layer, schema)
        if not own:
            return set()
        out |= own
    return out


def _of_layer(layer: SourceLayer, schema: Schema) -> set[int]:
    if schema.code == layer.name.code and layer.name.prefecture:
        return {layer.name.prefecture}
    field = next((f for f in _CODE_FIELDS if f in layer.fields), None)
    if field is None:
        return set()
    codes = {as_code(values[field]) for values, _ in layer.read((field,))}
    known = {int(c) for c in codes if c and c.isdigit() and 1 <= int(c) <= len(NAMES)}
    return known if len(known) == len(codes) else set()


def prefecture_of(values: Mapping[str, object]) -> int | None:
    """Code of the prefecture that an administrative area lies in; None when it does not tell."""
    code = as_code(values.get("N03_007"))
    if code and code.isdigit() and 1 <= int(code) // 1000 <= len(NAMES):
        return int(code) // 1000
    name = as_text(values.get("N03_001"))
    return NAMES.index(name) + 1 if name in NAMES else None
