"""What an import of capacity is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...errors import InputError
from ...sources.vector import VectorSource
from .profile import GENERIC, UTILITIES

SIDES = ("demand", "generation")
KINDS = ("substation", "line", "zone")
AUTO = "auto"


@dataclass(frozen=True)
class CapacityRequest:
    """What to import.

    Attributes
    ----------
    source : str
        Path of a CSV, Excel, GeoJSON, zip or vector file; ``|layername=`` picks a sheet, member or layer.
    side : str
        ``demand`` or ``generation``: which of the two the table is about. Nothing in it can tell.
    utility : str
        ``auto``, ``generic`` or a key of ``profile.UTILITIES``.
    locations : VectorSource or None
        Named points, lines or polygons.
    location_field : str or None
        Field of their names; None takes ``name`` and the like.
    as_of : str or None
        Date of the data; None takes it from the title row.
    kind : str
        ``auto``, ``substation``, ``line`` or ``zone``.
    columns : mapping of str to str
        Columns by hand: role (``name``, ``spare``, ``voltage``, ``x``, ``y``, ...) to header or number from 1.
    header_rows : str or None
        Header rows by hand, ``2`` or ``2-4``; ``0`` for none.
    crs : str or None
        CRS of coordinates in the table; latitude and longitude are JGD2011 (EPSG:6668) without it.
    licence : str or None
        None takes the profile's.
    """

    source: str
    side: str
    utility: str = AUTO
    locations: VectorSource | None = None
    location_field: str | None = None
    as_of: str | None = None
    kind: str = AUTO
    columns: Mapping[str, str] = field(default_factory=dict)
    header_rows: str | None = None
    crs: str | None = None
    licence: str | None = None

    def require_known_words(self) -> None:
        """Raise InputError when the side, the utility or the kind is not one of the known words."""
        if self.side not in SIDES:
            raise InputError(
                f"The side {self.side or '(none)'} is not known; say demand or generation, as no table tells it itself."
            )
        if self.utility not in (AUTO, GENERIC, *UTILITIES):
            listed = ", ".join((AUTO, GENERIC, *UTILITIES))
            raise InputError(f"The utility {self.utility} is not known; use one of {listed}.")
        if self.kind not in (AUTO, *KINDS):
            raise InputError(f"The kind {self.kind} is not known; use {AUTO}, {', '.join(KINDS)}.")
