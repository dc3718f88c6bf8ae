"""The run log: what ran, on what, with which versions and figures, and how long it took."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from dataclasses import asdict, fields
from pathlib import Path

from ..errors import OutputError
from ..grid.grid import describe
from ..provenance import plugin_version
from ..scenario.weighed import Weighed
from .options import Options, Outputs
from .result import AllocationTold, ChoiceTold, HorizonResult, RunResult


class Clock:
    """Seconds by phase."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """End a phase."""
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def run_log(result: RunResult, wanted: Outputs, options: Options) -> dict:
    """What ran, on what, with which versions and figures, as plain JSON values."""
    return {
        "plugin": plugin_version(),
        "scenario": {
            "path": result.scenario.path,
            "title": result.scenario.title,
            "sha256": result.scenario.sha256,
        },
        "grid": describe(result.plan.grid),
        "options": asdict(options),
        "seed": result.scenario.uncertainty.seed if result.scenario.uncertainty else None,
        "outputs": {f.name: getattr(wanted, f.name) for f in fields(wanted) if getattr(wanted, f.name)},
        "inputs": [asdict(i) for i in result.inputs],
        "layers": result.layers,
        "horizons": [_horizon_log(h) for h in result.horizons],
        "weighting": [_weighting_log(h.weighed) for h in result.plan.horizons],
        "overlay": [asdict(h.settings) for h in result.plan.horizons],
        "findings": [f.row() for f in result.findings],
        "libraries": result.versions,
        "seconds": result.seconds,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "peak_memory_bytes": peak_memory(),
    }


def _horizon_log(h: HorizonResult) -> dict:
    plain = {
        f.name: getattr(h, f.name)
        for f in fields(h)
        if f.name not in ("candidates", "rules", "criteria", "choice", "allocation")
    }
    plain = {k: None if isinstance(v, float) and v != v else v for k, v in plain.items()}
    return {
        **plain,
        "rules": [asdict(r) for r in h.rules],
        "criteria": [asdict(c) for c in h.criteria],
        "candidates": len(h.candidates),
        "choice": _choice_log(h.choice),
        "allocation": _allocation_log(h.allocation),
    }


def _choice_log(told: ChoiceTold | None) -> dict | None:
    """How good a choice of candidates is; a gap without end, where nothing was found, is no number of JSON."""
    if told is None:
        return None
    plain = {f.name: getattr(told, f.name) for f in fields(told) if f.name != "reasons"}
    return {**plain, "gap": told.gap if math.isfinite(told.gap) else None}


def _allocation_log(found: AllocationTold | None) -> dict | None:
    """Figures of an allocation, without its ledger."""
    if found is None:
        return None
    names = ("served_mw", "total", "bound", "gap")
    served = sum(1 for s in found.sites if s.served_mw)
    return {**{n: getattr(found, n) for n in names}, "served": served, "sites": len(found.sites)}


def _weighting_log(weighed: Weighed | None) -> dict | None:
    """How the weights of a horizon came about, with the consistency of the judgements behind them."""
    if weighed is None:
        return None
    levels = [{"group": x.group, "members": x.members, **asdict(x.found)} for x in weighed.levels]
    best_worst = asdict(weighed.best_worst) if weighed.best_worst else None
    found = {"variant": weighed.variant, "judgements": levels, "best_worst": best_worst}
    return {"method": weighed.method, "weights": weighed.weights, **{k: v for k, v in found.items() if v}}


def write_log(path: Path, result: RunResult, wanted: Outputs, options: Options) -> None:
    """Write the run log as JSON; raises OutputError when that fails."""
    text = json.dumps(run_log(result, wanted, options), indent=2, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The run log {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def peak_memory() -> int | None:
    """Largest resident memory of this process so far in bytes; None where the system does not tell."""
    if os.name != "posix":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
