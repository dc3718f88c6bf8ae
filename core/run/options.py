"""What a run is asked for: the results wanted, and how to run."""

from __future__ import annotations

from dataclasses import dataclass

from ..grid.grid import Extent


@dataclass(frozen=True)
class Outputs:
    """Paths of the results wanted; None for those that are not."""

    suitability: str | None = None
    exclusion: str | None = None
    candidates: str | None = None
    criteria: str | None = None
    uncertainty: str | None = None
    limiting: str | None = None
    allocation: str | None = None
    routes: str | None = None
    ledger: str | None = None
    report: str | None = None
    run_log: str | None = None


@dataclass(frozen=True)
class Options:
    """How to run.

    Attributes
    ----------
    cell_size, extent
        Take the place of the scenario's own.
    threads : int or None
        None uses every processor, up to four. The result does not depend on it.
    language : str
        Of the report: ``en`` or ``ja``.
    """

    cell_size: float | None = None
    extent: Extent | None = None
    threads: int | None = None
    language: str = "en"
