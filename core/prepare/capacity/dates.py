"""The date a table speaks of: western and Japanese calendar, exact, month or month's end."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable

from ...errors import InputError

_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
_DATE = re.compile(
    r"(?:(令和|平成|(?<![a-z])[rh])\s*(\d{1,2}|元)|((?:19|20)\d{2}))\s*[年/.\-]\s*(\d{1,2})(?!\d)"
    r"\s*(?:[月/.\-]\s*(?:(\d{1,2})(?!\d)\s*日?|(末))?)?"
)
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_AS_OF = re.compile("時点|現在|as of", re.IGNORECASE)
_ISSUED = re.compile("作成|更新|公表|公開|改定|改訂|発行")


def find_date(text: str) -> str | None:
    """First date in a text as ``YYYY-MM-DD``, or ``YYYY-MM`` where it has no day; None when there is none.

    ``2026年7月3日作成``, ``令和8年7月3日``, ``R8.7.3``, ``2026/7/3``, ``20260703``; ``2026年8月末`` is 2026-08-31.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    for found in _DATE.finditer(plain):
        era, era_year, western, month, day, end = found.groups()
        year = int(western) if western else _ERAS[era] + (1 if era_year == "元" else int(era_year))
        if date := _iso(year, int(month), int(day) if day else None, bool(end)):
            return date
    if compact := _COMPACT.search(plain):
        return _iso(int(compact[1]), int(compact[2]), int(compact[3]), False)
    return None


def _iso(year: int, month: int, day: int | None, is_end: bool) -> str | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    if is_end:
        day = last
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= last else None


def as_of_date(texts: Iterable[str]) -> str | None:
    """The date that texts speak of: one with 時点 (as of) before one with 作成 or 更新 (issued), before a bare one."""
    dated = [(text, date) for text in texts if (date := find_date(text))]
    for word in (_AS_OF, _ISSUED, re.compile("")):
        for text, date in dated:
            if word.search(text):
                return date
    return None


def dated_word(text: str) -> str | None:
    """A date in a running text that says what it is (時点, 更新, 作成); None otherwise."""
    return find_date(text) if _AS_OF.search(text) or _ISSUED.search(text) else None


def parse_as_of(text: str) -> str:
    """Read a date that the user gave; raises InputError when it is none."""
    date = find_date(text)
    if date is None:
        raise InputError(
            f"The date {text!r} of AS_OF is not known; give it as 2026-07-03, 2026年7月3日 or 令和8年7月3日."
        )
    return date
