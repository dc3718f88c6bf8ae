"""The rasters of a run: which are wanted, what their bands are called, and how they come from a block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..engine.plan import Block, HorizonBlock, HorizonPlan
from ..exclusion.mask import MASK_NODATA
from ..overlay.combination import limiting
from ..overlay.uncertainty import dirichlet, independent
from ..rasters import RasterSpec, RasterWriter
from ..scenario.model import Scenario, Uncertainty
from .job import Job
from .options import Outputs

#: Bands of one horizon from its block, its plan and its scenario: (rows, cols) or (bands, rows, cols).
Take = Callable[[HorizonBlock, HorizonPlan, Scenario], np.ndarray]


@dataclass(frozen=True)
class Product:
    """One raster of a run, with the same bands at every horizon.

    Attributes
    ----------
    name : str
        The field of ``Outputs`` that asks for it.
    titles : callable
        Band descriptions of a horizon.
    take : callable
        Its bands, from a block.
    is_needed : callable
        Whether the run itself needs it, wanted or not.
    needs_scores : bool
        Whether it needs the score of every criterion in every block.
    is_mask : bool
    """

    name: str
    titles: Callable[[HorizonPlan], list[str]]
    take: Take
    is_needed: Callable[[Outputs], bool] = lambda wanted: False
    needs_scores: bool = False
    is_mask: bool = False

    def is_made(self, wanted: Outputs) -> bool:
        """Whether a run makes it."""
        return bool(getattr(wanted, self.name)) or self.is_needed(wanted)


class Rasters:
    """Writes every raster of a run that is made, block by block."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._products = made(job.wanted)
        self._writers = [
            RasterWriter(job.place(p.name), job.plan.grid, _spec(p, job)) for p in self._products
        ]

    def add(self, block: Block) -> None:
        """Write a block."""
        for product, writer in zip(self._products, self._writers):
            parts = [
                product.take(h, plan, scenario)
                for h, plan, (_, scenario) in zip(block.horizons, self._job.plan.horizons, self._job.at)
            ]
            writer.write(block.window, np.concatenate([p if p.ndim == 3 else p[None] for p in parts]))

    def close(self) -> None:
        """Finish the files."""
        for writer in self._writers:
            writer.close()


def made(wanted: Outputs) -> list[Product]:
    """The rasters that a run makes."""
    return [p for p in PRODUCTS if p.is_made(wanted)]


def _spec(product: Product, job: Job) -> RasterSpec:
    names = tuple(f"{n} ({h.id})" if h.id else n for h in job.plan.horizons for n in product.titles(h))
    if not product.is_mask:
        return RasterSpec(names, job.tags())
    rules = " ".join(f"{i}={r.id}" for i, r in enumerate(job.plan.horizons[0].rules))
    return RasterSpec(names, {**job.tags(), "WATTBIT_BITS": rules}, True, MASK_NODATA)


def _ids(horizon: HorizonPlan) -> list[str]:
    return [c.id for c in horizon.criteria]


def _limiting(block: HorizonBlock, horizon: HorizonPlan, scenario: Scenario) -> np.ndarray:
    if horizon.combination is None:  # no cell has a score
        return np.full(block.suitability.shape, np.nan, np.float32)
    index = limiting(horizon.combination.costs(block.scores))
    index[np.isnan(block.suitability)] = np.nan
    return index


def _uncertainty(block: HorizonBlock, horizon: HorizonPlan, scenario: Scenario) -> np.ndarray:
    spec = scenario.uncertainty or Uncertainty()
    weights = np.asarray(horizon.weights)
    if spec.model == "dirichlet":
        bands = dirichlet(block.scores, weights, spec.concentration)
    else:
        bands = independent(block.scores, weights, spec.spread)
    bands[:, np.isnan(block.suitability)] = np.nan
    return bands


#: In the order of writing. The suitability is read back; the report tells excluded from not assessed.
PRODUCTS = (
    Product("suitability", lambda h: ["suitability"], lambda b, h, s: b.suitability, lambda wanted: True),
    Product(
        "exclusion",
        lambda h: ["exclusion bits"],
        lambda b, h, s: b.mask.bits,
        lambda wanted: bool(wanted.report),
        is_mask=True,
    ),
    Product("criteria", _ids, lambda b, h, s: np.stack(b.scores), needs_scores=True),
    Product(
        "limiting",
        lambda h: ["limiting criterion: " + ", ".join(_ids(h))],
        _limiting,
        needs_scores=True,
    ),
    Product(
        "uncertainty",
        lambda h: ["mean", "standard deviation", *(f"share of variance: {i}" for i in _ids(h))],
        _uncertainty,
        needs_scores=True,
    ),
)
