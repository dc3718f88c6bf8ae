"""What an import of hazards is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ...sources.vector import VectorSource


class Kind(str, Enum):
    """Hazard, as the field ``hazard`` of the standard layer names it; AUTO takes it from the file's schema."""

    AUTO = "auto"
    FLOOD = "flood"  # 洪水
    TSUNAMI = "tsunami"
    STORM_SURGE = "storm_surge"  # 高潮
    INLAND_FLOOD = "inland_flood"  # 内水
    SEDIMENT = "sediment"  # 土砂災害
    LANDSLIDE_PREVENTION = "landslide_prevention"  # 地すべり防止区域
    STEEP_SLOPE = "steep_slope"  # 急傾斜地崩壊危険区域
    OTHER = "other"


#: Kinds whose classes are depths of water.
WATER = frozenset({Kind.FLOOD, Kind.TSUNAMI, Kind.STORM_SURGE, Kind.INLAND_FLOOD})


class Scenario(str, Enum):
    """Which of the flood maps of one river is wanted: their files lie side by side in one archive."""

    AUTO = "auto"  # the worst that there is: maximum, else planned, duration or collapse
    PLANNED = "planned"  # 計画規模 (L1)
    MAXIMUM = "maximum"  # 想定最大規模 (L2)
    DURATION = "duration"  # 浸水継続時間
    COLLAPSE = "collapse"  # 家屋倒壊等氾濫想定区域

    @property
    def digit(self) -> str:
        """The first digit of the field number, and of the class in member names (41 and 42 are both collapse).

        AUTO has none.
        """
        return {"planned": "1", "maximum": "2", "duration": "3", "collapse": "4"}.get(self.value, "")


#: Scenarios, the one that AUTO takes first before the others.
SCENARIOS = (Scenario.MAXIMUM, Scenario.PLANNED, Scenario.DURATION, Scenario.COLLAPSE)


@dataclass(frozen=True)
class HazardRequest:
    """A file and how to read it.

    Attributes
    ----------
    source : str
        Path of a file or zip, or a layer as ``path|layername=name``.
    kind : Kind
    coverage : VectorSource or None
        Polygons of the area that was assessed.
    scenario : Scenario
        For A31, A31a and A31b.
    licence : str or None
        None takes what metadata or the product's terms say.
    year : int or None
        Year of the data; None takes it from the file's name.
    severity_field : str or None
        Field with the classes of a layer of unknown schema.
    severity_classes : dict of str to int or None
        Severity of each value of that field. None reads depths for water, else severities 0 to 4.
    crs : str or None
        CRS to take where the file has none.
    label : str or None
        What messages call a layer of QGIS; its file's name otherwise.
    """

    source: str
    kind: Kind = Kind.AUTO
    coverage: VectorSource | None = None
    scenario: Scenario = Scenario.AUTO
    licence: str | None = None
    year: int | None = None
    severity_field: str | None = None
    severity_classes: dict[str, int] | None = None
    crs: str | None = None
    label: str | None = None
