"""Open what a scenario names, once: vector layers into arrays, rasters aligned, inputs hashed."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from ..criteria.hazard import cells_of
from ..errors import InputError
from ..grid.crs import require_metric
from ..grid.grid import Extent, Grid, lattice_grid, template_grid
from ..grid.spans import Spans
from ..provenance import Input, hash_input
from ..scenario.model import DistanceCriterion, Horizon, Layer, LayerExtent, Scenario
from ..sources.raster import AlignedRaster, RasterSource, Resampling, align, raster_extent
from ..sources.shapes import VectorData
from ..sources.uri import parse_uri
from ..sources.vector import VectorSource, read_vector


class Sources:
    """The layers of a scenario, read on first use and kept for all who ask.

    Parameters
    ----------
    folder : Path
        That relative paths start from.
    grid : Grid
    """

    def __init__(self, folder: Path, grid: Grid) -> None:
        self.folder, self.grid = folder, grid
        self._vectors: dict[VectorSource, list[tuple[frozenset[str], VectorData]]] = {}
        self._cells: dict[VectorSource, Spans] = {}
        self._ahead: dict[VectorSource, Future[VectorData]] = {}
        self._cells_ahead: dict[VectorSource, Future[Spans]] = {}

    def read_ahead(self, scenario: Scenario, pool: Executor) -> None:
        """Begin to read the layers of rules and distances on a pool; whoever asks for one waits for it."""
        vectors = [r for r in scenario.exclusions if r.ranges is None]
        rules = [(r.layer, r.where) for r in vectors if r.covered_share is None]
        near = [(c.layer, None) for c in scenario.criteria if isinstance(c, DistanceCriterion)]
        for id, where in dict.fromkeys([*((r.layer, r.where) for r in vectors), *near]):
            source = vector_source(id, scenario.layers[id], self.folder, where)
            read = pool.submit(read_vector, source, self.grid.crs, allow_empty=where is not None)
            self._ahead[source] = read
            if (id, where) in rules:
                self._cells_ahead[source] = pool.submit(self._cells_of, read)

    def _cells_of(self, read: Future[VectorData]) -> Spans:
        return cells_of(read.result().shapes, self.grid)

    def stop(self) -> None:
        """Begin no reading any more."""
        ahead: tuple[Future, ...] = (*self._ahead.values(), *self._cells_ahead.values())
        for future in ahead:
            future.cancel()

    def vector(
        self, id: str, layer: Layer, where: str | None = None, fields: Iterable[str] = ()
    ) -> VectorData:
        """A vector layer under its own filter and, where given, a further one."""
        source = vector_source(id, layer, self.folder, where)
        wanted = frozenset(fields)
        for known, data in self._vectors.get(source, []):
            if wanted <= known:
                return data
        if source in self._ahead and not wanted:
            data = self._ahead.pop(source).result()
        else:
            data = read_vector(source, self.grid.crs, fields, allow_empty=where is not None)
        self._vectors.setdefault(source, []).append((wanted, data))
        return data

    def raster(self, id: str, layer: Layer, resampling: Resampling | None = None) -> AlignedRaster:
        """A raster layer aligned with the grid."""
        uri = parse_uri(layer.source, self.folder)
        return align(RasterSource(uri.path, layer.band, id, layer.crs), self.grid.whole, resampling)

    def coverage(self, layers: dict[str, Layer], id: str | None) -> Spans | None:
        """Cells of a coverage layer; None where there is none."""
        if id is None:
            return None
        return self.cells(id, layers[id])

    def cells(self, id: str, layer: Layer, where: str | None = None) -> Spans:
        """Cells that the features of a vector layer take."""
        source = vector_source(id, layer, self.folder, where)
        if source not in self._cells:
            data = self.vector(id, layer, where)
            ahead = self._cells_ahead.pop(source, None)
            self._cells[source] = ahead.result() if ahead else cells_of(data.shapes, self.grid)
        return self._cells[source]

    def reports(self) -> dict[str, VectorData]:
        """Every vector layer read so far, for the counts of what was mended."""
        return {
            f"{source.label} where {source.where}" if source.where else source.label: data
            for source, readings in self._vectors.items()
            for _, data in readings
        }


def vector_source(id: str, layer: Layer, folder: Path, where: str | None = None) -> VectorSource:
    """The vector source of a scenario's layer, with both filters joined."""
    filters = [f"({w})" for w in (layer.where, where) if w]
    return VectorSource(parse_uri(layer.source, folder), " AND ".join(filters) or None, layer.crs, id)


def scenario_grid(scenario: Scenario, cell_size: float | None = None, extent: Extent | None = None) -> Grid:
    """The analysis grid of a scenario; a cell size or extent given here takes the place of its own."""
    spec = scenario.grid
    if spec.template is not None:
        grid = template_grid(parse_uri(spec.template, scenario.folder).path)
        if cell_size is None and extent is None:
            return grid
        return lattice_grid(extent or grid.extent, grid.crs, grid.dx if cell_size is None else cell_size)
    if extent is None and isinstance(spec.extent, LayerExtent):
        extent = _layer_extent(scenario, spec.extent.layer)
    bounds = extent or spec.extent
    size = spec.cell_size_m or 0.0 if cell_size is None else cell_size
    return lattice_grid(bounds, spec.crs or "", size)  # type: ignore[arg-type]


def _layer_extent(scenario: Scenario, id: str) -> Extent:
    crs = require_metric(scenario.grid.crs or "", None).ExportToWkt()
    layer = scenario.layers[id]
    uri = parse_uri(layer.source, scenario.folder)
    try:
        data = read_vector(vector_source(id, layer, scenario.folder), crs)
    except InputError:
        return raster_extent(RasterSource(uri.path, layer.band, id, layer.crs), crs)
    return data.shapes.bounds


def hash_layers(at: Iterable[tuple[Horizon | None, Scenario]], threads: int) -> list[Input]:
    """Hash the files of the layers that a run reads at any horizon, each file once.

    In the order of the scenario; a source that only a later horizon names follows as ``layer@horizon``, and
    the raster that lends its grid as ``grid.template``.
    """
    found: dict[tuple[str, str], tuple[str, Layer, Path]] = {}
    every = list(at)
    for horizon, scenario in every:
        known = {id for id, _ in found}
        for id in used_layers(scenario):
            layer = scenario.layers[id]
            name = f"{id}@{horizon.id}" if horizon and id in known else id
            found.setdefault((id, layer.source), (name, layer, scenario.folder))
    files = [parse_uri(layer.source, folder).path for _, layer, folder in found.values()]
    first = every[0][1]
    grid = [parse_uri(first.grid.template, first.folder).path] if first.grid.template else []
    paths = sorted({*files, *grid})
    with ThreadPoolExecutor(max(1, threads)) as pool:
        hashes = dict(zip(paths, pool.map(lambda p: hash_input("", p, p), paths)))
    return [
        replace(hashes[file], id=name, source=layer.source, licence=layer.licence, as_of=layer.as_of)
        for file, (name, layer, _) in zip(files, found.values())
    ] + [replace(hashes[file], id="grid.template", source=str(first.grid.template)) for file in grid]


def used_layers(scenario: Scenario) -> list[str]:
    """Ids of the layers that the run reads, in the order of the scenario."""
    names = {name for c in scenario.criteria for name in c.layer_ids} | {e.layer for e in scenario.exclusions}
    if scenario.candidates and scenario.candidates.admin:
        names.add(scenario.candidates.admin.layer)
    if scenario.candidates and scenario.candidates.zones:
        names.add(scenario.candidates.zones.layer)
    if scenario.allocation and scenario.allocation.routes and scenario.allocation.routes.layer:
        names.add(scenario.allocation.routes.layer)
    if isinstance(scenario.grid.extent, LayerExtent):
        names.add(scenario.grid.extent.layer)
    names |= {scenario.layers[n].coverage or n for n in names}
    return [k for k in scenario.layers if k in names]
