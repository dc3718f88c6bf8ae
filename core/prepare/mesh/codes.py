"""Grid-square codes (地域メッシュコード, JIS X 0410), encoded and decoded in whole numbers.

An eighth of an arc second divides the sides of every level, so corners are integers: they are exact,
and become degrees by one division. The same division tells on which side of an edge a position lies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...errors import InputError

#: Eighths of an arc second in a degree.
PER_DEGREE = 28_800
#: First-order rows and columns that hold a part of Japan: 20 to 46 degrees north, 122 to 154 east.
ROWS_OF_JAPAN, COLUMNS_OF_JAPAN = (30, 68), (22, 53)


@dataclass(frozen=True)
class Step:
    """How one digit, or two, divide a cell further.

    Attributes
    ----------
    parts : int
        Parts a side.
    form : str
        ``pair``: a row digit and a column digit from 0, south and west first; ``even``: the same, counted
        0, 2, 4 ...; ``quadrant``: one digit, 1 south-west, 2 south-east, 3 north-west, 4 north-east;
        ``five``: the digit 5, which divides nothing.
    """

    parts: int
    form: str


@dataclass(frozen=True)
class Level:
    """A level of the grid squares.

    Attributes
    ----------
    name : str
    steps : tuple of Step
        How it divides a first-order cell (40 minutes by 1 degree).
    """

    name: str
    steps: tuple[Step, ...]

    @property
    def digits(self) -> int:
        """Digits of a code."""
        return 4 + sum(2 if s.form in ("pair", "even") else 1 for s in self.steps)

    @property
    def height(self) -> int:
        """North-south side in eighths of an arc second."""
        return 2 * self.width // 3

    @property
    def width(self) -> int:
        """East-west side in eighths of an arc second."""
        return PER_DEGREE // int(np.prod([s.parts for s in self.steps], dtype=np.int64))


_SECOND = (Step(8, "pair"),)
_THIRD = (*_SECOND, Step(10, "pair"))
_HALF, _TENTH = Step(2, "quadrant"), (*_THIRD, Step(10, "pair"))
#: Levels by name. The tenth (100 m) and the twentieth (50 m) are those of land-use data, not of the standard.
LEVELS = {
    level.name: level
    for level in (
        Level("first", ()),
        Level("second", _SECOND),
        Level("fivefold", (*_SECOND, Step(2, "quadrant"))),  # 5倍, 5 km
        Level("twofold", (*_SECOND, Step(5, "even"), Step(1, "five"))),  # 2倍, 2 km
        Level("third", _THIRD),
        Level("half", (*_THIRD, _HALF)),
        Level("quarter", (*_THIRD, _HALF, _HALF)),
        Level("eighth", (*_THIRD, _HALF, _HALF, _HALF)),
        Level("tenth", _TENTH),
        Level("twentieth", (*_TENTH, Step(2, "pair"))),
    )
}


@dataclass(frozen=True)
class Cells:
    """Cells of one level: int64 arrays of their south and west edges, in eighths of an arc second."""

    level: Level
    south: np.ndarray
    west: np.ndarray

    def bounds(self) -> np.ndarray:
        """West, south, east, north in degrees, float64, shape (n, 4): the doubles nearest to the true "
        "edges.
        """
        edges = (self.west, self.south, self.west + self.level.width, self.south + self.level.height)
        return np.stack(edges, axis=1) / PER_DEGREE


def units_of(degrees: np.ndarray) -> np.ndarray:
    """The last eighth of an arc second at or below an angle; a double that stands for an edge lies on it.

    Parameters
    ----------
    degrees : float64 array

    Returns
    -------
    int64 array of the same shape
    """
    near = np.rint(np.asarray(degrees, float) * PER_DEGREE).astype(np.int64)
    return np.where(near / PER_DEGREE > degrees, near - 1, near)


def encode(latitude: np.ndarray, longitude: np.ndarray, level: Level) -> np.ndarray:
    """Codes of the cells that hold positions; a south or west edge belongs to its cell.

    Parameters
    ----------
    latitude, longitude : float64 arrays, shape (n,)
        Degrees, of the datum that the codes are to have.
    level : Level

    Returns
    -------
    text array, shape (n,)

    Raises
    ------
    InputError
        When a position lies where there are no codes (0 to 66.7 north, 100 to 200 east).
    """
    latitude, longitude = np.atleast_1d(latitude).astype(float), np.atleast_1d(longitude).astype(float)
    is_inside = (latitude >= 0) & (latitude < 200 / 3) & (longitude >= 100) & (longitude < 200)
    if not is_inside.all():
        worst = int(np.flatnonzero(~is_inside)[0])
        raise InputError(
            f"The position {latitude[worst]}, {longitude[worst]} (latitude, longitude) has no grid-square "
            "code; codes reach from 0 to 66.7 degrees north and from 100 to 200 degrees east."
        )
    row, south = np.divmod(units_of(latitude), 2 * PER_DEGREE // 3)
    column, west = np.divmod(units_of(longitude) - 100 * PER_DEGREE, PER_DEGREE)
    digits = [*np.divmod(row, 10), *np.divmod(column, 10)]
    side = PER_DEGREE
    for step in level.steps:
        side //= step.parts
        row, south = np.divmod(south, 2 * side // 3)
        column, west = np.divmod(west, side)
        digits += _to_digits(step, row, column)
    text = (np.stack(digits, axis=1) + ord("0")).astype(np.uint8)
    return text.view(f"S{level.digits}").ravel().astype(f"U{level.digits}")


def _to_digits(step: Step, row: np.ndarray, column: np.ndarray) -> list[np.ndarray]:
    if step.form == "quadrant":
        return [1 + 2 * row + column]
    if step.form == "five":
        return [np.full_like(row, 5)]
    times = 2 if step.form == "even" else 1
    return [times * row, times * column]


def decode(codes: np.ndarray, level: Level) -> tuple[Cells, np.ndarray]:
    """Cells of codes.

    Parameters
    ----------
    codes : array of text, shape (n,)
    level : Level

    Returns
    -------
    cells : Cells, shape (n,)
        Of no meaning where the code is wrong.
    is_code : bool array, shape (n,)
        Whether the text is a code of this level in Japan.
    """
    numbers, is_code = _digits(codes, level.digits)
    row, column = 10 * numbers[0] + numbers[1], 10 * numbers[2] + numbers[3]
    is_code &= (row >= ROWS_OF_JAPAN[0]) & (row <= ROWS_OF_JAPAN[1])
    is_code &= (column >= COLUMNS_OF_JAPAN[0]) & (column <= COLUMNS_OF_JAPAN[1])
    south, west = row * (2 * PER_DEGREE // 3), (100 + column) * PER_DEGREE
    side, place = PER_DEGREE, 4
    for step in level.steps:
        side //= step.parts
        taken = 2 if step.form in ("pair", "even") else 1
        row, column, is_right = _from_digits(step, numbers[place : place + taken])
        south, west, is_code = south + row * (2 * side // 3), west + column * side, is_code & is_right
        place += taken
    return Cells(level, south, west), is_code


def _digits(codes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Digits as int64, shape (count, n), zero where the text has another length or other characters."""
    text = np.asarray(codes, dtype=str)
    out = np.zeros((count, len(text)), np.int64)
    right = np.char.str_len(text) == count
    if right.any():
        points = np.ascontiguousarray(text[right].astype(f"U{count}")).view(np.uint32).reshape(-1, count)
        is_digit = ((points >= ord("0")) & (points <= ord("9"))).all(axis=1)
        out[:, right] = np.where(is_digit, points.T.astype(np.int64) - ord("0"), 0)
        right[right] = is_digit
    return out, right


def _from_digits(step: Step, digits: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row and column of a part, and whether the digits name one."""
    if step.form == "five":
        return np.zeros_like(digits[0]), np.zeros_like(digits[0]), digits[0] == 5
    if step.form == "quadrant":
        row, column = np.divmod(digits[0] - 1, 2)
        return row, column, (digits[0] >= 1) & (digits[0] <= 4)
    times = 2 if step.form == "even" else 1
    row, column = digits[0] // times, digits[1] // times
    is_right = (digits % times == 0).all(axis=0) & (row < step.parts) & (column < step.parts)
    return row, column, is_right
