"""A place that was asked about, in whatever CRS the map had then."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)

from ..text import tr


@dataclass
class Place:
    """A position, and what is known of it."""

    point: QgsPointXY
    crs: QgsCoordinateReferenceSystem
    is_pinned: bool = False
    told: object = None
    name: str = ""

    @property
    def title(self):
        """Name of the municipality, latitude and longitude."""
        known = moved(self.point, self.crs, QgsCoordinateReferenceSystem("EPSG:4326"))
        where = (
            f"{self.point.x():.1f}, {self.point.y():.1f}"
            if known is None
            else f"{known.y():.5f}, {known.x():.5f}"
        )
        return f"{self.name}  {where}".strip()

    @property
    def position(self):
        """x, y and the CRS as text."""
        text = self.crs.authid() if self.crs.authid().startswith("EPSG:") else self.crs.toWkt()
        return self.point.x(), self.point.y(), text


def moved(point, source, target):
    """A point in another CRS; None where that has no place for it."""
    if not source.isValid() or not target.isValid() or source == target:
        return point
    try:
        return QgsCoordinateTransform(source, target, QgsProject.instance()).transform(point)
    except QgsCsException:
        return None


def score_at(preview, point, crs):
    """In a word or two, what a preview shows at a point; empty where it has no place for it."""
    on_grid = moved(point, crs, QgsCoordinateReferenceSystem.fromWkt(preview.crs))
    if on_grid is None:
        return ""
    state, score = preview.at(on_grid.x(), on_grid.y())
    words = {
        "excluded": tr("Excluded"),
        "not_assessed": tr("Not assessed"),
        "outside": tr("Outside the extent"),
    }
    return words.get(state) or tr("Score {score}").format(score=f"{score:.2f}")
