"""Brings a place into view."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsProject


def go_to(canvas, box, crs, *, is_only_if_outside=False, is_flashed=False):
    """Show a rectangle on the map, in whichever CRS it is given; nothing happens where the map's CRS has no such place."""
    to_map = QgsCoordinateTransform(crs, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    try:
        box = to_map.transformBoundingBox(box)
    except QgsCsException:
        return
    if is_only_if_outside and canvas.extent().intersects(box):
        return
    canvas.zoomToFeatureExtent(box)
    if is_flashed:
        canvas.flashGeometries([QgsGeometry.fromRect(box)])
