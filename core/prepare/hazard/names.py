"""What the file names of 国土数値情報 tell: product, year, class of flood map and area."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: ``A33-25_22_GEOJSON``, ``A31a-20-25_86_10``, ``A31b-25_10_5540_SHP``, ``A46-a-21_22``, ``A30a5-11_4939-jgd_GML``.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?P<code>[A-Z]\d{2}[a-z]?\d?)(?:-[abc])?(?:-(?P<scenario>10|20|30|41|42)(?=-\d\d))?"
    r"-(?P<year>\d{2})(?!\d)(?P<rest>.*)$"
)
_LAST_YEAR_OF_CENTURY = 70
_PREFECTURES = 47


@dataclass(frozen=True)
class KsjName:
    """The parts of a name; None where it does not tell.

    Attributes
    ----------
    code : str or None
        Product, such as ``A31a``.
    scenario : str or None
        10, 20, 30, 41 or 42 of flood maps.
    year : int or None
        Four digits.
    mesh : str or None
        Four digits of a first-order mesh (第1次地域区画).
    prefecture : int or None
        1 to 47; 0 for the whole country.
    datum : str or None
        ``tky``, ``jgd`` or ``jgd2011`` where the name carries one.
    """

    code: str | None = None
    scenario: str | None = None
    year: int | None = None
    mesh: str | None = None
    prefecture: int | None = None
    datum: str | None = None

    def filled(self, other: KsjName) -> KsjName:
        """Return this name with its gaps filled from another, as a member's name leaves out what its archive says."""
        if self.code and other.code and self.code != other.code:
            return self
        has_area = self.mesh is not None or self.prefecture is not None
        area = self if has_area else other
        return KsjName(
            self.code or other.code,
            self.scenario or other.scenario,
            self.year or other.year,
            area.mesh,
            area.prefecture,
            self.datum or other.datum,
        )


def parse_name(stem: str) -> KsjName:
    """Read the name of a file without its ending; a name of another form tells no more than the datum."""
    datum = re.search(r"[-_](tky|jgd2011|jgd)(?![a-z0-9])", stem, re.IGNORECASE)
    tag = datum.group(1).lower() if datum else None
    found = _NAME.search(stem)
    if found is None:
        return KsjName(datum=tag)
    tokens = re.findall(r"(?<=[_-])(\d+)(?![A-Za-z0-9])", found["rest"])
    areas = re.findall(r"(?<=[_-])(\d\d)(?!\d)", found["rest"])
    mesh = next((t for t in tokens if is_first_mesh(t)), None)
    prefecture = None
    if mesh is None and areas and int(areas[0]) <= _PREFECTURES:
        prefecture = int(areas[0])
    year = int(found["year"])
    year += 1900 if year >= _LAST_YEAR_OF_CENTURY else 2000
    return KsjName(found["code"], found["scenario"], year, mesh, prefecture, tag)


def is_first_mesh(code: str) -> bool:
    """Whether a text is the code of a first-order mesh in Japan (20 to 46 degrees north, 122 to 154 east)."""
    return len(code) == 4 and code.isdigit() and 30 <= int(code[:2]) <= 68 and 22 <= int(code[2:]) <= 53


def mesh_bounds(code: str) -> tuple[float, float, float, float]:
    """Bounds of a first-order mesh.

    Parameters
    ----------
    code : str
        Four digits.

    Returns
    -------
    (xmin, ymin, xmax, ymax) in degrees, 1 degree by 40 minutes.

    Source: JIS X 0410.
    """
    south, west = int(code[:2]), int(code[2:]) + 100
    return float(west), south / 1.5, float(west + 1), (south + 1) / 1.5
