"""Dates of data, and when they are too old."""

from __future__ import annotations

import datetime
import re
import unicodedata

from ..prepare.capacity.dates import find_date

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def parse_date(text: object) -> datetime.date | None:
    """A date out of ``2026-06``, ``2026/7/3``, ``令和8年7月3日`` or a year; None where there is none.

    A year alone is its last day and a month its last, so that nothing is called older than it may be.
    """
    plain = unicodedata.normalize("NFKC", str(text or ""))
    if found := find_date(plain):
        year, month, *day = (int(part) for part in found.split("-"))
        return datetime.date(year, month, day[0]) if day else _last_day(year, month)
    if alone := _YEAR.search(plain):
        return datetime.date(int(alone[1]), 12, 31)
    return None


def is_stale(date: datetime.date, today: datetime.date) -> bool:
    """Tell whether a date lies more than 12 months back."""
    return (date.year + 1, date.month, date.day) < (today.year, today.month, today.day)


def _last_day(year: int, month: int) -> datetime.date:
    first_after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first_after - datetime.timedelta(days=1)
