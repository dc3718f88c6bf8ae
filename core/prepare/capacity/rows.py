"""Which rows of a table are data, and what they inherit: footnotes, repeated headers, continued substations, banks."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...errors import InputError
from .headers import Header, normal
from .names import is_withheld
from .values import State, map_unique, parse_quantity

_FOOTNOTE = re.compile(
    r"^[※*＊注◇◆●○■【＜<・(（]|^(?:備考|凡例|出典|資料|単位|作成|更新|以上$)|[。:：]|^.{40,}$"
)
_TOTAL = re.compile(r"^(?:合計|小計|総計|計|total)$", re.IGNORECASE)
_KEY_HEADER = re.compile("^(?:変電所|送電線)(?:名|名称|no|番号)$")
#: An id without words, such as HSS014: a substation of which nothing is published.
_CODE = re.compile(r"^[\w .-]*\d[\w .-]*$", re.ASCII)
_DITTO = re.compile(r"^(?:〃|″|々|\"|''|同上|同左|仝)$")


@dataclass(frozen=True)
class Rows:
    """Rows of data.

    Attributes
    ----------
    index : int64 array
        Rows of the raw table, from 0.
    id, name : object arrays of (str or None)
        None where the table withholds them.
    continued : bool array
        Rows that took the name of the row above.
    left_out : dict of str to int
        Rows left out: blank, footnote, header, total.
    footnote_texts : list of str
        Text of the footnotes, for dates.
    """

    index: np.ndarray
    id: np.ndarray
    name: np.ndarray
    continued: np.ndarray
    left_out: dict[str, int]
    footnote_texts: list[str]


def clean(text: str) -> str:
    """A cell without blanks around it and without Excel's leading apostrophe (``'001``)."""
    return re.sub(r"^['’＇](?=.)", "", text.strip(" \t\r\n\u3000\u200b\ufeff\xa0")).strip(" \u3000")


def all_rows(cells: pd.DataFrame, header: Header) -> Rows:
    """Every feature of a layer: its geometry counts even where it has no attribute."""
    ids, names = _column(cells, header, "id"), _column(cells, header, "name")
    names = map_unique(names, _none_if_withheld)
    nothing = np.zeros(len(cells), bool)
    return Rows(np.arange(len(cells)), map_unique(ids, _none_if_blank), names, nothing, {}, [])


def data_rows(cells: pd.DataFrame, header: Header, label: str) -> Rows:
    """Sort the rows below the header.

    Parameters
    ----------
    cells : DataFrame of str
        The raw table.
    header : Header
    label : str
        Name of the table, for messages.

    Raises
    ------
    InputError
        When a second table with another header stands below the first.
    """
    body = cells.iloc[header.end :].reset_index(drop=True)
    ids, names = _column(body, header, "id"), _column(body, header, "name")
    kind = _kinds(body, ids, names, header)
    _refuse_second_table(ids, names, kind, header, label)
    keep = kind == "data"
    texts = [
        " ".join(filter(None, map(clean, row))) for row in body[kind == "footnote"].to_numpy(object)[:200]
    ]
    ids, names, continued = _inherit(ids[keep], names[keep])
    left_out = {word: int((kind == word).sum()) for word in ("blank", "footnote", "header", "total")}
    return Rows(np.flatnonzero(keep) + header.end, ids, names, continued, left_out, texts)


def _column(body: pd.DataFrame, header: Header, role: str) -> np.ndarray:
    if role not in header.roles:
        return np.full(len(body), "", dtype=object)
    return map_unique(body.iloc[:, header.roles[role]], clean)


def _kinds(body: pd.DataFrame, ids: np.ndarray, names: np.ndarray, header: Header) -> np.ndarray:
    """Kind of each row: data, blank, footnote, header or total."""
    filled, headerish = np.zeros(len(body), np.int32), np.ones(len(body), bool)
    for column in body.columns:
        own = normal(header.texts[column])
        filled += map_unique(body[column], lambda t: bool(clean(t))).astype(bool)
        headerish &= map_unique(body[column], functools.partial(_repeats, header=own)).astype(bool)
    others = filled - (ids != "") - (names != "")
    no_key = (ids == "") & (names == "")
    kind = np.full(len(body), "data", dtype=object)
    kind[filled == 0] = "blank"
    for i in np.flatnonzero(no_key & (others == 1)):
        text = next(filter(None, map(clean, body.iloc[i])))
        if parse_quantity(text).state is State.UNREADABLE:
            kind[i] = "footnote"
    for i in np.flatnonzero(~no_key & (others == 0)):
        is_heading = not names[i] and "name" in header.roles and not _CODE.match(ids[i])
        if is_heading or _FOOTNOTE.search(ids[i]) or _FOOTNOTE.search(names[i]):
            kind[i] = "footnote"
    for keys in (ids, names):
        kind[map_unique(keys, lambda t: bool(_TOTAL.match(t))).astype(bool)] = "total"
    kind[headerish & (filled >= 2)] = "header"
    return kind


def _repeats(text: str, header: str) -> bool:
    """Whether a cell is blank or says again what stands in the header of its column."""
    first = unicodedata.normalize("NFKC", text.strip()[:1]).casefold()
    if first.isalnum() and first not in header:
        return False  # most cells, told without taking them apart
    own = normal(text)
    return not own or (len(own) >= 2 and own in header and parse_quantity(text).state is not State.KNOWN)


def _is_key_header(text: str) -> bool:
    return ("変電所" in text or "送電線" in text) and len(text) < 20 and bool(_KEY_HEADER.match(normal(text)))


def _refuse_second_table(
    ids: np.ndarray, names: np.ndarray, kind: np.ndarray, header: Header, label: str
) -> None:
    """A header that comes again, as on printed pages, is left out; another one begins another table."""
    telling = np.zeros(len(kind), bool)
    for keys in (ids, names):
        telling |= map_unique(keys, _is_key_header).astype(bool)
    if (other := np.flatnonzero(telling & (kind != "header"))).size:
        raise InputError(
            f"A second table with other headers begins in row {header.end + other[0] + 1} of {label}; "
            "split the file so that each table has its own."
        )


def _inherit(ids: np.ndarray, names: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give rows without a name that of the row above, unless their own id says that they are another substation."""
    if not len(names):
        return ids, names, np.zeros(0, bool)
    ditto = np.array([bool(_DITTO.match(n)) for n in names], bool)
    above = np.concatenate([[""], ids[:-1]])
    own_id = np.array([bool(i) and not _DITTO.match(i) for i in ids], bool)
    same_id = own_id & (ids == above)
    continued = ditto | ((names == "") & (~own_id | same_id))
    continued[0] = False
    first = np.maximum.accumulate(np.where(continued, 0, np.arange(len(names))))
    names = np.where(continued, names[first], names)
    ids = np.where(continued & ~own_id, ids[first], ids)
    ids = map_unique(ids, _none_if_blank)
    return ids, map_unique(names, _none_if_withheld), continued


def _none_if_blank(text: str) -> str | None:
    return text or None


def _none_if_withheld(name: str) -> str | None:
    return None if is_withheld(name) else name
