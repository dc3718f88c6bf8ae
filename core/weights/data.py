"""Weights that the data themselves give: entropy, CRITIC and MEREC."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Callable

import numpy as np

from ..errors import InputError
from ..progress import Progress, Steps
from ..stream import make_executor, stream
from .effects import contrast, removal_effect
from .sample import Sample
from .summary import Summary, joined, summarise

#: A criterion whose values span less than this share of their size tells no rows apart.
_FLAT = 1e-6


class DataMethod(str, Enum):
    """Where weights come from."""

    ENTROPY = "entropy"
    CRITIC = "critic"
    MEREC = "merec"


@dataclass(frozen=True)
class DataWeights:
    """Weights from data.

    Attributes
    ----------
    weights : tuple of float
        One a criterion; they sum to 1.
    rows, omitted : int
        Cells or table rows used, and those left out because a criterion has no value there.
    low, high, mean, sd : tuple of float
        Of each criterion over the rows used; the standard deviation is that of a sample.
    notes : tuple of str
        What a reader should know: constant criteria.
    """

    weights: tuple[float, ...]
    rows: int
    omitted: int
    low: tuple[float, ...]
    high: tuple[float, ...]
    mean: tuple[float, ...]
    sd: tuple[float, ...]
    notes: tuple[str, ...]


def data_weights(
    sample: Sample, method: DataMethod, benefit: Sequence[bool] = (), progress: Progress | None = None
) -> DataWeights:
    """Weights of criteria from every row that has a value in all of them.

    Every row is read, so there is no sample that could be biased; blocks are summed as they come, so memory is
    that of a few blocks. Each row counts the same.

    Parameters
    ----------
    sample : Sample
        Rasters on one grid, or a table.
    method : DataMethod
        ``entropy``: ``p = x / sum x``, ``e = -sum p ln p / ln m`` over m rows, ``w`` in proportion to ``1 - e``;
        whether more is better does not matter. ``critic``: ``w`` in proportion to
        ``sd_j sum_k (1 - r_jk)`` of min-max scores with Pearson's r. ``merec``: ``n = min x / x`` (benefit) or
        ``x / max x`` (cost), ``S = ln(1 + sum_j |ln n_j| / k)``, ``w`` in proportion to
        ``sum |S without j - S|``.
    benefit : sequence of bool
        Whether more of each criterion is better; empty for all.

    Raises
    ------
    InputError
        When a criterion has no value at all, fewer than two rows are left, every criterion is constant, or
        values do not fit the method (entropy: 0 or more; merec: above 0).
    Cancelled
        When the user cancels.

    Source
    ------
    Hwang and Yoon (1981), Multiple Attribute Decision Making (entropy, after Shannon); Diakoulaki, Mavrotas and
    Papayannakis (1995), Computers & Operations Research 22:763 (CRITIC); Keshavarz-Ghorabaee et al. (2021),
    Symmetry 13:525 (MEREC).
    """
    k = len(sample.names)
    is_benefit = np.array(benefit or [True] * k, bool)
    if len(is_benefit) != k:
        raise InputError(
            f"BENEFIT has {len(is_benefit)} values for {k} criteria; give 1 (more is better) or 0 (less is) a criterion."
        )
    steps = Steps(progress)
    steps.phase("Reading the criteria", 0.5 if method is DataMethod.MEREC else 1.0)
    found = functools.reduce(joined, _over(sample, summarise, steps))
    is_flat = _require_usable(sample.names, found)
    if method is not DataMethod.CRITIC:
        _require_above(sample.names, found, method)
    if method is DataMethod.CRITIC:
        raw = contrast(sample.names, found, is_flat, is_benefit)
    elif method is DataMethod.ENTROPY:
        raw = found.divergence / (found.rows * math.log(found.rows))
    else:
        steps.phase("Removing each criterion in turn", 1.0)
        effect = functools.partial(removal_effect, low=found.low, high=found.high, is_benefit=is_benefit)
        raw = functools.reduce(np.add, _over(sample, effect, steps))
    raw = np.where(is_flat, 0.0, raw)
    sd = np.sqrt(np.diag(found.comoment) / (found.rows - 1))
    return DataWeights(
        tuple((raw / raw.sum()).tolist()),
        found.rows,
        found.omitted,
        low=tuple(found.low.tolist()),
        high=tuple(found.high.tolist()),
        mean=tuple(found.mean.tolist()),
        sd=tuple(sd.tolist()),
        notes=_notes(sample.names, found, is_flat),
    )


def _over(sample: Sample, function: Callable[[np.ndarray], Any], steps: Steps) -> Iterator[Any]:
    """The function's result on every block, in the order of the blocks."""
    windows = sample.windows()
    executor, workers = make_executor()
    with executor:
        parts = stream(lambda w: function(sample.read(w)), windows, executor, workers)
        for done, (_, part) in enumerate(parts, start=1):
            yield part
            steps.at(done / len(windows))


def _require_usable(names: tuple[str, ...], found: Summary) -> np.ndarray:
    """Which criteria are constant; raises InputError where there is nothing to weigh by."""
    if not found.rows + found.omitted:
        raise InputError(
            "There is no row or cell to weigh by; check that the table has rows and the exclusion leaves cells."
        )
    empty = [name for name, known in zip(names, found.known) if not known]
    if empty:
        raise InputError(
            f"The criterion {empty[0]} has no value anywhere; check its band or field, its nodata value and its extent."
        )
    if found.rows < 2:
        raise InputError(
            f"Only {found.rows} rows or cells have a value in every criterion, and {found.omitted} lack one; weights from data "
            "need two at least, so see that the criteria overlap."
        )
    size = np.maximum(np.abs(found.low), np.abs(found.high))
    is_flat = found.high - found.low <= _FLAT * size
    if is_flat.all():
        raise InputError(
            f"Every criterion is constant over the {found.rows} rows or cells used, so the data give no weights; choose "
            "criteria that differ between places."
        )
    return is_flat


def _require_above(names: tuple[str, ...], found: Summary, method: DataMethod) -> None:
    is_merec = method is DataMethod.MEREC
    for name, low in zip(names, found.low):
        if low < 0 or (is_merec and low == 0):
            least = "above 0" if is_merec else "of 0 or more"
            raise InputError(
                f"The criterion {name} goes down to {low:g}, and {method.value} needs values {least}; shift or rescale it, or "
                "use critic."
            )


def _notes(names: tuple[str, ...], found: Summary, is_flat: np.ndarray) -> tuple[str, ...]:
    return tuple(
        f"The criterion {name} is constant ({low:g}), tells no places apart and gets the weight 0."
        for name, low, flat in zip(names, found.low, is_flat)
        if flat
    )
