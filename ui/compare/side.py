"""One side of a comparison: a run, a horizon of a run, or a file."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from ...algorithms.compare_door import score_style, styled_raster
from ...algorithms.documents import WattbitError, read_raw
from ..runs.folder import read_history, read_run
from ..text import tr


@dataclass(frozen=True)
class Side:
    """What is compared.

    Attributes
    ----------
    name : str
        What the page and the map call it.
    key : str
        Part of the name of the difference's file.
    suitability, candidates : Path or None
        Files of the result, where it has them.
    band : int
        Band of the suitability, from 1.
    horizon : str or None
    raw : dict or None
        The scenario, where it is known, and ``folder`` that its paths start from.
    files : frozenset of Path
        Everything that the run wrote.
    scenario : Path or None
        Copy of the scenario beside a run's results.
    """

    name: str
    key: str
    suitability: Path | None = None
    candidates: Path | None = None
    band: int = 1
    horizon: str | None = None
    raw: dict | None = None
    folder: Path | None = None
    files: frozenset = frozenset()
    scenario: Path | None = None

    def layer(self):
        """A raster layer of its suitability, in the style that every run has; None where it has none."""
        if self.suitability is None:
            return None
        layer = styled_raster(self.suitability, self.name, score_style(self.raw, self.folder), self.band)
        return layer if layer.isValid() else None


def sides_of(run):
    """The sides that a run has: one a horizon, or itself."""
    base = tr("Run {n}").format(n=run.number)
    horizons = [h for h in run.raw.get("horizons") or [] if isinstance(h, dict) and h.get("id")]
    if not horizons:
        return [_side(run, base, f"run_{run.number}")]
    return [
        _side(run, f"{base}, {h['id']}", f"run_{run.number}_{h['id']}", band, str(h["id"]))
        for band, h in enumerate(horizons, start=1)
    ]


def _side(run, name, key, band=1, horizon=None):
    paths = {output: Path(path) for output, path in run.outputs.items()}
    return Side(
        name,
        key,
        paths.get("SUITABILITY"),
        paths.get("CANDIDATES"),
        band,
        horizon,
        run.raw,
        Path(run.scenario_path).parent,
        frozenset(path.resolve() for path in paths.values()),
        Path(run.scenario_path),
    )


def sides_of_file(path):
    """The sides that a file stands for: a raster of scores, or a scenario with its latest run.

    Raises
    ------
    WattbitError
        When it is neither.
    """
    path = Path(path).resolve()
    run = read_run(path.parent)  # a file of a run's folder stands for the whole run
    if run is None and path.suffix.lower() == ".json":
        raw = read_raw(path)
        runs = read_history(path.parent / f"{path.stem}_results")
        if not runs:
            name = tr("{file}, not run yet").format(file=path.name)
            return [Side(name, path.stem, raw=raw, folder=path.parent)]
        run = runs[-1]
    if run is not None:
        return [
            replace(side, name=f"{run.title}, {side.name}", key=f"{side.key}_{_mark(run.folder)}")
            for side in sides_of(run)
        ]
    side = Side(path.name, f"{path.stem}_{_mark(path)}", path, files=frozenset({path}))
    if side.layer() is None:
        raise WattbitError(
            tr("{file} is no raster and no scenario; choose a GeoTIFF or a scenario.").format(file=path.name)
        )
    return [side]


def _mark(path):
    """What tells files of one name apart, and a file from what it was before."""
    text = f"{Path(path).resolve()} {Path(path).stat().st_mtime_ns}"
    return f"{zlib.crc32(text.encode()):08x}"
