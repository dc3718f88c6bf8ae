"""Names of substations and lines, brought to one spelling so that tables and maps can be joined."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from .profile import UTILITIES, load_profile

#: Old, variant and small forms, each pair old then new. Only pairs that are one character in two forms:
#: 斎 and 斉, 埼 and 崎 are different characters and stay apart.
_PAIRS = (
    "澤沢 邊辺 邉辺 﨑崎 嵜崎 髙高 廣広 國国 龍竜 濱浜 濵浜 齋斎 齊斉 嶋島 嶌島 舘館 瀧滝 澁渋 櫻桜 "
    "惠恵 關関 縣県 眞真 靜静 德徳 淵渕 檜桧 薗園 槇槙 藪薮 彌弥 壽寿 榮栄 萬万 與与 豐豊 驛駅 鹽塩 "
    "礒磯 峯峰 埜野 桒桑 圓円 會会 學学 寶宝 實実 增増 步歩 燈灯 鐵鉄 鷗鴎 諫諌 穗穂 橫横 冨富 戶戸 "
    "緖緒 靑青 黑黒 淸清 鄕郷 錢銭 發発 變変 條条 瀨瀬 賴頼 曾曽 來来 處処 舊旧 體体 氣気 佛仏 獨独 "
    "應応 樂楽 藥薬 蘆芦 鶯鴬 彥彦 吳呉 內内 ヶケ ヵカ ッツ ァア ィイ ゥウ ェエ ォオ ャヤ ュユ ョヨ "
    "ノの "
)
_VARIANTS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─ｰ", "-"))
_SUBSTATION = re.compile("(?:変電所|変電)$")
#: Also 開閉所 (switching station) and 変換所 (converter station), which may stand beside a substation of
#: the same name and are other places: only the base key drops them.
_STATION = re.compile("(?:周波数変換所|交直変換所|変換所|変電所|開閉所|変電|開閉)$")
_LINE = re.compile("(?:送電線路|送電線|線)$")
#: Marks of single banks behind a name: (1), (154kV), №2, 1号, 11・12B, 1U, 66/22kV.
_BANK = (
    re.compile(r"\((?:no\.?|#|第)?[\d.]+(?:kv|号機?|b|u|t|tr|l|番|系|バンク)?(?:[,、・~-]\d+\w*)*\)$"),
    re.compile(
        r"(?<=[^\d,・、~.-])\d+(?:[,・、~-]\d+)*(?:b|u|l|tr|号機?|バンク)(?:[,・、]?\d+(?:b|u|l|号機?))*$"
    ),
    re.compile(r"(?:no\.?|#)\d+(?:[,、・](?:no\.?|#)?\d+)*$"),
    re.compile(r"\d+(?:\.\d+)?/\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)?(?:kv)?$"),
    re.compile(r"\d+(?:\.\d+)?kv$"),
    re.compile(r"\((?:変|配変)\)$"),
)
#: First letters of words that stand for a name that is withheld, or for no name.
_DOUBTFUL = tuple("非未不秘マﾏ変送開周交")
#: Every mark of a bank has a digit or a bracket.
_MAY_BE_BANK = re.compile(r"[\d(]")
_MASKED = re.compile(r"^(?:[-ー*※◇◆○●□■△×?.]*|\(?(?:非公開|非公表|未公表|不公表|不明|秘匿|マスキング)\)?)$")


@dataclass(frozen=True)
class NameKey:
    """A name to compare: ``full`` with marks of banks, ``base`` without; empty where the name is withheld."""

    full: str
    base: str


@functools.lru_cache(maxsize=1)
def _operators() -> re.Pattern[str]:
    """Names of the utilities before a substation's name, longest first; an area alone (東北) is part of the name."""
    names = {a for key in UTILITIES for a in load_profile(key).aliases if "電" in a or a.isascii()}
    ordered = sorted((a.lower() for a in names), key=len, reverse=True)
    return re.compile(rf"^(?:株式会社|\(株\))?(?:{'|'.join(map(re.escape, ordered))})(?:株式会社|\(株\))?")


def name_key(name: str, is_line: bool = False) -> NameKey:
    """Bring a name to one spelling.

    NFKC, no blanks, lower case; old kanji and small kana as new and large ones; without the utility
    before and 変電所 (or, of a line, 線) behind it. ``新澤変電所（１）`` has the full key ``新沢(1)`` and
    the base key ``新沢``.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).strip("'’").lower()
    text = text.translate(_DASHES).translate(_VARIANTS)
    text = _operators().sub("", text) or text
    own, suffix = (_LINE, _LINE) if is_line else (_SUBSTATION, _STATION)
    if _MASKED.match(suffix.sub("", text)):
        return NameKey("", "")
    base, before = text, ""
    banks = _BANK if _MAY_BE_BANK.search(base) else ()
    while base != before:
        before = base
        for pattern in (*banks, suffix):
            base = pattern.sub("", base) or base
    full = own.sub("", text) or text
    return NameKey(_without_inner_suffix(full), base)


def is_withheld(name: str) -> bool:
    """Whether a name is blank, a dash, a mark (◇), a word such as 非公開, or the bare word 変電所."""
    core = name.removesuffix("変電所")
    # Most names are told without bringing them to one spelling.
    if len(core) > 1 and core[0].isalnum() and not core.startswith(_DOUBTFUL) and "電力" not in core:
        return False
    return not name_key(name).full


def _without_inner_suffix(text: str) -> str:
    """``金山変電所(1)`` and ``金山(1)`` are one name."""
    return re.sub(r"(?<=.)変電所(?=\(|\d|no)", "", text)
