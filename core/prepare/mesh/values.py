"""Cells of a table as text become codes, numbers and nulls."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

#: What stands for "not known" in mesh tables: J-SHIS writes -9999, G04 the word unknown, statistics marks.
_MISSING = frozenset(
    {"", "unknown", "nan", "null", "none", "n/a", "na", "-", "－", "―", "ー", "—", "*", "**", "***", "…"}
)
_MISSING_NUMBER = -9999.0
_CODE = re.compile(r"[0-9]{4,12}")
_SPREADSHEET = re.compile(r"([0-9]+)\.0+|[0-9](\.[0-9]+)?[eE]\+?[0-9]+")


@dataclass(frozen=True)
class Column:
    """A column with one type: ``values`` are of it, or None where not known."""

    name: str
    type: type
    values: list

    @property
    def missing(self) -> int:
        """Values that are not known."""
        return sum(v is None for v in self.values)


def clean_codes(raw: pd.Series) -> np.ndarray:
    """Codes as plain digits, text array; empty where a value can be no code.

    Full-width digits, blanks, hyphens, a leading apostrophe, ``="..."`` and the ``.0`` that spreadsheets
    add are taken off. ``5.33945E+09`` has lost digits and is no code.
    """
    text = raw.map(_as_text)
    plain = text.str.fullmatch(_CODE.pattern)
    if not plain.all():
        text = text.where(plain, text[~plain].map(_one_code))
    return text.to_numpy(dtype=str)


def _one_code(text: str) -> str:
    text = (
        re.sub(r"[\s'\"=\-‐−]", "", unicodedata.normalize("NFKC", text))
        if "E+" not in text.upper()
        else text.strip()
    )
    if _SPREADSHEET.fullmatch(text):
        number = Decimal(text)
        kept = len(re.sub(r"\D", "", re.split("[eE]", text)[0]))
        exact = number == number.to_integral_value() and (
            "e" not in text.lower() or kept == number.adjusted() + 1
        )
        text = str(int(number)) if exact else ""
    return text if _CODE.fullmatch(text) else ""


def _as_text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def make_column(name: str, raw: pd.Series) -> Column:
    """Find the type of a column: whole numbers, numbers, or text.

    A leading zero keeps a column text, as ``0100`` is a class and no number.
    """
    text = raw.map(_as_text)
    lower = text.str.lower()
    numbers = pd.to_numeric(lower.where(~lower.isin(_MISSING)), errors="coerce")
    known = ~lower.isin(_MISSING) & (numbers != _MISSING_NUMBER)
    odd = known & numbers.isna()
    if odd.any():
        mended = text[odd].map(_number_text)
        numbers = numbers.where(~odd, pd.to_numeric(mended, errors="coerce"))
    values = text[known]
    if not len(values):
        return Column(name, str, [None] * len(text))
    if (
        numbers[known].isna().any()
        or values.str.match(r"[+-]?0\d").any()
        or not np.isfinite(numbers[known]).all()
    ):
        return Column(name, str, [v if k else None for v, k in zip(text, known)])
    is_whole = values.str.fullmatch(r"[+-]?[\d,]{1,18}").all() and pd.api.types.is_object_dtype(raw)
    if is_whole:
        return Column(name, int, [int(v) if k else None for v, k in zip(numbers, known)])
    return Column(name, float, [float(v) if k else None for v, k in zip(numbers, known)])


def _number_text(text: str) -> str:
    """A number with full-width digits or thousands separators, as ``float`` reads it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain.replace(",", "") if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", plain) else plain


def pad_land_use(column: Column) -> Column:
    """Land-use classes (土地利用種別) as text of four digits, where a table read them as numbers.

    Classes since 2009 have four digits (``0100``); earlier ones a single one or a letter, and stay as they are.
    """
    texts = [None if v is None else _as_text(v) for v in column.values]
    known = {t for t in texts if t}
    is_new = all(t.isdigit() and len(t) <= 4 for t in known) and any(len(t) >= 3 for t in known)
    return Column(column.name, str, [t.zfill(4) if t is not None and is_new else t for t in texts])


def as_numbers(column: Column) -> np.ndarray | None:
    """A column as float64, NaN where not known; None when some text is no number."""
    try:
        return np.array([np.nan if v is None else float(v) for v in column.values], float)
    except ValueError:
        return None
