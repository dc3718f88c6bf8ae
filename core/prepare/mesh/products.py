"""Which level the codes of a table have: by product, or by the digits of the whole table."""

from __future__ import annotations

from enum import Enum

import numpy as np

from ...errors import InputError
from .codes import LEVELS, Cells, decode

#: Cells of 250 m in a third-order cell. So few codes, all ending in 1 to 4, may as well be 100 m cells.
_TELLING = 16
_BY_LENGTH = {4: "first", 6: "second", 7: "fivefold", 8: "third", 11: "eighth", 12: "twentieth"}


class Product(str, Enum):
    """Tables whose codes would else be ambiguous."""

    AUTO = "auto"
    JSHIS_250M = "jshis_250m"
    LANDUSE_100M = "landuse_100m"  # 土地利用細分メッシュ L03-b; its 50 m variant L03-b-c too
    STANDARD = "standard"


def levels_of(codes: np.ndarray, product: Product, label: str, cell_height: int | None = None) -> np.ndarray:
    """Name the level of every code.

    Ten digits are 250 m cells (two quadrants, 1 to 4) or 100 m cells (a row and a column, 0 to 9). Without
    a product the whole table decides: a digit outside 1 to 4 anywhere makes it 100 m, none makes it 250 m.
    At most 16 codes without such a digit tell nothing and are refused.

    Parameters
    ----------
    codes : text array, shape (n,)
        Plain digits; an empty text is no code.
    product : Product
    label : str
        Name of the table for messages.
    cell_height : int or None
        North-south side of the table's own polygons in eighths of an arc second, where it has any.

    Returns
    -------
    text array, shape (n,)
        Keys of ``codes.LEVELS``, empty where the text cannot be a code.

    Raises
    ------
    InputError
        When the codes do not fit the product or remain ambiguous.
    """
    length = np.char.str_len(codes)
    names = np.full(len(codes), "", "U9")
    for count, name in _BY_LENGTH.items():
        names[length == count] = name
    nine, ten = length == 9, length == 10
    names[nine] = np.where(np.char.endswith(codes[nine], "5"), "twofold", "half")
    if product is Product.AUTO and len(set(names[nine])) > 1:
        raise InputError(
            f"The codes of {label} have nine digits, some ending in 5 (2 km) and some not (500 m), so their "
            "size is not sure; choose the PRODUCT standard when both are meant."
        )
    names[ten] = _ten_digits(codes[ten], product, label, cell_height)
    if product is Product.JSHIS_250M:
        names[~ten] = ""
    elif product is Product.LANDUSE_100M:
        names[~ten & (length != 12)] = ""
    return names


def _ten_digits(codes: np.ndarray, product: Product, label: str, cell_height: int | None) -> str:
    """Level of ten-digit codes, one for all of a table."""
    if not len(codes) or product is Product.LANDUSE_100M:
        return "tenth"
    _, is_quarter = decode(codes, LEVELS["quarter"])
    odd = codes[~is_quarter & decode(codes, LEVELS["tenth"])[1]]
    if product is not Product.AUTO:
        if len(odd):
            raise InputError(
                f"The code {odd[0]} of {label} is no 250 m code, as its last two digits are not 1 to 4, but "
                f"PRODUCT {product.value} reads ten digits as 250 m; choose landuse_100m for 100 m cells."
            )
        return "quarter"
    by_size = {LEVELS[n].height: n for n in ("quarter", "tenth")}.get(cell_height or 0)
    if len(odd) or by_size == "tenth":
        return "tenth"
    if by_size == "quarter" or len(np.unique(codes)) > _TELLING:
        return "quarter"
    raise InputError(
        f"The ten-digit codes of {label} may be 250 m or 100 m cells, and {len(np.unique(codes))} code(s) "
        "are too few to tell; choose the PRODUCT jshis_250m, landuse_100m or standard (250 m)."
    )


def decode_levels(
    codes: np.ndarray, names: np.ndarray, label: str
) -> tuple[list[tuple[np.ndarray, Cells]], np.ndarray]:
    """Decode codes of several levels.

    Returns
    -------
    parts : list of (int64 array of row numbers, Cells)
        One a level, the rows in order.
    is_code : bool array, shape (n,)
    """
    is_code = np.zeros(len(codes), bool)
    parts = []
    for name in [n for n in LEVELS if n in set(names)]:
        rows = np.flatnonzero(names == name)
        text = _halves(codes[rows], label) if name == "twentieth" else codes[rows]
        cells, right = decode(text, LEVELS[name])
        is_code[rows] = right
        if right.any():
            parts.append((rows[right], Cells(cells.level, cells.south[right], cells.west[right])))
    return parts, is_code


def _halves(codes: np.ndarray, label: str) -> np.ndarray:
    """Twelve-digit codes with 0 and 1 in the last two digits; tables number the halves 0 and 1, or 0 and "
    "5.
    """
    used = set("".join(np.unique([c[10:] for c in codes])))
    if used <= {"0", "1"}:
        return codes
    if used <= {"0", "5"}:
        return np.array([c[:10] + c[10:].replace("5", "1") for c in codes])
    raise InputError(
        f"The twelve-digit codes of {label} do not end in two of 0 and 1, or of 0 and 5, as 50 m cells do; "
        "check the column."
    )
