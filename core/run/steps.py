"""Single steps, as algorithms offer them: one field or mask streamed into one raster."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

import numpy as np

from ..criteria.field import Field
from ..errors import InputError, OutputError
from ..exclusion.mask import MASK_NODATA, MAX_RULES, MaskBlock, join
from ..exclusion.rules import Rule
from ..grid.grid import Grid, Window
from ..outputs import OutputSet, outputs
from ..progress import Progress, Steps
from ..provenance import Input, hash_input, raster_metadata
from ..rasters import RasterSpec, RasterWriter
from ..sources.uri import parse_uri
from ..stream import make_executor, stream
from .result import RuleTally


@dataclass(frozen=True)
class Target:
    """One raster to write: its path, bands, and how its cells come from a computed block."""

    path: str
    bands: tuple[str, ...]
    take: Callable[[Any], np.ndarray]
    is_mask: bool = False
    metadata: dict[str, str] = field(default_factory=dict)


def inputs_of(paths: list[str]) -> list[Input]:
    """Hash the inputs of an algorithm, named input_1, input_2, ... in order."""
    return [hash_input(str(i), p, parse_uri(p).path) for i, p in enumerate(paths, start=1)]


def stream_to(
    work: Callable[[Window], Any],
    grid: Grid,
    targets: list[Target],
    inputs: list[Input],
    progress: Progress | None = None,
    each: Callable[[Any], None] | None = None,
    after: Callable[[OutputSet], None] | None = None,
) -> None:
    """Compute every block of a grid and write it to each target; all files appear at the end or none.

    Parameters
    ----------
    work : callable
        A pure function of a window.
    each : callable or None
        Sees every computed block, in order.
    after : callable or None
        Called with the output set before anything is moved into place; may raise to drop the run.
    """
    steps = Steps(progress)
    steps.phase("Computing", 1.0)
    tags = raster_metadata(None, inputs)
    executor, workers = make_executor()
    windows = list(grid.blocks())
    with executor, outputs() as files:
        writers = [RasterWriter(files.aside(t.path), grid, _spec(t, {**tags, **t.metadata})) for t in targets]
        for done, (window, block) in enumerate(stream(work, windows, executor, workers), start=1):
            for target, writer in zip(targets, writers):
                writer.write(window, target.take(block))
            if each:
                each(block)
            steps.at(done / len(windows))
        for writer in writers:
            writer.close()
        if after:
            after(files)


def _spec(target: Target, tags: dict[str, str]) -> RasterSpec:
    if target.is_mask:
        return RasterSpec(target.bands, tags, True, MASK_NODATA)
    return RasterSpec(target.bands, tags)


def write_field(
    fld: Field,
    grid: Grid,
    path: str,
    inputs: list[Input],
    progress: Progress | None = None,
    none_known: str = "",
) -> int:
    """Write all bands of a field; returns the number of cells that band 1 knows.

    Raises
    ------
    InputError
        With the sentence ``none_known``, where one is given and band 1 knows no cell.
    """
    known = 0

    def count(block: np.ndarray) -> None:
        nonlocal known
        known += int(np.count_nonzero(~np.isnan(block[0])))

    target = Target(path, tuple(b.text for b in fld.bands), lambda block: block)

    def require(_files: OutputSet) -> None:
        if none_known and not known:
            raise InputError(none_known)

    stream_to(fld, grid, [target], inputs, progress, count, require)
    return known


@dataclass(frozen=True)
class _Mask:
    """Every rule on a block, joined."""

    rules: tuple[Rule, ...]

    def __call__(self, window: Window) -> MaskBlock:
        return join([rule(window) for rule in self.rules], window.shape)


def write_mask(
    rules: list[tuple[str, Rule]],
    grid: Grid,
    path: str,
    table: str | None,
    inputs: list[Input],
    progress: Progress | None = None,
) -> list[RuleTally]:
    """Write an exclusion mask, and a table of the hectares of each rule.

    Raises
    ------
    InputError
        On more rules than the mask has bits.
    """
    if len(rules) > MAX_RULES:
        raise InputError(
            f"There are {len(rules)} exclusion layers, and the mask holds {MAX_RULES}; join some of them."
        )
    excluded, alone = np.zeros(len(rules), np.int64), np.zeros(len(rules), np.int64)

    known = np.zeros(len(rules), np.int64)

    def add(block: MaskBlock) -> None:
        np.add(known, block.known, out=known)
        np.add(excluded, block.excluded, out=excluded)
        np.add(alone, block.alone, out=alone)

    def finish(files: OutputSet) -> None:
        for (name, _), cells in zip(rules, known):
            if not cells:
                raise InputError(
                    f"The layer {name} is known on no cell of the grid; check that it covers the extent and is not all "
                    "nodata."
                )
        if table:
            _write_table(files.aside(table), tallies())

    def tallies() -> list[RuleTally]:
        ha = grid.cell_ha
        return [
            RuleTally(str(i), name, float(e) * ha, float(a) * ha)
            for i, ((name, _), e, a) in enumerate(zip(rules, excluded, alone))
        ]

    bits = {"WATTBIT_BITS": " ".join(f"{i}={name}" for i, (name, _) in enumerate(rules))}
    target = Target(path, ("exclusion bits",), lambda block: block.bits, True, bits)
    stream_to(_Mask(tuple(r for _, r in rules)), grid, [target], inputs, progress, add, finish)
    return tallies()


def _write_table(path: Path, rows: list[RuleTally]) -> None:
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.writer(handle)
            writer.writerow(["bit", "rule", "excluded_ha", "excluded_alone_ha"])
            writer.writerows([r.id, r.label, f"{r.excluded_ha:.4f}", f"{r.alone_ha:.4f}"] for r in rows)
    except OSError as error:
        raise OutputError(
            f"The table {path} cannot be written ({error.strerror}); check the disk."
        ) from error
