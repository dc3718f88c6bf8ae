"""Pairwise comparison matrices out of what people type: squares, upper triangles, fractions."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from .numbers import split_cells, to_number

#: A reciprocal that was typed with two decimals (0.33 for 1/3) is off by this at most ...
_ROUNDED = 0.005 + 1e-9
#: ... and never by more than this share of itself.
_SHARE = 0.05
_NEVER = "judgements are numbers above 0, such as 3 or 1/3"


@dataclass(frozen=True)
class _Cells:
    """Cells in their order, and the lengths of the rows where the input has rows."""

    values: list[object]
    rows: list[int]


def judgement_matrix(
    values: str | Iterable[object], criteria: int | None = None, what: str = "the matrix"
) -> np.ndarray:
    """Read a matrix of pairwise judgements.

    Parameters
    ----------
    values : str or iterable
        ``n x n`` values row by row, or the upper triangle without the diagonal, row by row: flat, as rows, or
        as text with commas, rows parted by line ends or semicolons. A cell is a number or a fraction (``1/3``).
    criteria : int or None
        How many criteria there are, where that is known. Without it the count of values tells: 9 are a square
        of 3, 3 an upper triangle of 3. The counts 1, 36, 1225, ... may be either; they are a square when the
        diagonal that they would have is 1 throughout, else a triangle.
    what : str
        What the matrix is, for messages.

    Returns
    -------
    float64 array (n, n)
        Exactly reciprocal, 1 on the diagonal: where both a judgement and its rounded reciprocal are given
        (3 and 0.33), the one of 1 or more counts.

    Raises
    ------
    InputError
        When the count does not fit, a cell is blank, no number, 0 or negative, the diagonal is not 1, or two
        cells are not reciprocal.
    """
    cells = _cells(values)
    if not cells.values:
        raise InputError(
            f"There are no judgements in {what}; give n x n values row by row, or the upper triangle."
        )
    n, is_square = _size(cells, criteria, what)
    places = [(i, j) for i in range(n) for j in range(n) if is_square or i < j]
    matrix = np.ones((n, n))
    for (i, j), cell in zip(places, cells.values):
        matrix[i, j] = _judgement(cell, i, j, what)
    if is_square:
        _require_reciprocal(matrix, what)
    upper = np.triu(matrix, 1)
    lower = np.tril(matrix, -1).T
    with np.errstate(divide="ignore"):
        joined = np.where(upper >= 1, upper, 1 / lower) if is_square else upper
    out = np.eye(n) + np.triu(joined, 1)
    below = np.tril_indices(n, -1)
    out[below] = 1 / out.T[below]
    return out


def _cells(values: str | Iterable[object]) -> _Cells:
    parts = [values] if isinstance(values, str) else list(values)
    parts = [unicodedata.normalize("NFKC", p) if isinstance(p, str) else p for p in parts]
    if parts and all(isinstance(p, (Sequence, np.ndarray)) and not isinstance(p, str) for p in parts):
        rows = [list(p) for p in parts]  # type: ignore[call-overload]
    elif any(isinstance(p, str) and re.search(r"[\[;\n,]|\S\s+[^\s/]", p) for p in parts):
        # QGIS splits text at its commas, rows and brackets or not: make it whole again.
        rows = _rows_of_text(",".join("" if p is None else str(p) for p in parts))
    else:
        rows = [parts]
    rows = [r for r in rows if r]
    return _Cells([cell for row in rows for cell in row], [len(r) for r in rows])


def _rows_of_text(text: str) -> list[list[object]]:
    text = re.sub(r"[\[\]()]", "", re.sub(r"\]\s*[,;]?\s*\[", ";", text))
    return [list(split_cells(re.sub(r",\s*$", "", row))) for row in re.split(r"[;\n]", text)]


def _size(cells: _Cells, criteria: int | None, what: str) -> tuple[int, bool]:
    """Number of criteria, and whether the cells are a square; otherwise they are a triangle."""
    count, lengths = len(cells.values), cells.rows
    fits = [(n, True) for n in [math.isqrt(count)] if n * n == count]
    fits += [(n, False) for n in [(1 + math.isqrt(1 + 8 * count)) // 2] if n * (n - 1) // 2 == count]
    if len(lengths) > 1 and set(lengths) != {1}:
        n = len(lengths)
        as_rows = {(n, True): [n] * n, (n + 1, False): list(range(n, 0, -1))}
        fits = [fit for fit, rows in as_rows.items() if rows == lengths]
        if not fits:
            shown = ", ".join(map(str, lengths[:12]))
            raise InputError(
                f"The rows of {what} have {shown} values, which is not square; give n rows of n values, or the upper "
                "triangle with one value less in each row."
            )
    if criteria is not None:
        fits = [fit for fit in fits if fit[0] == criteria]
        if not fits:
            raise InputError(
                f"There are {count} judgements in {what} for {criteria} criteria; give {criteria * criteria} row by "
                f"row, or {criteria * (criteria - 1) // 2} of the upper triangle."
            )
    if not fits:
        n = math.isqrt(count)
        raise InputError(
            f"There are {count} judgements in {what}, neither a square of n x n nor an upper triangle of n (n - 1) / 2; "
            f"{n} criteria need {n * n} or {n * (n - 1) // 2}, {n + 1} need {(n + 1) ** 2} or {n * (n + 1) // 2}."
        )
    if len(fits) == 2 and not _has_ones(cells.values[:: fits[0][0] + 1]):
        return fits[1]
    return fits[0]


def _has_ones(diagonal: list[object]) -> bool:
    try:
        return all(abs(to_number(cell) - 1) < 1e-6 for cell in diagonal)
    except ValueError:
        return False


def _judgement(cell: object, i: int, j: int, what: str) -> float:
    place = f"The judgement in row {i + 1}, column {j + 1} of {what}"
    if cell is None or cell == "":
        raise InputError(f"{place} is blank; {_NEVER}.")
    try:
        value = to_number(cell)
    except ValueError:
        raise InputError(f"{place} is {str(cell)[:40]!r}; {_NEVER}.") from None
    if not math.isfinite(value) or value <= 0:
        raise InputError(f"{place} is {value:g}; {_NEVER}.")
    return value


def _require_reciprocal(matrix: np.ndarray, what: str) -> None:
    n = len(matrix)
    for i in range(n):
        if abs(matrix[i, i] - 1) > 1e-6:
            raise InputError(
                f"The judgement in row {i + 1}, column {i + 1} of {what} is {matrix[i, i]:g}; a criterion against itself "
                "is 1."
            )
    for i in range(n):
        for j in range(i + 1, n):
            large, small = max(matrix[i, j], matrix[j, i]), min(matrix[i, j], matrix[j, i])
            if abs(small - 1 / large) > _ROUNDED or abs(small * large - 1) > _SHARE:
                raise InputError(
                    f"The matrix is not reciprocal: in {what}, row {i + 1}, column {j + 1} is {matrix[i, j]:g} and row "
                    f"{j + 1}, column {i + 1} is {matrix[j, i]:g}, not {1 / matrix[i, j]:.4g}; correct one of the two."
                )
