"""Findings on layers that a scenario holds and nothing uses."""

from __future__ import annotations

from collections.abc import Sequence

from ..engine.sources import used_layers
from ..scenario.model import Scenario
from .finding import Finding, info
from .phrases import Place


def unused_findings(scenarios: Sequence[Scenario]) -> list[Finding]:
    """Layers that no horizon's scenario reads, themselves or as the coverage of another."""
    used: set[str] = set()
    for scenario in scenarios:
        read = used_layers(scenario)
        used.update(read)
        used.update(c for name in read if (c := scenario.layers[name].coverage))
    every = dict.fromkeys(name for scenario in scenarios for name in scenario.layers)
    return [info(Place("layer", name), "unused_layer") for name in every if name not in used]
