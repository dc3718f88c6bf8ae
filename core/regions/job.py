"""From a suitability raster in a file to a layer of regions in a file."""

from __future__ import annotations

from dataclasses import dataclass

from ..grid.grid import Grid, template_grid
from ..outputs import outputs
from ..progress import Progress
from ..provenance import Input, raster_metadata
from ..sources.raster import RasterSource, align
from ..sources.vector import VectorSource, read_vector
from ..stream import make_executor
from .layer import write_regions
from .locate import Located, locate
from .request import RegionRequest
from .scene import Scene
from .zones import Zones, zones_on


@dataclass(frozen=True)
class ZoneSource:
    """A layer of zones and the field that names them."""

    source: VectorSource
    field: str


@dataclass(frozen=True)
class Targets:
    """Where regions are written: along cell edges, and with smooth outlines where wanted."""

    regions: str
    smooth: str | None = None


def locate_to(
    source: RasterSource,
    request: RegionRequest,
    zones: ZoneSource | None,
    targets: Targets,
    inputs: list[Input],
    progress: Progress | None = None,
) -> Located:
    """Locate regions of a raster file and write them; all files appear at the end, or none.

    Raises
    ------
    InputError
        When the raster, the zones or the request cannot be used.
    OutputError
        When a layer cannot be written.
    """
    grid = template_grid(source.path)
    raster = align(source, grid.whole)
    places = None if zones is None else read_zones(zones, grid)
    tags = raster_metadata(None, inputs)
    executor, workers = make_executor()
    with executor, outputs() as files:
        found = locate(Scene(raster.read, grid, executor, workers), request, places, progress)
        for target, is_smooth in ((targets.regions, False), (targets.smooth, True)):
            if target:
                write_regions(
                    files.aside(target), grid.crs, found, has_zones=places is not None, tags=tags, smooth=is_smooth
                )  # fmt: skip
    return found


def read_zones(zones: ZoneSource, grid: Grid) -> Zones:
    """Zones of a layer on a grid; raises InputError when none reaches it."""
    return zones_on(read_vector(zones.source, grid.crs, [zones.field]), zones.field, grid)
