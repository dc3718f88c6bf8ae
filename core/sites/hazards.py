"""Hazards on a site, by area: the worst class, its share, and what was not assessed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ..criteria.hazard import ASSESSED, MARK_FIELD
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData

#: Slivers below this share of a site come from coordinates that were rounded, not from a hazard.
_SLIVER = 1e-6


@dataclass(frozen=True)
class HazardMap:
    """A hazard layer as geometries.

    Attributes
    ----------
    name : str
        Fit for field names.
    geometries : list of shapely geometry
    boxes : float64 array (n, 4)
    severity : float64 array (n,)
        NaN where not known.
    classes : object array (n,)
        The source's own words.
    is_coverage : bool array (n,)
        Features that only tell what was assessed.
    """

    name: str
    geometries: list[BaseGeometry]
    boxes: np.ndarray
    severity: np.ndarray
    classes: np.ndarray
    is_coverage: np.ndarray

    def attributes(self, site: BaseGeometry) -> dict[str, Any]:
        """Worst severity on a site and its class, per cent of the site in a hazard, and per cent not assessed.

        Without features that tell what was assessed, all of the site is taken as assessed. The severity is left
        out where nothing of the site was assessed.
        """
        near = [i for i in self._near(site).tolist() if self.geometries[i].intersects(site)]
        covers = [i for i in near if self.is_coverage[i]]
        hits = [
            i
            for i in near
            if not self.is_coverage[i] and self.severity[i] != 0 and self._share(site, [i]) > _SLIVER
        ]
        assessed = 1.0 if not self.is_coverage.any() else self._share(site, [*covers, *hits])
        unknown = [i for i in hits if math.isnan(self.severity[i])]
        not_assessed = max(1 - assessed, self._share(site, unknown) if unknown else 0.0)
        known = [i for i in hits if not math.isnan(self.severity[i])]
        out: dict[str, Any] = {f"{self.name}_not_assessed_pct": 100 * not_assessed}
        if known:
            worst = max(known, key=lambda i: (self.severity[i], -i))
            out[f"{self.name}_severity"] = int(self.severity[worst])
            out[f"{self.name}_class"] = None if self.classes[worst] is None else str(self.classes[worst])
            out[f"{self.name}_pct"] = 100 * self._share(site, known)
        elif not_assessed < 1 - _SLIVER:
            out[f"{self.name}_severity"], out[f"{self.name}_pct"] = 0, 0.0
        return out

    def _near(self, site: BaseGeometry) -> np.ndarray:
        x0, y0, x1, y1 = site.bounds
        b = self.boxes
        return np.flatnonzero((b[:, 0] <= x1) & (b[:, 2] >= x0) & (b[:, 1] <= y1) & (b[:, 3] >= y0))

    def _share(self, site: BaseGeometry, index: list[int]) -> float:
        """Share of a site that some features cover, overlaps once; of a point 1 where one covers it."""
        found = [self.geometries[i] for i in index]
        if not found:
            return 0.0
        if site.area == 0:
            return float(any(g.intersects(site) for g in found))
        return float(unary_union([g.intersection(site) for g in found]).area / site.area)


def hazard_map(data: VectorData, name: str, severity_field: str = "severity") -> HazardMap:
    """Prepare a hazard layer; raises InputError when it has no severities."""
    geometries = to_geometries(data.shapes)
    severity = data.numbers(severity_field)
    classes = data.fields.get(MARK_FIELD, np.full(len(geometries), None, object))
    boxes = np.array([g.bounds for g in geometries], float).reshape(-1, 4)
    return HazardMap(name, geometries, boxes, severity, classes, (classes == ASSESSED) | (severity == 0))


def summary(found: dict[str, Any], maps: tuple[HazardMap, ...]) -> dict[str, Any]:
    """Over all hazards: the worst severity, left out where none is known, and the largest share not assessed."""
    worst = [found[f"{m.name}_severity"] for m in maps if f"{m.name}_severity" in found]
    missing = max(found[f"{m.name}_not_assessed_pct"] for m in maps)
    return {**({"hazard_worst": max(worst)} if worst else {}), "not_assessed_pct": missing}
